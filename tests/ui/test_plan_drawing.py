"""The map's own arithmetic: order kept, nothing out of bounds, nothing lost where it is crowded."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from console.domain.ids import DeviceId
from console.domain.landmarks import Place
from console.widgets.ink import Line, width_of
from console.widgets.plan_canvas import Canvas
from console.widgets.plan_labels import label, title
from console.widgets.plan_marks import WIDTH, Mark, count_text, gathered, nearest, onward
from console.widgets.plan_projection import ASPECT, FINEST, bar, fitted
from console.widgets.plan_view import View

SIZES = st.tuples(st.integers(1, 240), st.integers(1, 67))
LATITUDES = st.floats(-80, 80)
LONGITUDES = st.floats(-180, 180)


@st.composite
def communities(draw: st.DrawFn) -> tuple[Place, list[Place]]:
    """A centre anywhere, and places within some kilometres of it."""
    centre = draw(LATITUDES), draw(LONGITUDES)
    near = st.floats(-0.05, 0.05)
    off = draw(st.lists(st.tuples(near, near), min_size=1, max_size=40))
    return centre, [(centre[0] + south, centre[1] + east) for south, east in off]


def devices(places: list[Place]) -> dict[DeviceId, Place]:
    return {DeviceId(f"d{n}"): place for n, place in enumerate(places)}


@given(communities(), SIZES)
def test_everything_fits(community: tuple[Place, list[Place]], size: tuple[int, int]) -> None:
    centre, places = community
    projection = fitted(centre, places, size)
    for place in places:
        column, row = projection.cell(place)
        assert 0 <= column < size[0], (column, projection)
        assert 0 <= row < size[1], (row, projection)


@given(communities(), SIZES)
def test_east_is_right_and_north_is_up(
    community: tuple[Place, list[Place]], size: tuple[int, int]
) -> None:
    centre, places = community
    projection = fitted(centre, places, size)
    eastward = sorted(places, key=lambda place: projection.ground(place).east)
    for west, east in pairwise(eastward):
        assert projection.cell(west)[0] <= projection.cell(east)[0]
    for south, north in pairwise(sorted(places)):
        assert projection.cell(south)[1] >= projection.cell(north)[1]


@given(communities(), SIZES, st.floats(5, 500))
def test_a_metre_is_a_metre_either_way(
    community: tuple[Place, list[Place]], size: tuple[int, int], metres: float
) -> None:
    centre, places = community
    projection = fitted(centre, places, size)
    around = math.degrees(metres / 6_371_008.8)
    start = projection.point(centre)
    up = projection.point((centre[0] + around, centre[1]))
    along = projection.point((centre[0], centre[1] + around / math.cos(math.radians(centre[0]))))
    tall, wide = (start[1] - up[1]) * ASPECT, along[0] - start[0]
    assert math.isclose(tall, wide, rel_tol=1e-6, abs_tol=1e-6)
    assert math.isclose(wide * projection.scale, metres, rel_tol=1e-6)


def test_it_is_as_large_as_it_can_be() -> None:
    places = [(30.65, 104.01), (30.66, 104.03)]
    for size in ((60, 20), (80, 24), (240, 67)):
        projection = fitted((30.655, 104.02), places, size)
        closer = replace(projection, scale=projection.scale * 0.9)
        cells = [closer.point(place) for place in places]
        across, down = abs(cells[0][0] - cells[1][0]), abs(cells[0][1] - cells[1][1])
        assert across > size[0] - 1 or down > size[1] - 1


def test_around_the_far_side_of_the_world() -> None:
    projection = fitted((0.0, 180.0), [(0.0, 179.999), (0.0, -179.999)], (60, 20))
    assert projection.cell((0.0, 179.999))[0] < projection.cell((0.0, -179.999))[0] < 60


@given(communities(), SIZES)
def test_each_device_has_one_mark_and_none_covers_another(
    community: tuple[Place, list[Place]], size: tuple[int, int]
) -> None:
    centre, places = community
    marks = gathered(devices(places), fitted(centre, places, size))
    told = [device for mark in marks for device in mark.devices]
    assert sorted(told) == sorted(devices(places))
    rows: dict[int, list[int]] = {}
    for mark in marks:
        rows.setdefault(mark.at[1], []).append(mark.at[0])
    for columns in rows.values():
        assert all(b - a >= WIDTH for a, b in pairwise(sorted(columns)))


@given(st.sampled_from(["▲▲", "▲", "·", "!!", "?"]), st.integers(1, 10_000))
def test_a_count_stays_within_its_mark(glyph: str, count: int) -> None:
    text = count_text(glyph, count)
    assert len(glyph) + len(text) <= WIDTH
    assert bool(text) is (count > 1)


@given(communities(), SIZES, st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
def test_a_step_goes_that_way(
    community: tuple[Place, list[Place]], size: tuple[int, int], way: tuple[int, int]
) -> None:
    centre, places = community
    marks = gathered(devices(places), fitted(centre, places, size))
    for mark in marks:
        found = onward(marks, mark.at, way)
        ahead = [m for m in marks if _ahead(mark, m, way) > 0]
        assert (found is None) is (not ahead)
        assert found is None or _ahead(mark, found, way) > 0
        assert nearest(marks, mark.at) == mark


def _ahead(a: Mark, b: Mark, way: tuple[int, int]) -> int:
    return (b.at[0] - a.at[0]) * way[0] + (b.at[1] - a.at[1]) * way[1]


@given(
    communities(),
    st.lists(st.sampled_from(["in", "out", "0", "pan", "go", "size"]), max_size=12),
    st.data(),
)
def test_however_one_looks_the_cursor_keeps_its_device(
    community: tuple[Place, list[Place]], acts: list[str], data: st.DataObject
) -> None:
    centre, places = community
    view, known = View(), devices(places)
    view.lay(centre, places, known, (60, 16))
    view.cursor = DeviceId("d0")
    for act in acts:
        way = data.draw(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
        match act:
            case "in" | "out":
                view.closer(1 if act == "in" else -1)
            case "0":
                view.whole()
            case "pan":
                view.pan(way[0] * 12, way[1] * 4)
            case "size":
                view.lay(centre, places, known, data.draw(SIZES))
            case _:
                mark = view.go(way)
                view.cursor = mark.devices[0] if mark else view.cursor
                view.keep_in_view()
                assert view.here is not None
                assert view.shows(view.here.at)
        assert {d for mark in view.marks for d in mark.devices} == set(known)
        assert view.projection.scale >= FINEST
        assert any(view.shows(mark.at) for mark in view.marks)


def test_what_is_near_the_edge_is_brought_in() -> None:
    places = [(30.65, 104.01), (30.66, 104.03), (30.655, 104.02)]
    view = View()
    view.lay((30.655, 104.02), places, devices(places), (60, 16))
    view.cursor = DeviceId("d2")
    for _ in range(6):
        assert view.closer(1)
    for device in ("d0", "d1", "d2"):
        view.cursor = DeviceId(device)
        view.keep_in_view()
        assert view.here is not None
        assert view.shows(view.here.at)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "M", "Z")), max_size=12)


@given(st.integers(1, 30), st.integers(1, 10), st.data())
def test_every_line_is_as_wide_as_the_canvas(columns: int, rows: int, data: st.DataObject) -> None:
    canvas = Canvas(columns, rows)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.tuples(st.integers(-9, 35), st.integers(-3, 12)))
        to = data.draw(st.tuples(st.floats(-99, 99), st.floats(-99, 99)))
        match data.draw(st.sampled_from(["write", "stroke", "trace", "fill", "label", "title"])):
            case "write":
                canvas.write(*at, data.draw(WORDS), "text")
            case "stroke":
                canvas.stroke([at, to], "~", "faint")
            case "trace":
                canvas.trace([at, to, (0, 0)], "faint")
            case "fill":
                canvas.fill([at, to, (0, 0)], "~", "faint")
            case "label":
                label(canvas, at, 1, [((data.draw(WORDS), "text"),)])
            case _:
                title(canvas, [at], ((data.draw(WORDS), "text"),))
    lines = canvas.lines()
    assert len(lines) == rows
    assert {width_of(line) for line in lines} == {columns}


@given(st.lists(st.tuples(st.integers(0, 39), st.integers(0, 9)), unique=True, max_size=20))
def test_no_name_is_written_over_a_mark(cells: list[tuple[int, int]]) -> None:
    canvas = Canvas(40, 10)
    for column, row in cells:
        canvas.write(column, row, "▲", "high")
    for at in cells:
        label(canvas, at, 1, [(("一号门空气探头", "strong"), (" 312", "high")), (("名", "text"),)])
        title(canvas, [at], (("清水河公园", "muted"),))
    for column, row in cells:
        assert _cell(canvas.lines()[row], column) == "▲"


def _cell(line: Line, column: int) -> str:
    at = 0
    for character in "".join(text for text, _ in line):
        if at == column:
            return character
        at += cell_len(character)
    raise AssertionError(column)


@given(st.floats(0.01, 10_000), st.integers(4, 60))
def test_the_scale_is_round_and_true(scale: float, room: int) -> None:
    metres, columns = bar(scale, room)
    assert str(metres).rstrip("0") in ("1", "2", "5")
    assert 1 <= columns <= room
    assert scale >= 0.5 or scale * room < 1 or abs(columns * scale - metres) <= max(scale, 1)
