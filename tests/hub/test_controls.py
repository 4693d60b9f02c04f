"""Controls at the engine: interlocks before a command and while it runs, over restarts."""

from __future__ import annotations

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console.contract.control_wire import Standing
from console.domain.commanding import Order
from console.domain.conditions import ControlIs, Not, SensorIs
from console.domain.control_facts import (
    CommandConfirmed,
    CommandSent,
    CommandTimedOut,
    InterlockTripped,
)
from console.domain.control_folding import Told
from console.domain.control_standing import insists_at
from console.domain.controls import Control, ControlKind, ControlState, Interlock, Mode
from console.domain.ids import ControlId, DeviceId
from console.domain.sites import Site
from console.errors import Conflict, ConsoleError, Refused
from console.hub.control_book import ControlBook
from tests.hub.test_withheld import Bench, talking
from tests.sites import named, sensor_of, small_site

PUMP, VALVE = ControlId("pump/run"), ControlId("pump/valve")
LEVEL = sensor_of("pump", "level")
LL = 15.0


def park() -> Site:
    """Return a pump that must not run dry, nor against its closed valve."""
    device = talking("pump")
    sensors = (replace(device.sensors[0], id=LEVEL, quantity="level", rules=(), period_s=30.0),)
    run = Control(
        id=PUMP, device=DeviceId("pump"), name=named("运行", "run"), longest_s=600, rest_s=5
    )
    valve = replace(run, id=VALVE, name=named("阀", "valve"), kind=ControlKind.VALVE, rest_s=0)
    device = replace(device, sensors=sensors, controls=(run, valve), rules=())
    dry = Interlock(
        id="dry",
        name=named("干转", "dry run"),
        controls=(PUMP,),
        when=SensorIs(sensor=LEVEL, below=LL),
        firm=True,
    )
    closed = Interlock(
        id="closed",
        name=named("阀未开", "valve closed"),
        controls=(PUMP,),
        when=Not(of=ControlIs(control=VALVE, above=0)),
    )
    return replace(small_site(device), interlocks={"dry": dry, "closed": closed})


class Park(Bench):
    """A pump, its valve and tank, with what a store would hold of them."""

    def __init__(self) -> None:
        self.clock = 0.0
        super().__init__(park())

    @property
    def book(self) -> ControlBook:
        return self.engine.controls

    def of(self, id: ControlId = PUMP) -> ControlState:
        return self.book.states[id]

    def tell(self, id: ControlId, value: float, *, override: bool = False, by: str = "Li") -> None:
        try:
            order = Order(value=value, by=by, override=override)
            self.book.tell(id, order, self.at(self.clock))
        finally:
            self.engine.pass_time(self.at(self.clock))
            self.commit()

    def answer(self, id: ControlId, *, value: float | None = None) -> None:
        pending = self.of(id).pending
        said = pending.value if pending is not None and value is None else value or 0.0
        command = pending.id if pending is not None else None
        standing = Standing(at=self.at(self.clock), value=said, command=command)
        self.book.hear(id, standing, self.at(self.clock))
        self.engine.pass_time(self.at(self.clock))
        self.commit()

    def level(self, value: float) -> None:
        self.read(self.clock, value, LEVEL)
        self.engine.pass_time(self.at(self.clock))
        self.commit()

    def later(self, seconds: float) -> None:
        self.clock += seconds
        self.wait(self.clock)

    def restart(self) -> None:
        stored = msgspec.json.encode(list(self.kept.items()))
        assert stored
        self.start(self.clock)
        self.engine.pass_time(self.at(self.clock))
        self.commit()

    def running(self) -> Park:
        self.level(60)
        self.tell(VALVE, 1)
        self.answer(VALVE)
        self.tell(PUMP, 1)
        self.answer(PUMP)
        return self


def refusal(
    park: Park, id: ControlId, value: float, *, override: bool = False
) -> tuple[str, object]:
    with pytest.raises(ConsoleError) as caught:
        park.tell(id, value, override=override)
    return caught.value.code, caught.value.parameters.get("interlock")


def test_a_pump_runs_when_its_tank_is_full_and_its_valve_open() -> None:
    park = Park().running()
    assert park.of().reported == 1
    assert park.of().runs_until is not None
    assert park.of().held is not None


def test_what_is_not_known_forbids_and_is_named() -> None:
    assert refusal(Park(), PUMP, 1) == ("interlock_firm", "dry")


def test_the_valve_comes_before_the_pump_unless_a_supervisor_passes_it() -> None:
    park = Park()
    park.level(60)
    assert refusal(park, PUMP, 1) == ("interlock_unknown", "closed")
    park.answer(VALVE, value=0.0)
    assert refusal(park, PUMP, 1) == ("interlocked", "closed")
    park.tell(PUMP, 1, override=True)
    park.answer(PUMP)
    assert park.of().reported == 1
    assert park.of().overrides == 1
    last = park.of().last
    assert last is not None
    assert last.overridden == ("closed",)


def test_a_firm_interlock_is_passed_by_nobody() -> None:
    park = Park()
    park.level(10)
    assert refusal(park, PUMP, 1, override=True) == ("interlock_firm", "dry")


