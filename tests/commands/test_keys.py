"""`keys` lists every act with its keys, and tells what is wrong in a file of one's own."""

from __future__ import annotations

from pathlib import Path

from console.contract.registry import OPERATIONS
from tests.commands.conftest import Wanshou

BAD = '[keys]\nalerts.ack = "e"\nlog.add = "a"\nlist.down = "k"\nalerts.nope = "x"\n'


def own(folder: Path, text: str) -> Path:
    file = folder / "wanshou" / "keys.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_every_act_is_listed_with_its_keys_and_whose_they_are(
    wanshou: Wanshou, tmp_path: Path
) -> None:
    file = own(tmp_path, BAD)
    listed = {item["id"]: item for item in wanshou("keys", "list", "--json").json["items"]}
    assert {name for name, request in OPERATIONS.items() if request.key} <= set(listed)
    assert listed["alerts.ack"]["keys"] == ["e"]
    assert listed["alerts.ack"]["own"] is True
    assert listed["app.help"]["keys"] == ["question_mark", "f1"]
    ack = next(line for line in wanshou("keys", "list").lines if line.startswith("alerts.ack"))
    assert str(file) in ack
    assert "alerts.ack" in wanshou("keys", "list", "--quiet").lines


def test_a_bad_file_is_told_line_by_line(wanshou: Wanshou, tmp_path: Path) -> None:
    file = own(tmp_path, BAD)
    told = wanshou("keys", "check")
    assert told.code == 1
    assert f"{file}: alerts.nope: there is no such act" in told.out
    assert f"{file}: list.down: “k” is already the key of list.up" in told.out
    document = wanshou("keys", "check", "--json")
    assert document.code == 1
    assert {fault["code"] for fault in document.json["faults"]} >= {
        "keymap_unknown_id",
        "keymap_clash",
    }
    assert document.json["keys"]["alerts.ack"] == "e"
    checked = wanshou("config", "check")
    assert checked.code == 1
    assert "there is no such act" in checked.out


def test_a_good_file_and_none_are_fine(wanshou: Wanshou, tmp_path: Path) -> None:
    assert wanshou("keys", "check").code == 0
    assert wanshou("config", "check").code == 0
    file = own(tmp_path, '[keys]\n"alerts.ack" = "e"\n')
    told = wanshou("keys", "check", file)
    assert told.code == 0
    assert "1" in told.out
    assert wanshou("keys", "check", tmp_path / "none.toml").code == 1
