"""Themes: every ink is read on every ground, priorities by every eye, and none stops a start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, TerminalTheme
from textual.widgets._toast import Toast

from console import themes
from console.contrast import Rgb, contrast, parsed
from console.domain.ids import UnitId
from console.pocket.app import PocketApp
from console.theme_faults import GROUNDS, KEYS, ThemeFile
from console.theme_files import own_folder, read
from tests.ui.hands import Operator, at_console
from tests.ui.sight import VISIONS, apart, closest
from tests.ui.stage import afternoon, proving

TRUE_COLOUR = ("dusk", "day", "contrast", "safe")
SHIPPED = (*TRUE_COLOUR, "sixteen")
APART = 10.0  # hundredths of the way from black to white
APART_OF_256 = 8.0

Shown = Callable[[str], Rgb]


def exactly(colour: str) -> Rgb:
    """Return a colour on a terminal that shows it as it is."""
    found = parsed(colour)
    assert found is not None
    return found


def of_256(colour: str) -> Rgb:
    """Return a colour on a terminal of 256: what an SSH session in tmux mostly is."""
    nearest = Color.from_rgb(*exactly(colour)).downgrade(ColorSystem.EIGHT_BIT)
    return tuple(nearest.get_truecolor(DEFAULT_TERMINAL_THEME))  # type: ignore[return-value]


def of_sixteen(palette: str) -> Shown:
    """Return how a terminal of sixteen colours shows them."""
    hues = [parsed(f"#{hue}") for hue in palette.split()]
    theme = TerminalTheme(hues[0], hues[7], hues[:8], hues[8:])  # type: ignore[arg-type]
    names = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
    every = [f"ansi_{prefix}{name}" for prefix in ("", "bright_") for name in names]
    return lambda name: theme.ansi_colors[every.index(name)]


TERMINALS = {
    "linux": of_sixteen(
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    "xterm": of_sixteen(
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
}
EVERY = [
    *((name, shown) for name in TRUE_COLOUR for shown in (exactly, of_256)),
    *(("sixteen", shown) for shown in TERMINALS.values()),
]


def colours(theme: ThemeFile, shown: Shown) -> dict[str, Rgb]:
    """Return every colour of a theme by its key."""
    return {f"{g}.{key}": shown(getattr(theme, g)[key]) for g in KEYS for key in KEYS[g]}


@pytest.mark.parametrize(("name", "shown"), EVERY)
def test_every_ink_can_be_read_on_every_ground(name: str, shown: Shown) -> None:
    theme = read(name)
    found = colours(theme, shown)
    least = 7.0 if name == "contrast" else 4.5
    assert theme.contrast == least
    for ink in found.keys() - set(GROUNDS):
        for ground in GROUNDS:
            assert contrast(found[ink], found[ground]) >= least, (ink, ground)


@pytest.mark.parametrize("shown", [exactly, of_256])
@pytest.mark.parametrize("name", TRUE_COLOUR)
def test_what_is_selected_stands_out(name: str, shown: Shown) -> None:
    found = colours(read(name), shown)
    for ground in GROUNDS[:3]:
        assert apart(found["row.selected"], found[ground], "ordinary") >= 5, ground
    assert found["row.resting"] != found["colors.background"]


@pytest.mark.parametrize(("shown", "least"), [(exactly, APART), (of_256, APART_OF_256)])
@pytest.mark.parametrize("vision", VISIONS)
def test_no_two_priorities_look_alike_to_any_eye(vision: str, shown: Shown, least: float) -> None:
    theme = read("safe")
    inks = {**theme.priority, "good": theme.colors["success"]}
    distance, *pair = closest({name: shown(colour) for name, colour in inks.items()}, vision)
    assert distance >= least, pair


def test_an_ordinary_theme_would_fail_some_eyes() -> None:
    theme = read("dusk")
    inks = {**theme.priority, "good": theme.colors["success"]}
    shown = {name: exactly(colour) for name, colour in inks.items()}
    assert min(closest(shown, vision)[0] for vision in VISIONS) < APART


@pytest.mark.parametrize("name", SHIPPED)
async def test_every_shipped_theme_draws(name: str) -> None:
    async with at_console(afternoon(theme=name), (80, 24)) as operator:
        assert operator.app.theme == name
        assert "▲▲" in operator.reads("#trouble")


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


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], Path]:
    """Write themes of one's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def write(name: str, text: str) -> Path:
        own_folder().mkdir(parents=True, exist_ok=True)
        path = own_folder() / f"{name}.toml"
        path.write_text(text, "utf-8")
        return path

    return write


Own = Callable[[str, str], Path]


