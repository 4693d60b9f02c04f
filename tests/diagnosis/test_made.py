"""The method on made air: what was put in comes out, and what is not known is not said."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.domain.causes import Cause
from console.domain.diagnosis.question import Recording, Series, Span
from console.domain.diagnosis.verdicts import Look, Patrol, Says, Step, Verdict
from console.domain.doubts import Test
from console.domain.matters import Confidence
from console.domain.readings import Reading
from console.domain.surroundings import SurroundingKind
from tests.diagnosis.made import (
    AT,
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    SENSOR,
    air,
    asked,
    codes,
    near,
    series,
    why,
    without,
)

DUST = {"tsp": 500.0, "pm10": 120.0, "pm25": 30.0}
EXHAUST = {"pm10": 90.0, "pm25": 60.0, "no2": 60.0, "co": 1.5}
FINE = {"tsp": 90.0, "pm10": 90.0, "pm25": 80.0}
SITE = near(SurroundingKind.BUILDING_SITE)
KITCHEN = near(SurroundingKind.KITCHEN)


def test_dust_is_coarse_and_brings_no_gas() -> None:
    found = why(air(DUST), SITE)
    assert found.verdicts == (Verdict.DUST,)
    assert found.confidence is Confidence.HIGH
    assert found.causes == (Cause.CONSTRUCTION_DUST,)
    assert found.patrol is Patrol.WORTH_IT
    assert {"sizes.tsp", "sizes.coarse", "gas.calm", "region.low"} <= codes(found)
    assert Look.BARE_SOIL in found.checklist


def test_exhaust_brings_two_gases() -> None:
    found = why(air(EXHAUST))
    assert found.verdicts == (Verdict.EXHAUST,)
    assert found.causes == (Cause.IDLING_VEHICLE,)
    assert Look.IDLING_VEHICLES in found.checklist


def test_both_are_both() -> None:
    both = {
        q: DUST.get(q, 0) + EXHAUST.get(q, 0) / 3 * (1 if q in DUST else 3)
        for q in {*DUST, *EXHAUST}
    }
    found = why(air(both), SITE)
    assert set(found.verdicts) == {Verdict.DUST, Verdict.EXHAUST}
    assert set(found.causes) == {Cause.CONSTRUCTION_DUST, Cause.IDLING_VEHICLE}


def test_fog_makes_fine_particles_that_are_not_there() -> None:
    found = why(air(FINE, weather={"humidity": 93.0}))
    assert found.verdicts == (Verdict.HUMIDITY_ARTEFACT,)
    assert found.patrol is Patrol.FINDS_NOTHING
    assert why(air(FINE, weather={"humidity": 60.0})).verdicts == (Verdict.LOCAL,)


def test_cooking_needs_a_kitchen_at_work() -> None:
    found = why(air(FINE, weather={"humidity": 60.0}), KITCHEN)
    assert found.verdicts == (Verdict.COOKING_FUME,)
    assert found.causes == (Cause.COOKING_FUME,)
    closed = why(air(FINE), near(SurroundingKind.KITCHEN, open=False))
    assert closed.verdicts == (Verdict.LOCAL,)


def test_a_regional_hour_is_no_matter_for_a_patrol() -> None:
    found = why(air({}, everywhere=DUST), SITE)
    assert found.verdicts == (Verdict.REGIONAL,)
    assert found.patrol is Patrol.FINDS_NOTHING
    assert found.checklist == (Look.ADVISE_RESIDENTS, Look.WAIT)
    assert [change.code for change in found.would_change] == ["if.neighbours_fell"]


def test_what_would_exceed_by_itself_is_not_only_regional() -> None:
    found = why(air({"pm10": 300.0, "pm25": 30.0}, everywhere={"pm10": 80.0}))
    assert "region.on_top" in codes(found)
    assert found.verdicts == (Verdict.DUST,)


def test_ozone_weather_is_photochemical_and_regional() -> None:
    air_now = air({}, everywhere={"o3": 150.0}, quantity="o3")
    found = why(air_now, question=asked(quantity="o3", limit=200.0))
    assert set(found.verdicts) == {Verdict.REGIONAL, Verdict.PHOTOCHEMICAL}
    assert found.patrol is Patrol.FINDS_NOTHING


def test_without_neighbours_the_own_past_is_compared_and_nothing_is_sure() -> None:
    found = why(air(DUST, peers=2), SITE)
    assert found.verdicts == (Verdict.DUST,)
    assert {"region.few_peers", "rise.over_own"} <= codes(found)
    assert found.confidence is Confidence.MEDIUM


def test_nothing_is_explained_where_nothing_exceeds() -> None:
    found = why(replace(air({}), episodes=()))
    assert found.verdicts == (Verdict.NORMAL,)
    assert found.confidence is Confidence.LOW


def test_a_missing_channel_is_no_evidence() -> None:
    found = why(without(air(DUST), "no2", "co", "tsp"))
    assert found.verdicts == (Verdict.DUST,)
    told = {line.code: line.says for line in found.lines}
    assert told["gas.missing"] is told["sizes.no_tsp"] is Says.NONE
    fine = why(without(air(FINE), "no2"), KITCHEN)
    assert fine.verdicts == (Verdict.LOCAL,)  # who knows whether gas rose with it?


# Doubtful data -----------------------------------------------------------------------------


def sampled(values: list[float]) -> tuple[Reading, ...]:
    last = len(values) - 1
    return tuple(Reading(SENSOR, AT - (last - n) * MINUTE_MS, v) for n, v in enumerate(values))


def doubted(recording: Recording, code: str) -> None:
    found = why(recording, SITE)
    assert found.verdicts == (Verdict.DATA_DOUBT,)
    assert code in codes(found)
    assert found.patrol is Patrol.SERVICE


def test_a_stuck_probe_is_doubted() -> None:
    doubted(replace(air(DUST), samples=sampled([60.0] * 5 + [180.0] * 6)), "data.stuck")
    sound = replace(air(DUST), samples=sampled([60.0] * 5 + [179.0] + [180.0] * 5))
    assert why(sound, SITE).verdicts == (Verdict.DUST,)


def test_silence_is_the_links_matter() -> None:
    found = why(replace(air(DUST), samples=()))
    assert found.causes == (Cause.LINK_FAULT,)
    doubted(replace(air(DUST), samples=sampled([180.0])), "data.gap")


def test_fine_dust_above_all_dust_is_an_artefact() -> None:
    doubted(air({"pm25": 150.0}), "data.pair")


def test_negative_dust_is_doubted() -> None:
    doubted(replace(air(DUST), samples=sampled([-3.0, 180.0, 181.0])), "data.negative")


def test_a_sensor_that_the_hub_doubts_is_doubted() -> None:
    question = replace(asked(SITE), tests=(Test.FLAT,))
    found = why(air(DUST), question=question)
    assert found.verdicts == (Verdict.DATA_DOUBT,)
    assert found.causes == (Cause.SENSOR_FAULT,)


@pytest.mark.parametrize("alone", [True, False])
def test_a_single_spike_is_doubted_where_no_other_channel_moved(alone: bool) -> None:
    values = [60.0, 61.0, 60.0, 61.0, 60.0, 61.0, 400.0, 60.0]
    spiked = replace(air({} if alone else {"co": 2.0}), samples=sampled(values), episodes=())
    if not alone:
        moved: Series = tuple(
            (at, 3.0 if at == AT - MINUTE_MS else value) for at, value in series(0.6, 0.0)
        )
        spiked = replace(spiked, own=spiked.own | {"co": moved})
    assert ("data.spike" in codes(why(spiked))) is alone


# Hours and wind ----------------------------------------------------------------------------


def days_ago(*hours: float) -> tuple[Span, ...]:
    """Return an episode of half an hour before each of so many hours ago, oldest first."""
    ends = sorted(AT - round(hour * HOUR_MS) for hour in hours)
    return tuple(Span(end - HOUR_MS // 2, end) for end in ends)


def test_meal_times_speak_for_cooking() -> None:
    lately = replace(air(FINE), episodes=days_ago(0, 24, 48, 72))
    found = why(lately, KITCHEN)
    assert {"hours.at_work", "duration.idling"} <= codes(found)
    assert found.verdicts == (Verdict.COOKING_FUME,)


def test_two_episodes_are_no_pattern() -> None:
    assert "hours.few" in codes(why(replace(air(FINE), episodes=days_ago(0, 24)), KITCHEN))


def test_dust_in_shifts_speaks_for_the_site() -> None:
    shifts = tuple(Span(AT - n * DAY_MS - 4 * HOUR_MS, AT - n * DAY_MS) for n in (3, 2, 1, 0))
    found = why(replace(air(DUST), episodes=shifts), SITE)
    assert {"duration.shift", "hours.at_work"} <= codes(found)


def test_dust_while_the_site_rests_asks_for_night_work() -> None:
    found = why(air(DUST), near(SurroundingKind.BUILDING_SITE, open=False))
    assert Look.NIGHT_WORK in found.checklist


def windy(*, speed: float, from_source: bool) -> Recording:
    """Return three days in which it was dusty whenever the wind came from the east, or never."""
    hours = range(71, -1, -1)
    easterly = {n: n % 3 == 0 for n in hours}
    past = tuple((AT - n * HOUR_MS, 200.0 if easterly[n] is from_source else 60.0) for n in hours)
    direction = tuple(
        (AT - n * HOUR_MS, (85.0, 95.0)[n % 2] if easterly[n] else 270.0) for n in hours
    )
    return replace(
        air(DUST),
        past=past,
        weather={
            "wind-speed": tuple((at, speed) for at, _ in direction),
            "wind-direction": direction,
        },
        episodes=days_ago(*(6 * n for n in range(12))),
    )


def test_wind_from_the_site_speaks_for_it() -> None:
    assert "wind.from_source" in codes(why(windy(speed=2.0, from_source=True), SITE))
    assert "wind.not_from_source" in codes(why(windy(speed=2.0, from_source=False), SITE))


def test_calm_is_no_evidence() -> None:
    found = why(windy(speed=0.4, from_source=True), SITE)
    assert "wind.calm" in codes(found)
    assert not [line for line in found.lines if line.step is Step.WIND and line.group is not None]


def test_no_wind_gauge_and_few_episodes_are_no_evidence() -> None:
    assert "wind.missing" in codes(why(air(DUST), SITE))
    few = replace(windy(speed=2.0, from_source=True), episodes=days_ago(0, 24))
    assert "wind.few" in codes(why(few, SITE))


# Other quantities --------------------------------------------------------------------------

WATER = {"turbidity": 10.0}
MUDDY = asked(quantity="turbidity", limit=30.0)


def test_a_muddy_river_after_rain_is_rain() -> None:
    wet = air({"turbidity": 60.0}, usual=WATER, quantity="turbidity", weather={"rain": 0.1})
    found = why(wet, question=MUDDY)
    assert found.verdicts == (Verdict.RAIN,)
    assert found.skipped == (Step.SIGNATURE, Step.WIND)


def test_a_muddy_river_in_dry_weather_is_an_inflow() -> None:
    dry = air({"turbidity": 60.0}, usual=WATER, quantity="turbidity", weather={"rain": 0.0})
    found = why(dry, question=MUDDY)
    assert found.verdicts == (Verdict.LOCAL,)
    assert found.causes == (Cause.SEWAGE_INFLOW,)
    assert "step.jump" in codes(found)


def test_bins_have_no_neighbours() -> None:
    full = air({"fill": 60.0}, usual={"fill": 30.0}, quantity="fill")
    found = why(full, question=asked(quantity="fill", limit=80.0))
    assert "region.not_shared" in codes(found)
    assert found.causes == (Cause.OVERFULL_BIN,)
