"""Lines hold their width in cells, whatever the text; charts and sparklines hold theirs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.domain.rules import Side
from console.widgets.columns import Column, fit_columns, row
from console.widgets.ink import Line, between, clip, fit, pad, to_ascii, width_of, wrap
from console.widgets.spark import BLOCKS, Bound, spark
from console.wording import plain

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(plain)
VALUES = st.floats(allow_nan=False, allow_infinity=False)


@given(TEXT, st.integers(0, 50), st.booleans())
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right=right)) == width


@given(TEXT, TEXT, st.integers(0, 60))
def test_lines_are_clipped_and_padded_in_cells(left: str, right: str, width: int) -> None:
    line: Line = ((left, "text"), (right, "muted"))
    assert width_of(clip(line, width)) <= width
    assert width_of(pad(line, width)) == width
    assert width_of(between(((left, "text"),), ((right, "text"),), width)) <= max(width, 0)


@given(TEXT, st.integers(2, 40))
def test_wrap_keeps_within_the_width_and_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrap_does_not_begin_a_line_with_a_full_stop() -> None:
    assert wrap("请巡逻队关闭亲水步道。", 20) == ["请巡逻队关闭亲水步", "道。"]


@given(st.lists(VALUES, max_size=30), st.integers(1, 24), st.none() | VALUES)
def test_a_sparkline_is_as_wide_as_asked(
    values: list[float], width: int, limit: float | None
) -> None:
    line = spark(values, width, bound=None if limit is None else Bound(limit))
    assert width_of(line) == width
    assert set("".join(text for text, _ in line)) <= {" ", *BLOCKS}


def test_a_sparkline_marks_what_is_past_the_limit() -> None:
    assert [ink for _, ink in spark([1, 2, 9], 3, bound=Bound(5))] == ["muted", "high"]
    assert [ink for _, ink in spark([9, 2], 2, bound=Bound(5, Side.LOW))] == ["muted", "high"]


def test_columns_give_way_by_rank_and_the_rest_grows() -> None:
    columns = (
        Column(key="name", width=4, grow=1),
        Column(key="unit", width=4, rank=2),
        Column(key="value", width=4, right=True),
    )
    wide = fit_columns(columns, 20)
    assert [(column.key, width) for column, width in wide] == [
        ("name", 10),
        ("unit", 4),
        ("value", 4),
    ]
    assert [column.key for column, _ in fit_columns(columns, 11)] == ["name", "value"]
    drawn = row(wide, {"name": ("万寿湖进水口", "text"), "value": ("7.1", "text")})
    assert "".join(text for text, _ in drawn) == "万寿湖进… " + " " * 6 + " 7.1"


def test_our_glyphs_have_ascii_fallbacks_cell_for_cell() -> None:
    ours = "▲▲ ▲ ◆ ◇ · ? ● ○ ◐ ✓ ↩ … × ≥ µg/m³ °C ▁▂▃▄▅▆▇ ┤╌┄└─│⠁⣿"
    spelled = to_ascii(ours)
    assert spelled.isascii()
    assert len(spelled) == len(ours)
    assert spelled.startswith("!! ! * + . ?")
