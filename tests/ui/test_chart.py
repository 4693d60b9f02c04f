"""A chart keeps to its frame whatever it is given, and shows what is so: gaps, limits, bands."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from console.domain.samples import Sample
from console.widgets.chart import (
    Across,
    Frame,
    Run,
    Scale,
    Series,
    at_column,
    chart,
    room_of,
    scale_of,
    time_label,
    time_ticks,
)
from console.widgets.ink import Line, to_ascii, width_of

MINUTE = 60_000
HOUR = 60 * MINUTE
START = 1_793_840_400_000  # 2026-11-05 01:00:00 UTC
BEIJING = ZoneInfo("Asia/Shanghai")
VALUES = st.floats(allow_nan=False, allow_infinity=False)
LIMITS = (Across(120.0, "medium", "medium"), Across(420.0, "critical", "high"))


def readings(*values: float | None, every: int = MINUTE) -> list[Sample]:
    """Return one reading after the other; None leaves one out."""
    return [
        Sample(START + n * every, START + n * every, value, value, value)
        for n, value in enumerate(values)
        if value is not None
    ]


def framed(**changes: object) -> Frame:
    given = {"start": START, "end": START + HOUR, "width": 70, "height": 14, "zone": BEIJING}
    return Frame(**{**given, "decimals": 0, **changes})  # type: ignore[arg-type]


def drawn(
    samples: list[Sample], frame: Frame, across: tuple[Across, ...] = (), runs: tuple[Run, ...] = ()
) -> list[Line]:
    spans = [(sample.low, sample.high) for sample in samples]
    scale = scale_of(spans, across, rows=frame.height - 2, decimals=frame.decimals)
    series = Series(samples=samples, join_ms=5 * MINUTE // 2)
    return chart([series], across, frame, scale, runs)


def text(line: Line) -> str:
    return "".join(piece for piece, _ in line)


def dotted(lines: list[Line], ink: str = "accent") -> set[int]:
    """Return the columns in which something of `ink` is drawn in dots."""
    found: set[int] = set()
    for line in lines:
        x = 0
        for piece, own in line:
            for char in piece:
                if own == ink and 0x2800 < ord(char) <= 0x28FF:
                    found.add(x)
                x += 1
    return found


SAMPLES = st.lists(
    st.tuples(st.integers(0, 3 * HOUR), VALUES, VALUES, VALUES, st.booleans(), st.booleans()),
    max_size=40,
).map(
    lambda rows: sorted(
        (
            Sample(START + at, START + at + MINUTE, middle, low, high, hand, sound)
            for at, *figures, hand, sound in rows
            for low, middle, high in [sorted(figures)]
        ),
        key=lambda sample: sample.at,
    )
)


@given(
    SAMPLES,
    st.lists(st.tuples(VALUES, st.booleans()), max_size=5),
    st.tuples(st.integers(0, 140), st.integers(0, 40)),
    st.integers(0, 6),
    st.none() | st.integers(-HOUR, 3 * HOUR),
)
def test_any_values_any_size_every_line_is_as_wide_as_asked(
    samples: list[Sample],
    limits: list[tuple[float, bool]],
    size: tuple[int, int],
    decimals: int,
    cursor: int | None,
) -> None:
    width, height = size
    at = None if cursor is None else START + cursor
    frame = framed(width=width, height=height, decimals=decimals, cursor=at)
    across = tuple(Across(value, "高 high", "high", faint) for value, faint in limits)
    lines = drawn(samples, frame, across, (Run(START, None, "high"),))
    assert len(lines) == min(height, max(height - 2, 2) + 2)
    assert {width_of(line) for line in lines} <= {width}
    assert {len(to_ascii(text(line))) for line in lines} <= {width}


@given(st.lists(VALUES, min_size=1, max_size=9), st.lists(VALUES, max_size=4), st.integers(0, 6))
def test_a_scale_holds_what_is_measured(
    values: list[float], limits: list[float], decimals: int
) -> None:
    across = [Across(value, "x", "high") for value in limits]
    scale = scale_of([(v, v) for v in values], across, rows=12, decimals=decimals)
    assert scale.low < scale.high
    assert all(0 <= scale.share(value) <= 1 for value in values)
    if max(map(abs, values)) < 1e15:
        assert all(scale.holds(value) for value in values)


def test_a_gap_is_a_gap() -> None:
    whole = dotted(drawn(readings(*[50.0] * 61), framed()))
    held = dotted(drawn(readings(*[50.0] * 20, *[None] * 20, *[50.0] * 21), framed()))
    assert len(whole) > 60
    missing = sorted(whole - held)
    assert len(missing) > 15
    assert missing == list(range(missing[0], missing[-1] + 1)), "one gap, nothing drawn across"


def test_one_reading_left_out_is_no_gap() -> None:
    values = [50.0] * 61
    whole = dotted(drawn(readings(*values), framed()))
    assert dotted(drawn(readings(*values[:30], None, *values[31:]), framed())) == whole


def test_a_band_is_drawn_behind_its_mean() -> None:
    samples = [
        Sample(START + n * MINUTE, START + (n + 1) * MINUTE, 50.0, 20.0, 90.0) for n in range(60)
    ]
    lines = drawn(samples, framed())
    assert dotted(lines, "faint") == dotted(lines) != set()
    rows = [row for row, line in enumerate(lines) if dotted([line], "faint")]
    assert len(rows) > 5


def test_what_is_not_believed_is_not_joined_and_hand_readings_stand_out() -> None:
    samples = readings(*[50.0] * 61)
    samples[30] = Sample(samples[30].at, samples[30].at, 500.0, 500.0, 500.0, sound=False)
    samples[40] = Sample(samples[40].at, samples[40].at, 50.0, 50.0, 50.0, hand=True)
    lines = drawn(samples, framed())
    assert len(dotted(lines, "unknown")) == 1
    assert sum(text(line).count("○") for line in lines) == 1


def test_limits_say_what_they_are_and_those_off_the_scale_as_well() -> None:
    lines = [text(line) for line in drawn(readings(*[100.0, 104.0] * 30), framed(), LIMITS)]
    [medium] = [line for line in lines if "medium" in line]
    assert medium.startswith("120 ┤╌╌")
    [critical] = [line for line in lines if "critical" in line]
    assert "↑ 420 critical" in critical
    assert not any(line.startswith("420") for line in lines), "a limit far away squashes nothing"


def test_an_episode_is_thick_on_the_axis() -> None:
    run = Run(START + 20 * MINUTE, START + 30 * MINUTE, "high")
    axis = drawn(readings(*[50.0] * 61), framed(), (), (run, Run(START - HOUR, START - 1, "low")))
    thick = [piece for piece, ink in axis[-2] if ink == "high"]
    assert len(thick) == 1
    assert set(thick[0]) == {"━"}
    assert 9 <= len(thick[0]) <= 13
    assert not [ink for _, ink in axis[-2] if ink == "low"]


def test_the_cursor_marks_the_column_it_was_put_on() -> None:
    samples = readings(*[50.0] * 61)
    spans = [(50.0, 50.0)]
    scale = scale_of(spans, (), rows=12, decimals=0)
    room = room_of((), framed(), scale)
    for column in (0, 17, room.columns - 1):
        at = at_column(column, room, framed())
        lines = chart([Series(samples=samples, join_ms=HOUR)], (), framed(cursor=at), scale)
        assert {text(line)[room.gutter + 1 + column] for line in lines[:3]} == {"│"}


def test_a_scale_stays_while_it_serves() -> None:
    before = scale_of([(40, 60)], (), rows=12, decimals=0)
    for high in (58.0, 61.0, 63.0):
        assert scale_of([(41, high)], (), rows=12, decimals=0, before=before) == before
    assert scale_of([(41, 200)], (), rows=12, decimals=0, before=before) != before
    wide = Scale(low=0, high=1000)
    assert scale_of([(41, 60)], (), rows=12, decimals=0, before=wide) != wide


def test_times_are_round_where_the_site_is() -> None:
    day = time_ticks(START, START + 24 * HOUR, 8, BEIJING)
    assert [time_label(at, 3 * HOUR, BEIJING) for at in day][:6] == [
        "09:00", "12:00", "15:00", "18:00", "21:00", "11-06",
    ]  # fmt: skip
    month = time_ticks(START, START + 30 * 24 * HOUR, 7, BEIJING)
    assert {time_label(at, 24 * HOUR, BEIJING)[2] for at in month} == {"-"}
    assert all((at + 8 * HOUR) % (24 * HOUR) == 0 for at in month)
    assert 5 <= len(month) <= 7


def test_days_are_whole_where_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    october = 1_792_792_800_000  # 2026-10-24 00:00 in Berlin, a day before clocks go back
    ticks = time_ticks(october, october + 4 * 24 * HOUR, 5, berlin)
    assert [time_label(at, 24 * HOUR, berlin) for at in ticks][:3] == ["10-24", "10-25", "10-26"]


def test_without_anything_to_show_it_is_an_empty_frame() -> None:
    lines = drawn([], framed())
    assert len(lines) == 14
    assert not dotted(lines)