async def test_a_theme_of_ones_own_is_worn(own: Own) -> None:
    own("mine", 'like = "day"\n[colors]\naccent = "#7a1f5c"\n')
    async with at_console(afternoon(theme="mine"), (80, 24)) as operator:
        assert operator.app.theme == "mine"
        assert operator.app.theme_variables["accent"].lower() == "#7a1f5c"
        assert not operator.told()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('like = "day"\n[ink]\nmutted = "#123456"\n', ["mine.toml: ink.mutted", "ink.muted?"]),
        ('like = "day"\n[ink]\nmuted = "grey"\n', ["mine.toml: ink.muted", "grey", "#rrggbb"]),
        ("dark = true\n", ["colors.background is missing", "wanshou theme check", "dusk"]),
        ("nonsense = [", ["mine.toml is not TOML"]),
        ("", ["dark is missing"]),
    ],
)
async def test_a_bad_theme_is_told_once_and_stops_nothing(
    own: Own, text: str, said: list[str]
) -> None:
    own("mine", text)
    async with at_console(afternoon(theme="mine"), (100, 30)) as operator:
        assert operator.app.theme == themes.DEFAULT
        assert "▲▲" in operator.reads("#trouble")
        told = operator.told()
        assert len(operator.app.screen.query("Toast")) == 1
        for words in [*said, "The theme in use is dusk."]:
            assert words in told


async def test_an_unknown_theme_stops_nothing_either() -> None:
    async with at_console(afternoon(theme="evning"), (100, 30)) as operator:
        assert operator.app.theme == themes.DEFAULT
        assert "There is no theme evning" in operator.told()
        assert "sixteen" in operator.told()


async def test_a_patrols_own_app_starts_with_a_bad_theme_too() -> None:
    app = PocketApp(afternoon().live, UnitId("p1"), theme="evning")
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.pause()
        assert app.theme == themes.DEFAULT
        (toast,) = app.screen.query(Toast)
        assert "There is no theme evning" in str(toast.render())


async def test_a_theme_can_be_changed_while_it_runs(own: Own) -> None:
    path = own("mine", 'like = "day"\n')
    async with at_console(afternoon(), (80, 24)) as operator:
        await _wear(operator, "day")
        assert operator.app.theme == "day"
        assert 'theme = "day"' in operator.told()
        await _wear(operator, "mine")
        path.write_text('like = "day"\n[colors]\naccent = "#7a1f5c"\n', "utf-8")
        await _wear(operator, "mine")
        assert operator.app.theme_variables["accent"].lower() == "#7a1f5c", "read again"
        await _wear(operator, "nosuch")
        assert operator.app.theme == "mine"
        assert "There is no theme nosuch" in operator.told()
        operator.app.action_themes()
        await operator.settle()
        assert (
            "In use: mine. There are: dusk, contrast, day, safe, sixteen, mine." in operator.told()
        )
        await _wear(operator, "sixteen")
        assert operator.app.native_ansi_color
        await _wear(operator, "dusk")
        assert not operator.app.native_ansi_color


async def _wear(operator: Operator, name: str) -> None:
    operator.app.action_theme(name)
    await operator.settle()


async def test_without_colours_glyph_word_and_reverse_say_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_console(afternoon(), (80, 24)) as operator:
        assert "critical" in operator.reads("#trouble"), "the word says what the colour would"
        strips = operator.app.screen._compositor.render_strips()
        styles = {segment.style for strip in strips for segment in strip if segment.style}
        assert all(s.color is None or s.color.is_default for s in styles)
        assert all(s.bgcolor is None or s.bgcolor.is_default for s in styles)
        assert any(style.reverse for style in styles), "what is selected"


LOOKS = [(), ("2", "slash"), ("2", "a"), ("3", "G"), ("4",), ("6",), ("7",)]


@pytest.mark.parametrize(
    "name", ["dusk", *(pytest.param(name, marks=pytest.mark.again) for name in TRUE_COLOUR[1:])]
)
async def test_whatever_is_drawn_can_be_read(name: str) -> None:
    least = read(name).contrast
    stage = proving(theme=name)
    async with at_console(stage, (120, 40)) as operator:
        for keys in LOOKS:
            await operator.pilot.press(*keys)
            await operator.settle()
            for words, ink, ground in _drawn(operator):
                assert ink is not None and ground is not None, words  # noqa: PT018
                inks = (ink.triplet, ground.triplet)
                assert all(inks), (keys, words, "the terminal's own colours")
                found = contrast(*inks)  # type: ignore[arg-type]
                assert found >= least, (keys, words, ink.name, ground.name, round(found, 2))
            await operator.pilot.press("escape")


async def test_sixteen_colours_stand_on_our_own_black() -> None:
    async with at_console(proving(theme="sixteen"), (120, 40)) as operator:
        for keys in ((), ("2", "slash"), ("2", "s"), ("ctrl+p",)):
            await operator.pilot.press(*keys)
            await operator.settle()
            for words, ink, ground in _drawn(operator):
                assert ink is not None and not ink.is_default, (keys, words)  # noqa: PT018
                assert ground is not None and not ground.is_default, (keys, words)  # noqa: PT018
            await operator.pilot.press("escape")


def _drawn(operator: Operator) -> list[tuple[str, Color | None, Color | None]]:
    """Return every text on the screen with its ink and its ground; scrollbars are no text."""
    strips = operator.app.screen._compositor.render_strips()
    segments = [s for strip in strips for s in strip if s.text.strip() and s.style is not None]
    return [
        (text, style.bgcolor, style.color) if style.reverse else (text, style.color, style.bgcolor)
        for text, style, _ in segments
        if style is not None and not any(key.startswith("@mouse") for key in style.meta)
    ]
