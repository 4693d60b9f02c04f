"""What withholds alerts, at the engine: conditions, service, and what a restart makes of both."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from msgspec.structs import replace

from console.domain.alerts import Alert, Shelf, State
from console.domain.conditions import (
    AlertIs,
    AllOf,
    AnyOf,
    Condition,
    DeviceIs,
    QuantityIs,
    Remembered,
    SensorIs,
    Suppression,
    TimeIs,
)
from console.domain.facts import (
    ServiceResumed,
    ServiceStopped,
    SuppressionBegan,
    SuppressionEnded,
    What,
)
from console.domain.ids import AlertId, DeviceId, SensorId, ZoneId
from console.domain.kept import Kept
from console.domain.readings import Reading
from console.domain.rules import LimitRule
from console.domain.service import OutOfService
from console.domain.sites import Device, Site
from console.domain.stimuli import Acknowledge, Shelve
from console.domain.values import Quality
from console.errors import Conflict, NotFound, Refused
from console.hub.engine import Engine
from console.site_file import load_site
from tests.sites import GATE, GATEWAY, HIGH, OFFLINE, named, probe, sensor_of, small_site

T = round(datetime(2026, 11, 5, 4, 0, tzinfo=UTC).timestamp() * 1000)  # noon at the site
P1, GAUGE = sensor_of("p1"), sensor_of("w", "rain")
WEATHER = DeviceId("w")
A1 = AlertId("A-1")


def talking(name: str) -> Device:
    """Return a probe of which nobody minds when it is silent."""
    device = probe(name)
    sensors = tuple(replace(sensor, rules=(HIGH,)) for sensor in device.sensors)
    return replace(device, sensors=sensors, rules=(OFFLINE,))


def raining(when: Condition | None = None, **covers: object) -> Site:
    """Return a site where rain, or another condition, withholds the dust alerts of p1."""
    station = probe("w", ("rain",))
    dry = tuple(replace(sensor, rules=()) for sensor in station.sensors)
    heard = replace(station, sensors=dry, rules=())
    site = small_site(talking("p1"), talking("p2"), heard)
    wet = SensorIs(sensor=GAUGE, above=0, for_s=25)
    rain = Suppression(
        id="rain",
        name=named("降雨", "rain"),
        when=when or wet,
        rules=(HIGH,),
        devices=(DeviceId("p1"),),
    )
    return replace(site, suppressions={"rain": rain})


class Bench:
    """An engine with what a store would hold of it; seconds in."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.alerts: dict[AlertId, Alert] = {}
        self.kept: dict[tuple[str, str], Kept] = {}
        self.newest: dict[SensorId, Reading] = {}
        self.told: list[What] = []
        self.start(0)

    def start(self, second: float, site: Site | None = None) -> None:
        """Start, or start again after a kill: only what was committed is left."""
        self.site = site or self.site
        self.engine = Engine(
            self.site,
            self.alerts.values(),
            next_alert=len(self.alerts) + 1,
            kept=self.kept.values(),
        )
        self.engine.begin(self.newest, self.at(second))
        self.commit()

    def at(self, second: float) -> int:
        return T + round(second * 1000)

    def commit(self) -> None:
        changes = self.engine.take_changes()
        self.alerts.update(changes.alerts)
        for name, what in changes.kept.items():
            if what is None:
                self.kept.pop(name, None)
            else:
                self.kept[name] = what
        self.told += [happening.what for happening in changes.happenings]

    def read(self, second: float, value: float, sensor: SensorId = P1) -> None:
        reading = Reading(sensor, self.at(second), value)
        self.engine.measure(reading)
        self.newest[sensor] = reading
        self.commit()

    def rain(self, start: float, end: float, value: float = 1.0) -> None:
        """Measure rain every ten seconds."""
        second = start
        while second <= end:
            self.read(second, value, GAUGE)
            second += 10

    def wait(self, second: float) -> None:
        self.engine.pass_time(self.at(second))
        self.commit()

    def link(self, second: float, device: DeviceId, online: bool) -> None:
        self.engine.device_said(device, online, self.at(second))
        self.commit()

    def stop(self, second: float, target: str, person: str = "Li") -> None:
        self.engine.withheld.stop(target, "lens cleaned", person, self.at(second))
        self.commit()

    def resume(self, second: float, target: str) -> None:
        self.engine.withheld.resume(target, None, self.at(second))
        self.commit()

    def state(self, alert: AlertId = A1) -> State:
        return self.engine.alert(alert).state

    def heard(self) -> list[What]:
        """Return what was told of suppressions and service since last asked."""
        kinds = SuppressionBegan | SuppressionEnded | ServiceStopped | ServiceResumed
        told: list[What] = [what for what in self.told if isinstance(what, kinds)]
        self.told.clear()
        return told


