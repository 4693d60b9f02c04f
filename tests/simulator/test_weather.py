"""One sky over all: sun, showers, and air that goes up and down together; no two days alike."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from statistics import correlation, fmean

import pytest

import console
from console.contract.telemetry import TelemetryDecoder
from console.domain.causes import Cause
from console.simulator.rhythm import busier, later_h
from console.simulator.stories import load_story
from console.simulator.sun import DAY_MS, clear_light, height
from console.simulator.weather import Bucket, Weather
from console.simulator.world import World
from console.site_file import load_site
from tests.simulator.communities import HOUR, MINUTE, START, among, community

PROBES = ("air-gate-1", "air-gate-2", "air-lake", "air-plaza", "air-compound")


def day_of(seed: int, start: int, sensors: Iterable[str]) -> dict[str, list[float]]:
    """Return what sensors say over a day of five-minute steps without any mishap."""
    site = among(community(), PROBES)
    world = World(site, seed, opens_after_s=1e9)
    world.step(start)
    decoder = TelemetryDecoder(site)
    found: dict[str, list[float]] = {sensor: [] for sensor in sensors}
    for at in range(start + 5 * MINUTE, start + DAY_MS + 1, 5 * MINUTE):
        for publication in world.step(at):
            if publication.retain:
                continue
            for said in decoder.decode(publication.topic, publication.payload, arrived=2**60):
                if said.sensor in found:
                    found[said.sensor].append(said.value)
    return found


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("quantity", ["pm25", "pm10"])
def test_neighbours_correlate_over_a_day_without_a_local_source(seed: int, quantity: str) -> None:
    said = day_of(seed, START, [f"{probe}/{quantity}" for probe in PROBES])
    fewest = min(map(len, said.values()))
    for one, other in combinations(said.values(), 2):
        assert correlation(one[:fewest], other[:fewest]) >= 0.8


def test_what_correlates_is_the_air_and_not_the_clock_alone() -> None:
    site = community()
    of = {seed: Weather(site, seed) for seed in (1, 2)}
    moments = range(START, START + 3 * DAY_MS, HOUR)
    one, other = ([of[seed].colour("pm25", at, 30.0) for at in moments] for seed in of)
    assert abs(correlation(one, other)) < 0.5
    particles = [of[1].colour("pm10", at, 60.0) for at in moments]
    assert correlation(one, particles) > 0.95


def test_dust_of_stories_is_coarse() -> None:
    site = load_site("wanshouqiao")
    stories = sorted((Path(console.__file__).parent / "presets" / "stories").glob("*.toml"))
    assert stories
    for name in stories:
        for source in load_story(str(name), site).sources:
            if source.cause is not Cause.CONSTRUCTION_DUST:
                continue
            for sensor, coarse in source.adds.items():
                if sensor.endswith("/pm10"):
                    fine = source.adds.get(type(sensor)(sensor.replace("pm10", "pm25")), 0.0)
                    assert fine / coarse < 0.5, (name, sensor)


def test_the_sun_rises_and_sets_where_the_community_is() -> None:
    site = community()

    def lit(start: int) -> float:
        minutes = range(start, start + DAY_MS, MINUTE)
        return sum(height(site.latitude, site.longitude, at) > 0 for at in minutes) / 60

    june, december = 1_782_000_000_000, 1_797_800_000_000
    assert lit(june) == pytest.approx(14.0, abs=0.3)
    assert lit(december) == pytest.approx(10.1, abs=0.3)
    noon = max(range(0, DAY_MS, MINUTE), key=lambda at: height(30.66, 104.02, START + at))
    assert ((START + noon) % DAY_MS) / HOUR == pytest.approx(24 * (0.5 - 104.02 / 360), abs=0.1)
    assert clear_light(1.0) > 100_000
    assert 1 < clear_light(-0.1045) < 10  # six degrees below: the end of civil twilight
    assert clear_light(-0.5) < 0.01


def test_showers_come_with_clouds_and_leave_wet_behind() -> None:
    weather = Weather(community(), 4)
    skies = [weather.sky(START + number * 10 * MINUTE) for number in range(60 * 144)]
    rainy = [sky for sky in skies if sky.rain > 0]
    assert 0.005 < len(rainy) / len(skies) < 0.15
    assert min(sky.cloud for sky in rainy) >= 0.9
    assert fmean(sky.cloud for sky in skies) < 0.7
    assert max(sky.wet for sky in skies) > 1
    assert any(not sky.rain and sky.wet > 0.5 for sky in skies)


def test_a_story_brings_its_own_rain() -> None:
    weather = Weather(community(), 4, showers=False)
    assert not any(weather.sky(START + n * 10 * MINUTE).rain for n in range(60 * 144))


def test_the_weather_belongs_to_its_moment() -> None:
    moments = list(range(START, START + DAY_MS, 7 * MINUTE))
    forth, back = Weather(community(), 9), Weather(community(), 9)
    there = {at: forth.sky(at) for at in moments}
    assert {at: back.sky(at) for at in reversed(moments)} == there


def test_a_rain_gauge_tips_and_loses_nothing() -> None:
    bucket = Bucket(1)
    said = [bucket.catch(0.037) for _ in range(1000)]
    assert set(said) == {0.0, 0.1}
    assert sum(said) == pytest.approx(37.0, abs=0.11)


def test_no_two_days_are_alike_and_a_weekend_is_none_of_them() -> None:
    noons = [later_h(1, "parking-plaza", "occupancy", START + n * DAY_MS) for n in range(30)]
    assert len({round(later, 3) for later in noons}) > 20
    assert max(map(abs, noons)) < 1.5
    assert later_h(1, "air-lake", "pm10", START) == 0
    assert busier("arrivals", 5) > busier("arrivals", 4) == 1
