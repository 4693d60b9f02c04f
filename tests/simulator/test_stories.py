"""Stories: read strictly; what they do to the world and to the mean that is judged."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from console.contract.telemetry import TelemetryDecoder
from console.domain.ids import DeviceId, SensorId
from console.domain.rules import LimitRule
from console.domain.sites import Site
from console.errors import SettingsError
from console.simulator.mishaps import Excursion, mishaps, plainly
from console.simulator.plot import Plot
from console.simulator.stories import Source, Story, load_story, read_story
from console.simulator.world import World
from console.site_file import load_site

TEXT = files("console").joinpath("presets/stories/gate-1.toml").read_text("utf-8")
START = 1_780_264_800_000  # 06:00 in the community
MINUTE = 60_000
PM10 = SensorId("air-gate-1/pm10")


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site("wanshouqiao")


@pytest.fixture(scope="module")
def story(site: Site) -> Story:
    return load_story("gate-1", site)


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "nearest"),
    [
        ('zone = "gate-1"', 'zone = "gate1"', "dangling_reference", "story.zone", "gate-1"),
        ('rule = "air', 'rule = "aire', "dangling_reference", "story.rule", "air.pm10.10m"),
        ('unit = "p1"', 'unit = "p1x"', "dangling_reference", "story.unit", "p1"),
        ("lasts = ", "last = ", "unknown_key", "story.last", "lasts"),
        ('lasts = "60m"', 'lasts = "long"', "bad_duration", "story.lasts", None),
        ('onsite = "3m"', 'onsite = "soon"', "bad_duration", "patrol.onsite", None),
        ("[patrol]", "[patrols]", "unknown_key", "patrols", "patrol"),
        (
            '"construction_dust"',
            '"construction_dirt"',
            "unknown_word",
            "sources.dust.cause",
            "construction_dust",
        ),
        (
            '"cover_bare_soil"',
            '"cover_soil"',
            "unknown_word",
            "sources.dust.remedies[1]",
            "cover_bare_soil",
        ),
        (
            '"air-gate-1/no2"',
            '"air-gate-1/no22"',
            "dangling_reference",
            'sources.cars.adds."air-gate-1/no22"',
            "air-gate-1/no2",
        ),
    ],
)
def test_what_is_wrong_is_told(
    site: Site, old: str, new: str, code: str, key: str, nearest: str | None
) -> None:
    assert old in TEXT
    with pytest.raises(SettingsError) as raised:
        read_story(tomllib.loads(TEXT.replace(old, new, 1)), site, "gate-1.toml")
    problems: Any = raised.value.parameters["problems"]
    told = [(problem["code"], problem["key"], problem.get("nearest")) for problem in problems]
    assert (code, key, nearest) in told


def test_a_name_that_is_none(site: Site) -> None:
    with pytest.raises(SettingsError, match="no_such_story") as raised:
        load_story("gate-2", site)
    assert raised.value.parameters["nearest"] == "gate-1"


def readings(site: Site, plot: Plot, minutes: int) -> Iterator[tuple[SensorId, int, float]]:
    world = World(site, 1, plot=plot)
    decoder = TelemetryDecoder(site)
    for moment in range(START - 15 * MINUTE, START + minutes * MINUTE, 15_000):
        for said in world.step(moment):
            if not said.retain:
                for reading in decoder.decode(said.topic, said.payload, arrived=2**60):
                    yield reading.sensor, reading.at, reading.value


def means(site: Site, plot: Plot, minutes: int) -> list[tuple[int, float]]:
    """Return PM10 as its rule judges it: the plain mean over ten minutes."""
    values = [(at, value) for sensor, at, value in readings(site, plot, minutes) if sensor == PM10]
    found = []
    for at, _ in values:
        window = [value for then, value in values if at - 10 * MINUTE < then <= at]
        found.append((at, sum(window) / len(window)))
    return found


def the_rule(site: Site, story: Story) -> LimitRule:
    rule = site.rules[story.rule]
    assert isinstance(rule, LimitRule)
    return rule


def source(story: Story, withhold: str) -> Source:
    return next(each for each in story.sources if each.withhold == withhold)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("ended", ["spray", "cars"])
def test_either_source_alone_keeps_the_mean_from_its_window_of_normal(
    site: Site, story: Story, ended: str, seed: int
) -> None:
    plot = Plot(story, seed, START)
    plot.end(source(story, ended), START + 10 * MINUTE)
    rule = the_rule(site, story)
    level = rule.levels[0]
    past = [at for at, mean in means(site, plot, 60) if mean > level.clear]
    assert past[0] < START + 10 * MINUTE
    later = [at for at in past if at > START + 10 * MINUTE]
    assert max(after - before for before, after in pairwise(later)) < rule.verify_s * 1000
    assert later[-1] > START + 55 * MINUTE


def test_without_both_the_mean_is_normal_soon(site: Site, story: Story) -> None:
    plot = Plot(story, 1, START)
    for each in story.sources:
        plot.end(each, START + 10 * MINUTE)
    level = the_rule(site, story).levels[0]
    found = means(site, plot, 60)
    assert max(mean for _, mean in found) > level.limit
    assert all(mean < level.clear for at, mean in found if at > START + 20 * MINUTE)


def test_neighbours_stay_normal(site: Site, story: Story) -> None:
    sensors = site.sensors()
    for id, at, value in readings(site, Plot(story, 1, START), 60):
        if sensors[id].device == "air-gate-1" or site.devices[sensors[id].device].scene != "air":
            continue
        for rule in (site.rules[name] for name in sensors[id].rules):
            if isinstance(rule, LimitRule) and plainly(rule):
                assert all(_inside(rule, value, level.limit) for level in rule.levels), (id, at)


def _inside(rule: LimitRule, value: float, limit: float) -> bool:
    return value <= limit if rule.side.value == "high" else value >= limit


def test_other_troubles_are_few_and_elsewhere(site: Site, story: Story) -> None:
    air = frozenset(id for id, device in site.devices.items() if device.scene == "air")
    found = []
    for mishap in mishaps(site, 1, START, spare=air):
        if mishap.begin > START + 60 * MINUTE:
            break
        found.append(mishap)
    assert 1 <= len(found) <= 6
    for mishap in found:
        touched = (
            {DeviceId(mishap.sensor.partition("/")[0])}
            if isinstance(mishap, Excursion) or not hasattr(mishap, "devices")
            else set(mishap.devices)
        )
        assert not touched & air


def test_gusts_come_and_go(site: Site, story: Story) -> None:
    plot = Plot(story, 1, START)
    added = [plot.added(PM10, START + second * 1000) for second in range(0, 3600, 15)]
    assert min(added) == 0.0
    assert max(added) > 150
    assert plot.added(PM10, START - 1) == 0.0
    assert plot.added(SensorId("air-lake/pm10"), START) == 0.0
