"""Why a rule is as it is at a sensor: whose guidance, which edition, what withholds it now."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from msgspec.structs import replace

from console.clock import SteppedClock, moment, utc
from console.contract.rule_views import By, Concern
from console.contract.state_views import DoubtView, OutOfServiceView
from console.domain.alerts import Alert, Shelf, State
from console.domain.conditions import Not, QuantityIs, Suppression, TimeIs
from console.domain.doubts import Test
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.readings import Reading
from console.domain.service import Scope
from console.domain.sites import GuidanceFrom, Site
from console.errors import NotFound
from console.hub.board import Board
from console.hub.rule_answers import RuleAnswers
from tests.sites import GATE, HIGH, OFFLINE, SILENT, named, probe, sensor_of, small_site

AIR1, AIR2 = probe("air-1", ("pm10", "rain")), probe("air-2")
PM10, RAIN = sensor_of("air-1"), sensor_of("air-1", "rain")
NIGHT = TimeIs(start=time(22), end=time(6))
NOON = moment(datetime(2026, 11, 23, 12, tzinfo=UTC))  # 20:00 at the site


class Asked:
    """A board to write on, and the answers read from it."""

    def __init__(self, site: Site, now: int = NOON) -> None:
        self.clock = SteppedClock(now)
        self.board = Board(site.sensors())
        self.answers = RuleAnswers(site, self.clock, self.board)

    def concern(self, rule: RuleId = HIGH, sensor: SensorId = PM10) -> Concern:
        found = [each for each in self.answers.of_sensor(sensor).concerns if each.rule.id == rule]
        assert len(found) == 1
        return found[0]

    def by(self, rule: RuleId = HIGH, sensor: SensorId = PM10) -> list[By]:
        return [each.by for each in self.concern(rule, sensor).withheld]


def site_with(**changes: Any) -> Site:
    """Return the small site with one rule rewritten."""
    site = small_site(AIR1, AIR2)
    rule = replace(site.rules[HIGH], **changes)
    return replace(site, rules={**site.rules, HIGH: rule})


def test_a_sensor_has_its_own_rules_and_its_devices() -> None:
    found = Asked(small_site(AIR1, AIR2)).answers.of_sensor(PM10)
    assert [(each.target, each.rule.id) for each in found.concerns] == [
        (PM10, HIGH),
        (PM10, SILENT),
        ("air-1", OFFLINE),
        ("air-1", "device.silent"),
    ]
    assert {each.unit for each in found.concerns} == {"µg/m³", ""}
    assert found.day == date(2026, 11, 23)


def test_a_device_has_its_own_rules_and_its_sensors() -> None:
    found = Asked(small_site(AIR1, AIR2)).answers.of_device(AIR1.id)
    assert [each.target for each in found.concerns] == [*["air-1"] * 2, *[PM10] * 2, *[RAIN] * 2]


@pytest.mark.parametrize("whose", [GuidanceFrom.DEVICE, GuidanceFrom.KIND, GuidanceFrom.ZONE])
def test_the_rules_guidance_wins_then_that_of_the_place(whose: GuidanceFrom) -> None:
    place = replace(AIR1, guidance=named("看", "look"), guidance_from=whose)
    site = small_site(place, AIR2)
    concern = Asked(site).concern()
    assert (concern.guidance, concern.guidance_from) == (place.guidance, whose)
    own = named("查", "search")
    rules = {**site.rules, HIGH: replace(site.rules[HIGH], guidance=own)}
    concern = Asked(replace(site, rules=rules)).concern()
    assert (concern.guidance, concern.guidance_from) == (own, GuidanceFrom.RULE)


def test_where_nobody_wrote_any_guidance_nobody_is_named() -> None:
    bare = replace(AIR1, guidance=None)
    concern = Asked(small_site(bare, AIR2)).concern()
    assert (concern.guidance, concern.guidance_from) == (None, None)


def test_in_force_is_by_the_day_at_the_site() -> None:
    site = site_with(edition="2026", valid_from=date(2026, 3, 1), valid_to=date(2030, 12, 31))
    before_midnight = moment(datetime(2030, 12, 31, 15, 59, tzinfo=UTC))
    asked = Asked(site, before_midnight)
    assert asked.concern().in_force
    assert asked.answers.rule(HIGH).in_force
    asked.clock.step(before_midnight + 60_000)  # a new year at the site, not yet in UTC
    assert not asked.concern().in_force
    assert asked.answers.rule(HIGH).day == date(2031, 1, 1)
    assert not asked.answers.rule(HIGH).in_force


def test_the_edition_that_comes_next_is_told() -> None:
    days = (date(2026, 3, 1), date(2031, 1, 1))
    now, then = (
        replace(small_site().rules[HIGH], edition=f"{day.year}", valid_from=day) for day in days
    )
    site = replace(site_with(edition="2026", valid_from=days[0]), editions={HIGH: (now, then)})
    asked = Asked(site)
    assert asked.concern().following == asked.answers.rule(HIGH).following == then
    assert asked.concern(SILENT).following is None
    asked.clock.step(moment(datetime(2031, 1, 1, tzinfo=UTC)))
    assert asked.concern().following is None


def test_a_rule_tells_where_it_is_used() -> None:
    answers = Asked(small_site(AIR1, AIR2)).answers
    assert answers.rule(HIGH).used_by == (PM10, RAIN, sensor_of("air-2"))
    assert answers.rule(OFFLINE).used_by == ("gw", "air-1", "air-2")


def test_its_own_condition_by_time_and_by_what_is_measured() -> None:
    dry = Not(of=QuantityIs(quantity="rain", above=0, sensors=(RAIN,)))
    night, calm = Asked(site_with(only_when=NIGHT)), Asked(site_with(only_when=dry))
    assert night.concern().applies is False  # eight in the evening
    assert calm.concern().applies is None  # no rain gauge was heard
    calm.board.show_readings([Reading(RAIN, NOON - 5_000, 0.0)])
    assert calm.concern().applies is True
    calm.clock.step(NOON + 10_001)
    assert calm.concern().applies is None  # one and a half periods later nothing is known
    assert Asked(small_site(AIR1, AIR2)).concern().applies is None


def test_its_own_condition_withholds_once_the_hub_says_so() -> None:
    asked = Asked(site_with(only_when=NIGHT))
    assert asked.by() == []
    asked.board.around.suppressions[HIGH] = None
    assert asked.by() == [By.ONLY_WHEN]
    assert asked.concern().applies is False
    assert asked.by(SILENT) == []


def test_a_suppression_in_effect_withholds_what_it_covers() -> None:
    rain = Suppression(
        id="rain", name=named("雨", "rain"), when=NIGHT, rules=(HIGH,), zones=(GATE,)
    )
    site = replace(small_site(AIR1, AIR2), suppressions={"rain": rain})
    asked = Asked(site)
    assert asked.by() == []
    asked.board.around.suppressions["rain"] = None
    assert asked.by() == [By.SUPPRESSION]
    assert asked.concern().withheld[0].what == "rain"
    assert asked.by(SILENT) == []


@pytest.mark.parametrize("place", [PM10, "air-1", GATE])
def test_what_is_out_of_service_withholds_all_there(place: str) -> None:
    asked = Asked(small_site(AIR1, AIR2))
    asked.board.around.out_of_service[place] = OutOfServiceView(
        target=place, scope=Scope.SENSOR, note="new pump", by="Lin", at=utc(NOON)
    )
    (withheld,) = asked.concern(SILENT).withheld
    assert (withheld.by, withheld.what, withheld.who) == (By.OUT_OF_SERVICE, place, "Lin")
    assert withheld.note == "new pump"
    other = asked.by(HIGH, sensor_of("air-2"))
    assert other == ([By.OUT_OF_SERVICE] if place == GATE else [])


def test_a_doubt_holds_up_limits_and_not_silence() -> None:
    asked = Asked(small_site(AIR1, AIR2))
    asked.board.around.doubts[PM10] = DoubtView(
        sensor=PM10, tests=(Test.FLAT, Test.PAIR), since=utc(NOON)
    )
    (withheld,) = asked.concern().withheld
    assert (withheld.by, withheld.what) == (By.DOUBT, "flat pair")
    assert asked.by(SILENT) == []


def test_a_shelf_a_pattern_and_a_cause_withhold_its_alert() -> None:
    asked = Asked(small_site(AIR1, AIR2))
    alert = Alert(
        id=AlertId("A-7"),
        rule=HIGH,
        target=PM10,
        state=State.SHELVED,
        occurrence=2,
        shelf=Shelf(until=NOON + 60_000, by="Fang", at=NOON, reason="wind"),
        suppressed_by=("air.often",),
        symptom_of=AlertId("A-3"),
    )
    asked.board.show_alerts([alert])
    pattern, shelf, symptom = asked.concern().withheld
    assert (pattern.by, pattern.what) == (By.SUPPRESSION, "air.often")
    assert (shelf.by, shelf.who, shelf.until, shelf.note) == (
        By.SHELF,
        "Fang",
        utc(NOON + 60_000),
        "wind",
    )
    assert (symptom.by, symptom.what) == (By.SYMPTOM, "A-3")
    found = asked.concern().alert
    assert found is not None
    assert found.id == "A-7"
    assert asked.by(HIGH, sensor_of("air-2")) == []


def test_what_is_not_there_is_said_with_what_is_like_it() -> None:
    answers = Asked(small_site(AIR1, AIR2)).answers
    with pytest.raises(NotFound, match="no_such_rule") as raised:
        answers.rule(RuleId("air.pm1o"))
    assert raised.value.parameters["nearest"] == HIGH
    with pytest.raises(NotFound, match="no_such_sensor"):
        answers.of_sensor(SensorId("air-1/pm25"))
    with pytest.raises(NotFound, match="no_such_device"):
        answers.of_device(DeviceId("air-9"))
