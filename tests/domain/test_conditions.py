"""Conditions against a naive reading of them: every moment looked at, all history kept."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.alerts import State
from console.domain.condition_parts import parts
from console.domain.conditions import (
    AlertIs,
    AllOf,
    AnyOf,
    Condition,
    ControlIs,
    DeviceIs,
    Not,
    QuantityIs,
    SensorIs,
    SunIs,
    TimeIs,
)
from console.domain.evaluation import Memory, Truth, judge
from console.domain.ids import ControlId, DeviceId, RuleId, SensorId, TargetId
from console.domain.sun_times import sun_is
from console.domain.timetable import changes_next, within

RAIN, WIND, GONE = SensorId("w/rain"), SensorId("w/wind"), SensorId("x/gone")
GATEWAY = DeviceId("gw")
RULE = RuleId("soil.dry")
SOIL = SensorId("soil-1/moisture")
EAST = timezone(timedelta(hours=8))
# Forty ms before ten in the evening in the east, on a Monday: edges of the day fall within a tale.
BEGIN = round(datetime(2026, 11, 23, 22, 0, tzinfo=EAST).timestamp() * 1000) - 40
LENGTH = 120  # ms: short enough to look at each


class Heard(msgspec.Struct, frozen=True):
    """A reading and how long it is evidence."""

    sensor: SensorId
    value: float
    holds: int


class Said(msgspec.Struct, frozen=True):
    """A device's word."""

    online: bool


class Stood(msgspec.Struct, frozen=True):
    """How an alert is from now on."""

    state: State
    standing: bool


VALVE = ControlId("valve/open")


class Did(msgspec.Struct, frozen=True):
    """What the valve does from now on."""

    value: float | None


Event = Heard | Said | Stood | Did
Tale = list[tuple[int, Event]]  # ms after the one before


class Past:
    """All that was ever heard; answers for any moment."""

    def __init__(self) -> None:
        self.events: list[tuple[int, Event]] = []
        self.at = BEGIN

    def value(self, sensor: SensorId) -> tuple[float, int] | None:
        for at, event in reversed(self.events):
            if at <= self.at and isinstance(event, Heard) and event.sensor == sensor:
                return event.value, at + event.holds
        return None

    def online(self, device: DeviceId) -> bool | None:
        for at, event in reversed(self.events):
            if at <= self.at and isinstance(event, Said):
                return event.online
        return None

    def control(self, control: ControlId) -> float | None:
        for at, event in reversed(self.events):
            if at <= self.at and isinstance(event, Did):
                return event.value
        return None

    def alert(self, rule: RuleId, target: TargetId) -> tuple[State, bool]:
        for at, event in reversed(self.events):
            if at <= self.at and isinstance(event, Stood):
                return event.state, event.standing
        return State.NORMAL, False


def naive(condition: Condition, past: Past, at: int) -> Truth:
    """Judge by looking at every moment of the stretch asked for; before the tale, nothing."""
    first = at - round(condition.for_s * 1000)
    seen = [
        None if moment < BEGIN else _so(condition, past, moment) for moment in range(first, at + 1)
    ]
    if False in seen:
        return False
    return None if None in seen else True


def _so(condition: Condition, past: Past, at: int) -> Truth:
    past.at = at
    match condition:
        case AllOf(of=of):
            found = [naive(part, past, at) for part in of]
            return False if False in found else None if None in found else True
        case AnyOf(of=of):
            found = [naive(part, past, at) for part in of]
            return True if True in found else None if None in found else False
        case Not(of=part):
            found_one = naive(part, past, at)
            return None if found_one is None else not found_one
        case SunIs():
            return sun_is(condition, at)
        case SensorIs(sensor=sensor):
            return _compared(condition, past.value(sensor), at)
        case QuantityIs(sensors=sensors):
            found = [_compared(condition, past.value(sensor), at) for sensor in sensors]
            return True if True in found else None if None in found or not found else False
        case DeviceIs():
            said = past.online(condition.device)
            return None if said is None else said == condition.online
        case ControlIs():
            does = past.control(condition.control)
            return None if does is None else does > (condition.above or 0.0)
        case AlertIs():
            state, standing = past.alert(condition.rule, condition.target)
            return state in condition.states if condition.states else standing == condition.standing
        case TimeIs():
            here = datetime.fromtimestamp(at / 1000, EAST)
            for begun in (here - timedelta(days=1), here):
                start = begun.replace(
                    hour=condition.start.hour,
                    minute=condition.start.minute,
                    second=0,
                    microsecond=0,
                )
                end = start.replace(hour=condition.end.hour, minute=condition.end.minute)
                end += timedelta(days=1) if end <= start else timedelta()
                fits = not condition.days or start.weekday() in condition.days
                if fits and start <= here < end:
                    return True
            return False


def _compared(bounds: SensorIs | QuantityIs, seen: tuple[float, int] | None, at: int) -> Truth:
    if seen is None or seen[1] < at:
        return None
    low = bounds.above is None or seen[0] > bounds.above
    return low and (bounds.below is None or seen[0] < bounds.below)


