"""One's own keys: obeyed together where they can be, told one by one where not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.contract.alerts import AcknowledgeAlert
from console.keymap import Keymap, by_id, checked, own_keymap, read_keymap, scopes, spelt
from console.screens.shelf import AskShelf
from console.settings import ScreenSettings, Settings
from console.wording import keycaps
from console.wording.closeup import Close
from console.wording.dispatch import Work
from console.wording.keycaps import HINTED, key_cap
from console.wording.screens import Say, say
from console.wording.shift import Shift
from tests.ui.hands import Operator, at_console
from tests.ui.stage import afternoon


def written(folder: Path, text: str) -> Path:
    file = folder / "keys.toml"
    file.write_text(text, encoding="utf-8")
    return file


def codes(keymap: Keymap) -> dict[str, str]:
    return {str(fault.parameters["key"]): fault.code for fault in keymap.faults}


def test_every_group_of_keys_is_in_force_somewhere() -> None:
    found = set().union(*(ids for _, ids in scopes()))
    missing = set(by_id()) - found
    assert not missing, "say in console/keys.py (HELD or DIALOGS) where these are in force"


def test_the_usual_keys_clash_nowhere() -> None:
    for where, ids in scopes():
        holders: dict[str, list[str]] = {}
        for id in ids:
            for key in by_id()[id].keys.split(","):
                holders.setdefault(key, []).append(id)
        several = {key: sorted(rivals) for key, rivals in holders.items() if len(rivals) > 1}
        meant = {
            ("alerts.shelve", "alerts.unshelve"),  # which of them applies is seen in the key bar
            ("alerts.release", "alerts.symptom"),
            ("service.resume", "service.stop"),
            ("dialog.accept", "list.open"),  # the same thing, said by the list
            ("log.add", "plan.right"),  # the map comes first
            ("app.last", "plan.wider"),
            ("app.interrupt", "opening.quit"),
        }
        assert {tuple(rivals) for rivals in several.values()} <= meant, where


def test_a_bad_line_is_left_out_and_the_others_are_obeyed() -> None:
    keymap = checked(
        {
            "alerts.ack": "e",
            "alerts.akc": "x",
            "app.interrupt": "ctrl+g",
            "app.quit": "ctrl+c",
            "view.filter": 5,
            "alerts.note": "hyperspace",
            "list.down": "k",
            "log.add": "ctrl+l,f9",
        }
    )
    assert keymap.keys == {"alerts.ack": "e", "log.add": "ctrl+l,f9"}
    assert codes(keymap) == {
        "alerts.akc": "keymap_unknown_id",
        "app.interrupt": "keymap_fixed",
        "app.quit": "keymap_fixed",
        "view.filter": "keymap_not_text",
        "alerts.note": "keymap_unknown_key",
        "list.down": "keymap_clash",
    }
    assert keymap.faults[0].parameters["nearest"] == "alerts.ack"


def test_keys_may_be_swapped_and_the_later_of_two_gives_way() -> None:
    assert checked({"alerts.ack": "n", "alerts.note": "a"}).keys == {
        "alerts.ack": "n",
        "alerts.note": "a",
    }
    keymap = checked({"alerts.ack": "e", "alerts.note": "e"})
    assert keymap.keys == {"alerts.ack": "e"}
    # Without its line, log.add wants its own key back, which another line had taken.
    assert checked({"alerts.ack": "l", "log.add": "j"}).keys == {}


def test_acts_of_different_screens_may_share_a_key() -> None:
    assert checked({"health.refresh": "a", "cases.remedy": "r"}).faults == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("keys = 3", "keymap_not_keys"),
        ("[key]\n'alerts.ack' = 'e'", "keymap_not_keys"),
        ("[keys", "file_not_toml"),
        ("[keys]\nalerts.nothing.ack = 'e'", "keymap_unknown_id"),
    ],
)
def test_a_file_that_is_no_keymap_is_told_and_nothing_is_moved(
    tmp_path: Path, text: str, code: str
) -> None:
    keymap = read_keymap(written(tmp_path, text))
    assert keymap.keys == {}
    assert [fault.code for fault in keymap.faults] == [code]


def test_acts_need_no_quotes(tmp_path: Path) -> None:
    file = written(tmp_path, "[keys]\nalerts.ack = 'e'\n'list.page-down' = 'ctrl+f'\n")
    assert read_keymap(file).keys == {"alerts.ack": "e", "list.page-down": "ctrl+f"}


def test_hints_name_acts_by_the_keys_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keycaps, "_own", {})
    told = [word.value for words in (Say, Work, Shift, Close) for word in words]
    named = {letter for text in told for letter in re.findall(r"`(\S)`", text)}
    assert named == set(HINTED), "say in console/wording/keycaps.py whose key it is"
    for letter, id in HINTED.items():
        assert key_cap(by_id()[id].keys.partition(",")[0]) == letter
    keycaps.own_keys({"cases.dispatch": "ctrl+g,d"})
    assert say(Work.HINT_SEND) == "`^g` sends a unit"
    assert say(Work.HINT_CLOSE) == "`x` closes"


def test_only_a_file_that_was_named_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert own_keymap(Settings()).faults == ()
    named = Settings(screen=ScreenSettings(keys=tmp_path / "other.toml"))
    assert [fault.code for fault in own_keymap(named).faults] == ["keymap_missing"]
    assert read_keymap(tmp_path).faults[0].code == "file_unreadable"


def test_keys_are_named_as_people_write_them() -> None:
    spelling = {"?": "question_mark", "shift+a": "A", " g ": "g", "ctrl+g": "ctrl+g", "，": None}
    assert spelt("comma") == "comma"
    for text, name in spelling.items():
        assert name is None or spelt(text) == name
    for wrong in ("", "foo", "ctrl+", "strg+c", "a b"):
        assert spelt(wrong) is None, wrong


KEYS = st.sampled_from([*"abcdefgjklnorstvxyz", "ctrl+c", "f5", "enter", "escape", "nokey", ""])


@given(st.dictionaries(st.sampled_from([*by_id(), "nothing"]), KEYS, max_size=6))
def test_whatever_is_written_what_is_obeyed_is_without_clash(lines: dict[str, str]) -> None:
    keymap = checked(lines)
    assert set(keymap.keys) | set(codes(keymap)) == set(lines)
    assert checked(keymap.keys).keys == keymap.keys
    assert "app.interrupt" not in keymap.keys
    assert not any("ctrl+c" in keys.split(",") for keys in keymap.keys.values())


@pytest.fixture(autouse=True)
def _usual_hints() -> Iterator[None]:
    yield
    keycaps.own_keys({})


async def with_keys(operator: Operator, lines: dict[str, str]) -> Keymap:
    keymap = checked(lines)
    operator.app.use_keys(keymap)
    await operator.settle()
    return keymap


async def test_the_screen_obeys_and_shows_them() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await with_keys(operator, {"alerts.ack": "e", "alerts.shelve": "w", "app.help": "ctrl+g"})
        await operator.press("2", "a")
        assert not stage.hub.done
        assert "e ack" in operator.reads("KeyBar")
        await operator.press("w")
        assert isinstance(operator.app.screen, AskShelf)
        await operator.press("escape", "e")
        (ack,) = stage.hub.done
        assert isinstance(ack, AcknowledgeAlert)
        await operator.press("ctrl+g")
        assert "e" in operator.row("#keys-list", " ack").split()
        await operator.press("escape", "ctrl+c")
        assert not operator.app.is_running


async def test_the_act_that_shares_the_key_keeps_it() -> None:
    stage = afternoon().set_aside()
    stage.hub.done.clear()
    async with at_console(stage) as operator:
        await with_keys(operator, {"alerts.shelve": "w"})
        await operator.press("2", "v")
        await operator.press("s")
        assert [act.operation for act in stage.hub.done] == ["alerts.unshelve"]


async def test_what_is_wrong_is_told_at_the_start() -> None:
    stage = afternoon()
    app = stage.app()
    app.use_keys(checked({"nope": "x", "list.down": "k"}, "keys.toml"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        operator = Operator(stage, app, pilot)
        await operator.settle()
        assert "keys.toml: nope: there is no such act" in " ".join(operator.told().split())