BEGAN, ENDED = SuppressionBegan(suppression="rain"), SuppressionEnded(suppression="rain")


# By condition ---------------------------------------------------------------------------


def test_rain_that_lasts_withholds_and_gives_back_as_unacknowledged() -> None:
    bench = Bench(raining())
    bench.read(1, 150)
    bench.engine.act(A1, Acknowledge(1, "Li"), bench.at(2))
    bench.rain(5, 15)
    assert bench.state() is State.ACKNOWLEDGED  # not for long enough yet
    bench.rain(25, 35)
    assert bench.state() is State.SUPPRESSED
    assert bench.heard() == [BEGAN]
    bench.read(36, 0, GAUGE)
    assert bench.state() is State.UNACKNOWLEDGED  # nobody has seen it as it now is
    assert bench.heard() == [ENDED]


def test_an_alert_is_born_withheld_and_others_are_not() -> None:
    bench = Bench(raining())
    bench.rain(0, 30)
    bench.read(31, 150)
    bench.read(31, 150, sensor_of("p2"))
    assert bench.state() is State.SUPPRESSED
    assert bench.engine.alert(A1).suppressed_by == ("rain",)
    assert bench.state(AlertId("A-2")) is State.UNACKNOWLEDGED
    bench.read(32, 20)
    assert bench.state() is State.SUPPRESSED
    bench.read(33, 0, GAUGE)
    assert bench.state() is State.NORMAL


def test_a_gauge_that_falls_silent_withholds_nothing() -> None:
    bench = Bench(raining())
    bench.rain(0, 30)
    bench.read(31, 150)
    bench.wait(45)
    assert bench.state() is State.SUPPRESSED
    bench.wait(46)  # one and a half periods after its last word
    assert bench.state() is State.UNACKNOWLEDGED
    assert bench.heard() == [BEGAN, ENDED]


def test_a_gauge_out_of_service_withholds_nothing() -> None:
    bench = Bench(raining())
    bench.rain(0, 30)
    bench.read(31, 150)
    bench.stop(32, "w")
    assert bench.state() is State.UNACKNOWLEDGED
    bench.rain(33, 70)
    assert bench.state() is State.UNACKNOWLEDGED
    bench.resume(71, "w")
    bench.rain(72, 92)
    assert bench.state() is State.UNACKNOWLEDGED  # what was measured meanwhile is not known
    bench.wait(96)
    assert bench.state() is State.SUPPRESSED


def test_links_and_alerts_and_times_are_asked_as_they_change() -> None:
    gone = DeviceIs(device=WEATHER, online=False)
    seen = AlertIs(rule=HIGH, target=sensor_of("p2"), states=(State.ACKNOWLEDGED,))
    night = TimeIs(start=time(12, 5), end=time(12, 10))  # T is noon
    bench = Bench(raining(AnyOf(of=(gone, seen, night))))
    bench.read(1, 150)
    bench.link(2, WEATHER, False)
    assert bench.state() is State.SUPPRESSED
    bench.link(3, WEATHER, True)
    assert bench.state() is State.UNACKNOWLEDGED
    bench.read(4, 150, sensor_of("p2"))
    bench.engine.act(AlertId("A-2"), Acknowledge(1, "Li"), bench.at(5))
    bench.wait(5)
    assert bench.state() is State.SUPPRESSED
    bench.read(6, 20, sensor_of("p2"))
    bench.wait(6)
    assert bench.state() is State.UNACKNOWLEDGED
    bench.wait(299)
    assert bench.state() is State.UNACKNOWLEDGED
    bench.wait(300)
    assert bench.state() is State.SUPPRESSED
    bench.wait(600)
    assert bench.state() is State.UNACKNOWLEDGED


