"""Lines of text in named inks; measured in terminal cells, so that Chinese names keep columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rich.cells import cell_len, set_cell_size

Ink = Literal[
    "text",
    "strong",
    "muted",
    "faint",
    "title",
    "accent",
    "good",
    "struck",
    "low",
    "medium",
    "high",
    "critical",
    "unknown",
    "watermark",
]

Piece = tuple[str, Ink]
Line = tuple[Piece, ...]

ELLIPSIS = "…"

_ASCII = str.maketrans(
    {
        "▲": "!",
        "◆": "*",
        "◇": "+",
        "·": ".",
        "●": "*",
        "○": "o",
        "◌": "~",
        "◐": "%",
        "✓": "v",
        "✗": "x",
        "↩": "<",
        "▽": "_",
        "∅": "0",
        "▸": "+",
        "▾": "-",
        "◷": "@",
        "←": "<",
        "“": '"',
        "”": '"',
        "│": "|",
        "┤": "|",
        "─": "-",
        "━": "=",
        "╌": "-",
        "┄": ".",
        "└": "+",
        "┴": "+",
        "├": "|",
        "╭": "+",
        "╮": "+",
        "╰": "+",
        "╯": "+",
        "┆": ":",
        "∩": "n",
        "∘": "o",
        "▌": ">",
        "…": "~",
        "–": "-",
        "—": "-",
        "×": "x",
        "≥": ">",
        "≤": "<",
        "µ": "u",
        "μ": "u",
        "³": "3",
        "²": "2",
        "°": "o",
        "→": ">",
        "↑": "^",
        "↓": "v",
        "⏎": "<",
        **dict(zip("▁▂▃▄▅▆▇█", "__..--^^", strict=True)),
        **{chr(code): "*" for code in range(0x2801, 0x2900)},
        # Half a cell, or a whole one, of every other dot: a band behind a line.
        **dict.fromkeys("⠅⢐⢕", ":"),
        "\u2800": " ",
    }
)


def to_ascii(text: str) -> str:
    """Return `text` with our own glyphs replaced, cell for cell, by ASCII ones; what has no
    likeness in ASCII, as a Chinese name, becomes question marks."""
    spelt = text.translate(_ASCII)
    if spelt.isascii():
        return spelt
    return "".join(char if char.isascii() else "?" * cell_len(char) for char in spelt)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` in exactly `width` cells; what does not fit ends in an ellipsis."""
    length = cell_len(text)
    if length > width:
        # Half of a wide character does not fit: its cell stays empty, after the ellipsis.
        kept = set_cell_size(text, max(width - 1, 0)).rstrip()
        return kept + ELLIPSIS + " " * (width - 1 - cell_len(kept)) if width > 0 else ""
    room = " " * (width - length)
    return room + text if right else text + room


def width_of(line: Iterable[Piece]) -> int:
    """Return how many cells `line` takes."""
    return sum(cell_len(text) for text, _ in line)


def piece_at(line: Line, x: int) -> str:
    """Return the text of the piece that covers cell `x`, or nothing."""
    end = 0
    for text, _ in line:
        end += cell_len(text)
        if 0 <= x < end:
            return text
    return ""


def part_at(line: Line, x: int) -> str:
    """Return the text of the part of the line that covers cell `x`: from gap to gap, a gap being
    two spaces or more."""
    parts: list[tuple[int, str]] = [(0, "")]
    at = 0
    for text, _ in line:
        if len(text) > 1 and text.isspace():
            parts.append((at + len(text), ""))
        else:
            start, before = parts[-1]
            parts[-1] = (start, before + text)
        at += cell_len(text)
    return next((text for start, text in parts if start <= x < start + cell_len(text)), "")


def clip(line: Line, width: int) -> Line:
    """Return `line` in at most `width` cells, ending in an ellipsis where it was longer."""
    if width_of(line) <= width:
        return line
    kept: list[Piece] = []
    room = width
    for text, ink in line:
        length = cell_len(text)
        if length < room:
            kept.append((text, ink))
            room -= length
            continue
        kept.append((fit(text + " " * 2, room), ink))
        break
    return tuple(kept)


def pad(line: Line, width: int) -> Line:
    """Return `line` in exactly `width` cells."""
    cut = clip(line, width)
    room = width - width_of(cut)
    return (*cut, (" " * room, "text")) if room > 0 else cut


def between(left: Line, right: Line, width: int) -> Line:
    """Return `left` and `right` at the two ends of `width` cells; `left` gives way."""
    room = width - width_of(right)
    return clip(right, width) if room <= 0 else (*pad(left, room), *right)


def joined(parts: Iterable[Line], gap: str = "  ") -> Line:
    """Return `parts` one after another, `gap` between those that say something."""
    line: list[Piece] = []
    for part in parts:
        if not part:
            continue
        if line:
            line.append((gap, "text"))
        line.extend(part)
    return tuple(line)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells, at spaces or between Chinese characters.

    A line is never narrower than one wide character: less room than that is no room at all.
    """
    width = max(2, width)
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in _words(paragraph):
            if line and cell_len(line + word.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += word if line or not word.isspace() else ""
            while cell_len(line) > width and cell_len(line.rstrip()) > width:
                head = set_cell_size(line, width).rstrip()
                lines.append(head)
                line = line[len(head) :].lstrip()
        lines.append(line.rstrip())
    return lines


_CLOSING = "，。；：！？、）》」』”’,.;:!?)"


def _words(text: str) -> list[str]:
    """Split into pieces that may end a line: words with their space, or single wide characters
    together with the punctuation that must not begin a line."""
    words: list[str] = []
    open_word = False
    for char in text:
        wide = cell_len(char) > 1
        if words and (char in _CLOSING or char == " "):
            words[-1] += char
            open_word = open_word and char != " "
        elif wide or not open_word:
            words.append(char)
            open_word = not wide and char != " "
        else:
            words[-1] += char
    return words
