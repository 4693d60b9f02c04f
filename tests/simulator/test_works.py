"""What controls do to the world: water, light, dust, oxygen and fill go where they were told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.contract.control_wire import Telling
from console.contract.telemetry import TelemetryDecoder
from console.domain.causes import Cause
from console.domain.ids import ControlId, SensorId
from console.simulator.deeds import Told
from console.simulator.faults import Fault
from console.simulator.plot import Plot
from console.simulator.stories import Source, Story, load_story
from console.simulator.world import World
from tests.simulator.communities import HOUR, MINUTE, START, among, community

DAWN = START + 7 * HOUR  # 05:13 at the community
NOON = START + 14 * HOUR
FLOW, LEVEL = SensorId("pump-wanshou/flow"), SensorId("tank-wanshou/level")
SOIL, INFLOW = SensorId("soil-3/soil-moisture"), SensorId("tank-wanshou/inflow")
RAIN = SensorId("weather-centre/rain")
ALWAYS = ("pump-wanshou", "valve-", "tank-wanshou", "soil-3", "weather")


def source(cause: Cause, adds: dict[SensorId, float], **fields: object) -> Source:
    like = load_story("gate-1", community()).sources[0]
    always = {"blows_s": 1e9, "rests_s": 0.0, "breaks": {}}
    return replace(like, id="it", cause=cause, adds=adds, **{**always, **fields})


class Town:
    """A community without mishaps, with what it said of each sensor."""

    def __init__(self, start: int, *sources: Source, devices: str = "") -> None:
        site = among(community(), [*ALWAYS, *devices.split()])
        story: Story = replace(load_story("gate-1", community()), sources=sources)
        self.world = World(site, 1, opens_after_s=1e9, plot=Plot(story, 1, start))
        self.now = start
        self.serial = 0
        self.said: dict[SensorId, list[float]] = {}
        self._decoder = TelemetryDecoder(site)
        self.world.step(start)

    def tell(self, control: str, value: float, run_s: float | None = None) -> None:
        self.serial += 1
        telling = Telling(
            id=f"{control}#{self.serial}", value=value, expires=self.now + MINUTE, run_s=run_s
        )
        self.world.obey(Told(ControlId(control), telling), self.now)

    def go_on(self, minutes: float) -> Town:
        """Go on for a while; what is said then is all that `last` and `of` look at."""
        self.said.clear()
        until = self.now + round(minutes * MINUTE)
        while self.now < until:
            self.now = min(self.now + 15_000, until)
            for publication in self.world.step(self.now):
                if "/telemetry/" in publication.topic:
                    decoded = self._decoder.decode(
                        publication.topic, publication.payload, arrived=2**60
                    )
                    for reading in decoded:
                        self.said.setdefault(reading.sensor, []).append(reading.value)
        return self

    def last(self, sensor: str) -> float:
        return self.said[SensorId(sensor)][-1]


def test_an_idle_pump_gives_nothing_and_its_tank_keeps_what_it_has() -> None:
    town = Town(DAWN).go_on(10)
    level = town.last(LEVEL)
    town.go_on(120)
    assert set(town.said[FLOW]) == {0}
    assert town.last("pump-wanshou/power") < 10
    assert town.last(LEVEL) == pytest.approx(level, abs=1.5)


def test_a_run_takes_from_the_tank_and_wets_the_soil_until_it_ends() -> None:
    town = Town(DAWN).go_on(10)
    town.tell("valve-wanshou/open", 1)
    town.tell("pump-wanshou/run", 1, run_s=1200)
    before, wet = sum(town.said[LEVEL][-5:]) / 5, town.said[SOIL][-1]
    town.go_on(18)
    assert min(town.said[FLOW][2:]) > 100
    assert town.last("pump-wanshou/power") > 1000
    town.go_on(10)
    assert town.last(FLOW) == 0
    assert sum(town.said[LEVEL][-5:]) / 5 == pytest.approx(before - 2.9, abs=1.2)
    assert town.last(SOIL) >= wet + 6


def test_a_shut_valve_holds_the_water_back() -> None:
    town = Town(DAWN)
    town.tell("pump-wanshou/run", 1, run_s=600)
    town.go_on(5)
    assert set(town.said[FLOW][1:]) == {0}
    assert town.last("pump-wanshou/pressure") > 400


def test_a_pump_without_power_says_it_runs_and_gives_nothing() -> None:
    pump = ControlId("pump-wanshou/run")
    broken = source(Cause.OTHER, {}, breaks={pump: Fault.POWERLESS})
    town = Town(DAWN, broken)
    town.tell("valve-wanshou/open", 1)
    town.tell("pump-wanshou/run", 1, run_s=600)
    assert set(town.go_on(5).said[FLOW]) == {0}


def test_rain_runs_past_the_tank_first_then_into_it_and_wets_the_soil() -> None:
    town = Town(DAWN, source(Cause.OTHER, {RAIN: 0.5}))  # 30 mm in an hour
    level = town.go_on(3).last(LEVEL)
    assert set(town.said[INFLOW]) == {0}
    soil = town.go_on(5).last(SOIL)
    town.go_on(30)
    assert town.last(INFLOW) > 500
    assert town.last(LEVEL) > level + 8
    assert town.last(SOIL) > soil + 5
    assert town.last(RAIN) == pytest.approx(0.5, abs=0.15)


def test_tap_water_fills_a_tank_for_as_long_as_it_was_told() -> None:
    town = Town(DAWN).go_on(5)
    level = sum(town.said[LEVEL][-5:]) / 5
    town.tell("tank-wanshou/makeup", 1, run_s=1200)
    town.go_on(15)
    assert town.last(INFLOW) > 200
    town.go_on(15)
    assert town.last(INFLOW) == 0
    assert sum(town.said[LEVEL][-5:]) / 5 == pytest.approx(level + 5, abs=1.5)


def test_a_lamp_draws_only_when_lit_and_by_how_much() -> None:
    town = Town(START, devices="lamp-park-1").go_on(10)
    assert set(town.said[SensorId("lamp-park-1/current")]) == {0}
    charge = town.last("lamp-park-1/soc")
    town.tell("lamp-park-1/light", 100)
    town.go_on(1.5)
    full = town.go_on(5).last("lamp-park-1/current")
    assert full == pytest.approx(2.5, rel=0.3)
    town.go_on(240)
    assert town.last("lamp-park-1/soc") == pytest.approx(charge - 17, abs=4)
    town.tell("lamp-park-1/light", 30)
    assert town.go_on(5).last("lamp-park-1/current") == pytest.approx(0.3 * full, rel=0.3)
    town.tell("lamp-park-1/light", 0)
    assert town.go_on(5).last("lamp-park-1/current") == 0


def test_the_sun_charges_what_the_night_took() -> None:
    town = Town(START, devices="lamp-park-1")
    town.tell("lamp-park-1/light", 100)
    morning = town.go_on(8 * 60).last("lamp-park-1/soc")
    town.tell("lamp-park-1/light", 0)
    assert town.go_on(8 * 60).last("lamp-park-1/soc") > morning + 10


def test_spray_keeps_dust_of_the_site_down_and_nothing_else() -> None:
    gate, plaza = SensorId("air-gate-1/pm10"), SensorId("air-plaza/pm10")
    dust = source(Cause.CONSTRUCTION_DUST, {gate: 200.0, plaza: 200.0})
    cars = replace(source(Cause.IDLING_VEHICLE, {SensorId("air-gate-2/pm10"): 200.0}), id="cars")
    town = Town(NOON, dust, cars, devices="air- sprayer").go_on(5)
    before = {sensor: town.last(sensor) for sensor in (gate, plaza, "air-gate-2/pm10")}
    town.tell("sprayer-site/spray", 1, run_s=600)
    town.go_on(4)
    assert town.last(gate) < before[SensorId(gate)] - 100
    assert town.last(plaza) == pytest.approx(before[plaza], abs=40)  # too far away
    assert town.last("air-gate-2/pm10") == pytest.approx(
        before[SensorId("air-gate-2/pm10")], abs=40
    )
    assert town.go_on(15).last(gate) > before[gate] - 60  # the run is over


def test_a_locked_container_takes_no_more() -> None:
    fill = SensorId("container-plaza/fill")
    free, locked = (Town(NOON - 12 * HOUR, devices="container-plaza") for _ in range(2))
    free.go_on(30)
    locked.go_on(30)
    locked.tell("container-plaza/lock", 1)
    free.go_on(8 * 60)
    locked.go_on(8 * 60)
    assert max(locked.said[fill]) < max(free.said[fill])
    assert max(locked.said[fill]) - min(locked.said[fill]) <= 3


def test_an_aerator_breathes_into_its_lake() -> None:
    oxygen = SensorId("water-lake-pier/do")
    idle, busy = (Town(DAWN, devices="water-lake water-modi-w aerator") for _ in range(2))
    busy.tell("aerator-lake/run", 1, run_s=7200)
    idle.go_on(110)
    busy.go_on(110)
    assert busy.last(oxygen) - idle.last(oxygen) == pytest.approx(1.5, abs=0.3)
    assert busy.last("water-modi-west/do") == idle.last("water-modi-west/do")
    idle.go_on(300)
    busy.go_on(300)
    assert busy.last(oxygen) - idle.last(oxygen) < 0.1


def test_how_finely_time_is_stepped_changes_nothing_of_what_was_told() -> None:
    def told(step_ms: int) -> list[tuple[str, bytes]]:
        site = among(community(), ALWAYS)
        world = World(site, 1, opens_after_s=1e9)
        world.step(DAWN)
        for id, control, value in (("a", "valve-wanshou/open", 1), ("b", "pump-wanshou/run", 1)):
            telling = Telling(id=id, value=value, expires=DAWN + MINUTE, run_s=600)
            world.obey(Told(ControlId(control), telling), DAWN)
        moments = range(DAWN + step_ms, DAWN + 40 * MINUTE + 1, step_ms)
        return [(said.topic, said.payload) for at in moments for said in world.step(at)]

    assert told(1_000) == told(60_000)
