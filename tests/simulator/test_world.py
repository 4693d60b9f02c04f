"""The world: same seed, same messages; calm unless a mishap is on; mishaps of every priority."""

from __future__ import annotations

from itertools import islice, pairwise

import msgspec
import pytest

from console.contract.control_wire import Standing
from console.contract.telemetry import TelemetryDecoder, Topics
from console.domain.ids import DeviceId, SensorId
from console.domain.readings import Reading
from console.domain.rules import LimitRule
from console.domain.sites import Sensor, Site, ancestors
from console.domain.values import Priority
from console.simulator.curves import CURVES
from console.simulator.gauges import calm
from console.simulator.messages import Publication
from console.simulator.mishaps import Excursion, Mishap, Outage, Silence, mishaps
from console.simulator.world import World
from console.site_file import load_site

START = 1_790_000_000_000
MINUTE = 60_000


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site("wanshouqiao")


def said(
    site: Site, seed: int, minutes: int, step_ms: int, quiet_s: float = 0
) -> list[Publication]:
    world = World(site, seed, opens_after_s=quiet_s)
    moments = range(START, START + minutes * MINUTE + 1, step_ms)
    return [publication for moment in moments for publication in world.step(moment)]


def readings(site: Site, publications: list[Publication]) -> list[Reading]:
    decoder = TelemetryDecoder(site)
    return [
        reading
        for publication in publications
        if not publication.retain
        for reading in decoder.decode(publication.topic, publication.payload, arrived=2**60)
    ]


def opening(site: Site, seed: int = 1) -> list[Mishap]:
    return list(islice(mishaps(site, seed, START), 7))


def test_same_seed_same_messages(site: Site) -> None:
    assert said(site, 7, 20, 15_000) == said(site, 7, 20, 15_000)
    assert said(site, 7, 20, 15_000) != said(site, 8, 20, 15_000)


def test_how_finely_time_is_stepped_changes_nothing(site: Site) -> None:
    assert said(site, 3, 20, 1_000) == said(site, 3, 20, 60_000)


def test_every_device_says_online_first_and_how_its_controls_stand(site: Site) -> None:
    first = World(site, 1).step(START)
    topics = Topics(site.root, site.id)
    many = len(site.devices)
    assert first[:many] == [
        Publication(topics.status(device), b"online", retain=True) for device in site.devices
    ]
    states = [
        (topics.state(*id.split("/")), Standing(at=START, value=control.safe))
        for id, control in site.controls().items()
    ]
    told = [(p.topic, msgspec.json.decode(p.payload, type=Standing)) for p in first[many:]]
    assert told == states
    assert all(publication.retain for publication in first)


def test_every_sensor_keeps_its_period(site: Site) -> None:
    heard: dict[SensorId, list[int]] = {}
    for reading in readings(site, said(site, 1, 15, 15_000, quiet_s=3600)):
        heard.setdefault(reading.sensor, []).append(reading.at)
    for sensor in site.sensors().values():
        moments = heard[sensor.id]
        assert {b - a for a, b in pairwise(moments)} == {round(sensor.period_s * 1000)}
        assert moments[0] > START


def test_a_day_without_mishap_raises_nothing(site: Site) -> None:
    sensors = site.sensors()
    publications = said(site, 5, 24 * 60, 60_000, quiet_s=48 * 3600)
    begun = len(site.devices) + len(site.controls())
    assert {publication.retain for publication in publications[begun:]} == {False}
    extremes: dict[SensorId, tuple[float, float]] = {}
    for reading in readings(site, publications):
        low, high = extremes.get(reading.sensor, (reading.value, reading.value))
        extremes[reading.sensor] = (min(low, reading.value), max(high, reading.value))
    assert set(extremes) == set(sensors)
    for id, (lowest, highest) in extremes.items():
        low, high = ordinary(site, sensors[id])
        half_digit = 0.5 * 10 ** -sensors[id].decimals + 1e-9
        assert low - half_digit <= lowest <= highest <= high + half_digit


def ordinary(site: Site, sensor: Sensor) -> tuple[float, float]:
    """Return where no rule of a sensor raises anything; soil may be too dry to clear one."""
    if sensor.quantity != "soil-moisture":
        return calm(site, sensor)
    levels = [
        level
        for name in sensor.rules
        if isinstance(rule := site.rules[name], LimitRule)
        for level in rule.levels
    ]
    return max(level.limit for level in levels), sensor.high


def test_the_calm_band_is_where_no_rule_stands(site: Site) -> None:
    for sensor in site.sensors().values():
        low, high = calm(site, sensor)
        assert sensor.low <= low < high <= sensor.high


