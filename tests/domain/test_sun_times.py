"""Sunrise and sunset: as almanacs have them, also where the sun does not rise at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.conditions import SunIs
from console.domain.sun_times import sun_is, turns_next

CHENGDU = (30.66, 104.02)
HERE = timedelta(hours=8)
HOUR_MS = 3_600_000


def at(year: int, month: int, day: int, clock: str, off: timedelta = HERE) -> int:
    hour, minute = map(int, clock.split(":"))
    return round((datetime(year, month, day, hour, minute, tzinfo=UTC) - off).timestamp() * 1000)


def down(
    place: tuple[float, float] = CHENGDU,
    *,
    up: bool = False,
    after_s: float = 0,
    before_s: float = 0,
) -> SunIs:
    return SunIs(
        up=up, after_set_s=after_s, before_rise_s=before_s, latitude=place[0], longitude=place[1]
    )


def turns(wanted: SunIs, now: int) -> str:
    moment = datetime.fromtimestamp(turns_next(wanted, now) / 1000, UTC) + HERE
    return moment.strftime("%d %H:%M")


def test_the_sun_rises_and_sets_as_the_almanac_of_chengdu_says() -> None:
    # Astronomical almanac, solstices of 2026: 06:02 to 20:09, and 07:57 to 18:06 (two minutes).
    june, december = at(2026, 6, 21, "12:00"), at(2026, 12, 22, "12:00")
    assert turns(down(), june) in {f"21 20:{minute:02}" for minute in range(7, 12)}
    assert turns(down(), december) in {f"22 18:{minute:02}" for minute in range(4, 9)}
    night = at(2026, 12, 22, "23:00")
    assert turns(down(), night) in {f"23 07:{minute:02}" for minute in range(55, 60)}


def test_edges_make_the_night_shorter_and_up_is_the_other_way_round() -> None:
    dusk = turns_next(down(), at(2026, 6, 21, "12:00"))
    later = down(after_s=600, before_s=600)
    assert [sun_is(later, dusk + off) for off in (0, 599_999, 600_000)] == [False, False, True]
    assert [sun_is(down(up=True), dusk + off) for off in (-1, 0)] == [True, False]


def test_where_it_does_not_rise_or_set_a_day_is_all_dark_or_all_light() -> None:
    north = (78.2, 15.6)
    hours = range(0, 24 * HOUR_MS, HOUR_MS)
    winter, summer = at(2026, 12, 20, "00:00"), at(2026, 6, 20, "00:00")
    assert {sun_is(down(north), winter + hour) for hour in hours} == {True}
    assert {sun_is(down(north), summer + hour) for hour in hours} == {False}


@given(
    st.integers(0, 365 * 24),
    st.sampled_from([CHENGDU, (-33.9, 151.2), (40.7, -74.0), (0.0, 179.9), (52.5, 13.4)]),
)
def test_nothing_turns_before_it_says(hour: int, place: tuple[float, float]) -> None:
    now = at(2026, 1, 1, "00:00") + hour * HOUR_MS
    wanted = down(place)
    until = turns_next(wanted, now)
    assert now < until <= now + 24 * HOUR_MS
    before = {sun_is(wanted, now + (until - now) * part // 8) for part in range(8)}
    assert before == {not sun_is(wanted, until)}
