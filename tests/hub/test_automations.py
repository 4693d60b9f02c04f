"""Automations at the engine: what begins, what it tells in which order, what ends it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from console.domain.automation_facts import (
    AutomationBegan,
    AutomationBlocked,
    AutomationEnded,
    AutomationResumed,
)
from console.domain.automations import (
    Automation,
    AutomationStanding,
    AutomationState,
    Deed,
    Obstacle,
    Over,
)
from console.domain.conditions import SensorIs
from console.domain.control_facts import CommandSent
from console.domain.control_folding import Told
from console.domain.controls import Control, ControlKind
from console.domain.ids import ControlId, DeviceId, SceneId
from console.errors import NotFound, Refused
from tests.hub.test_controls import LEVEL, PUMP, VALVE, Park, park
from tests.hub.test_withheld import Bench
from tests.sites import named

LAMP = ControlId("pump/lamp")
WET = SensorIs(sensor=LEVEL, above=50)
WATER = (Deed(step=0, control=VALVE, value=1), Deed(step=1, control=PUMP, value=1, run_s=60))


def automation(id: str = "water", **how: Any) -> Automation:
    given = {"scene": SceneId("air"), "name": named("自动", id), "when": WET, "deeds": WATER, **how}
    return Automation(id=id, **given)


class Garden(Park):
    """A park that waters itself."""

    def __init__(self, *automations: Automation) -> None:
        self.clock = 0.0
        site = park()
        device = site.devices[DeviceId("pump")]
        lamp = Control(
            id=LAMP,
            device=device.id,
            name=named("灯", "lamp"),
            kind=ControlKind.LEVEL,
            high=100.0,
        )
        devices = site.devices | {device.id: replace(device, controls=(*device.controls, lamp))}
        by_id = {one.id: one for one in automations}
        Bench.__init__(self, replace(site, devices=devices, automations=by_id))

    def standing(self, id: str = "water") -> AutomationStanding:
        return self.engine.plant.automations.states[id].standing

    def sent(self) -> list[tuple[str, float]]:
        return [
            (fact.control.partition("/")[2], fact.value)
            for fact in self.told
            if isinstance(fact, CommandSent)
        ]

    def facts(self, kind: type) -> list[Any]:
        return [fact for fact in self.told if isinstance(fact, kind)]

    def ends(self) -> list[Over]:
        return [fact.why for fact in self.facts(AutomationEnded)]

    def at_work(self) -> Garden:
        """Let it water: valve open, pump on."""
        self.level(60)
        self.answer(VALVE)
        self.answer(PUMP)
        assert self.standing().active
        return self

    def stop_by_itself(self, id: ControlId) -> None:
        """The device's run is over."""
        self.answer(id, value=0.0)


def test_it_tells_one_after_the_other_and_brings_back_the_other_way_round() -> None:
    garden = Garden(automation())
    garden.level(60)
    assert garden.sent() == [("valve", 1)]
    began = garden.facts(AutomationBegan)[0]
    assert [(reason.part, reason.value) for reason in began.because] == [(WET, 60)]
    garden.answer(VALVE)
    assert garden.sent() == [("valve", 1), ("run", 1)]
    garden.answer(PUMP)
    garden.later(10)
    garden.level(40)
    assert garden.ends() == [Over.WHEN]
    assert garden.sent()[2:] == [("run", 0)]
    garden.answer(PUMP)
    assert garden.sent()[3:] == [("valve", 0)]
    garden.answer(VALVE)
    assert len(garden.sent()) == 4
    assert {fact.automation for fact in garden.facts(CommandSent)} == {"water"}


def test_when_its_run_is_over_it_waits_for_the_next_time() -> None:
    garden = Garden(automation()).at_work()
    garden.later(60)
    garden.stop_by_itself(PUMP)
    assert garden.ends() == [Over.DONE]
    garden.answer(VALVE)
    garden.later(20)
    garden.level(70)
    assert len(garden.facts(AutomationBegan)) == 1
    garden.later(1)
    garden.level(40)
    garden.later(1)
    garden.level(60)
    assert len(garden.facts(AutomationBegan)) == 2


def test_where_it_has_a_rest_it_begins_anew_after_that_as_often_as_it_may() -> None:
    garden = Garden(automation(rest_s=30, most_per_day=2))
    for _ in range(3):
        garden.level(60)
        garden.answer(VALVE)
        garden.answer(PUMP)
        garden.later(25)
        garden.level(60)
        garden.later(25)
        garden.level(60)
        garden.later(12)
        garden.stop_by_itself(PUMP)
        garden.answer(VALVE)
        for _ in range(2):
            garden.later(15)
            garden.level(60)
    assert len(garden.facts(AutomationBegan)) == 2
    now = garden.at(garden.clock)
    book = garden.engine.plant.automations
    assert book.obstacle(book.automation("water"), now) is Obstacle.ENOUGH