def test_every_quantity_has_its_day(site: Site) -> None:
    follow = {"volume", "weight", "free"}
    assert {sensor.quantity for sensor in site.sensors().values()} - follow <= set(CURVES)
    for curve in CURVES.values():
        assert abs(curve.at(0) - curve.at(23.999)) <= 0.02 * max(1, abs(curve.at(0)))
        for hour, value in curve.points:
            assert curve.at(hour) == pytest.approx(value)


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_opening_shows_every_priority_a_gateway_and_a_silence(site: Site, seed: int) -> None:
    found = opening(site, seed)
    first = found[0]
    assert isinstance(first, Excursion)
    assert first.sensor == "air-gate-1/pm10"
    reached = {priority_reached(site, mishap) for mishap in found if isinstance(mishap, Excursion)}
    assert reached == set(Priority)
    assert [type(mishap) for mishap in found].count(Outage) == 1
    assert [type(mishap) for mishap in found].count(Silence) == 1
    assert max(mishap.begin for mishap in found) <= START + 20 * MINUTE


def priority_reached(site: Site, excursion: Excursion) -> Priority | None:
    sensor = site.sensors()[excursion.sensor]
    reached: list[Priority] = []
    for name in sensor.rules:
        rule = site.rules[name]
        if isinstance(rule, LimitRule):
            low = rule.side.value == "low"
            past = [
                level.priority
                for level in rule.levels
                if (excursion.peak < level.limit if low else excursion.peak > level.limit)
            ]
            reached += past
            if past:
                assert excursion.down - excursion.top > rule.on_delay_s * 1000
    return max(reached, key=lambda priority: priority.rank, default=None)


def test_values_pass_the_limit_while_the_excursion_lasts(site: Site) -> None:
    excursion = opening(site)[0]
    assert isinstance(excursion, Excursion)
    values = [
        reading.value
        for reading in readings(site, said(site, 1, 40, 15_000))
        if reading.sensor == excursion.sensor and excursion.top <= reading.at < excursion.down
    ]
    assert values
    assert min(values) > 250  # the medium level of air.pm10.now
    assert max(values) < 420


def test_an_outage_takes_everything_behind_with_it(site: Site) -> None:
    outage = next(mishap for mishap in opening(site) if isinstance(mishap, Outage))
    top = outage.devices[0]
    behind = {device for device in site.devices if top in ancestors(site, device)}
    assert set(outage.devices) == {top} | behind
    assert len(outage.devices) < len(site.devices) / 2
    publications = said(site, 1, 40, 15_000)
    words: dict[DeviceId, list[bytes]] = {}
    prefix = Topics(site.root, site.id).status("")
    for publication in publications[len(site.devices) :]:
        if publication.topic.startswith(prefix):
            device = DeviceId(publication.topic.removeprefix(prefix))
            words.setdefault(device, []).append(publication.payload)
    for device in outage.devices:
        assert words[device][:2] == [b"offline", b"online"]
    gone = [
        reading
        for reading in readings(site, publications)
        if outage.begin <= reading.at < outage.end
        and site.sensors()[reading.sensor].device in outage.devices
    ]
    assert gone == []


def test_a_silent_sensor_leaves_its_device_talking(site: Site) -> None:
    silence = next(mishap for mishap in opening(site) if isinstance(mishap, Silence))
    sensor = site.sensors()[silence.sensor]
    assert silence.end - silence.begin > 3 * sensor.period_s * 1000
    heard = [
        reading
        for reading in readings(site, said(site, 1, 40, 15_000))
        if silence.begin <= reading.at < silence.end
        and site.sensors()[reading.sensor].device == sensor.device
    ]
    assert heard
    assert silence.sensor not in {reading.sensor for reading in heard}


def test_mishaps_come_in_order_and_never_twice_on_one_sensor(site: Site) -> None:
    found = list(islice(mishaps(site, 11, START), 200))
    assert [m.begin for m in found] == sorted(m.begin for m in found)
    until: dict[object, int] = {}
    for mishap in found:
        what = "outage" if isinstance(mishap, Outage) else mishap.sensor
        assert mishap.begin >= until.get(what, 0)
        assert mishap.end > mishap.begin
        until[what] = mishap.end


def test_a_site_without_rules_or_known_quantities_lives_too(site: Site) -> None:
    lamp = site.devices[DeviceId("lamp-park-1")]
    odd = msgspec.structs.replace(lamp.sensors[0], quantity="odd", rules=(), low=-5, high=5)
    bare = msgspec.structs.replace(lamp, behind=(), sensors=(odd,), rules=())
    alone = msgspec.structs.replace(site, devices={bare.id: bare}, rules={})
    values = [reading.value for reading in readings(alone, said(alone, 1, 120, 60_000))]
    assert len(values) > 60
    assert all(-5 <= value <= 5 for value in values)
    empty = msgspec.structs.replace(site, devices={}, rules={})
    assert said(empty, 1, 5, 60_000) == []
