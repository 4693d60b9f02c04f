"""Completion, by the shells themselves, with ids from a real hub."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.clock import WallClock
from console.completing.grammar import TABLE, spot, table
from console.completing.values import FILES, FOLDERS, THINGS, words
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import AlertDetail
from console.domain.ids import DeviceId
from console.errors import NotFound
from console.wording.help import OPTIONS
from tests.commands.grammar import written
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import probe, small_site

BIN = Path(sys.executable).parent
PATIENCE_S = 30
TRIES = 5
# What a person types freely: nothing can be offered for it.
FREE = {
    "count", "diagnose.at", "diagnosis.last", "note.done", "photo", "remedy.due", "value.unit",
    "directive.text", "note.case", "reference", "suspend.for", "title.edit",
    "report.day", "rates.last", "heard.words", "assist.note", "amend.finding", "reserve.for",
    "run.for", "hold", "maintain.for",
    "plot.from", "plot.height", "plot.last", "plot.to", "plot.width",
    "after", "at", "break", "drill", "edition", "edition.rule", "finding", "from", "from.report",
    "from.row", "how", "limit", "lines", "log.text", "map", "note", "note.finding",
    "note.handover", "note.proof", "note.required", "note.work", "party", "reason", "remedy",
    "seed", "shelve.for", "since", "speed", "timeout", "title", "to", "to.report", "to.row",
    "until.time", "until.value", "value", "wait", "web.port", "where", "withhold", "zone.file",
}  # fmt: skip

BASH = """
complete -r wanshou 2>/dev/null
eval "$(wanshou completion bash)"
COMP_LINE=$1 COMP_POINT=${#1}
read -ra COMP_WORDS <<< "$1"; [[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_wanshou 2> >(grep -v compopt >&2)
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = 'wanshou completion fish | source; complete -C "$argv[1]"'
# A shell that is really typed into: nothing else runs zsh's completion.
ZSH = """
import os, pty, select, sys, time
line = sys.argv[1]
pid, master = pty.fork()
if pid == 0:
    os.environ.update(TERM="dumb", PS1="> ", LINES="50", COLUMNS="200")
    os.execvp("zsh", ["zsh", "-f", "-i"])
def read(until, patience=20.0):
    heard, end = "", time.monotonic() + patience
    while until not in heard and time.monotonic() < end:
        if select.select([master], [], [], 0.2)[0]:
            heard += os.read(master, 65536).decode("utf-8", "replace")
    return heard
def say(text):
    os.write(master, text.encode())
say("unsetopt zle_bracketed_paste; zstyle ':completion:*' list-prompt ''\\n")
say("autoload -Uz compinit && compinit -D -u; LISTMAX=1000\\n")
say('eval "$(wanshou completion zsh)"; echo rea""dy\\n')
read("ready\\r\\n")
say(line + "\\t\\t")
heard = read("\\0", 3.0)
say("\\x03")
say("exit\\n")
print(heard)
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """Run a hub with one alert."""
    folder = tmp_path_factory.mktemp("hub")
    with running_hub(folder, small_site(probe("a"), probe("b"))) as running:
        topics = Topics(running.site.root, running.site.id)
        payload = encode_telemetry(WallClock().now(), {"pm10": 312.0})
        publish(running.access("device"), topics.telemetry(DeviceId("a")), payload)
        wait_until(lambda: _raised(running))
        yield running


def _raised(hub: HubProcess) -> bool:
    try:
        hub.client.ask("alerts/A-1", AlertDetail)
    except NotFound:
        return False
    return True


def _environ(hub: HubProcess | Path) -> dict[str, str]:
    at = hub if isinstance(hub, Path) else hub.settings.socket
    own = {name: text for name, text in os.environ.items() if not name.startswith("WANSHOU_")}
    return {
        **own,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "WANSHOU_SOCKET": str(at),
        "WANSHOU_LANGUAGE": "zh_CN",
        "LC_ALL": "C.UTF-8",
    }


def _ran(command: list[str], environ: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environ, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.stderr == "", done.stderr
    return done.stdout


def asked(environ: dict[str, str], *given: str, shell: str = "fish") -> list[str]:
    """Return the lines a shell's script is given."""
    said = _ran([str(BIN / "wanshou"), *given], {**environ, "WANSHOU_COMPLETE": shell})
    return said.splitlines()


def assert_comes(offered: Callable[[], list[str]], is_right: Callable[[list[str]], bool]) -> None:
    """Press the key a few times: a hub too slow to be waited for is one that said nothing."""
    said: list[str] = []
    for _ in range(TRIES):
        if is_right(said := offered()):
            return
    raise AssertionError(said)


needs_zsh = pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
needs_fish = pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")


@pytest.mark.real
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("wanshou al", ["alerts"]),
        ("wanshou alerts a", ["ack"]),
        ("wanshou alerts ack ", ["A-1"]),
        ("wanshou alerts ack A-1@", ["1"]),
        ("wanshou alerts ack --rea", ["--reason"]),
        ("wanshou alerts ack A-1 ", [""]),
        ("wanshou alerts list --priority=h", ["high"]),
        ("wanshou alerts list --zone g", ["gate"]),
        ("wanshou alerts list --zone=g", ["gate"]),
        ("wanshou sensors show a/", ["a/pm10"]),
        ("wanshou sensors show 'a/", ["a/pm10"]),
        ("wanshou devices show ", ["gw", "a", "b"]),
        ("wanshou alerts ack --reason '晚上 好' A", ["A-1"]),
        ("wanshou nonsense ", [""]),
        ("wanshou alerts nonsense ", [""]),
    ],
)
def test_bash_offers(hub: HubProcess, line: str, offered: list[str]) -> None:
    def found() -> list[str]:
        said = _ran(["bash", "--norc", "-c", BASH, "bash", line], _environ(hub))
        return [each for each in said.split("\n")[:-1] if each != "hub"]

    assert_comes(found, lambda said: said == offered)


@pytest.mark.again
@pytest.mark.real
@needs_fish
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("wanshou al", "alerts\t告警：有哪些，以及如何处理。"),
        ("wanshou alerts ack ", "A-1\thigh a/pm10"),
        ("wanshou alerts list --zone=g", "--zone=gate\t"),
        ("wanshou sensors show a", "a/pm10\ta探头 pm10"),
    ],
)
def test_fish_offers(hub: HubProcess, tmp_path: Path, line: str, offered: str) -> None:
    environ = {**_environ(hub), "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert_comes(
        lambda: _ran(["fish", "--no-config", "-c", FISH, line], environ).splitlines(),
        lambda said: any(each.startswith(offered.rstrip("\t")) for each in said),
    )


