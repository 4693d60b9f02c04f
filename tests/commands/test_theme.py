"""`wanshou theme`: needs no hub, tells every fault, and shows what a theme looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console.theme_files import own_folder
from tests.commands.conftest import Wanshou
from tests.terminal import WANSHOU, terminal

Own = Callable[[str, str], Path]


@pytest.fixture
def own(wanshou: Wanshou) -> Own:
    """Write themes of one's own, where `wanshou` looks for them."""

    def write(name: str, text: str) -> Path:
        own_folder().mkdir(parents=True, exist_ok=True)
        path = own_folder() / f"{name}.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_it_lists_what_there_is_and_what_is_in_force(
    wanshou: Wanshou, own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WANSHOU_THEME", "mine")
    path = own("mine", 'like = "day"\n')
    own("dusk", "")
    own("broken", "dark = 1\n")
    found = {
        f"{theme['name']}{'!' if theme['own'] else ''}": theme for theme in _items(wanshou, "list")
    }
    assert next(iter(found)) == "dusk"
    assert found["mine!"]["in_force"]
    assert found["mine!"]["file"] == str(path)
    assert found["mine!"]["dark"] is False
    assert not found["dusk"]["in_force"]
    assert found["dusk!"]["hidden"]
    assert not found["broken!"]["usable"]
    table = wanshou("theme", "list")
    assert table.code == 0
    assert "in force" in next(line for line in table.lines if line.startswith("mine"))
    assert "not used" in table.out


@pytest.mark.parametrize("wanted", ["nosuch", "broken"])
def test_in_force_is_what_a_console_would_begin_with(
    wanshou: Wanshou, own: Own, monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    own("broken", "dark = 1\n")
    monkeypatch.setenv("WANSHOU_THEME", wanted)
    assert [t["name"] for t in _items(wanshou, "list") if t["in_force"]] == ["dusk"]


def test_what_is_shipped_is_fine(wanshou: Wanshou) -> None:
    ran = wanshou("theme", "check")
    assert ran.code == 0
    assert len(ran.lines) == 5
    assert all("fine" in line for line in ran.lines)


def test_every_fault_is_told_and_it_exits_1(wanshou: Wanshou, own: Own) -> None:
    path = own("mine", 'like = "day"\n[ink]\nmutd = "#000"\nfaint = "grey"\n')
    ran = wanshou("theme", "check", path, "day")
    assert ran.code == 1
    assert f"{path}: ink.mutd is no known key" in ran.out
    assert "Did you mean ink.muted?" in ran.out
    assert f"{path}: ink.faint: grey is not a colour" in ran.out
    assert "day: fine" in ran.out


def test_programs_read_faults_with_ink_ground_and_ratio(wanshou: Wanshou, own: Own) -> None:
    path = own("mine", 'like = "day"\n[ink]\nfaint = "#aaa"\n')
    ran = wanshou("theme", "check", path, "--json")
    assert ran.code == 1
    (item,) = ran.json["items"]
    assert not item["fine"]
    (fault,) = item["faults"]
    assert fault["code"] == "theme_pale"
    assert (fault["key"], fault["ground"]) == ("ink.faint", "row.selected")
    assert float(fault["ratio"]) < float(fault["least"]) == 4.5


def test_a_file_that_is_no_toml_is_a_fault_like_any(wanshou: Wanshou, own: Own) -> None:
    path = own("mine", "nonsense = [")
    ran = wanshou("theme", "check", path)
    assert ran.code == 1
    assert "is not TOML" in ran.out


def test_an_unknown_name_is_a_mistake(wanshou: Wanshou) -> None:
    for line in (("check", "dsk"), ("preview", "dsk")):
        ran = wanshou("theme", *line)
        assert ran.code == 2
        assert "Did you mean dusk?" in ran.err


@pytest.mark.parametrize("name", ["dusk", "sixteen"])
def test_a_preview_shows_every_priority(wanshou: Wanshou, name: str) -> None:
    ran = wanshou("theme", "preview", name)
    assert ran.code == 0
    for words in ("▲▲ critical", "◆  medium", "?  no data", "a acknowledge", name):
        assert words in ran.out
    assert "\x1b" not in ran.out, "in a pipe there are no colours"


@pytest.mark.real
def test_a_preview_has_the_themes_colours_on_a_terminal() -> None:
    line = f"{WANSHOU} theme preview safe | cat -v"
    with terminal("sh", "-c", line, env={"FORCE_COLOR": "1", "COLORTERM": "truecolor"}) as there:
        shown = there.wait_for("acknowledge")
    assert "38;2;255;105;93" in shown


def _items(wanshou: Wanshou, *line: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = wanshou("theme", *line, "--json").json["items"]
    return found
