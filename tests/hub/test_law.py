"""The law of the waist: snapshot(n) and the facts after it are snapshot(m); so say the tables."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console.clock import SteppedClock, utc
from console.contract.alerts import (
    AcknowledgeAlert,
    NoteAlert,
    ShelveAlert,
    UnacknowledgeAlert,
    UnshelveAlert,
)
from console.contract.case_course import (
    CancelCase,
    DirectCase,
    EditCase,
    FileCase,
    GatherAlerts,
    LinkCases,
    MarkDuplicate,
    NoteCase,
    ReadDirective,
    RejectCase,
    ReopenCase,
    ResumeCase,
    ReturnCase,
    StandDown,
    SuspendCase,
)
from console.contract.cases import (
    CloseCase,
    DispatchUnit,
    FinishRemedy,
    OpenCase,
    OrderRemedy,
    VerifyCase,
)
from console.contract.facts import Who
from console.contract.hub import Beat
from console.contract.patrols import (
    AcceptAssignment,
    AmendReport,
    ArriveOnSite,
    AskSecondUnit,
    BeginDuty,
    CheckIn,
    DeclineAssignment,
    EndDuty,
    FreeUnit,
    LeaveSite,
    ReportFindings,
    ReserveUnit,
    RestoreUnit,
    WithdrawUnit,
)
from console.contract.projection import alert_view, case_view
from console.contract.request import Request
from console.contract.service import ResumeService, StopService
from console.contract.shifts import AcceptHandover, HandOver, SignOff, WriteLog
from console.contract.snapshots import circumstances_from
from console.contract.views import BrokerAccess, Snapshot, WhoAmI
from console.domain.alerts import State
from console.domain.case_facts import Outcome, Proof
from console.domain.causes import Action, Cause, Seen
from console.domain.conditions import AlertIs, AnyOf, SensorIs, Suppression
from console.domain.ids import AlertId, CaseId, DeviceId, UnitId
from console.domain.matters import Channel, Heard
from console.domain.people import PatrolPolicy
from console.domain.policy import Policy
from console.domain.readings import Reading
from console.domain.shifts import Person
from console.domain.sites import Site
from console.domain.values import Priority, Role
from console.errors import ConsoleError
from console.hub.board import Board
from console.hub.bus import Bus
from console.hub.desk import Desk
from console.hub.engine import Engine
from console.hub.journal import Journal
from console.hub.people import Seat
from console.mirror import Mirror
from console.store.store import Store
from tests.sites import HIGH, OFFLINE, named, probe, sensor_of, small_site, with_units

T = 1_790_000_000_000
SITE = with_units(
    small_site(probe("p1", ("pm10", "pm25")), probe("p2"), on_delay_s=5, off_delay_s=5),
    verify_s=20.0,
)
# High dust at p2, or a link that is gone, keeps the dust alerts of p1 from the operator.
HAZE = Suppression(
    id="haze",
    name=named("霾", "haze"),
    when=AnyOf(
        of=(
            SensorIs(sensor=sensor_of("p2"), above=200, for_s=3),
            AlertIs(rule=OFFLINE, target=DeviceId("p2"), states=(State.UNACKNOWLEDGED,)),
        )
    ),
    rules=(HIGH,),
    devices=(DeviceId("p1"),),
)
SITE = replace(
    SITE,
    suppressions={HAZE.id: HAZE},
    policy=Policy(handover_s=30),
    patrols=PatrolPolicy(check_in_s=45, on_site_s=30),
)
SENSORS = ["p1/pm10", "p1/pm25", "p2/pm10"]
ACCESS = BrokerAccess(host="x", port=1, tls=False, username=None, password=None, root="wanshou")
WHO = WhoAmI(person="Li", seat="li", role="admin")

Step = tuple[str, object, object]
cases = st.integers(1, 2).map(lambda number: CaseId(f"C-{number}"))
units = st.sampled_from([UnitId("u1"), UnitId("u2")])
causes = st.sampled_from([Cause.CONSTRUCTION_DUST, Cause.NO_FAULT_FOUND])
alerts = st.integers(1, 4).map(lambda number: AlertId(f"A-{number}"))
few = st.integers(1, 3)
BY_RADIO = Heard(channel=Channel.RADIO)
heard = st.just(BY_RADIO)
places = st.sampled_from(["p1", "p1/pm10", "gate", "gw"])
withholding: st.SearchStrategy[Request] = st.one_of(
    st.builds(
        ShelveAlert,
        alert=alerts,
        for_s=st.sampled_from([2.0, 30.0, 1_000.0]),
        one_shot=st.booleans(),
        reason=st.just("comes and goes"),
    ),
    st.builds(UnshelveAlert, alert=alerts),
    st.builds(UnacknowledgeAlert, alert=alerts, occurrence=few),
    st.builds(StopService, target=places, note=st.just("lens cleaned")),
    st.builds(ResumeService, target=places),
)
course: st.SearchStrategy[Request] = st.one_of(
    st.builds(OpenCase, title=st.just("heard"), collect=st.just(True), links=st.just(())),
    st.builds(OpenCase, title=st.just("the same"), links=st.tuples(cases)),
    st.builds(DirectCase, text=st.just("see to it"), to=st.just(("Li",)), about=places),
    *(st.builds(kind, case=cases) for kind in (FileCase, ResumeCase, ReadDirective)),
    *(
        st.builds(kind, case=cases, reason=st.just("not enough"))
        for kind in (RejectCase, ReturnCase, CancelCase, ReopenCase)
    ),
    st.builds(
        SuspendCase, case=cases, for_s=st.sampled_from([60.0, 600.0]), reason=st.just("rain")
    ),
    st.builds(
        EditCase,
        case=cases,
        owner=st.sampled_from([None, "", "Li", "Wang"]),
        priority=st.none() | st.sampled_from(Priority),
        contacts=st.sampled_from([None, ()]),
        reference=st.sampled_from([None, "7"]),
    ),
    st.builds(NoteCase, case=cases, note=st.just("wet")),
    st.builds(GatherAlerts, case=cases, alerts=st.tuples(alerts)),
    st.builds(LinkCases, case=cases, other=cases),
    st.builds(MarkDuplicate, case=cases, other=cases),
    st.builds(StandDown, case=cases, unit=units, reason=st.just("needed elsewhere")),
)
requests: st.SearchStrategy[Request] = st.one_of(
    course,
    st.builds(OpenCase, alerts=st.lists(alerts, max_size=2).map(tuple), title=st.just("dust")),
    st.builds(DispatchUnit, case=cases, unit=units),
    st.builds(DispatchUnit, case=cases, unit=units, anyway=st.just(True)),
    st.builds(AcceptAssignment, unit=units, heard=heard),
    st.builds(ArriveOnSite, unit=units, heard=heard),
    st.builds(DeclineAssignment, unit=units, heard=heard, reason=st.just("flat tyre")),
    st.builds(CheckIn, unit=units, heard=heard),
    st.builds(AskSecondUnit, unit=units, heard=heard, note=st.just("heavy")),
    st.builds(
        AmendReport,
        unit=units,
        case=cases,
        finding=few,
        seen=st.none() | st.builds(Seen, cause=causes),
        heard=heard,
        reason=st.just("looked again"),
    ),
    st.builds(ReserveUnit, unit=units, for_s=st.sampled_from([5.0, 90.0]), reason=st.just("visit")),
    st.builds(FreeUnit, unit=units),
    st.builds(WithdrawUnit, unit=units, reason=st.just("flat tyre")),
    st.builds(RestoreUnit, unit=units),
    st.builds(BeginDuty, unit=units),
    st.builds(EndDuty, unit=units),
    st.builds(
        ReportFindings,
        unit=units,
        heard=heard,
        findings=st.lists(st.builds(Seen, cause=causes), min_size=1, max_size=2).map(tuple),
    ),
    st.builds(LeaveSite, unit=units, case=st.none() | cases, heard=heard),
    st.builds(
        OrderRemedy,
        case=cases,
        finding=few,
        action=st.just(Action.DUST_SPRAY),
        party=st.just("site"),
    ),
    st.builds(FinishRemedy, case=cases, remedy=few),
    st.builds(VerifyCase, case=cases, proof=st.sampled_from(Proof), note=st.just("clean")),
    st.builds(CloseCase, case=cases, unverified=st.booleans(), reason=st.just("moved on")),
    st.builds(HandOver, note=st.none() | st.just("pump 2")),
    st.builds(AcceptHandover, handover=st.integers(1, 2).map(lambda number: f"H-{number}")),
    st.builds(SignOff),
    st.builds(WriteLog, text=st.just("quiet"), about=st.none() | alerts),
)
steps = st.one_of(
    st.tuples(st.just("do"), requests, st.sampled_from(["Li", "Wang"])),
    st.tuples(st.just("do"), withholding, st.sampled_from(["Li", "Wang"])),
    st.tuples(st.just("do"), requests, st.just("Li")),
    st.tuples(
        st.just("measure"),
        st.sampled_from(SENSORS),
        st.sampled_from([20.0, 95.0, 150.0, 230.0, 400.0, 1_500.0]),  # the last beyond the range
    ),
    st.tuples(st.just("status"), st.sampled_from(["gw", "p1", "p2"]), st.booleans()),
    st.tuples(st.just("sign"), st.sampled_from(["li", "wang"]), st.sampled_from(["Li", "Wang"])),
    st.tuples(st.just("wait"), st.integers(1, 60), st.none()),
    st.tuples(st.just("ack"), st.integers(1, 6), st.sampled_from(["Li", "Wang"])),
    st.tuples(st.just("note"), st.integers(1, 6), st.sampled_from(["Li", "Wang"])),
)


def by(request: Request) -> Step:
    """Return the step of a request made by Li."""
    return "do", request, "Li"


C1, U1 = CaseId("C-1"), UnitId("u1")
DUST = (Seen(cause=Cause.CONSTRUCTION_DUST),)
SPRAY = OrderRemedy(case=C1, finding=1, action=Action.DUST_SPRAY, party="site")
# The whole loop once, so that chance need not find its way to the end.
LOOP: list[Step] = [
    *[("measure", "p1/pm10", 300.0)] * 8,
    by(OpenCase(alerts=(AlertId("A-1"),))),
    by(DispatchUnit(case=C1, unit=U1)),
    by(ArriveOnSite(unit=U1, heard=BY_RADIO)),
    by(ReportFindings(unit=U1, findings=DUST, heard=BY_RADIO)),
    by(SPRAY),
    by(FinishRemedy(case=C1, remedy=1)),
    *[("measure", "p1/pm10", 20.0), ("wait", 5, None)] * 5,
    by(CloseCase(case=C1)),
]
A1 = AlertId("A-1")
# A case's course once through, to a close by two, and back.
COURSE: list[Step] = [
    *[("measure", "p1/pm10", 300.0)] * 8,
    *[("measure", "p2/pm10", 300.0)] * 8,
    by(OpenCase(alerts=(A1,), collect=True)),
    by(FileCase(case=C1)),
    by(SuspendCase(case=C1, for_s=60, reason="rain")),
    *[("wait", 60, None)] * 2,
    by(OpenCase(title="the same", links=(C1,))),
    *LOOP[9:14],
    by(ReturnCase(case=C1, reason="not enough")),
    by(OrderRemedy(case=C1, finding=1, action=Action.COVER_BARE_SOIL, party="site")),
    by(FinishRemedy(case=C1, remedy=2)),
    by(GatherAlerts(case=C1, alerts=(AlertId("A-2"),))),
    by(CloseCase(case=C1, unverified=True, reason="gone")),
    ("do", CloseCase(case=C1, unverified=True, reason="gone"), "Wang"),
    by(ReopenCase(case=C1, reason="it is back")),
    by(MarkDuplicate(case=CaseId("C-2"), other=C1)),
    by(DirectCase(text="see to it", to=("Li",), about="p1/pm10")),
    by(ReadDirective(case=CaseId("C-3"))),
]
# An alert that was over is withheld by everything there is, and stands in between.
WITHHELD: list[Step] = [
    *[("measure", "p1/pm10", 150.0)] * 8,
    ("ack", 1, "Li"),
    *[("measure", "p1/pm10", 20.0)] * 8,
    by(StopService(target="gate", note="lens cleaned")),
    by(StopService(target="p1/pm10", note="lens cleaned")),
    by(ResumeService(target="gate")),
    *[("measure", "p1/pm10", 300.0)] * 8,
    by(ResumeService(target="p1/pm10")),
    by(UnacknowledgeAlert(alert=A1, occurrence=2)),
    *[("measure", "p1/pm10", 20.0)] * 8,
    ("ack", 1, "Li"),
    by(ShelveAlert(alert=A1, for_s=1_000, one_shot=True, reason="comes and goes")),
    *[("measure", "p1/pm10", 300.0)] * 8,
    *[("measure", "p1/pm10", 20.0)] * 8,
    *[("measure", "p2/pm10", 230.0)] * 5,
    *[("measure", "p1/pm10", 300.0)] * 8,
    by(ShelveAlert(alert=A1, for_s=30, reason="comes and goes")),
    ("wait", 60, None),
    *[("measure", "p1/pm10", 20.0)] * 8,
    ("status", "p2", True),
    ("status", "p2", False),
    ("ack", 3, "Li"),
]
detours = st.lists(st.lists(steps, max_size=1), min_size=len(LOOP), max_size=len(LOOP))


class OneHub:
    """Engine, journal, desk and a real store, without broker or socket."""

    def __init__(self, folder: Path, site: Site = SITE, *, now: int = T) -> None:
        self.site = site
        self.clock = SteppedClock(now)
        self.store = Store(folder, sensors=site.sensors())
        loaded = self.store.load()
        self.engine = Engine(
            site,
            loaded.alerts,
            next_alert=loaded.next_alert,
            cases=loaded.cases,
            kept=loaded.kept,
        )
        self.engine.presence.load(loaded.devices)
        self.board = Board(site.sensors())
        self.board.as_of = loaded.last_fact
        self.board.show_alerts(loaded.alerts)
        self.board.show_cases(loaded.cases)
        self.board.take_up(loaded.kept)
        self.board.show_devices(self.engine.presence.views())
        self.bus = Bus(self.store.facts, lambda: Beat(as_of=0, now=0))
        self.journal = Journal(self.engine, self.store, self.board, self.bus)
        self.desk = Desk(site, self.clock, self.engine, self.store, journal=self.journal)
        self.engine.begin(loaded.newest, self.clock.now())

    def snapshot(self) -> Snapshot:
        """Return what a console would be told now."""
        return Snapshot(
            as_of=self.board.as_of,
            now=utc(self.clock.now()),
            site=self.site,
            alerts=self.board.abnormal(),
            devices=tuple(self.board.devices.values()),
            latest=(),
            broker=ACCESS,
            who=WHO,
            cases=self.board.open_cases(),
            doubts=tuple(self.board.around.doubts.values()),
            out_of_service=tuple(self.board.around.out_of_service.values()),
            suppressions=tuple(self.board.around.suppressions),
            duties=tuple(self.board.around.duties.values()),
            handovers=tuple(self.board.around.handovers.values()),
            units=tuple(self.board.around.units.values()),
            controls=tuple(self.board.around.controls.values()),
        )

    async def take(self, kind: str, what: object, value: object) -> None:
        """Carry out one step and commit it."""
        self.clock.step(self.clock.now() + 1_000)
        now = self.clock.now()
        rows: list[Reading] = []
        match kind, what, value:
            case "measure", str(sensor), float(number):
                reading = Reading(sensor_of(*sensor.split("/")), now, number)
                (one,) = self.engine.doubts.weigh([reading])
                newest = self.engine.newest(reading.sensor)
                reading = self.engine.doubts.settle(one, newest, now)
                self.engine.measure(reading)
                rows = [reading]
            case "status", str(device), bool(online):
                self.engine.device_said(DeviceId(device), online, now)
            case "wait", int(seconds), _:
                self.clock.step(now + seconds * 1_000)
                self.engine.pass_time(self.clock.now())
            case "sign", str(seat), str(person):
                who = Person(name=person, role=Role.SUPERVISOR, salt="", digest="")
                self.engine.shifts.sign_on(who, seat, now)
            case "do", Request() as request, str(person):
                await self._do(request, person)
            case _, int(number), str(person):
                await self._act(kind, AlertId(f"A-{number}"), person)
        async with self.journal.turn:
            await self.journal.commit(rows)

    async def _act(self, kind: str, alert: AlertId, person: str) -> None:
        view = self.board.alerts.get(alert)
        occurrence = view.occurrence if view else 1
        request = (
            AcknowledgeAlert(alert=alert, occurrence=occurrence)
            if kind == "ack"
            else NoteAlert(alert=alert, occurrence=occurrence, note="seen")
        )
        await self._do(request, person)

    async def _do(self, request: Request, person: str) -> None:
        seat = Seat(Who(person, person.lower()), Role.SUPERVISOR)
        with contextlib.suppress(ConsoleError):  # refusals leave no trace, which is the point
            await self.desk.do(request, seat)


def picture(mirror: Mirror) -> tuple[object, ...]:
    """Return all that facts tell."""
    known = {d.id: d for d in mirror.devices.values() if d.online is not None}
    around = mirror.around
    return (
        mirror.alerts,
        known,
        mirror.cases,
        around.doubts,
        around.out_of_service,
        set(around.suppressions),
        around.duties,
        around.handovers,
        around.units,
        around.controls,
    )


@settings(max_examples=80, deadline=None)
@given(st.lists(steps, max_size=60), st.integers(0, 60))
def test_snapshot_and_facts_make_the_next_snapshot(todo: list[Step], cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_holds(Path(folder), todo, cut))


@settings(max_examples=40, deadline=None)
@given(detours, st.integers(0, 2 * len(LOOP)))
def test_it_holds_around_the_loop_with_detours(aside: list[list[Step]], cut: int) -> None:
    todo = [step for main, more in zip(LOOP, aside, strict=True) for step in (main, *more)]
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_holds(Path(folder), todo, cut))


@pytest.mark.parametrize("cut", range(0, len(WITHHELD), 4))
def test_it_holds_for_what_withholds_alerts(tmp_path: Path, cut: int) -> None:
    asyncio.run(_holds(tmp_path, WITHHELD, cut))
    store = Store(tmp_path, sensors=SITE.sensors())
    told = {type(fact.what).__name__ for fact in store.facts(0, 10_000)}
    store.close()
    assert told >= {
        "AlertTakenOut",
        "AlertPutBack",
        "AlertShelved",
        "AlertUnshelved",
        "AlertSuppressed",
        "AlertUnsuppressed",
        "SuppressionBegan",
        "SuppressionEnded",
        "ServiceStopped",
        "ServiceResumed",
    }


@pytest.mark.parametrize("cut", [0, 18, 23, 29, 35])
def test_it_holds_for_a_cases_course(tmp_path: Path, cut: int) -> None:
    asyncio.run(_holds(tmp_path, COURSE, cut))
    store = Store(tmp_path, sensors=SITE.sensors())
    told = {type(fact.what).__name__ for fact in store.facts(0, 10_000)}
    store.close()
    assert told >= {
        "CaseFiled",
        "CaseSuspended",
        "CaseResumed",
        "CaseReturned",
        "CaseGathered",
        "CaseLinked",
        "CloseProposed",
        "CaseClosed",
        "CaseReopened",
    }


def test_the_loop_alone_ends_closed_as_verified(tmp_path: Path) -> None:
    asyncio.run(_holds(tmp_path, LOOP, 0))
    store = Store(tmp_path, sensors=SITE.sensors())
    assert [case.outcome for case in store.cases()] == [Outcome.VERIFIED]
    store.close()


async def _holds(folder: Path, todo: list[Step], cut: int) -> None:
    hub = OneHub(folder)
    mirror, expected = Mirror(), Mirror()
    mirror.reset(hub.snapshot())
    for number, step in enumerate(todo):
        if number == cut:
            mirror.reset(hub.snapshot())
        await hub.take(*step)
        for fact in hub.store.facts(mirror.as_of, 10_000):
            mirror.apply(fact)
        expected.reset(hub.snapshot())
        assert mirror.as_of == expected.as_of
        assert picture(mirror) == picture(expected)
    tables = {
        a.id: alert_view(a)
        for a in hub.store.alerts()
        if a.occurrence and a.state is not State.NORMAL
    }
    told = circumstances_from(hub.store.load().kept)
    assert told.doubts == mirror.around.doubts
    assert told.out_of_service == mirror.around.out_of_service
    assert set(told.suppressions) == set(mirror.around.suppressions)
    assert told.duties == mirror.around.duties
    assert told.handovers == mirror.around.handovers
    assert mirror.alerts == tables
    assert mirror.cases == {
        case.id: case_view(case) for case in hub.store.cases() if case.outcome is None
    }
    of_cases = {case.id: hub.store.facts_of_case(case.id, 10_000) for case in hub.store.cases()}
    facts = hub.store.facts(0, 10_000)
    assert of_cases == {
        wanted: [fact for fact in facts if getattr(fact.what, "case", None) == wanted]
        for wanted in of_cases
    }
    loaded = hub.store.load()
    assert {d.id: d for d in loaded.devices} == picture(mirror)[1]
    assert loaded.last_fact == mirror.as_of
    hub.store.close()
    again = OneHub(folder)  # a restart shows the same picture
    restarted = Mirror()
    restarted.reset(again.snapshot())
    assert picture(restarted) == picture(expected)
    again.store.close()