@pytest.mark.again
@pytest.mark.real
@needs_zsh
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("wanshou alerts ac", "wanshou alerts ack"),
        ("wanshou alerts ack A", "wanshou alerts ack A-1"),
        ("wanshou devices show ", "b探头"),
    ],
)
def test_zsh_offers(hub: HubProcess, line: str, offered: str) -> None:
    assert_comes(
        lambda: [_ran([sys.executable, "-c", ZSH, line], _environ(hub))],
        lambda said: offered in said[0],
    )


@pytest.mark.real
def test_ids_already_there_are_not_offered_again(hub: HubProcess) -> None:
    def offered() -> list[str]:
        return [
            line.partition("\t")[0] for line in asked(_environ(hub), "devices", "show", "a", "")
        ]

    assert_comes(offered, lambda said: {"b", "gw"} <= set(said) and "a" not in said)


@pytest.mark.real
def test_the_socket_on_the_line_is_asked(hub: HubProcess, tmp_path: Path) -> None:
    environ = _environ(tmp_path / "none.sock")
    here = str(hub.settings.socket)
    for named in (["--socket", here], [f"--socket={here}"]):
        assert_comes(
            lambda named=named: asked(environ, *named, "alerts", "ack", ""),  # type: ignore[misc]
            lambda said: "A-1\thigh a/pm10" in said,
        )


