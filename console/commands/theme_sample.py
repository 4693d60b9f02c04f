"""A few lines of a console in a theme: every ink, on the grounds it stands on."""

from __future__ import annotations

from rich.console import Console
from rich.style import Style
from rich.text import Text

from console.domain.values import Priority
from console.printing import width
from console.theme_faults import ThemeFile
from console.wording import plain, priority_glyph, priority_word
from console.wording.commands import say

WIDE = 58
UNKNOWN = "?"
_FIGURES = {
    Priority.CRITICAL: "512 > 420",
    Priority.HIGH: "312 > 250",
    Priority.MEDIUM: "168 > 150",
    Priority.LOW: "83 > 80",
}

Piece = tuple[str, str]


def sample(theme: ThemeFile) -> None:
    """Print the lines; without colours where the terminal has none."""
    console = Console(highlight=False, markup=False, emoji=False)
    for ground, *pieces in _lines(theme):
        console.print(_drawn(theme, ground, pieces), no_wrap=True, crop=False, soft_wrap=True)


def _lines(theme: ThemeFile) -> list[tuple[str, *tuple[Piece, ...]]]:
    words = say("theme.sample.line")
    return [
        (
            "colors.surface",
            (f" {plain(theme.name)}  ", "ink.strong"),
            (say("theme.sample.values") + " ", "ink.muted"),
            ("● ", "colors.success"),
            (f" {say('theme.sample.drill')} ", "ink.watermark"),
        ),
        ("colors.background", (" " + say("theme.sample.title"), "ink.title")),
        *_queue(),
        ("row.selected", (f" {words}", "ink.strong"), ("  ▂▃▅▇", "ink.muted")),
        ("row.resting", (f" {words}", "colors.foreground"), ("  ▂▃▅▇", "ink.faint")),
        ("colors.panel", (f" {words}", "colors.foreground"), ("  ▂▃▅▇", "ink.faint")),
        (
            "colors.surface",
            (" a", "colors.accent"),
            (f" {say('theme.sample.key')}", "ink.muted"),
            ("  d", "colors.accent"),
            (f" {say('theme.sample.other')}", "ink.muted"),
        ),
    ]


def _queue() -> list[tuple[str, *tuple[Piece, ...]]]:
    place = say("theme.sample.place")
    lines: list[tuple[str, *tuple[Piece, ...]]] = [
        (
            "colors.background",
            (f" {_padded(priority_glyph(priority), 3)}", f"priority.{priority.value}"),
            (_padded(priority_word(priority), 10), _soft(priority)),
            (_padded(place, 20), "colors.foreground"),
            (_padded(_FIGURES[priority], 14, right=True), _soft(priority)),
            ("   0:06", "ink.muted"),
        )
        for priority in sorted(Priority, key=lambda priority: -priority.rank)
    ]
    unknown = (
        (" " + _padded(UNKNOWN, 3), "priority.unknown"),
        (_padded(say("theme.sample.unknown"), 10), "priority.unknown"),
        (_padded(place, 20), "colors.foreground"),
    )
    return [*lines, ("colors.background", *unknown)]


def _drawn(theme: ThemeFile, ground: str, pieces: list[Piece]) -> Text:
    under = Style(bgcolor=_colour(theme, ground), reverse=_reversed(theme, ground))
    text = Text(style=under)
    for words, ink in pieces:
        text.append(words, style=_style(theme, ink))
    room = WIDE - width(text.plain)
    text.append(" " * max(room, 0))
    return text


def _style(theme: ThemeFile, ink: str) -> Style:
    marked = ink in ("priority.critical", "ink.watermark")
    bold = marked or ink in ("priority.high", "ink.strong", "ink.title")
    return Style(color=_colour(theme, ink), bold=bold, reverse=marked or None)


def _colour(theme: ThemeFile, key: str) -> str:
    group, _, name = key.partition(".")
    colour: str = getattr(theme, group)[name]
    return colour.removeprefix("ansi_")


def _reversed(theme: ThemeFile, ground: str) -> bool | None:
    return (theme.ansi and ground == "row.selected") or None


def _soft(priority: Priority) -> str:
    """Return the ink of words: only a glyph stands reversed."""
    return f"priority.{(Priority.HIGH if priority is Priority.CRITICAL else priority).value}"


def _padded(text: str, columns: int, *, right: bool = False) -> str:
    room = " " * max(columns - width(text), 1)
    return room + text if right else text + room
