"""Load, floods and symptoms in a whole hub: as counted from its facts, whatever is done to it."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console.clock import SteppedClock, moment, utc
from console.contract.alerts import (
    AcknowledgeAlert,
    MarkSymptom,
    ReleaseSymptom,
    ShelveAlert,
    UnshelveAlert,
)
from console.contract.calls import calls_among
from console.contract.facts import Fact, Who
from console.contract.hub import Beat
from console.contract.request import Request
from console.contract.service import StopService
from console.contract.views import BrokerAccess, Snapshot, WhoAmI
from console.domain.alert_facts import AlertReleased
from console.domain.alerts import State
from console.domain.facts import FloodBegan, FloodEnded, What
from console.domain.ids import AlertId
from console.domain.load import DAY_MINUTES, MINUTE_MS, Flood
from console.domain.policy import Policy
from console.domain.readings import Reading
from console.domain.values import Role
from console.errors import Conflict, ConsoleError, NotFound, Refused
from console.hub.board import Board
from console.hub.bus import Bus
from console.hub.desk import Desk
from console.hub.engine import Engine
from console.hub.journal import Journal
from console.hub.load_answers import Counting
from console.hub.people import Seat
from console.mirror import Mirror
from console.store.store import Store
from tests.sites import probe, sensor_of, small_site

T = 1_790_000_000_000
POLICY = Policy(flood_over=3, flood_under=2)
PROBES = [f"p{number}" for number in range(1, 7)]
SITE = replace(small_site(*map(probe, PROBES)), policy=POLICY)
ACCESS = BrokerAccess(host="x", port=1, tls=False, username=None, password=None, root="wanshou")
WHO = WhoAmI(person="Li", seat="li", role="admin")
CALM, WRONG = 20.0, 150.0


def alert(number: int) -> AlertId:
    return AlertId(f"A-{number}")


def mark(number: int, of: int, occurrence: int = 1) -> MarkSymptom:
    return MarkSymptom(alert=alert(number), occurrence=occurrence, of=alert(of))


class OneHub:
    """Engine, journal, desk and a real store, without broker or socket."""

    def __init__(self, folder: Path, now: int = T) -> None:
        self.clock = SteppedClock(now)
        self.store = Store(folder, sensors=SITE.sensors())
        loaded = self.store.load()
        called = self.store.past_load.last_day()
        self.engine = Engine(SITE, loaded.alerts, next_alert=loaded.next_alert, kept=loaded.kept)
        self.engine.load.recall(called)
        self.board = Board(SITE.sensors())
        self.board.as_of = loaded.last_fact
        self.board.show_alerts(loaded.alerts)
        self.board.take_up(loaded.kept)
        self.board.recall(called)
        bus = Bus(self.store.facts, lambda: Beat(as_of=0, now=0))
        self.journal = Journal(self.engine, self.store, self.board, bus)
        self.desk = Desk(SITE, self.clock, self.engine, self.store, journal=self.journal)
        self.engine.begin(loaded.newest, now)
        self.engine.deafen(now)  # no silence counts: what calls is what a test says

    def snapshot(self) -> Snapshot:
        """Return what a console would be told now."""
        return Snapshot(
            as_of=self.board.as_of,
            now=utc(self.clock.now()),
            site=SITE,
            alerts=self.board.abnormal(),
            devices=(),
            latest=(),
            broker=ACCESS,
            who=WHO,
            load=self.board.around.load(),
        )

    def facts(self) -> list[Fact]:
        """Return all that ever happened."""
        return self.store.facts(0, 100_000)

    async def measure(self, name: str, value: float) -> None:
        """Take a reading now."""
        reading = Reading(sensor_of(name), self.clock.now(), value)
        self.engine.measure(reading)
        await self.commit([reading])

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.step(self.clock.now() + round(seconds * 1000))
        self.engine.pass_time(self.clock.now())
        await self.commit()

    async def do(self, request: Request, person: str = "Li") -> None:
        """Ask for something."""
        await self.desk.do(request, Seat(Who(person, person.lower()), Role.SUPERVISOR))

    async def commit(self, rows: list[Reading] | None = None) -> None:
        async with self.journal.turn:
            await self.journal.commit(rows or [])


def whole(tmp_path: Path, story: Callable[[OneHub], object]) -> None:
    """Run a story in a hub."""

    async def run() -> None:
        hub = OneHub(tmp_path)
        try:
            await story(hub)  # type: ignore[misc]
        finally:
            hub.store.close()

    asyncio.run(run())


def floods(facts: list[Fact]) -> list[tuple[float, What]]:
    """Return the floods among facts, seconds after T."""
    return [
        ((moment(fact.at) - T) / 1000, fact.what)
        for fact in facts
        if isinstance(fact.what, FloodBegan | FloodEnded)
    ]


def test_a_flood_begins_and_ends_as_facts_and_is_shown(tmp_path: Path) -> None:
    async def story(hub: OneHub) -> None:
        for name in PROBES[:5]:
            await hub.wait(1)
            await hub.measure(name, WRONG)
        assert floods(hub.facts()) == [(4.0, FloodBegan(first=alert(1), count=4))]
        flood = hub.board.around.load().flood
        assert flood is not None
        assert (flood.first, flood.count) == (alert(1), 5)
        await hub.wait(599)
        _began, ended = floods(hub.facts())
        assert ended == (604.0, FloodEnded(count=5))  # one is left within ten minutes
        assert hub.board.around.load().flood is None

    whole(tmp_path, story)


def test_a_flood_goes_on_after_a_restart_and_ends_when_it_would_have(tmp_path: Path) -> None:
    async def run() -> None:
        hub = OneHub(tmp_path)
        for name in PROBES[:5]:
            await hub.wait(1)
            await hub.measure(name, WRONG)
        shown = hub.board.around.load()
        hub.store.close()
        again = OneHub(tmp_path, T + 100_000)
        assert again.board.around.load() == shown
        assert again.engine.load.flood == Flood(first=alert(1), since=T + 4_000, count=5)
        await again.wait(503)  # until 603 s after T
        assert again.engine.load.flood is not None
        await again.wait(2)
        assert floods(again.facts())[-1] == (604.0, FloodEnded(count=5))
        again.store.close()

    asyncio.run(run())


def test_a_cause_that_is_over_lets_its_symptoms_ask_again(tmp_path: Path) -> None:
    async def story(hub: OneHub) -> None:
        for name in PROBES[:3]:
            await hub.measure(name, WRONG)
        await hub.do(AcknowledgeAlert(alert=alert(2), occurrence=1))
        await hub.do(mark(2, 1))
        await hub.do(mark(3, 1))
        assert hub.engine.symptoms.of(alert(1)) == (alert(2), alert(3))
        assert [view.id for view in hub.board.queue()] == [alert(1)]
        await hub.wait(1)
        await hub.measure("p3", CALM)  # a symptom that has returned
        await hub.measure("p1", CALM)  # the cause returned; nobody has seen it yet
        assert hub.engine.symptoms.of(alert(1)) == (alert(2), alert(3))
        await hub.do(AcknowledgeAlert(alert=alert(1), occurrence=1))
        assert [view.id for view in hub.board.queue()] == [alert(2), alert(3)]
        states = {view.id: view.state for view in hub.board.queue()}
        assert states == {alert(2): State.UNACKNOWLEDGED, alert(3): State.RETURNED}
        assert hub.engine.symptoms.of(alert(1)) == ()
        released = [f.what for f in hub.facts() if isinstance(f.what, AlertReleased)]
        assert [(what.alert, what.state) for what in released] == list(states.items())

    whole(tmp_path, story)


def test_symptoms_do_not_call_until_they_stand_for_themselves(tmp_path: Path) -> None:
    async def story(hub: OneHub) -> None:
        await hub.measure("p1", WRONG)
        await hub.measure("p2", WRONG)
        await hub.do(mark(2, 1))
        for value in (CALM, WRONG, CALM, WRONG):
            await hub.wait(1)
            await hub.measure("p2", value)
        counted = sum(count for _, count in hub.board.around.load().minutes)
        assert counted == 2
        await hub.do(ReleaseSymptom(alert=alert(2)))
        assert sum(count for _, count in hub.board.around.load().minutes) == 3

    whole(tmp_path, story)


@pytest.mark.parametrize("before", [WRONG, CALM])
def test_a_symptom_that_gets_worse_calls_again(tmp_path: Path, before: float) -> None:
    async def story(hub: OneHub) -> None:
        await hub.measure("p1", WRONG)
        await hub.measure("p2", WRONG)
        await hub.do(mark(2, 1))
        for value in (before, 300.0):
            await hub.wait(1)
            await hub.measure("p2", value)
        assert [view.id for view in hub.board.queue()] == [alert(1), alert(2)]
        assert hub.engine.symptoms.of(alert(1)) == ()
        assert sum(count for _, count in hub.board.around.load().minutes) == 3

    whole(tmp_path, story)


def test_a_cause_nobody_is_told_of_hides_nothing_behind_it(tmp_path: Path) -> None:
    async def story(hub: OneHub) -> None:
        await hub.measure("p1", WRONG)
        await hub.measure("p2", WRONG)
        await hub.do(mark(2, 1))
        await hub.do(StopService(target="p1", note="calibration"))
        assert [view.id for view in hub.board.queue()] == [alert(2)]
        assert await _refused(hub, mark(2, 1)) == ("alert_withheld", Refused)

    whole(tmp_path, story)


async def _refused(hub: OneHub, request: Request, person: str = "Li") -> tuple[str, type]:
    with pytest.raises(ConsoleError) as caught:
        await hub.do(request, person)
    return caught.value.code, type(caught.value)


def test_what_cannot_be_a_symptom_is_refused(tmp_path: Path) -> None:
    async def story(hub: OneHub) -> None:
        for name in PROBES[:4]:
            await hub.measure(name, WRONG)
        await hub.measure("p5", WRONG)
        await hub.wait(1)
        await hub.measure("p5", CALM)
        await hub.do(AcknowledgeAlert(alert=alert(5), occurrence=1))  # over
        assert await _refused(hub, mark(1, 1)) == ("own_cause", Refused)
        assert await _refused(hub, mark(9, 1)) == ("no_such_alert", NotFound)
        assert await _refused(hub, mark(1, 9)) == ("no_such_alert", NotFound)
        assert await _refused(hub, mark(1, 5)) == ("cause_is_over", Refused)
        assert await _refused(hub, mark(5, 1)) == ("alert_not_standing", Refused)
        assert await _refused(hub, mark(2, 1, 7)) == ("no_such_occurrence", Refused)
        await hub.do(mark(2, 1))
        assert await _refused(hub, mark(3, 2)) == ("cause_is_symptom", Refused)
        assert await _refused(hub, mark(1, 3)) == ("symptom_is_cause", Refused)
        assert await _refused(hub, ReleaseSymptom(alert=alert(3))) == ("not_a_symptom", Refused)

    whole(tmp_path, story)


def test_the_first_to_mark_wins_and_may_say_it_again(tmp_path: Path) -> None:
    async def story(hub: OneHub) -> None:
        for name in PROBES[:3]:
            await hub.measure(name, WRONG)
        await hub.do(mark(2, 1), "Wang")
        before = hub.board.as_of
        await hub.do(mark(2, 1), "Wang")
        assert hub.board.as_of == before
        with pytest.raises(Conflict) as caught:
            await hub.do(mark(2, 3), "Li")
        assert caught.value.code == "already_symptom"
        told = caught.value.parameters
        assert told == {"id": alert(2), "of": alert(1), "by": "Wang", "at": hub.clock.now()}
        assert (await _refused(hub, mark(2, 1), "Li"))[0] == "already_symptom"
        assert (await _refused(hub, mark(2, 3), "Wang"))[0] == "already_symptom"

    whole(tmp_path, story)


def test_a_restart_releases_what_hangs_behind_nothing(tmp_path: Path) -> None:
    async def run() -> None:
        hub = OneHub(tmp_path)
        for name in PROBES[:2]:
            await hub.measure(name, WRONG)
        await hub.do(mark(2, 1))
        cause = hub.engine.alert(alert(1))
        hub.engine.book.by_key[cause.rule, cause.target] = replace(cause, state=State.NORMAL)
        hub.engine.symptoms.begin(hub.clock.now())
        assert hub.engine.alert(alert(2)).symptom_of is None
        hub.store.close()

    asyncio.run(run())


steps = st.one_of(
    st.tuples(st.just("measure"), st.sampled_from(PROBES), st.sampled_from([CALM, WRONG, 300.0])),
    st.tuples(st.just("measure"), st.sampled_from(PROBES), st.sampled_from([CALM, WRONG])),
    st.tuples(st.just("wait"), st.sampled_from([1, 30, 200, 599, 40_000]), st.none()),
    st.tuples(st.just("ack"), st.integers(1, 6), st.none()),
    st.tuples(st.just("mark"), st.integers(1, 6), st.integers(1, 6)),
    st.tuples(st.just("release"), st.integers(1, 6), st.none()),
    st.tuples(st.just("shelve"), st.integers(1, 6), st.none()),
    st.tuples(st.just("unshelve"), st.integers(1, 6), st.none()),
    st.tuples(st.just("restart"), st.none(), st.none()),
)


async def _take(hub: OneHub, what: str, one: object, other: object) -> None:
    match what, one, other:
        case "measure", str(name), float(value):
            await hub.wait(0.5)
            await hub.measure(name, value)
        case "wait", int(seconds), _:
            await hub.wait(seconds)
        case _, int(number), _:
            view = hub.board.alerts.get(alert(number))
            seen = view.occurrence if view else 1
            request: Request
            match what, other:
                case "ack", _:
                    request = AcknowledgeAlert(alert=alert(number), occurrence=seen)
                case "mark", int(of):
                    request = mark(number, of, seen)
                case "release", _:
                    request = ReleaseSymptom(alert=alert(number))
                case "shelve", _:
                    request = ShelveAlert(alert=alert(number), for_s=100, reason="noise")
                case _:
                    request = UnshelveAlert(alert=alert(number))
            with contextlib.suppress(ConsoleError):
                await hub.do(request)


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=60), st.integers(0, 60))
def test_load_is_what_the_facts_say_across_restarts(
    todo: list[tuple[str, object, object]], cut: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_holds(Path(folder), todo, cut))


async def _holds(folder: Path, todo: list[tuple[str, object, object]], cut: int) -> None:
    hub, mirror = OneHub(folder), Mirror()
    mirror.reset(hub.snapshot())
    for number, step in enumerate(todo):
        if number == cut:
            mirror.reset(hub.snapshot())
        if step[0] == "restart":
            shown = hub.board.around.load()
            hub.store.close()
            hub = OneHub(folder, hub.clock.now() + 1_000)
            assert hub.board.around.load() == shown
            await hub.commit()
        else:
            await _take(hub, *step)
    facts = hub.facts()
    for fact in facts[mirror.as_of :]:
        mirror.apply(fact)
    load = hub.board.around.load()
    assert mirror.around.load() == load
    assert mirror.around.symptoms.alerts == hub.board.around.symptoms.alerts
    assert {view.id for view in mirror.queue()} == {view.id for view in hub.board.queue()}
    symptoms = {view.id for view in hub.board.alerts.values() if view.symptom_of is not None}
    assert hub.board.around.symptoms.alerts == symptoms
    _minutes_are_counted(load.minutes, facts, symptoms)
    _reports_add_up(hub, facts, symptoms)
    flood = hub.engine.load.flood
    assert (flood is None) is (load.flood is None)
    if flood is not None and load.flood is not None:
        assert (flood.first, flood.count) == (load.flood.first, load.flood.count)
    loaded = hub.store.load().kept
    assert [what for what in loaded if isinstance(what, Flood)] == ([flood] if flood else [])
    for view in hub.board.alerts.values():
        if view.symptom_of is not None:  # nobody stands behind what is over, or behind a symptom
            cause = hub.board.alerts[view.symptom_of]
            assert cause.state is not State.NORMAL
            assert cause.symptom_of is None
    hub.store.close()


def _minutes_are_counted(
    minutes: tuple[tuple[int, int], ...], facts: list[Fact], symptoms: set[AlertId]
) -> None:
    called = [moment(fact.at) // MINUTE_MS for fact, _ in calls_among(facts, symptoms)]
    newest = minutes[-1][0] if minutes else 0
    recent = [minute for minute in called if minute > newest - DAY_MINUTES]
    known = dict(minutes)
    first = min(known, default=0)
    assert {m: recent.count(m) for m in recent if m >= first} == known


def _reports_add_up(hub: OneHub, facts: list[Fact], symptoms: set[AlertId]) -> None:
    """A report of any part knows who was a symptom then, and what stood before it began."""
    counting = Counting(POLICY, hub.store.past_load, hub.board)
    end = hub.clock.now() + 2
    middle = (T + end) // 2
    whole = counting.report(T, end)
    early, late = counting.report(T, middle), counting.report(middle, end)
    assert whole.annunciations == len(list(calls_among(facts, symptoms)))
    assert early.annunciations + late.annunciations == whole.annunciations
    assert early.activations + late.activations == whole.activations
    assert round(early.floods.seconds + late.floods.seconds, 3) == whole.floods.seconds
    # What is stale at the end stood as long, wherever a report begins.
    assert {one for one in whole.stale if one.still} <= set(late.stale)