def test_a_hub_that_is_away_says_nothing(tmp_path: Path) -> None:
    assert asked(_environ(tmp_path / "none.sock"), "alerts", "ack", "") == ["values"]


def test_a_hub_that_does_not_answer_is_not_waited_for(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "slow.sock"))
        listener.listen()
        assert asked(_environ(tmp_path / "slow.sock"), "cases", "show", "") == ["values"]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense",
        b"HTTP/1.1 403 Forbidden\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\n\r\n[7]",
        b'HTTP/1.1 200 OK\r\n\r\n{"items": [7, {}, {"id": 7}]}',
    ],
)
def test_a_hub_that_says_something_odd_breaks_nothing(tmp_path: Path, answer: bytes) -> None:
    assert _of_a_fake(tmp_path, answer, "alerts", "ack", "") == ["values"]


def test_odd_text_cannot_reach_the_terminal(tmp_path: Path) -> None:
    items = (
        rb'{"items": [{"step": "open", "title": "\u001b[31m\u202ered\n\there", "alerts": [],'
        rb' "id": "C-1"}, {"step": "open", "title": "", "alerts": [], "id": "C-\u001b[2J"}]}'
    )
    answer = b"HTTP/1.1 200 OK\r\n\r\n" + items
    (kind, line) = _of_a_fake(tmp_path, answer, "cases", "show", "")
    assert kind == "values"
    assert line.startswith("C-1\topen")
    assert line.replace("\t", "").isprintable()


def _of_a_fake(folder: Path, answer: bytes, *given: str) -> list[str]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "odd.sock"))
        listener.listen()

        def serve() -> None:
            asking, _ = listener.accept()
            with asking:
                asking.recv(65536)
                asking.sendall(answer)

        serving = threading.Thread(target=serve)
        serving.start()
        said = asked(_environ(folder / "odd.sock"), *given)
        serving.join()
    return said


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (("rules", "backtest", ""), FILES),
        (("--settings", ""), FILES),
        (("up", "--data", "/t"), FOLDERS),
        (("config", "check", "w"), "values"),
        (("log", "add", ""), "values"),
    ],
)
def test_files_are_the_shells_own_matter(tmp_path: Path, given: tuple[str, ...], kind: str) -> None:
    assert asked(_environ(tmp_path / "none.sock"), *given)[0] == kind


def test_the_table_is_what_the_commands_say() -> None:
    assert TABLE.read_bytes() == written(), "python -m tests.commands.golden"


def test_every_value_is_completed_or_typed_freely() -> None:
    taken = {
        key
        for command in table().values()
        for key in (
            *(option.help for option in command.options if option.takes),
            *(argument.help for argument in command.arguments),
        )
    }
    known = {key for key in taken if key in THINGS or words(key)}
    assert taken - known - FREE == set(), "say in console/completing/values.py what it can be"
    assert (set(THINGS) | FREE) - set(OPTIONS) == set()


@pytest.mark.parametrize(
    ("line", "begun", "value", "given"),
    [
        ("alerts ack A-1", "", "alert.ids", {"A-1"}),
        ("alerts ack --reason", "x", "reason", set()),
        ("alerts ack --reason x", "A", "alert.ids", set()),
        ("alerts list --zone a", "--zone=", "zone", {"a"}),
        ("alerts ack --", "-", "alert.ids", set()),
        ("sensors record a/b", "", "value", {"a/b"}),
    ],
)
def test_what_may_stand_there(line: str, begun: str, value: str, given: set[str]) -> None:
    here = spot(table(), line.split(), begun)
    assert here.value == value
    assert here.given == given