def test_no_link_is_known_while_the_hub_is_cut_off_from_its_broker() -> None:
    here = DeviceIs(device=WEATHER, online=True)
    bench = Bench(raining(here))
    bench.read(1, 150)
    bench.link(2, WEATHER, True)
    assert bench.state() is State.SUPPRESSED
    bench.engine.deafen(bench.at(3))
    bench.commit()
    assert bench.state() is State.UNACKNOWLEDGED
    bench.read(4, 150, sensor_of("p1"))  # it waited in the mailbox
    assert bench.state() is State.UNACKNOWLEDGED
    bench.engine.listen(bench.at(5))
    bench.commit()
    assert bench.state() is State.SUPPRESSED
    bench.engine.deafen(bench.at(6))
    bench.link(7, WEATHER, False)  # heard, before anyone noticed that the broker is back
    bench.engine.listen(bench.at(8))
    bench.commit()
    assert bench.state() is State.UNACKNOWLEDGED
    assert bench.heard() == [BEGAN, ENDED, BEGAN, ENDED]


def test_a_late_reading_is_no_way_back() -> None:
    noon = TimeIs(start=time(12, 5), end=time(12, 10))
    wet = SensorIs(sensor=GAUGE, above=0)
    bench = Bench(raining(AllOf(of=(noon, wet))))
    bench.read(295, 1, GAUGE)
    bench.wait(301)
    assert bench.heard() == [BEGAN]
    bench.read(299, 1, GAUGE)
    assert bench.heard() == []


def only_when(condition: Condition) -> Site:
    """Return a site whose dust rule holds only under a condition, and nothing else suppresses."""
    site = raining()
    rule = site.rules[HIGH]
    assert isinstance(rule, LimitRule)
    rules = {**site.rules, HIGH: replace(rule, only_when=condition)}
    return replace(site, rules=rules, suppressions={})


def test_a_rule_outside_its_own_condition_is_withheld_but_not_where_that_is_not_known() -> None:
    dry = QuantityIs(quantity="rain", below=0.5, sensors=(GAUGE,))
    bench = Bench(only_when(dry))
    bench.read(1, 150)
    assert bench.state() is State.UNACKNOWLEDGED  # nobody knows whether it rains
    bench.read(2, 1, GAUGE)
    assert bench.state() is State.SUPPRESSED
    assert bench.engine.alert(A1).suppressed_by == (HIGH,)
    bench.read(3, 0, GAUGE)
    assert bench.state() is State.UNACKNOWLEDGED
    nowhere = Bench(only_when(QuantityIs(quantity="snow", above=1)))
    nowhere.read(1, 150)
    assert nowhere.state() is State.UNACKNOWLEDGED


def test_only_sensors_that_conditions_name_are_looked_at() -> None:
    assert Bench(raining()).engine._sight.named == {GAUGE}
    assert Bench(small_site()).engine._sight.named == set()


# By condition, over a restart --------------------------------------------------------------


def test_how_long_it_has_rained_survives_a_restart() -> None:
    bench = Bench(raining())
    bench.read(1, 150)
    bench.rain(2, 22)
    bench.start(25)
    assert bench.state() is State.UNACKNOWLEDGED
    bench.wait(27)
    assert bench.state() is State.SUPPRESSED
    bench.start(29)
    assert bench.state() is State.SUPPRESSED
    assert bench.heard() == [BEGAN]