waits = st.sampled_from([0.0, 0.0, 0.001, 0.005, 0.02])
edges = st.sampled_from([time(21), time(22), time(6)])
leaves: st.SearchStrategy[Condition] = st.one_of(
    st.builds(
        SensorIs, sensor=st.sampled_from([RAIN, WIND, GONE]), above=st.just(1.0), for_s=waits
    ),
    st.builds(SensorIs, sensor=st.just(RAIN), above=st.just(0.0), below=st.just(2.0), for_s=waits),
    st.builds(
        QuantityIs,
        quantity=st.just("rain"),
        above=st.just(1.0),
        sensors=st.sampled_from([(), (RAIN,), (RAIN, WIND)]),
        for_s=waits,
    ),
    st.builds(ControlIs, control=st.just(VALVE), above=st.just(0.0), for_s=waits),
    st.builds(DeviceIs, device=st.just(GATEWAY), online=st.booleans(), for_s=waits),
    st.builds(
        AlertIs, rule=st.just(RULE), target=st.just(SOIL), standing=st.booleans(), for_s=waits
    ),
    st.builds(
        AlertIs,
        rule=st.just(RULE),
        target=st.just(SOIL),
        states=st.just((State.UNACKNOWLEDGED, State.RETURNED)),
        for_s=waits,
    ),
    st.builds(
        TimeIs, start=edges, end=edges, days=st.sampled_from([(), (0,), (6,), (1, 2)]), for_s=waits
    ),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(AllOf, of=st.lists(inner, min_size=1, max_size=3).map(tuple), for_s=waits),
        st.builds(AnyOf, of=st.lists(inner, min_size=1, max_size=3).map(tuple), for_s=waits),
        st.builds(Not, of=inner, for_s=waits),
    ),
    max_leaves=5,
)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Did, value=st.sampled_from([None, 0.0, 1.0])),
    st.builds(
        Heard,
        sensor=st.sampled_from([RAIN, WIND]),
        value=st.sampled_from([0.0, 1.0, 1.5, 2.0]),
        holds=st.sampled_from([0, 3, 15, 60]),
    ),
    st.builds(Said, online=st.booleans()),
    st.builds(Stood, state=st.sampled_from(State), standing=st.booleans()),
)
tales: st.SearchStrategy[Tale] = st.lists(st.tuples(st.integers(0, 12), events), max_size=12)


def told(condition: Condition, tale: Tale, forget_at: int = -1) -> tuple[Past, dict[int, Truth]]:
    """Judge at every change and at every deadline only; return what was held at each moment.

    At `forget_at` the hub restarts: what it remembers goes through the store.
    """
    past, memory = Past(), Memory()
    at, events = BEGIN, []
    for gap, event in tale:
        at += gap
        events.append((at, event))
    held: dict[int, Truth] = {}
    due: int | None = BEGIN
    truth: Truth = None
    for moment in range(BEGIN, BEGIN + LENGTH):
        happened = [event for when, event in events if when == moment]
        past.events += [(moment, event) for event in happened]
        if moment == BEGIN + forget_at:
            memory = msgspec.json.decode(msgspec.json.encode(memory), type=Memory)
        if happened or (due is not None and due <= moment):
            past.at = moment
            found = judge(condition, past, memory, now=moment, zone=EAST)
            truth, memory, due = found.truth, found.memory, found.due
            assert len(found.parts) == len(list(parts(condition)))
        held[moment] = truth
    return past, held


@settings(deadline=None, max_examples=150)
@given(conditions, tales, st.integers(0, LENGTH))
def test_it_says_what_a_look_at_every_moment_says(
    condition: Condition, tale: Tale, restart: int
) -> None:
    past, held = told(condition, tale, restart)
    for moment in range(BEGIN, BEGIN + LENGTH, 7):
        assert held[moment] == naive(condition, past, moment), moment - BEGIN


def test_a_gap_in_what_is_known_is_neither_yes_nor_no() -> None:
    rain = SensorIs(sensor=RAIN, above=1, for_s=0.02)
    tale: Tale = [(0, Heard(RAIN, 2.0, 10)), (20, Heard(RAIN, 2.0, 60))]
    _past, held = told(rain, tale)
    assert held[BEGIN + 19] is None
    assert held[BEGIN + 39] is None  # was it dry in between? nobody knows
    assert held[BEGIN + 40] is True
    _past, held = told(Not(of=rain), tale)
    assert held[BEGIN + 39] is None


def test_what_failed_for_sure_within_the_stretch_does_not_hold() -> None:
    rain = SensorIs(sensor=RAIN, above=1, for_s=0.02)
    tale: Tale = [(0, Heard(RAIN, 0.0, 30)), (10, Heard(RAIN, 2.0, 60))]
    _past, held = told(rain, tale)
    assert held[BEGIN + 29] is False
    assert held[BEGIN + 30] is True


def test_the_next_edge_of_the_day_is_found_on_days_a_clock_changes() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = TimeIs(start=time(2, 30), end=time(3, 30))
    for day in (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)):
        moment = round(day.timestamp() * 1000)
        over = moment + 2 * 86_400_000
        due, truth = moment, within(night, moment, berlin)
        while moment < over:
            if moment >= due:
                truth, due = within(night, moment, berlin), changes_next(night, moment, berlin)
                assert due > moment
            assert truth is within(night, moment, berlin)
            moment += 300_000
