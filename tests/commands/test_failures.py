"""How commands end when they cannot do what they were asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.errors import (
    Conflict,
    ConsoleError,
    HubUnreachable,
    NotFound,
    NotPermitted,
    Refused,
    SettingsError,
    StoreError,
)
from tests.client.small_hub import SmallHub
from tests.commands.conftest import Wanshou

STATUS = {Refused: 422, SettingsError: 400, NotPermitted: 403, NotFound: 404, Conflict: 409}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Refused, 1),
        (SettingsError, 2),
        (HubUnreachable, 3),
        (NotPermitted, 4),
        (NotFound, 5),
        (Conflict, 6),
        (StoreError, 70),
        (ConsoleError, 70),
    ],
)
def test_exit_codes_are_an_api(kind: type[ConsoleError], code: int) -> None:
    assert kind.exit_code == code


@pytest.mark.parametrize("kind", STATUS)
def test_a_refusal_is_one_line_and_a_code(
    wanshou: Wanshou, small_hub: SmallHub, kind: type[ConsoleError]
) -> None:
    small_hub.refuse("/v1/whoami", kind.__name__, "some_code", STATUS[kind], {"id": "A-1"})
    ran = wanshou("whoami")
    assert ran.code == kind.exit_code
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert len(ran.err.splitlines()) == 1


def test_with_json_a_failure_is_a_document(wanshou: Wanshou, small_hub: SmallHub) -> None:
    parameters = {"id": "A-7", "by": "Li Wei", "at": "2026-11-05T06:30:00Z"}
    small_hub.refuse("/v1/alerts/ack", "Conflict", "already_acknowledged", 409, parameters)
    ran = wanshou("alerts", "ack", "A-7@1", "--json")
    assert ran.code == 6
    assert ran.json == {
        "error": {
            "code": "already_acknowledged",
            "message": "A-7 was already acknowledged by Li Wei at 2026-11-05 06:30:00",
            "hint": "Nothing more to do; add a note if you know more.",
            "ids": ["A-7@1"],
        }
    }


def test_no_hub_is_3_and_names_the_address(wanshou: Wanshou, tmp_path: Path) -> None:
    ran = wanshou("alerts", "list")
    assert ran.code == 3
    assert ran.err == (
        f"Error: No hub answers at {tmp_path}/hub.sock\n"
        "Hint: Start one with `wanshou up`, or name another with --socket.\n"
    )
    assert wanshou("alerts", "list", "--json").json["error"]["code"] == "hub_unreachable"


@pytest.mark.parametrize(
    "line",
    [
        "alert",
        "alerts lst",
        "alerts",
        "alerts list --limt 3",
        "alerts list --limit many",
        "alerts list --state worse",
        "alerts list --json -q",
        "alerts list extra",
        "alerts ack",
        "alerts ack A-1 --scene air",
        "alerts ack 1042",
        "alerts ack A-1@x",
        "alerts note A-1@1",
        "alerts show",
        "alerts watch --timeout soon",
        "alerts watch --until gone",
        "sensors show air-1",
        "sensors record air-1/pm10 12",
        "sensors record air-1/pm10 nan --how x",
        "sensors history air-1/pm10 --since yesterday",
        "sensors watch --until 250",
        "hub broker --account root",
        "cases list --step half",
        "cases list --outcome good",
        "cases show 231",
        "cases open",
        "cases open C-1",
        "cases dispatch C-1",
        "cases remedy C-1 --from x",
        "cases remedy C-1 --finding 1 --from x --action sprayed",
        "cases done C-1 --remedy 0",
        "cases verify C-1 --proof sensor --note x",
        "cases close",
        "cases close C-1 --step open",
        "cases watch --until soon",
        "patrols accept",
        "patrols accept p1 --case 7",
        "patrols report p1",
        "patrols report p1 --cause dust",
        "patrols report p1 --cause other=many",
    ],
)
def test_a_mistake_on_the_command_line_is_2(
    wanshou: Wanshou, small_hub: SmallHub, line: str
) -> None:
    ran = wanshou(*line.split())
    assert ran.code == 2
    assert small_hub.asked == []
    if line != "alerts" and "--json" not in line:  # the former shows its help
        assert ran.err.startswith("Error: ")
    as_json = wanshou(*line.split(), "--json")
    assert as_json.code == 2


def test_a_mistake_with_json_is_a_document(wanshou: Wanshou) -> None:
    error = wanshou("alerts", "show", "--json", "1042").json["error"]
    assert error["code"] == "usage"
    assert error["message"] == "1042 is not an alert's id (A-1042 or A-1042@3)."
    assert error["hint"] == "See: wanshou alerts show --help"


def test_what_is_missing_is_called_as_people_call_it(wanshou: Wanshou) -> None:
    assert "--how is missing" in wanshou("sensors", "record", "air-1/pm10", "12").err


def test_a_negative_value_is_no_option(wanshou: Wanshou, small_hub: SmallHub) -> None:
    receipt = {"operation": "sensors.record", "fact": 3, "id": "gw/temperature"}
    small_hub.answer("/v1/sensors/record", receipt)
    ran = wanshou("sensors", "record", "gw/temperature", "-12.5", "--how", "by eye", "--dry-run")
    assert ran.code == 0
    assert wanshou("sensors", "record", "gw/temperature", "-1e1", "--how", "by eye").code == 0
    assert wanshou("sensors", "record", "gw/temperature", "-x", "--how", "by eye").code == 2


@pytest.mark.parametrize("when", ["0001-01-01", "99999-01-01", "-1d"])
def test_a_time_no_zone_reaches_is_2(wanshou: Wanshou, small_hub: SmallHub, when: str) -> None:
    assert wanshou("sensors", "history", "air-1/pm10", "--since", when).code == 2


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_bug(small_hub: SmallHub, closed: str) -> None:
    small_hub.answer("/v1/alerts", {"items": [], "as_of": 0, "next": None})
    ran = subprocess.run(
        ["sh", "-c", f'"$0" -m console alerts list --json {closed}', sys.executable],
        env={**os.environ, "WANSHOU_SOCKET": str(small_hub.socket)},
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_bad_settings_are_2_and_name_file_and_key(wanshou: Wanshou, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text("socet = 'x'")
    ran = wanshou("--settings", file, "whoami")
    assert ran.code == 2
    assert f"{file}: socet is no known key" in ran.err
    assert "Did you mean socket?" in ran.err


def test_a_bug_is_70_and_its_traceback_kept(
    wanshou: Wanshou, small_hub: SmallHub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # A value no field of ours has room for: what is said in its place is for a bug to find.
    monkeypatch.setenv("COLUMNS", "80")
    import console.commands.whoami as whoami

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(whoami, "fields", broken)
    small_hub.answer("/v1/whoami", {"person": "li", "seat": "li", "role": "admin"})
    ran = wanshou("whoami")
    assert ran.code == 70
    assert "ZeroDivisionError" in ran.err
    assert "Traceback" not in ran.err
    log = tmp_path / "state" / "wanshou" / "wanshou.log"
    assert "Traceback" in log.read_text()
    assert "Traceback" in wanshou("--debug", "whoami").err


def test_a_hostile_name_in_a_refusal_is_harmless(wanshou: Wanshou, small_hub: SmallHub) -> None:
    hostile = {"id": "A-1\x1b]0;owned\x07\u202e"}
    small_hub.refuse("/v1/whoami", "NotFound", "no_such_alert", 404, hostile)
    ran = wanshou("whoami")
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err
    document = wanshou("whoami", "--json").out.rstrip("\n")
    assert document.isprintable()
    assert json.loads(document)["error"]["ids"] == [hostile["id"]]


def test_a_reader_that_goes_away_ends_it_quietly(small_hub: SmallHub) -> None:
    page = {"items": [], "as_of": 0, "next": None}
    small_hub.answer("/v1/alerts", page)
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "console", "alerts", "list", "--json"],
        env={**os.environ, "WANSHOU_SOCKET": str(small_hub.socket)},
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=30,
    )
    os.close(writing)
    assert ran.returncode == 141
    assert ran.stderr == b""


def test_what_is_no_text_is_a_mistake_and_not_repeated_from_stdin(small_hub: SmallHub) -> None:
    command = [
        sys.executable,
        "-m",
        "console",
        "--socket",
        str(small_hub.socket),
        "--language",
        "en",
    ]
    line = os.fsdecode(b"caf\xe9")
    ran = subprocess.run([*command, "log", "add", line], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"Error: 'caf\\udce9' is not UTF-8\n")
    for given in (["log", "add", "-"], ["shifts", "sign-on", "Lin", "--pin-file", "-"]):
        said = subprocess.run(
            [*command, *given], input=b"12\xff4", capture_output=True, check=False
        )
        assert (said.returncode, said.stderr) == (2, b"Error: - is not UTF-8\n")


def test_what_the_hub_says_into_a_file_has_no_colours() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from console.commands.hub import _log_to_stderr as begin; import structlog;"
            " begin(); structlog.get_logger().info('hub ready', site='s')",
        ],
        capture_output=True,
        check=True,
    )
    assert b"hub ready" in said.stderr
    assert b"\x1b" not in said.stderr