def test_a_suspect_reading_hides_no_sound_one_from_a_restart() -> None:
    bench = Bench(raining(SensorIs(sensor=GAUGE, above=0)))
    bench.read(1, 150)
    wet = Reading(GAUGE, bench.at(2), 1)
    jump = Reading(GAUGE, bench.at(4), 80, Quality.SUSPECT)
    bench.engine.measure(wet)
    bench.engine.measure(jump)
    bench.commit()
    assert bench.state() is State.SUPPRESSED
    again = Engine(bench.site, bench.alerts.values(), next_alert=2, kept=bench.kept.values())
    again.begin({GAUGE: jump}, bench.at(5), lambda sensor, _since, _most: {GAUGE: [wet]}[sensor])
    assert again.alert(A1).state is State.SUPPRESSED
    again.pass_time(bench.at(18))
    assert again.alert(A1).state is State.UNACKNOWLEDGED  # one and a half periods after it


def test_what_waited_on_the_broker_carries_it_on_and_what_did_not_ends_it() -> None:
    bench = Bench(raining())
    bench.read(1, 150)
    bench.rain(2, 32)
    bench.start(300)
    bench.rain(42, 292)
    bench.wait(300)
    assert bench.state() is State.SUPPRESSED
    assert bench.heard() == [BEGAN]
    bench.start(900)
    bench.wait(900)
    assert bench.state() is State.UNACKNOWLEDGED
    assert bench.heard() == [ENDED]


def test_a_suppression_that_is_gone_or_rewritten_withholds_nothing() -> None:
    bench = Bench(raining())
    bench.read(1, 150)
    bench.rain(2, 32)
    assert bench.state() is State.SUPPRESSED
    bench.start(33, replace(bench.site, suppressions={}))
    assert bench.state() is State.UNACKNOWLEDGED
    assert bench.heard() == [BEGAN, ENDED]
    assert not [what for what in bench.kept.values() if isinstance(what, Remembered)]
    again = Bench(raining())
    again.read(1, 150)
    again.rain(2, 32)
    again.start(33, raining(SensorIs(sensor=GAUGE, above=0, for_s=60)))
    assert again.state() is State.UNACKNOWLEDGED  # it was not asked for so long a rain


def test_what_a_suppression_no_longer_covers_is_given_back() -> None:
    bench = Bench(raining())
    bench.read(1, 150)
    bench.rain(2, 32)
    rain = bench.site.suppressions["rain"]
    elsewhere = replace(rain, devices=(DeviceId("p2"),))
    bench.start(33, replace(bench.site, suppressions={"rain": elsewhere}))
    assert bench.state() is State.UNACKNOWLEDGED
    assert bench.heard() == [BEGAN]


# Out of service ----------------------------------------------------------------------------


def test_a_zone_out_of_service_with_alerts_born_meanwhile_and_a_restart() -> None:
    bench = Bench(small_site(probe("p1"), probe("p2")))
    bench.read(1, 150)
    bench.stop(2, GATE)
    assert bench.state() is State.OUT_OF_SERVICE
    bench.read(3, 150, sensor_of("p2"))
    born = AlertId("A-2")
    assert bench.state(born) is State.OUT_OF_SERVICE
    bench.start(4)
    bench.link(5, GATEWAY, False)
    assert bench.state(AlertId("A-3")) is State.OUT_OF_SERVICE
    bench.read(6, 20)
    assert bench.state() is State.OUT_OF_SERVICE
    bench.resume(7, GATE)
    assert bench.state() is State.NORMAL
    assert bench.state(born) is State.UNACKNOWLEDGED
    assert bench.state(AlertId("A-3")) is State.UNACKNOWLEDGED
    assert [type(what) for what in bench.heard()] == [ServiceStopped, ServiceResumed]


def test_everything_around_must_be_back_in_service() -> None:
    bench = Bench(small_site())
    bench.read(1, 150)
    for target in (P1, "p1", GATE):
        bench.stop(2, target)
    assert bench.engine.alert(A1).out_of_service == (GATE, "p1", P1)
    for target in (GATE, P1):
        bench.resume(3, target)
        assert bench.state() is State.OUT_OF_SERVICE
    bench.resume(4, "p1")
    assert bench.state() is State.UNACKNOWLEDGED


