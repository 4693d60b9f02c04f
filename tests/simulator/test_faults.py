"""Probes that break: what they say, and what the quality lane makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from console.contract.telemetry import TelemetryDecoder, Topics
from console.domain.doubts import Test
from console.domain.facts import SensorDoubted
from console.domain.ids import ControlId, DeviceId, SensorId
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.values import Quality
from console.errors import SettingsError
from console.hub.engine import Engine
from console.simulator.faults import AHEAD_MS, BEHIND_MS, LATE_MS, Breakdown, Fault
from console.simulator.messages import Publication
from console.simulator.mishaps import mishaps
from console.simulator.plot import Plot
from console.simulator.stories import load_story, read_story
from console.simulator.world import World
from console.site_file import document_of, load_site

START = 1_790_000_000_000
MINUTE = 60_000
PM10, PM25 = SensorId("air-lake/pm10"), SensorId("air-lake/pm25")


@pytest.fixture(scope="module")
def site() -> Site:
    return the_site()


@cache
def the_site() -> Site:
    return load_site("wanshouqiao")


def said(
    site: Site, minutes: int, broken: Mapping[SensorId | ControlId, Fault], plot: Plot | None = None
) -> list[Reading]:
    """Return what a community without mishaps says, but for what is broken."""
    world = World(site, 5, opens_after_s=0.0, plot=plot, broken=broken)
    decoder = TelemetryDecoder(site)
    readings = [
        reading
        for at in range(START, START + minutes * MINUTE + 1, 15_000)
        for publication in world.step(at)
        if not publication.retain
        for reading in decoder.decode(publication.topic, publication.payload, arrived=2**60)
    ]
    return sorted(readings, key=lambda reading: (reading.at, reading.sensor))


def doubts(site: Site, readings: list[Reading]) -> dict[str, tuple[Test, ...]]:
    """Return which sensors the lane doubts, and by which tests."""
    engine = Engine(site, (), next_alert=1)
    engine.begin({}, START)
    for one in engine.doubts.weigh(readings):
        engine.doubts.settle(one, engine.newest(one[0].sensor), one[0].at)
    told = [happening.what for happening in engine.take_changes().happenings]
    return {what.sensor: what.tests for what in told if isinstance(what, SensorDoubted)}


def of(readings: list[Reading], sensor: SensorId) -> list[float]:
    return [reading.value for reading in readings if reading.sensor == sensor]


def test_a_stuck_probe_says_the_same_for_ever(site: Site) -> None:
    readings = said(site, 150, {PM10: Fault.STUCK})
    assert len(set(of(readings, PM10))) == 1
    assert doubts(site, readings)[PM10] == (Test.FLAT,)


def test_spikes_are_held_back_one_by_one_and_doubt_nobody(site: Site) -> None:
    readings = said(site, 60, {PM10: Fault.SPIKE})
    assert max(of(readings, PM10)) == site.sensors()[PM10].high
    assert PM10 not in doubts(site, readings)
    engine = Engine(site, (), next_alert=1)
    for reading, _, verdict in engine.doubts.weigh(readings):
        if reading.sensor == PM10 and reading.value == site.sensors()[PM10].high:
            assert verdict.quality is Quality.SUSPECT


def test_a_drift_ends_beyond_the_range(site: Site) -> None:
    readings = said(site, 30, {PM10: Fault.DRIFT})
    assert of(readings, PM10)[-1] > site.sensors()[PM10].high
    assert Test.RANGE in doubts(site, readings)[PM10]


def test_an_impossible_pair_is_two_doubts(site: Site) -> None:
    readings = said(site, 5, {PM25: Fault.PAIR})
    assert doubts(site, readings) == {PM10: (Test.PAIR,), PM25: (Test.PAIR,)}


def test_a_wrong_clock_is_that_of_the_whole_device(site: Site) -> None:
    right, wrong = said(site, 5, {}), said(site, 5, {PM10: Fault.CLOCK})
    of_device = [r for r in wrong if r.sensor.startswith("air-lake/")]
    assert [r.at - AHEAD_MS for r in of_device] == [
        r.at for r in right if r.sensor.startswith("air-lake/")
    ]


def device_says(site: Site, fault: Fault | None, minutes: int) -> list[tuple[int, Publication]]:
    """Return what the lake's probe says, each with the step by which it was said."""
    world = World(site, 5, broken={PM10: fault} if fault else {})
    topics = Topics(site.root, site.id)
    ours = {topics.telemetry("air-lake"), topics.status("air-lake")}
    return [
        (at, publication)
        for at in range(START, START + minutes * MINUTE + 1, 15_000)
        for publication in world.step(at)
        if publication.topic in ours
    ]


def decoded(site: Site, said: list[tuple[int, Publication]]) -> list[tuple[int, Reading]]:
    decoder = TelemetryDecoder(site)
    return [
        (at, reading)
        for at, publication in said
        if not publication.retain
        for reading in decoder.decode(publication.topic, publication.payload, arrived=at)
    ]


def test_a_clock_that_is_behind_is_that_of_the_whole_device(site: Site) -> None:
    right = decoded(site, device_says(site, None, 5))
    wrong = decoded(site, device_says(site, Fault.BEHIND, 5))
    assert [(at, r.at + BEHIND_MS, r.value) for at, r in wrong] == [
        (at, r.at, r.value) for at, r in right
    ]


