"""Themes: every colour is read, every ink can be read on every ground it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from console import themes
from console.errors import SettingsError
from tests.ui.hands import at_console
from tests.ui.stage import afternoon

TRUE_COLOUR = ("dusk", "day")
TEXT_CONTRAST = 4.5
FAINT_CONTRAST = 3.0


def contrast(first: str, second: str) -> float:
    lights = sorted((_luminance(Color.parse(first)), _luminance(Color.parse(second))), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", TRUE_COLOUR)
def test_every_ink_can_be_read(name: str) -> None:
    theme = themes.read(name)
    grounds = [theme.colors[g] for g in ("background", "surface", "panel")]
    grounds += list(theme.row.values())
    inks = {**theme.ink, **theme.priority}
    inks |= {k: theme.colors[k] for k in ("foreground", "accent", "success")}
    for ink, colour in inks.items():
        least = FAINT_CONTRAST if ink == "faint" else TEXT_CONTRAST
        worst = min(contrast(colour, ground) for ground in grounds)
        assert worst >= least, (ink, round(worst, 2))


@pytest.mark.parametrize("name", [*TRUE_COLOUR, "sixteen"])
async def test_every_shipped_theme_draws(name: str) -> None:
    async with at_console(afternoon(theme=name), (80, 24)) as operator:
        assert operator.app.theme == name
        assert "▲▲" in operator.reads("#trouble")


def test_the_shipped_themes_are_found_beside_the_package() -> None:
    assert set(themes.available()) == {"dusk", "day", "sixteen"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("nonsense = [", "Invalid value"),
        ('name = "x"\ndark = true\ncolours = 1\n', "colours"),
    ],
)
def test_a_bad_theme_is_refused_with_its_place(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as refused:
        themes.read(str(path))
    assert named in str(refused.value.parameters["key"])


def test_a_bad_colour_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    dusk = themes.available()["dusk"].read_text("utf-8")
    path.write_text(dusk.replace("#e5b84f", "#notacolour"))
    with pytest.raises(SettingsError) as refused:
        themes.read(str(path))
    assert refused.value.parameters["key"] in ("warning", "priority-medium")


def test_an_unknown_theme_names_the_known_ones() -> None:
    with pytest.raises(SettingsError) as refused:
        themes.read("evening")
    assert "dusk" in str(refused.value.parameters["nearest"])


@pytest.mark.parametrize(
    ("environ", "wanted", "fits"),
    [
        ({"TERM": "xterm-256color"}, "", "dusk"),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, "", "dusk"),
        ({"TERM": "linux"}, "", "sixteen"),
        ({"TERM": "linux"}, "day", "day"),
    ],
)
def test_a_poor_terminal_gets_its_own_colours(
    environ: dict[str, str], wanted: str, fits: str
) -> None:
    assert themes.fitting(wanted, environ) == fits


async def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_console(afternoon(), (80, 24)) as operator:
        assert operator.app.no_color
        assert "critical" in operator.reads("#trouble"), "the word says what the colour would"