def test_the_first_one_wins_and_may_say_it_again() -> None:
    bench = Bench(small_site())
    bench.stop(1, "p1", "Li")
    bench.stop(2, "p1", "Li")
    with pytest.raises(Conflict) as lost:
        bench.stop(3, "p1", "Wang")
    assert lost.value.code == "already_out_of_service"
    assert lost.value.parameters == {"id": "p1", "by": "Li", "at": bench.at(1)}
    assert [type(what) for what in bench.heard()] == [ServiceStopped]
    with pytest.raises(Refused, match="in_service"):
        bench.resume(4, "p2")
    with pytest.raises(NotFound) as unknown:
        bench.stop(5, "p11")
    assert unknown.value.parameters["nearest"] == "p1"


def test_where_a_zone_goes_by_a_devices_id_the_device_is_meant() -> None:
    site = small_site()
    zone = replace(site.zones[GATE], id=ZoneId("p2"))
    p1 = replace(site.devices[DeviceId("p1")], zone=zone.id)
    site = replace(site, zones={zone.id: zone, **site.zones}, devices={**site.devices, p1.id: p1})
    bench = Bench(site)
    bench.stop(1, "p2")
    bench.read(2, 150)
    bench.read(2, 150, sensor_of("p2"))
    assert bench.state() is State.UNACKNOWLEDGED
    assert bench.state(AlertId("A-2")) is State.OUT_OF_SERVICE


def test_what_the_site_no_longer_has_is_not_out_of_service() -> None:
    bench = Bench(small_site())
    bench.stop(1, "p2")
    site = small_site(probe("p1"))
    bench.start(2, site)
    assert not [what for what in bench.kept.values() if isinstance(what, OutOfService)]
    assert bench.heard()[-1] == ServiceResumed(target="p2")


# Shelves -----------------------------------------------------------------------------------


def test_a_shelf_survives_a_restart_and_ends_at_its_time() -> None:
    bench = Bench(small_site())
    bench.read(1, 150)
    shelf = Shelf(until=bench.at(100), by="Li", at=bench.at(2), reason="spray runs")
    bench.engine.act(A1, Shelve(shelf), bench.at(2))
    bench.commit()
    bench.start(50)
    bench.read(51, 20)
    bench.read(52, 150)
    assert bench.state() is State.SHELVED
    bench.wait(100)
    assert bench.state() is State.UNACKNOWLEDGED


def test_a_shelf_nobody_can_tell_the_end_of_is_none() -> None:
    bench = Bench(small_site())
    bench.read(1, 150)
    bench.alerts[A1] = replace(bench.alerts[A1], state=State.SHELVED)
    bench.start(2)
    assert bench.state() is State.UNACKNOWLEDGED


def test_a_rule_of_links_is_withheld_like_any_other() -> None:
    bench = Bench(small_site())
    bench.link(1, DeviceId("p1"), False)
    bench.stop(2, "p1")
    bench.link(3, DeviceId("p1"), True)
    assert bench.engine.alert(A1).rule == OFFLINE
    bench.resume(4, "p1")
    assert bench.state() is State.NORMAL


# As shipped --------------------------------------------------------------------------------


def test_while_it_rains_dry_soil_calls_nobody_at_the_shipped_site() -> None:
    bench = Bench(load_site("wanshouqiao"))
    rain, soil = SensorId("weather-centre/rain"), SensorId("soil-1/soil-moisture")
    bench.heard()
    for minute in range(12):
        # A minute of rain is told when it is over, and time goes on meanwhile.
        bench.wait(60 * minute + 60)
        bench.engine.measure(Reading(rain, bench.at(60 * minute), 0.3), bench.at(60 * minute + 61))
        bench.commit()
        if minute % 5 == 0:
            bench.read(60 * minute + 62, 30, soil)
    bench.wait(800)
    dry = [alert for alert in bench.engine.alerts() if alert.target == soil]
    assert [alert.state for alert in dry] == [State.SUPPRESSED]
    assert BEGAN in bench.heard()
    assert "rain" in bench.engine.withheld.suppressions.active
