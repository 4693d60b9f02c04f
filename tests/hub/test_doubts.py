"""A probe that cannot be believed: its device needs a repair, and nothing else follows from it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest
from msgspec.structs import replace

from console.contract.telemetry import Topics
from console.domain.alerts import Alert, State
from console.domain.checks import Checks, Pair
from console.domain.doubts import Doubt, Test
from console.domain.facts import SensorDoubted, SensorTrusted, What
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.kept import Kept
from console.domain.readings import Reading
from console.domain.rules import QualityRule
from console.domain.sites import Device, Site
from console.domain.stimuli import Acknowledge
from console.domain.values import Priority, Quality
from console.hub.engine import Engine
from console.hub.intake import Intake
from console.hub.mailbox import Delivery
from console.hub.tally import Tally
from tests.sites import HIGH, PERIOD_S, named, probe, sensor_of, small_site

T = 1_790_000_000_000
P1, PM25 = sensor_of("p1"), sensor_of("p1", "pm25")
DOUBTFUL = RuleId("device.doubtful")
CHECKS = Checks(flat_s=400, spike=100, skew_s=60)
HELD = Quality.SUSPECT


def doubting_site(*names: str, on_delay_s: float = 0.0, off_delay_s: float = 0.0) -> Site:
    """Return a site of devices (p1 alone) that measure two quantities and may need a repair."""
    rule = QualityRule(
        id=DOUBTFUL,
        name=named("探头待修", "probe needs a repair"),
        priority=Priority.LOW,
        on_delay_s=on_delay_s,
        off_delay_s=off_delay_s,
    )
    site = small_site(*(_doubting(name) for name in names or ("p1",)))
    return replace(site, rules={**site.rules, rule.id: rule})


def _doubting(name: str) -> Device:
    device = probe(name, ("pm10", "pm25"))
    return replace(
        device,
        rules=(*device.rules, DOUBTFUL),
        sensors=tuple(replace(sensor, checks=CHECKS) for sensor in device.sensors),
        pairs=(Pair(low="pm25", high="pm10", ratio=1.1),),
    )


class Hub:
    """An engine behind its intake, fed by deliveries; time passes with them."""

    def __init__(
        self,
        site: Site | None = None,
        *,
        alerts: Iterable[Alert] = (),
        kept: Iterable[Kept] = (),
        stored: Iterable[Reading] = (),
        now: int = T,
    ) -> None:
        self.site = site or doubting_site()
        alerts = tuple(alerts)
        self.engine = Engine(self.site, alerts, next_alert=len(alerts) + 1, kept=kept)
        self.intake = Intake(self.site, self.engine, Tally())
        self.topics = Topics(self.site.root, self.site.id)
        self.stored = list(stored)
        newest = {r.sensor: r for r in self.stored}
        self.engine.begin(newest, now, self._history)
        self.kept: dict[str, Kept] = {}
        self.alerts: dict[AlertId, Alert] = {alert.id: alert for alert in alerts}
        self.facts: list[What] = []

    def say(
        self,
        seconds: float,
        *,
        quality: dict[str, str] | None = None,
        arrived: float | None = None,
        drill: bool = False,
        **values: float,
    ) -> list[Quality]:
        """Deliver what the device says; return how far its readings are believed."""
        at, come = after(seconds), after(seconds if arrived is None else arrived)
        said = {"at": at, "values": values} | ({"quality": quality} if quality else {})
        topic = self.topics.telemetry("p1")
        delivery = Delivery(topic, msgspec.json.encode(said), come, False, 1, 1, 1)
        readings = self.intake.take([delivery], come, drill=drill)
        self._take_changes()
        self.stored += readings
        return [reading.quality for reading in readings]

    def pass_time(self, seconds: float) -> None:
        """Let time pass."""
        self.engine.pass_time(after(seconds))
        self._take_changes()

    def standing(self) -> set[tuple[str, str, State]]:
        """Return what is in the queue of the air and of repairs."""
        return {one for one in self.queue() if one[0] in (HIGH, DOUBTFUL)}

    def queue(self) -> set[tuple[str, str, State]]:
        """Return what is in the queue."""
        return {(a.rule, a.target, a.state) for a in self.engine.alerts() if a.in_queue}

    def again(self, seconds: float) -> Hub:
        """Return the hub as it comes back from its store."""
        kept, alerts = self.kept.values(), self.alerts.values()
        return Hub(self.site, alerts=alerts, kept=kept, stored=self.stored, now=after(seconds))

    def told(self) -> list[tuple[str, str, tuple[Test, ...]]]:
        """Return which sensors were doubted and trusted, in turn."""
        return [
            (type(what).__name__, what.sensor, getattr(what, "tests", ()))
            for what in self.facts
            if isinstance(what, SensorDoubted | SensorTrusted)
        ]

    def _take_changes(self) -> None:
        changes = self.engine.take_changes()
        self.facts += [happening.what for happening in changes.happenings]
        self.alerts |= changes.alerts
        for (_, id), what in changes.kept.items():
            if what is None:
                self.kept.pop(id, None)
            elif isinstance(what, Doubt):
                self.kept[id] = what

    def _history(self, sensor: SensorId, since: int, most: int) -> list[Reading]:
        return [r for r in self.stored if r.sensor == sensor and r.at >= since][-most:]


def after(seconds: float) -> int:
    """Return a moment so long after T."""
    return T + round(seconds * 1000)


def feed(hub: Hub, *values: float, start: float = 0.0) -> list[Quality]:
    """Say PM10 once per period; return how far each was believed."""
    return [
        quality
        for i, value in enumerate(values)
        for quality in hub.say(start + i * PERIOD_S, pm10=value)
    ]


REPAIR = (DOUBTFUL, "p1", State.UNACKNOWLEDGED)


def test_one_spike_reaches_no_rule_and_a_step_does_one_reading_later() -> None:
    hub = Hub()
    assert feed(hub, 20, 500, 20, 21) == [Quality.GOOD, HELD, Quality.GOOD, Quality.GOOD]
    assert hub.standing() == set()
    feed(hub, 500, start=100)
    assert hub.standing() == set()
    feed(hub, 500, start=110)
    assert hub.standing() == {(HIGH, P1, State.UNACKNOWLEDGED)}
    assert hub.told() == []


def test_beyond_the_range_is_doubted_at_once_and_trusted_after_three_sound_ones() -> None:
    hub = Hub()
    believed = feed(hub, 20, 1500, 20, 21, 22, 23)
    unknown, good = Quality.UNKNOWN, Quality.GOOD
    assert believed == [good, Quality.FAIL, unknown, unknown, good, good]
    doubted, trusted = ("SensorDoubted", P1, (Test.RANGE,)), ("SensorTrusted", P1, ())
    assert hub.told() == [doubted, trusted]
    assert hub.standing() == {(DOUBTFUL, "p1", State.RETURNED)}
    assert hub.kept == {}


def test_suspect_three_times_in_a_row_is_doubted_and_twice_is_not() -> None:
    hub = Hub()
    feed(hub, 20, 500, 800, 20)
    assert hub.told() == []
    feed(hub, 500, 800, 300, start=100)
    assert hub.told() == [("SensorDoubted", P1, (Test.SPIKE,))]
    assert hub.standing() == {REPAIR}


def test_a_stuck_probe_above_the_limit_raises_a_repair_and_clears_nothing() -> None:
    hub = Hub()
    feed(hub, *[120.0] * 3)
    air = (HIGH, P1, State.UNACKNOWLEDGED)
    assert hub.standing() == {air}
    feed(hub, *[120.0] * 60, start=30)
    assert hub.standing() == {air, REPAIR}  # it stood before, and is not cleared
    assert hub.told() == [("SensorDoubted", P1, (Test.FLAT,))]
    feed(hub, 1500, 20, 21, start=700)
    assert air in hub.standing()
    feed(hub, 22, start=730)  # the third sound one: now it is believed
    assert (HIGH, P1, State.RETURNED) in hub.standing()


def test_a_probe_stuck_below_that_jumps_while_doubted_raises_no_air_alert() -> None:
    hub = Hub()
    feed(hub, *[20.0] * 60)
    assert hub.standing() == {REPAIR}
    feed(hub, 300, 1500, 300, 1500, 300, 1500, start=600)
    assert hub.standing() == {REPAIR}


def test_what_cannot_be_is_judged_before_either_is_used() -> None:
    hub = Hub()
    for i in range(3):
        hub.say(i * PERIOD_S, pm25=180.0 + i, pm10=120.0 + i)
    assert hub.standing() == {REPAIR}
    tests = (Test.PAIR,)
    assert hub.told() == [("SensorDoubted", P1, tests), ("SensorDoubted", PM25, tests)]
    for i in range(3, 6):
        hub.say(i * PERIOD_S, pm25=88.0 - i, pm10=88.0 - i)
    assert hub.standing() == {(DOUBTFUL, "p1", State.RETURNED)}


def test_both_sides_of_a_pair_may_come_in_deliveries_of_their_own() -> None:
    hub = Hub()
    said = [
        Delivery(hub.topics.telemetry("p1", quantity), body, T, False, 1, 1, 1)
        for quantity, body in (
            ("pm10", b'{"at":%d,"value":120}' % T),
            ("pm25", b'{"at":%d,"value":200}' % T),
        )
    ]
    assert {r.quality for r in hub.intake.take(said, T, drill=False)} == {Quality.SUSPECT}


def test_the_devices_own_word_is_never_made_better() -> None:
    hub = Hub()
    assert hub.say(0, pm10=300.0, quality={"pm10": "suspect"}) == [Quality.SUSPECT]
    assert hub.say(10, pm10=300.0, quality={"pm10": "good"}) == [Quality.GOOD]
    assert hub.say(20, pm10=20.0, quality={"pm10": "fail"}) == [Quality.FAIL]
    assert hub.told() == [("SensorDoubted", P1, (Test.SPIKE, Test.DEVICE))]
    assert hub.standing() == {(HIGH, P1, State.UNACKNOWLEDGED), REPAIR}


def test_unknown_never_clears_and_never_unacknowledges() -> None:
    hub = Hub()
    feed(hub, 120, 121)
    alert = hub.engine.alerts()[0]
    hub.engine.act(AlertId(alert.id), Acknowledge(1, "林"), after(15))
    feed(hub, 1500, start=20)
    assert feed(hub, 80, 300, 299, 80, start=30) == [
        Quality.UNKNOWN,
        HELD,
        Quality.UNKNOWN,
        HELD,
    ]
    hub.pass_time(3_600)
    air = {one for one in hub.standing() if one[0] == HIGH}
    assert air == {(HIGH, P1, State.ACKNOWLEDGED)}


def test_doubtful_readings_count_as_heard() -> None:
    hub = Hub()
    for i in range(1, 40):
        hub.say(i * PERIOD_S, pm10=1500.0, pm25=20.0 + i)
    assert not any("silent" in rule for rule, _, _ in hub.queue())
    hub.pass_time(390 + 31)  # now it is silent indeed
    assert ("device.silent", "p1", State.UNACKNOWLEDGED) in hub.queue()
    hub.say(430, pm10=1500.0)
    assert ("device.silent", "p1", State.RETURNED) in hub.queue()


def test_no_evidence_comes_from_what_is_doubted() -> None:
    site = doubting_site()
    rule = site.rules[HIGH]
    hub = Hub(replace(site, rules={**site.rules, HIGH: replace(rule, on_delay_s=60)}))
    feed(hub, 120, 120)
    feed(hub, *[1500] * 8, start=20)
    hub.pass_time(120)
    assert not any(rule == HIGH for rule, _, _ in hub.standing())


def test_the_repair_waits_for_its_delays() -> None:
    hub = Hub(doubting_site(on_delay_s=60, off_delay_s=60))
    feed(hub, 20, 1500)
    hub.pass_time(69)
    assert hub.standing() == set()
    hub.pass_time(71)
    assert hub.standing() == {REPAIR}
    feed(hub, 20, 21, 22, start=80)
    hub.pass_time(159)
    assert hub.standing() == {REPAIR}
    hub.pass_time(161)
    assert hub.standing() == {(DOUBTFUL, "p1", State.RETURNED)}


def test_a_repair_stands_until_the_last_sensor_is_sound() -> None:
    hub = Hub()
    hub.say(0, pm10=1500.0, pm25=1500.0)
    for i in range(1, 4):
        hub.say(i * 10, pm10=20.0 + i, pm25=1500.0)
    assert hub.standing() == {REPAIR}
    for i in range(4, 7):
        hub.say(i * 10, pm10=20.0 + i, pm25=10.0 + i)
    assert hub.standing() == {(DOUBTFUL, "p1", State.RETURNED)}


def test_a_clock_ahead_is_doubted_but_not_in_a_drill() -> None:
    hub, drill = Hub(), Hub()
    for i in range(3):
        hub.say(120 + i * 10, pm10=300.0, arrived=i * 10)
        drill.say(120 + i * 10, pm10=300.0, arrived=i * 10, drill=True)
    assert hub.told() == [("SensorDoubted", P1, (Test.CLOCK,))]
    assert hub.standing() == {REPAIR}
    assert drill.told() == []


def test_a_clock_that_falls_back_is_doubted_though_its_readings_are_late() -> None:
    hub = Hub()
    feed(hub, *[20.0 + i for i in range(10)])
    for i in range(10, 30):
        hub.say(i * 10 - 3_600, pm10=20.0 + i, arrived=i * 10)
    assert hub.told() == [("SensorDoubted", P1, (Test.CLOCK,))]


def test_what_waited_for_the_link_is_no_doubt() -> None:
    hub = Hub()
    for i in range(60):
        hub.say(i * 10, pm10=20.0 + i % 9, arrived=3_600 + i / 100)
    assert hub.told() == []


def test_late_and_doubled_readings_say_nothing_of_how_it_is_now() -> None:
    hub = Hub()
    feed(hub, *[20.0 + i for i in range(5)])
    assert hub.say(-5, pm10=1500.0) == [Quality.FAIL]
    for _ in range(3):
        assert hub.say(40, pm10=1500.0) == []
    assert hub.told() == []


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_restart_goes_on_where_it_was(cut: int) -> None:
    values = [20, 500, 800, 20, 1500, 21, 22, 900, 600, 601, 602, 603, 604]
    whole, before = Hub(), Hub()
    expected = feed(whole, *values)
    again = before
    believed = feed(before, *values[:cut])
    again = before.again(cut * PERIOD_S - 1)
    believed += feed(again, *values[cut:], start=cut * PERIOD_S)
    assert believed == expected
    assert before.told() + again.told() == whole.told()
    assert again.standing() == whole.standing()


def test_a_probe_stuck_over_a_restart_stays_stuck() -> None:
    hub = Hub()
    feed(hub, *[20.0] * 20)  # not yet suspect for three readings
    again = hub.again(199)
    assert feed(again, *[20.0] * 30, start=200)[-1] is Quality.FAIL
    assert again.standing() == {REPAIR}
    third = again.again(499)
    assert feed(third, 20.0, start=500) == [Quality.FAIL]
    assert third.told() == []  # it was said before
    assert third.standing() == {REPAIR}


def test_a_doubt_about_a_sensor_that_is_gone_is_dropped() -> None:
    hub = Hub()
    feed(hub, 1500)
    site = small_site(probe("p1", ("pm25",)))
    kept, alerts = tuple(hub.kept.values()), tuple(hub.alerts.values())
    engine = Engine(site, alerts, next_alert=9, kept=kept)
    engine.begin({}, T)
    changes = engine.take_changes()
    assert SensorTrusted(sensor=P1) in [happening.what for happening in changes.happenings]
    assert changes.kept == {("Doubt", P1): None}


def test_a_rule_that_is_new_finds_what_is_doubted_already() -> None:
    hub = Hub(replace(doubting_site(), devices=small_site(probe("p1")).devices))
    feed(hub, 1500)
    assert hub.standing() == set()
    again = Hub(kept=hub.kept.values(), stored=hub.stored, now=after(5))
    assert again.standing() == {REPAIR}
    assert again.engine.doubts.doubtful(DeviceId("p1"))
    assert again.engine.doubts.doubted(P1)


def test_a_reading_by_hand_passes_and_leaves_the_probes_standing_alone() -> None:
    hub = Hub()
    feed(hub, *[120.0] * 60)
    assert REPAIR in hub.standing()
    hub.stored.append(Reading(P1, after(605), 20.0))
    hub.engine.measure(hub.stored[-1])  # as the desk does
    assert (HIGH, P1, State.RETURNED) in hub.standing()
    again = hub.again(606)
    assert feed(again, 120.0, 120.0, start=610) == [Quality.FAIL] * 2
    assert REPAIR in again.standing()
