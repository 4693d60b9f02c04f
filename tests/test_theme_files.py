"""Theme files: found by name, read, and all that is wrong with them told."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.errors import SettingsError
from console.theme_faults import KEYS
from console.theme_files import available, inspected, listed, own_folder, read
from console.wording import explain, use

SHIPPED = ["dusk", "contrast", "day", "safe", "sixteen"]


@pytest.fixture(autouse=True)
def _own_config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    use("en")


def own(name: str, text: str) -> Path:
    """Write a theme of one's own."""
    own_folder().mkdir(parents=True, exist_ok=True)
    path = own_folder() / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def changed(old: str, new: str, *, of: str = "dusk") -> str:
    """Return a shipped theme with something else in it."""
    text = available()[of].read_text("utf-8")
    assert old in text
    return text.replace(old, new)


def faults(path: Path) -> list[tuple[str, object, object]]:
    """Return what is wrong with a file: code, key and what may have been meant."""
    told = [fault.parameters for fault in inspected(str(path))[1]]
    codes = [fault.code for fault in inspected(str(path))[1]]
    return [(c, t["key"], t.get("nearest")) for c, t in zip(codes, told, strict=True)]


def test_the_default_is_the_first_of_those_shipped() -> None:
    assert [theme.name for theme in listed()] == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_wrong_with_what_is_shipped(name: str) -> None:
    assert not inspected(name)[1]
    assert read(name).name == name


def test_ones_own_are_found_by_name() -> None:
    own("evening", changed("#e8bc55", "#f0c060"))
    assert [theme.name for theme in listed()] == [*SHIPPED, "evening"]
    assert read("evening").priority["medium"] == "#f0c060"


def test_a_shipped_name_means_the_shipped_theme() -> None:
    own("dusk", "nonsense = [")
    found = [theme for theme in listed() if theme.hidden]
    assert [theme.name for theme in found] == ["dusk"]
    assert read("dusk").dark


def test_a_theme_says_only_how_it_differs_from_the_one_it_is_like() -> None:
    path = own("mine", 'like = "day"\n[priority]\nlow = "#333399"\n')
    theme, found = inspected(str(path))
    assert not found
    assert theme is not None
    assert theme.priority == {**read("day").priority, "low": "#333399"}
    assert not theme.dark


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (changed("muted", "mutted"), [
            ("unknown_key", "ink.mutted", "ink.muted"),
            ("theme_key_missing", "ink.muted", None),
        ]),
        (changed("[row]", "[rows]"), [
            ("unknown_key", "rows", "row"),
            ("theme_key_missing", "row.selected", None),
            ("theme_key_missing", "row.resting", None),
        ]),
        (changed("dark = true", "dark = 1"), [("theme_switch", "dark", None)]),
        (changed("dark = true", "drak = true"), [
            ("unknown_key", "drak", "dark"),
            ("theme_key_missing", "dark", None),
        ]),
        (changed("contrast = 7.0", "contrast = 70", of="contrast"), [
            ("theme_contrast", "contrast", None),
        ]),
        (changed("#e8bc55", "amber"), [
            ("bad_colour", "colors.warning", None),
            ("bad_colour", "priority.medium", None),
        ]),
        (changed("ansi_bright_yellow", "ansi_brigt_yellow", of="sixteen"), [
            ("bad_ansi_colour", "colors.warning", "ansi_bright_yellow"),
            ("bad_ansi_colour", "priority.medium", "ansi_bright_yellow"),
        ]),
        (changed("#c8a2e8", "#333333"), [("theme_pale", "priority.unknown", None)]),
        ('like = "dsk"\n', [
            ("not_a_choice", "like", "dusk"),
            ("theme_key_missing", "dark", None),
            *(("theme_key_missing", f"{g}.{key}", None) for g in KEYS for key in KEYS[g]),
        ]),
        ('like = "dusk"\nink = 3\n', [("theme_no_table", "ink", None)]),
        ('like = "dusk"\n[colors]\naccent = 7\n', [("bad_colour", "colors.accent", None)]),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_key(
    text: str, found: list[tuple[str, str, str | None]]
) -> None:
    path = own("mine", text)
    assert faults(path) == found
    for fault in inspected(str(path))[1]:
        assert "?" not in explain(fault)[0], "every fault has its words"
        assert "mine.toml" in explain(fault)[0]


def test_a_pale_ink_names_its_worst_ground() -> None:
    path = own("mine", changed("#c8a2e8", "#808080"))
    theme, (fault,) = inspected(str(path))
    assert theme is not None, "it can be drawn nevertheless"
    assert fault.parameters["ground"] == "row.selected"
    assert fault.parameters["ratio"] == "3.35"


def test_a_theme_that_promises_more_is_held_to_it() -> None:
    assert faults(own("mine", changed("#ffa298", "#ff7f70", of="contrast")))
    assert not faults(own("mine", changed("contrast = 7.0", "contrast = 4.5", of="contrast")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"nonsense = [", "file_not_toml"),
        (b"\xff\xfe", "file_not_toml"),
        (b"a = " + b"[" * 20_000, "file_not_toml"),
        (b"#" * 70_000, "theme_too_large"),
    ],
)
def test_what_is_no_theme_at_all_is_refused(text: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(text)
    with pytest.raises(SettingsError) as refused:
        read(str(path))
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["duks", "", ".", "/dev/null/x"])
def test_an_unknown_theme_names_the_known_ones(name: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(name)
    assert refused.value.code == "no_such_theme"
    assert "dusk" in str(refused.value.parameters["known"])
    assert refused.value.parameters["nearest"] == ("dusk" if name == "duks" else None)
