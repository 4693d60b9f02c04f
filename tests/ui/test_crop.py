"""What is sent when cells change: those cells, and what then stands on the screen is the same."""

from __future__ import annotations

import re
from importlib.metadata import version

from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from console.widgets.changed import changed
from console.widgets.crop import Pen, render_segments
from console.widgets.ink import Ink, Line, width_of

STYLES = st.builds(
    Style,
    color=st.sampled_from([None, "#c9d1dc", "#7cc0e4", "red"]),
    bgcolor=st.sampled_from([None, "#14161a", "#191c20"]),
    bold=st.sampled_from([None, True]),
    reverse=st.sampled_from([None, True]),
    underline=st.sampled_from([None, True]),
)
TEXTS = st.text(st.sampled_from("ab1  ▁▇·水位"), min_size=1, max_size=6)
STRIPS = st.lists(st.builds(Segment, TEXTS, STYLES, st.none()), min_size=1, max_size=6).map(Strip)
INKS = st.sampled_from(["text", "muted", "high"])
LINES = st.lists(st.tuples(TEXTS, INKS), max_size=6).map(tuple)

Cell = tuple[str, frozenset[str]]
_WRITTEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|([^\x1b])")


class Grid:
    """What stands in each cell of a terminal, and in which look."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}

    def write(self, text: str) -> None:
        x = y = 0
        look: dict[str, str] = {}
        for row, column, codes, letter in _WRITTEN.findall(text):
            if row:
                x, y = int(column) - 1, int(row) - 1
            elif letter:
                wide = Strip([Segment(letter)]).cell_length
                seen = look if letter != " " else _of_blank(look)
                self.cells[x, y] = letter, frozenset(f"{k}={v}" for k, v in seen.items())
                x += wide
            else:
                _turn(look, codes.split(";"))


def _turn(look: dict[str, str], codes: list[str]) -> None:
    while codes:
        code = codes.pop(0)
        if code in ("", "0"):
            look.clear()
        elif code in ("38", "48"):
            look[code] = ";".join(codes[:4])
            del codes[:4]
        elif code in ("39", "49"):
            look.pop("38" if code == "39" else "48", None)
        elif code[0] in "34" and len(code) == 2:
            look["38" if code[0] == "3" else "48"] = code
        else:
            look[code] = "on"


def _of_blank(look: dict[str, str]) -> dict[str, str]:
    """Return what of a look is seen where nothing is written."""
    if {"4", "7"} & look.keys():
        return look
    return {code: value for code, value in look.items() if code == "48"}


def _console() -> Console:
    return Console(color_system="truecolor", force_terminal=True)


@given(STRIPS, st.data())
def test_what_a_pen_writes_stands_there_as_textual_would_have_it(
    strip: Strip, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, strip.cell_length - 1))
    end = data.draw(st.integers(start + 1, strip.cell_length))
    part = strip.crop(start, end)
    pen = Pen(ColorSystem.TRUECOLOR)
    pen.move_to(start, 3)
    pen.draw(part)
    ours, theirs = Grid(), Grid()
    ours.write(pen.written())
    theirs.write(f"\x1b[4;{start + 1}H{part.render(_console())}")
    assert ours.cells == theirs.cells
    assert len(pen.written()) <= len(f"\x1b[4;{start + 1}H{part.render(_console())}") + 2


def test_a_span_is_sent_from_where_it_starts_and_no_further() -> None:
    strip = Strip([Segment("Gate 1 air probe     62 µg/m³")])
    update = ChopsUpdate([{0: strip}], [(0, 21, 23)], [[strip.cell_length]])
    assert render_segments(update, _console()) == "\x1b[1;22H62"


def test_this_was_written_for_the_textual_there_is() -> None:
    """If this fails, Textual is another: see whether `crop` is still needed, and right."""
    assert version("textual") == "8.2.8"


@given(LINES, LINES)
def test_the_changed_cells_are_all_that_has_to_be_written_again(before: Line, after: Line) -> None:
    old, new = _cells(before), _cells(after)
    wide = max(width_of(before), width_of(after))
    again = {x for start, count in changed(before, after) for x in range(start, start + count)}
    assert again <= set(range(wide))
    for x in set(range(wide)) - again:
        assert old.get(x) == new.get(x)


@given(LINES)
def test_a_line_that_is_the_same_needs_nothing(line: Line) -> None:
    assert changed(line, line) == []


def _cells(line: Line) -> dict[int, tuple[str, Ink]]:
    cells: dict[int, tuple[str, Ink]] = {}
    x = 0
    for text, ink in line:
        for letter in text:
            wide = Strip([Segment(letter)]).cell_length
            for more in range(wide):
                cells[x + more] = (letter if not more else "", ink)
            x += wide
    return cells