def test_an_interlock_keeps_it_from_it_and_is_on_record_once() -> None:
    garden = Garden(automation(when=SensorIs(sensor=LEVEL, above=5)))
    garden.level(10)  # dry run
    garden.answer(VALVE)
    for _ in range(4):
        garden.later(20)
        garden.level(10)
    blocked = garden.facts(AutomationBlocked)
    assert [(one.control, one.code, one.interlock) for one in blocked] == [
        (PUMP, "interlock_firm", "dry")
    ]
    assert garden.standing().interlock == "dry"
    garden.later(1)
    garden.level(60)
    garden.later(30)
    assert garden.sent() == [("valve", 1), ("run", 1)]
    assert garden.standing().blocked is None


def test_it_keeps_its_hands_off_what_a_person_holds_and_takes_it_up_again() -> None:
    lamp = automation("lamp", deeds=(Deed(control=LAMP, value=100),))
    garden = Garden(lamp)
    garden.level(60)
    garden.answer(LAMP)
    garden.tell(LAMP, 30)
    garden.answer(LAMP)
    garden.later(20)
    assert garden.sent() == [("lamp", 100), ("lamp", 30)]
    garden.book.release(LAMP, "Li", garden.at(garden.clock))
    garden.later(1)
    assert garden.sent()[2:] == [("lamp", 100)]


def test_what_goes_before_it_takes_over_without_a_dark_moment() -> None:
    night = automation("night", deeds=(Deed(control=LAMP, value=100),))
    dim = automation(
        "dim",
        when=SensorIs(sensor=LEVEL, above=70),
        deeds=(Deed(control=LAMP, value=40),),
        priority=1,
    )
    garden = Garden(night, dim)
    for level in (60, 80, 60, 40):
        garden.level(level)
        garden.answer(LAMP)
        garden.later(5)
    assert garden.sent() == [("lamp", 100), ("lamp", 40), ("lamp", 100), ("lamp", 0)]
    assert garden.ends() == [Over.OUTDONE, Over.WHEN, Over.WHEN]


def test_those_that_stand_apart_are_not_at_work_together() -> None:
    lamp = automation("lamp", deeds=(Deed(control=LAMP, value=100),), apart="power")
    garden = Garden(automation(apart="power"), lamp)
    garden.level(60)
    assert garden.sent() == [("valve", 1)]
    assert not garden.standing("lamp").active


def test_a_device_that_would_not_is_let_be_after_three_times() -> None:
    garden = Garden(automation())
    garden.level(60)
    for _ in range(12):
        garden.later(20)
        garden.level(60)
    assert garden.ends() == [Over.FAILED]
    assert garden.sent()[:3] == [("valve", 1)] * 3
    assert ("run", 1) not in garden.sent()


def test_suspended_it_brings_back_what_it_runs_until_that_lapses() -> None:
    garden = Garden(automation()).at_work()
    book, now = garden.engine.plant.automations, garden.at(garden.clock)
    book.suspend("water", Told(at=now, by="Li"), now + 40_000)
    garden.later(1)
    assert garden.ends() == [Over.SUSPENDED]
    garden.answer(PUMP)
    garden.answer(VALVE)
    garden.later(20)
    garden.level(60)
    assert not garden.standing().active
    garden.later(20)
    assert [fact.lapsed for fact in garden.facts(AutomationResumed)] == [True]
    assert garden.standing().active
    with pytest.raises(Refused, match="not_suspended"):
        book.resume("water", Told(at=now))
    with pytest.raises(NotFound, match="no_such_automation"):
        book.resume("waters", Told(at=now))


def test_a_trial_decides_and_tells_nothing() -> None:
    garden = Garden(automation(trial=True))
    garden.level(60)
    garden.later(5)
    garden.level(40)
    assert garden.sent() == []
    assert [fact.trial for fact in garden.facts(AutomationBegan)] == [True]
    assert garden.ends() == [Over.WHEN]


def test_a_restart_in_the_middle_tells_nothing_twice() -> None:
    garden = Garden(automation())
    garden.level(60)
    garden.restart()
    garden.answer(VALVE)
    garden.restart()
    garden.answer(PUMP)
    garden.restart()
    assert garden.sent() == [("valve", 1), ("run", 1)]
    assert garden.standing().active
    garden.later(1)
    garden.level(40)
    garden.restart()
    garden.answer(PUMP)
    garden.restart()
    garden.answer(VALVE)
    assert garden.sent()[2:] == [("run", 0), ("valve", 0)]
    assert len(garden.facts(AutomationBegan)) == 1


def test_what_the_site_has_no_more_is_over_and_brought_back() -> None:
    garden = Garden(automation()).at_work()
    garden.start(garden.clock, replace(garden.site, automations={}))
    garden.later(1)
    assert garden.ends() == [Over.GONE]
    assert set(garden.sent()[2:]) == {("run", 0), ("valve", 0)}
    assert not any(isinstance(what, AutomationState) for what in garden.kept.values())


def test_what_is_not_known_neither_begins_nor_ends_it() -> None:
    garden = Garden(automation(deeds=(Deed(control=LAMP, value=100),)))
    garden.later(10)
    assert garden.sent() == []
    garden.level(60)
    garden.answer(LAMP)
    garden.later(600)  # the gauge says nothing more
    assert garden.standing().active