@pytest.mark.parametrize("restarts", [False, True])
def test_a_tank_that_runs_empty_ends_the_run(restarts: bool) -> None:
    park = Park().running()
    if restarts:
        park.restart()
    park.later(20)
    park.level(14)
    assert any(isinstance(fact, InterlockTripped) for fact in park.told)
    pending = park.of().pending
    assert pending is not None
    assert pending.value == 0
    assert pending.by is None
    park.answer(PUMP)
    assert park.of().running is None


def test_a_level_nobody_knows_any_more_ends_the_run() -> None:
    park = Park().running()
    park.later(400)
    tripped = [fact.interlock for fact in park.told if isinstance(fact, InterlockTripped)]
    assert tripped == ["dry"]


def test_what_was_not_heard_is_told_again_while_the_run_may_go_on() -> None:
    park = Park().running()
    park.later(1)
    park.level(10)
    park.later(25)  # the link was down: nobody heard it, and its time is over
    assert park.of().pending is None
    assert park.of().reported is None
    park.later(10)
    pending = park.of().pending
    assert pending is not None
    assert pending.value == 0
    park.answer(PUMP)
    assert park.of().running is None
    assert park.of().reported == 0


def test_a_device_that_does_not_answer_is_not_told_for_ever() -> None:
    park = Park().running()
    park.later(1)
    park.level(10)
    park.later(3_600)
    sent = [fact for fact in park.told if isinstance(fact, CommandSent) and fact.control == PUMP]
    on, *off = [fact.value for fact in sent]
    assert on == 1
    assert set(off) == {0}
    assert len(off) == 1 + 600 // 30  # every half minute, until its run is over
    tripped = [fact for fact in park.told if isinstance(fact, InterlockTripped)]
    assert len(tripped) == 1
    lost = [f for f in park.told if isinstance(f, CommandTimedOut) and f.control == PUMP]
    assert len(lost) == len(off)
    told = len(park.told)
    park.later(3_600)
    assert len(park.told) == told


def test_two_people_and_maintenance_keep_out_of_each_others_way() -> None:
    park = Park()
    park.level(60)
    park.tell(VALVE, 1, by="Li")
    park.answer(VALVE)
    park.tell(VALVE, 0, by="Wang")  # the safe value is always allowed
    park.answer(VALVE)
    with pytest.raises(Conflict, match="control_held"):
        park.tell(VALVE, 1, by="Zhao")
    park.book.maintain(DeviceId("pump"), Told(at=park.at(park.clock), by="Zhao"), None)
    park.commit()
    assert park.of(VALVE).mode is Mode.MAINTENANCE
    with pytest.raises(Conflict, match="in_maintenance"):
        park.tell(VALVE, 0, by="Zhao")
    park.book.release(VALVE, "Zhao", park.at(park.clock))
    with pytest.raises(Refused, match="nothing_held"):
        park.book.release(VALVE, "Zhao", park.at(park.clock))


steps = st.one_of(
    st.tuples(st.just("tell"), st.sampled_from([PUMP, VALVE]), st.sampled_from([0.0, 1.0])),
    st.tuples(st.just("answer"), st.sampled_from([PUMP, VALVE]), st.none()),
    st.tuples(st.just("by hand"), st.sampled_from([PUMP, VALVE]), st.sampled_from([0.0, 1.0])),
    st.tuples(st.just("level"), st.sampled_from([5.0, 14.9, 15.0, 60.0]), st.none()),
    st.tuples(st.just("wait"), st.sampled_from([1, 5, 11, 40, 200, 700]), st.none()),
    st.tuples(st.just("restart"), st.none(), st.none()),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, max_size=40))
def test_no_order_of_things_runs_a_pump_below_ll_or_against_its_valve(todo: list) -> None:  # type: ignore[type-arg]
    """Commands go out only while both interlocks are known not to hold, and what runs is told to
    end as soon as one does."""
    park = Park()
    level: tuple[float, float] | None = None  # value, until when it is evidence
    for what, one, other in todo:
        before = len(park.told)
        match what:
            case "tell":
                valve = park.of(VALVE).reported
                with suppress(ConsoleError):
                    park.tell(one, other)
                sent = [f for f in park.told[before:] if isinstance(f, CommandSent)]
                if any(f.control == PUMP and f.value == 1 for f in sent):
                    assert level is not None
                    assert level[0] >= LL
                    assert level[1] >= park.clock
                    assert valve == 1
            case "answer":
                park.answer(one)
            case "by hand":
                park.answer(one, value=other)
            case "level":
                park.clock += 1
                park.level(one)
                level = one, park.clock + 46
            case "wait":
                park.later(one)
            case _:
                park.restart()
        allowed = level is not None and level[0] >= LL and park.of(VALVE).reported == 1
        state, control = park.of(), park.book.control(PUMP)
        if (
            not allowed
            and state.reported == 1
            and insists_at(control, state) <= park.at(park.clock)
        ):
            assert state.pending is not None, what
            assert state.pending.value == 0
    confirmed = [f for f in park.told if isinstance(f, CommandConfirmed)]
    assert len({f.command for f in confirmed}) == len(confirmed)
