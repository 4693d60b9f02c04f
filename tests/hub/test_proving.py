"""Proof in the hub: days compared off a real store, terms, the workshop; through restarts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.clock import utc
from console.contract.case_course import CompareDays
from console.contract.case_folding import folded, opened
from console.contract.cases import FinishRemedy, OpenCase, OrderRemedy
from console.contract.facts import Fact, Who
from console.contract.projection import case_view
from console.contract.request import Request
from console.domain.case_facts import CaseOpened
from console.domain.case_moves import Dispatch, Report, Travel
from console.domain.cases import Case, Leg, Step
from console.domain.causes import Action, Cause, Seen
from console.domain.comparison import DAY_MS, HOUR_MS
from console.domain.ids import CaseId, PartyId, UnitId
from console.domain.matters import Evidence, Wanted
from console.domain.parties import Party, PartyKind
from console.domain.proof_facts import ComparisonBegan, DayCompared
from console.domain.readings import Reading
from console.domain.remedy_catalogue import UsualRemedy
from console.domain.rules import RecurringRule
from console.domain.sites import Site
from console.domain.values import Priority, Role
from console.errors import NotFound, Refused
from console.hub.board import Board
from console.hub.compared_past import ComparedPast
from console.hub.desks import all_handlers
from console.hub.engine import Engine
from console.hub.people import Seat
from console.store.store import Store
from console.store.work import Work
from tests.hub.test_patterns import AGAIN
from tests.sites import HIGH, named, placed, probe, sensor_of, small_site, with_units

PERIOD_MS = 600_000
T = 20_700 * DAY_MS  # 08:00 at the site
P1 = sensor_of("p1")
PEERS = tuple(sensor_of(name) for name in ("p2", "p3", "p4"))
C1, U1 = CaseId("C-1"), UnitId("u1")
CREW = PartyId("site-team")
LI = Seat(who=Who(person="Li", seat="li"), role=Role.SUPERVISOR)
DIRTY = (9, 10)  # hours of day, at the site, in which it is dirty


def site() -> Site:
    """Return a site whose p1 exceeds now and then, with three neighbours."""
    probes = [
        placed(probe(name), 30.66 + n / 1000, 104.02, period_s=PERIOD_MS / 1000)
        for n, name in enumerate(("p1", "p2", "p3", "p4"))
    ]
    made = with_units(small_site(*probes))
    pattern = RecurringRule(
        id=AGAIN, name=named("时有超标", "now and then"), of=HIGH, priority=Priority.MEDIUM
    )
    devices = {
        device.id: replace(
            device,
            rules=(),
            sensors=tuple(
                replace(s, rules=(HIGH, AGAIN) if s.id == P1 else (HIGH,)) for s in device.sensors
            ),
        )
        for device in made.devices.values()
    }
    crew = Party(
        id=CREW,
        name=named("施工单位", "building crew"),
        kind=PartyKind.SITE_TEAM,
        actions=(Action.DUST_SPRAY, Action.SERVICE_SENSOR),
    )
    return replace(
        made,
        devices=devices,
        rules={HIGH: made.rules[HIGH], AGAIN: pattern},
        parties={CREW: crew},
        remedies={
            Action.DUST_SPRAY: UsualRemedy(due_s=7200.0),
            Action.SERVICE_SENSOR: UsualRemedy(due_s=86_400.0, proof=Wanted.NOTE),
        },
    )


class Hub:
    """An engine with its store, in step; `restart` begins anew from what is stored."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = T
        self.facts: list[Fact] = []
        self.dirty = True
        self.silent_hours: range = range(0)
        self.begin()

    def begin(self) -> None:
        """Take up where the store left off."""
        self.store = Store(self.folder, sensors=site().sensors())
        loaded = self.store.load()
        self.engine = Engine(
            site(), loaded.alerts, next_alert=loaded.next_alert, cases=loaded.cases,
            kept=loaded.kept,
        )  # fmt: skip
        self.board = Board(site().sensors())
        self.board.show_alerts(loaded.alerts)
        self.engine.proving.comparing.past = ComparedPast(self.store, self.board)
        self.engine.begin(loaded.newest, self.now)
        self.engine.listen(self.now)
        self.handlers = all_handlers(self.engine.site, self.engine)
        self.commit()

    def restart(self) -> None:
        """End, and begin anew."""
        self.commit()
        self.store.close()
        self.begin()

    def do(self, request: Request) -> None:
        """Carry out a request of Li's."""
        self.handlers[type(request)](request, LI, self.now)
        self.commit(LI.who)

    def case(self) -> Case:
        """Return the case."""
        return self.engine.casebook.case(C1)

    def commit(self, who: Who | None = None, readings: tuple[Reading, ...] = ()) -> None:
        """Store what happened, as the journal does."""
        changes = self.engine.take_changes()
        first = len(self.facts) + 1
        facts = [
            Fact(n=n, at=utc(h.at), what=h.what, who=who)
            for n, h in enumerate(changes.happenings, first)
        ]
        self.store.commit(
            Work(
                readings=list(readings), alerts=list(changes.alerts.values()),
                cases=list(changes.cases.values()), kept=changes.kept, devices=[], facts=facts,
                receipt=None,
            )
        ).result()  # fmt: skip
        self.facts += facts
        self.board.show_alerts(list(changes.alerts.values()))

    def pass_days(self, days: float) -> None:
        """Let readings come every ten minutes."""
        until = self.now + round(days * DAY_MS)
        while self.now < until:
            self.now += PERIOD_MS
            hour = (self.now // HOUR_MS + 8) % 24
            came = []
            if hour not in self.silent_hours:
                own = 160.0 if self.dirty and hour in DIRTY else 30.0
                came = [Reading(P1, self.now, own)]
            came += [Reading(peer, self.now, 20.0) for peer in PEERS]
            for reading in came:
                self.engine.measure(reading, self.now)
            self.engine.pass_time(self.now)
            self.commit(readings=tuple(came))

    def open(self) -> None:
        """Take up the pattern's alert, send, find and order; the crew sprays."""
        alert = next(a for a in self.engine.alerts() if a.rule == AGAIN)
        self.do(OpenCase(alerts=(alert.id,)))
        for move in (
            Dispatch(U1, "Li"),
            Travel(U1, Leg.ON_SITE),
            Report(U1, (Seen(cause=Cause.CONSTRUCTION_DUST),)),
        ):
            self.engine.casebook.act(C1, move, self.now)
        self.do(OrderRemedy(case=C1, finding=1, action=Action.DUST_SPRAY))
        self.do(FinishRemedy(case=C1, remedy=1))

    def told(self, kind: type) -> list[Fact]:
        """Return the facts of a kind."""
        return [fact for fact in self.facts if isinstance(fact.what, kind)]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """A hub to be driven by hand."""
    made = Hub(tmp_path)
    yield made
    made.store.close()


def test_what_comes_and_goes_is_proved_by_three_days(hub: Hub) -> None:
    hub.pass_days(4)
    hub.open()
    assert hub.case().watched[0].point.days == 3
    hub.dirty = False
    hub.pass_days(2.5)
    assert hub.case().step is Step.FED_BACK  # many quiet hours prove nothing
    hub.restart()
    hub.pass_days(1)
    assert hub.case().step is Step.VERIFIED
    (began,) = hub.told(ComparisonBegan)
    assert isinstance(began.what, ComparisonBegan)
    assert began.what.hours == DIRTY
    assert [day.episodes for day in began.what.before] == [1, 1, 1]
    assert all(day.increment == pytest.approx(140.0, abs=20) for day in began.what.before)
    days = [fact.what.day for fact in hub.told(DayCompared) if isinstance(fact.what, DayCompared)]
    assert [(day.episodes, day.increment, day.counted) for day in days] == [(0, 10.0, True)] * 3
    check_folds(hub)


def test_an_episode_starts_it_over_and_days_unknown_do_not_count(hub: Hub) -> None:
    hub.pass_days(4)
    hub.open()
    hub.dirty = False
    hub.pass_days(1.1)
    hub.dirty = True
    hub.pass_days(0.5)
    hub.dirty, hub.silent_hours = False, range(9, 11)
    hub.pass_days(1)
    hub.silent_hours = range(0)
    hub.pass_days(2.5)
    assert hub.case().step is Step.FED_BACK
    days = [fact.what.day for fact in hub.told(DayCompared) if isinstance(fact.what, DayCompared)]
    assert [bool(day.episodes) for day in days] == [False, True, False, False, False]
    assert [day.counted for day in days] == [True, True, False, True, True]
    hub.pass_days(1)
    assert hub.case().step is Step.VERIFIED
    check_folds(hub)


def test_days_that_passed_while_the_hub_was_down_are_looked_at_and_do_not_count(hub: Hub) -> None:
    hub.pass_days(4)
    hub.open()
    hub.dirty = False
    hub.store.close()
    hub.now += 5 * DAY_MS
    hub.begin()
    hub.pass_days(0.1)
    days = [fact.what.day for fact in hub.told(DayCompared) if isinstance(fact.what, DayCompared)]
    assert len(days) >= 4
    assert not any(day.counted for day in days)
    assert hub.case().step is Step.FED_BACK
    hub.pass_days(4.2)
    assert hub.case().step is Step.VERIFIED


def check_folds(hub: Hub) -> None:
    """The view that the facts make is the one that the hub shows."""
    about = [fact for fact in hub.facts if getattr(fact.what, "case", None) == C1]
    assert isinstance(about[0].what, CaseOpened)
    view = opened(about[0].what, about[0])
    for fact in about[1:]:
        view = folded(view, fact.what, fact)  # type: ignore[arg-type]
    shown = case_view(hub.case())
    assert view.points == shown.points
    assert view.remedies == tuple(replace(r, ordered_by="Li") for r in shown.remedies)
    assert (view.step, view.settled_at, view.proof) == (shown.step, shown.settled_at, shown.proof)


def test_a_remedy_goes_to_whoever_answers_for_it_and_is_overdue_once(hub: Hub) -> None:
    hub.do(OpenCase(title="dust"))
    for move in (Dispatch(U1, "Li"), Travel(U1, Leg.ON_SITE), Report(U1, (DUST,))):
        hub.engine.casebook.act(C1, move, hub.now)
    with pytest.raises(NotFound, match="no_such_party"):
        order(hub, party="site-taem")
    with pytest.raises(Refused, match="due_out_of_range"):
        order(hub, due_s=-5.0)
    with pytest.raises(Refused, match="party_required"):
        order(hub, action=Action.AERATE)
    order(hub)
    (remedy,) = hub.case().remedies
    assert (remedy.responsible, remedy.due) == (CREW, hub.now + 7_200_000)
    hub.restart()
    hub.pass_days(0.2)
    assert [type(f.what).__name__ for f in hub.facts].count("RemedyOverdue") == 1
    assert hub.case().remedies[0].overdue
    hub.restart()
    hub.pass_days(0.2)
    assert [type(f.what).__name__ for f in hub.facts].count("RemedyOverdue") == 1


def test_a_free_name_will_do(hub: Hub) -> None:
    hub.do(OpenCase(title="dust"))
    for move in (Dispatch(U1, "Li"), Travel(U1, Leg.ON_SITE), Report(U1, (DUST,))):
        hub.engine.casebook.act(C1, move, hub.now)
    order(hub, party="the Wang brothers", due_s=60.0)
    assert (hub.case().remedies[0].party, hub.case().remedies[0].responsible) == (
        "the Wang brothers",
        None,
    )
    order(hub, party="building crew", action=Action.SERVICE_SENSOR)
    assert hub.case().remedies[1].responsible == CREW


def test_a_sensor_is_serviced_out_of_service_in_one_step_each(hub: Hub) -> None:
    hub.pass_days(4)
    alert = next(a for a in hub.engine.alerts() if a.rule == AGAIN)
    hub.do(OpenCase(alerts=(alert.id,)))
    fault = Seen(cause=Cause.SENSOR_FAULT)
    for move in (Dispatch(U1, "Li"), Travel(U1, Leg.ON_SITE), Report(U1, (fault,))):
        hub.engine.casebook.act(C1, move, hub.now)
    assert hub.engine.withheld.out_of_service() == ()
    order(hub, action=Action.SERVICE_SENSOR)
    assert hub.engine.withheld.out_of_service() == (P1,)
    hub.restart()
    assert hub.engine.withheld.worked_on(C1) == (P1,)
    with pytest.raises(Refused, match="note_wanted"):
        hub.do(FinishRemedy(case=C1, remedy=1))
    assert hub.engine.withheld.out_of_service() == (P1,)
    hub.do(FinishRemedy(case=C1, remedy=1, evidence=Evidence(note="inlet cleaned")))
    assert hub.engine.withheld.out_of_service() == ()
    names = [type(fact.what).__name__ for fact in hub.facts]
    assert (names.count("ServiceStopped"), names.count("ServiceResumed")) == (1, 1)


def test_what_somebody_else_works_on_stays_out(hub: Hub) -> None:
    hub.pass_days(4)
    alert = next(a for a in hub.engine.alerts() if a.rule == AGAIN)
    hub.engine.withheld.stop(P1, "calibration", "Zhao", hub.now)
    hub.do(OpenCase(alerts=(alert.id,)))
    fault = Seen(cause=Cause.SENSOR_FAULT)
    for move in (Dispatch(U1, "Li"), Travel(U1, Leg.ON_SITE), Report(U1, (fault,))):
        hub.engine.casebook.act(C1, move, hub.now)
    order(hub, action=Action.SERVICE_SENSOR)
    hub.do(FinishRemedy(case=C1, remedy=1, evidence=Evidence(note="done")))
    assert hub.engine.withheld.out_of_service() == (P1,)


def test_a_case_about_a_limit_can_be_marked_and_one_without_a_sensor_not(hub: Hub) -> None:
    hub.pass_days(4)
    alert = next(a for a in hub.engine.alerts() if a.rule == HIGH)
    hub.do(OpenCase(alerts=(alert.id,)))
    assert hub.case().watched[0].point.days == 0
    hub.do(CompareDays(case=C1))
    assert hub.case().watched[0].point.days == 3
    before = hub.case()
    hub.do(CompareDays(case=C1))
    assert hub.case() == before
    hub.do(OpenCase(title="noise"))
    with pytest.raises(Refused, match="nothing_to_compare"):
        hub.do(CompareDays(case=CaseId("C-2")))


def test_what_is_marked_while_its_window_runs_starts_over(hub: Hub) -> None:
    hub.pass_days(4)
    alert = next(a for a in hub.engine.alerts() if a.rule == HIGH)
    hub.do(OpenCase(alerts=(alert.id,)))
    for move in (Dispatch(U1, "Li"), Travel(U1, Leg.ON_SITE), Report(U1, (DUST,))):
        hub.engine.casebook.act(C1, move, hub.now)
    order(hub)
    hub.do(FinishRemedy(case=C1, remedy=1))
    hub.dirty = False
    hub.now += 60_000
    hub.engine.measure(Reading(P1, hub.now, 20.0), hub.now)
    hub.commit()
    assert hub.case().watched[0].normal_since is not None
    hub.do(CompareDays(case=C1))
    assert hub.case().watched[0].normal_since is None
    check_folds(hub)
    hub.pass_days(3.2)
    assert hub.case().step is Step.VERIFIED
    check_folds(hub)


DUST = Seen(cause=Cause.CONSTRUCTION_DUST)


def order(
    hub: Hub, *, action: Action = Action.DUST_SPRAY, party: str = "", due_s: float | None = None
) -> None:
    """Order a remedy for the first finding."""
    hub.do(OrderRemedy(case=C1, finding=1, action=action, party=party, due_s=due_s))