def test_a_probe_that_drops_out_says_little_and_its_neighbours_on_the_device_all(
    site: Site,
) -> None:
    right, wrong = (
        [reading for _, reading in decoded(site, device_says(site, fault, 60))]
        for fault in (None, Fault.DROP_OUT)
    )
    assert 0.1 < len(of(wrong, PM10)) / len(of(right, PM10)) < 0.5
    assert set(of(wrong, PM10)) <= set(of(right, PM10))
    assert [r for r in wrong if r.sensor != PM10] == [r for r in right if r.sensor != PM10]


def test_a_device_that_is_off_says_so_and_nothing_more(site: Site) -> None:
    said = [publication for _, publication in device_says(site, Fault.OFFLINE, 20)]
    assert [one.payload for one in said] == [b"online", b"offline"]
    assert all(one.retain for one in said)


def test_a_device_that_stammers_says_everything_twice(site: Site) -> None:
    right = [one for _, one in device_says(site, None, 10) if not one.retain]
    twice = [one for _, one in device_says(site, Fault.DUPLICATE, 10) if not one.retain]
    assert twice == [one for each in right for one in (each, each)]


def test_late_values_are_of_their_own_moment(site: Site) -> None:
    right = decoded(site, device_says(site, None, 60))
    late = decoded(site, device_says(site, Fault.LATE, 60))
    lateness = [at - reading.at for at, reading in late]
    behind = sum(ms >= LATE_MS for ms in lateness)
    assert 0.1 < behind / len(late) < 0.5
    assert all(ms < 15_000 or LATE_MS <= ms < LATE_MS + 15_000 for ms in lateness)
    said_by_now = {(r.sensor, r.at, r.value) for _, r in right if r.at <= START + 50 * MINUTE}
    assert said_by_now <= {(r.sensor, r.at, r.value) for _, r in late}


def test_a_story_may_switch_a_device_off_and_on_again(site: Site) -> None:
    _, document = document_of("stories", "gate-1")
    dust = {**document["sources"]["dust"], "breaks": {"air-gate-1/pm10": "offline"}}
    story = read_story({**document, "sources": {"dust": dust}}, site, "a.toml")
    plot = Plot(story, 1, START + 5 * MINUTE)
    plot.end(story.sources[0], START + 15 * MINUTE)
    world = World(site, 5, plot=plot)
    status = Topics(site.root, site.id).status("air-gate-1")
    words = [
        (at - START, publication.payload)
        for at in range(START, START + 20 * MINUTE, 15_000)
        for publication in world.step(at)
        if publication.topic == status
    ]
    assert [word for _, word in words] == [b"online", b"offline", b"online"]
    assert [at // MINUTE for at, _ in words] == [0, 5, 15]


def test_a_story_may_break_a_control_but_not_as_a_probe_breaks(site: Site) -> None:
    _, document = document_of("stories", "gate-1")

    def with_broken(what: str, how: str) -> Mapping[SensorId | ControlId, Fault]:
        dust = {**document["sources"]["dust"], "breaks": {what: how}}
        told = read_story({**document, "sources": {"dust": dust}}, site, "a.toml")
        return told.sources[0].breaks

    assert with_broken("lamp-park-1/light", "powerless")
    for what, how in (("lamp-park-1/light", "stuck"), ("air-lake/pm10", "mute")):
        with pytest.raises(SettingsError):
            with_broken(what, how)


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_changes_nothing_at_other_devices(site: Site, fault: Fault) -> None:
    def elsewhere(broken: dict[SensorId | ControlId, Fault]) -> list[Reading]:
        return [r for r in said(site, 20, broken) if not r.sensor.startswith("air-lake/")]

    assert elsewhere({PM10: fault}) == elsewhere({})


def test_a_community_without_a_broken_probe_raises_no_doubt(site: Site) -> None:
    world = World(site, 9, opens_after_s=30 * 86_400)
    decoder = TelemetryDecoder(site)
    engine = Engine(site, (), next_alert=1)
    for at in range(START, START + 10 * 60 * MINUTE, 10 * MINUTE):
        readings = [
            reading
            for publication in world.step(at)
            if not publication.retain
            for reading in decoder.decode(publication.topic, publication.payload, arrived=2**60)
        ]
        readings.sort(key=lambda reading: (reading.at, reading.sensor))
        for one in engine.doubts.weigh(readings):
            assert one[2].quality is Quality.GOOD, one
            engine.doubts.settle(one, None, at)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_usual_mishaps_doubt_only_what_is_broken(site: Site, seed: int) -> None:
    end = START + 180 * MINUTE
    world = World(site, seed)
    decoder = TelemetryDecoder(site)
    readings = [
        reading
        for at in range(START, end, 15_000)
        for publication in world.step(at)
        if not publication.retain
        for reading in decoder.decode(publication.topic, publication.payload, arrived=2**60)
    ]
    broken = set()
    for mishap in mishaps(site, seed, START):
        if mishap.begin > end:
            break
        if isinstance(mishap, Breakdown):
            broken.add(DeviceId(mishap.sensor.partition("/")[0]))
    doubted = {sensor.partition("/")[0] for sensor in doubts(site, readings)}
    assert doubted <= broken


def test_a_story_may_break_a_probe_until_its_remedy(site: Site) -> None:
    _, document = document_of("stories", "gate-1")
    dust = {**document["sources"]["dust"], "breaks": {"air-gate-1/pm10": "stuck"}}
    story = read_story({**document, "sources": {"dust": dust}}, site, "a.toml")
    plot = Plot(story, 1, START)
    plot.end(story.sources[0], START + 10 * MINUTE)
    values = of(said(site, 30, {}, plot), SensorId("air-gate-1/pm10"))
    assert len(set(values[:19])) == 1
    assert len(set(values[20:])) > 3
    assert SensorId("air-gate-1/pm10") in load_story("gate-1", site).sensors
