"""Cases and patrols over the contract: through httpx on a real socket against a real hub."""

from __future__ import annotations

import itertools
import json
import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from console.contract.case_course import CancelCase
from console.contract.case_views import CaseDetail, CaseView, UnitView
from console.contract.cases import (
    CloseCase,
    DispatchUnit,
    FinishRemedy,
    OpenCase,
    OrderRemedy,
    VerifyCase,
)
from console.contract.codec import encode
from console.contract.patrols import (
    AcceptAssignment,
    ArriveOnSite,
    LeaveSite,
    ReportFindings,
    SetOut,
)
from console.contract.request import Request
from console.contract.sensors import RecordReading
from console.contract.telemetry import Topics
from console.contract.views import AlertView, Page, Snapshot
from console.domain.case_facts import Outcome, Proof, VerificationBroken
from console.domain.cases import Leg, Step
from console.domain.causes import Action, Cause, Seen
from console.domain.ids import AlertId, CaseId, UnitId, ZoneId
from console.domain.matters import Channel, Evidence, Heard
from console.errors import Conflict, NotFound, Refused
from console.settings import RoleSettings
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import GATE, probe, sensor_of, small_site, with_units

pytestmark = pytest.mark.real

ME = pwd.getpwuid(os.getuid()).pw_name
BY_RADIO = Heard(channel=Channel.RADIO)
WINDOW_S = 0.5
SITE = with_units(small_site(*(probe(f"p{i}") for i in range(9))), ME, verify_s=WINDOW_S)
TOPICS = Topics(SITE.root, SITE.id)
U1, U2, U3 = UnitId("u1"), UnitId("u2"), UnitId("u3")
DUST = Seen(cause=Cause.CONSTRUCTION_DUST)
CARS = Seen(cause=Cause.IDLING_VEHICLE, count=2, note="engines running")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """One hub for all: each test has a probe and a case of its own."""
    with running_hub(tmp_path_factory.mktemp("hub"), SITE) as running:
        yield running


@pytest.fixture(autouse=True)
def everyone_home(hub: HubProcess) -> Iterator[None]:
    """Leave no unit out for the next test."""
    yield
    for view in hub.client.ask("patrols", Page[UnitView]).items:
        if view.case is not None:
            hub.client.do(LeaveSite(unit=view.unit.id, heard=BY_RADIO))


def measure(hub: HubProcess, device: str, value: float) -> None:
    """Have a probe measure something."""
    publish(hub.access("device"), TOPICS.telemetry(device, "pm10"), str(value))


def raise_alert(hub: HubProcess, device: str) -> AlertView:
    """Have a probe exceed its limit; return its alert."""
    measure(hub, device, 300)

    def found() -> list[AlertView]:
        page = hub.client.ask("alerts", Page[AlertView], device=device)
        return [a for a in page.items if a.target == sensor_of(device) and a.standing]

    wait_until(found)
    return found()[0]


def opened(hub: HubProcess, **what: Any) -> CaseId:
    """Open a case; return its id."""
    return CaseId(hub.client.do(OpenCase(**what)).id or "")


def detail(hub: HubProcess, case: CaseId) -> CaseDetail:
    """Ask for one case."""
    return hub.client.ask(f"cases/{case}", CaseDetail)


def step(hub: HubProcess, case: CaseId) -> Step:
    """Ask how far a case has come."""
    return detail(hub, case).case.step


def reported(hub: HubProcess, case: CaseId, *findings: Seen) -> None:
    """Send u1, have it arrive and report."""
    for request in (
        DispatchUnit(case=case, unit=U1),
        AcceptAssignment(unit=U1),
        SetOut(unit=U1),
        ArriveOnSite(unit=U1),
        ReportFindings(unit=U1, findings=findings),
    ):
        hub.client.do(request)


def remedied(hub: HubProcess, case: CaseId) -> None:
    """Report dust, have it sprayed."""
    reported(hub, case, DUST)
    order = OrderRemedy(case=case, finding=1, action=Action.DUST_SPRAY, party="site office")
    hub.client.do(order)
    hub.client.do(FinishRemedy(case=case, remedy=1))


def verified_by_readings(hub: HubProcess, case: CaseId, device: str) -> None:
    """Let a probe measure clean air until that has proved the case."""

    def proved() -> bool:
        measure(hub, device, 20)
        return step(hub, case) is Step.VERIFIED

    wait_until(proved)


def test_the_loop_from_an_alert_to_a_verified_close(hub: HubProcess) -> None:
    alert = raise_alert(hub, "p0")
    case = opened(hub, alerts=(alert.id,))
    assert detail(hub, case).case.zone == GATE
    reported(hub, case, DUST, CARS)
    assert step(hub, case) is Step.HANDLING
    spray = OrderRemedy(case=case, finding=1, action=Action.DUST_SPRAY, party="site office")
    move = OrderRemedy(case=case, finding=2, action=Action.MOVE_VEHICLES, party="drivers")
    hub.client.do(spray)
    hub.client.do(move)
    hub.client.do(FinishRemedy(case=case, remedy=1))
    assert step(hub, case) is Step.HANDLING
    hub.client.do(FinishRemedy(case=case, remedy=2))
    assert step(hub, case) is Step.FED_BACK
    with pytest.raises(Refused, match="not_verified"):
        hub.client.do(CloseCase(case=case))
    verified_by_readings(hub, case, "p0")
    receipt = hub.client.do(CloseCase(case=case))
    assert receipt.id == case
    told = detail(hub, case)
    assert (told.case.outcome, told.case.proof, told.progress) == ("verified", "sensor", 1)
    assert told.case.closed_by == ME
    assert told.history[-1].n == receipt.fact
    assert [fact.n for fact in told.history] == sorted(fact.n for fact in told.history)
    assert hub.client.ask("patrols/u1", UnitView).case is None
    assert hub.client.do(CloseCase(case=case)).id == case  # one's own act again
    with pytest.raises(Conflict, match="case_closed"):
        hub.client.do(spray)


def test_a_dirty_reading_starts_the_window_over_and_one_by_hand_counts(hub: HubProcess) -> None:
    alert = raise_alert(hub, "p1")
    case = opened(hub, alerts=(alert.id,))
    remedied(hub, case)
    hand = RecordReading(sensor=sensor_of("p1"), value=20, how="hand-held meter")
    hub.client.do(hand)
    assert detail(hub, case).case.points[0].normal_since is not None
    hub.client.do(RecordReading(sensor=sensor_of("p1"), value=180, how="hand-held meter"))
    told = detail(hub, case)
    assert told.case.points[0].normal_since is None
    broken = next(f.what for f in told.history if isinstance(f.what, VerificationBroken))
    assert broken.value == 180
    verified_by_readings(hub, case, "p1")


def test_opening_needs_something_to_be_about(hub: HubProcess) -> None:
    with pytest.raises(Refused, match="case_needs_alert_or_title"):
        opened(hub)
    with pytest.raises(Refused, match="title_empty"):
        opened(hub, title="  ")
    with pytest.raises(Refused, match="text_too_long"):
        opened(hub, title="x" * 201)
    with pytest.raises(NotFound, match="no_such_alert"):
        opened(hub, alerts=(AlertId("A-9999"),))
    with pytest.raises(NotFound) as lost:
        opened(hub, title="dust", zone=ZoneId("gat"))
    assert lost.value.parameters["nearest"] == "gate"


def test_an_alert_is_worked_on_in_one_case(hub: HubProcess) -> None:
    first, other = raise_alert(hub, "p2"), raise_alert(hub, "p3")
    case = opened(hub, alerts=(first.id,))
    before = hub.health().as_of
    assert opened(hub, alerts=(first.id, first.id)) == case  # one's own act again
    assert hub.health().as_of == before
    with pytest.raises(Conflict, match="alert_in_case") as lost:
        opened(hub, alerts=(first.id, other.id))
    assert (lost.value.parameters["case"], lost.value.parameters["by"]) == (case, ME)
    hub.client.do(CancelCase(case=case, reason="opened twice"))
    both = opened(hub, alerts=(first.id, other.id))
    assert [p.target for p in detail(hub, both).case.points] == [first.target, other.target]


def test_a_unit_goes_where_it_is_sent_and_only_there(hub: HubProcess) -> None:
    here, there = opened(hub, title="here"), opened(hub, title="there")
    with pytest.raises(NotFound) as lost:
        hub.client.do(DispatchUnit(case=here, unit=UnitId("u")))
    assert lost.value.parameters["nearest"] in ("u1", "u2", "u3")
    with pytest.raises(Refused, match="unit_off_duty"):
        hub.client.do(DispatchUnit(case=here, unit=U3))
    with pytest.raises(NotFound, match="no_such_case"):
        hub.client.do(DispatchUnit(case=CaseId("C-999"), unit=U1))
    with pytest.raises(Refused, match="unit_free"):
        hub.client.do(AcceptAssignment(unit=U1))
    hub.client.do(DispatchUnit(case=here, unit=U1))
    hub.client.do(DispatchUnit(case=here, unit=U1))  # one's own act again
    with pytest.raises(Conflict, match="unit_busy") as out:
        hub.client.do(DispatchUnit(case=there, unit=U1))
    assert (out.value.parameters["case"], out.value.parameters["by"]) == (here, ME)
    with pytest.raises(Refused, match="unit_not_sent"):
        hub.client.do(AcceptAssignment(unit=U1, case=there))
    view = hub.client.ask("patrols/u1", UnitView)
    assert (view.case, view.leg) == (here, Leg.OFFERED)
    hub.client.do(LeaveSite(unit=U1))
    hub.client.do(LeaveSite(unit=U1))
    hub.client.do(DispatchUnit(case=there, unit=U1))
    assert detail(hub, there).case.assignments[0].number == 1


def test_findings_are_checked(hub: HubProcess) -> None:
    case = opened(hub, title="dust")
    hub.client.do(DispatchUnit(case=case, unit=U1))
    with pytest.raises(Refused, match="not_on_site"):
        hub.client.do(ReportFindings(unit=U1, findings=(DUST,)))
    hub.client.do(ArriveOnSite(unit=U1))
    for findings in ((), (Seen(cause=Cause.IDLING_VEHICLE, count=0),), (DUST,) * 51):
        with pytest.raises(Refused):
            hub.client.do(ReportFindings(unit=U1, findings=findings))
    long = Seen(cause=Cause.OTHER, note="x" * 2_001)
    with pytest.raises(Refused, match="text_too_long"):
        hub.client.do(ReportFindings(unit=U1, findings=(long,)))
    assert detail(hub, case).case.findings == ()


def test_without_a_sensor_a_person_makes_sure(hub: HubProcess) -> None:
    case = opened(hub, title="a bench is broken", zone=GATE)
    remedied(hub, case)
    with pytest.raises(Refused):
        hub.client.do(VerifyCase(case=case, proof=Proof.SENSOR, note="looks fine"))
    with pytest.raises(Refused, match="needs_another_person"):
        hub.client.do(VerifyCase(case=case, proof=Proof.INSPECTION, note="looks fine"))
    read = Evidence(value=0.2, unit="mg/m³")
    with pytest.raises(Refused, match="needs_another_person"):
        hub.client.do(
            VerifyCase(case=case, proof=Proof.READING, note="on the meter", evidence=read)
        )


def test_closing_unverified_takes_a_reason(hub: HubProcess) -> None:
    case = opened(hub, title="nothing there")
    for reason in (None, "  "):
        with pytest.raises(Refused, match="reason_required"):
            hub.client.do(CloseCase(case=case, unverified=True, reason=reason))
    close = CloseCase(case=case, unverified=True, reason="rain is coming")
    hub.client.do(close)
    told = detail(hub, case)
    assert told.case.proposal is not None
    assert told.case.proposal.by == ME
    assert told.history[-1].reason == "rain is coming"
    with pytest.raises(Refused, match="needs_another_person"):
        hub.client.do(close)


def test_the_same_key_opens_one_case(hub: HubProcess) -> None:
    first = hub.client.do(OpenCase(title="once"), key="c-1")
    assert hub.client.do(OpenCase(title="once"), key="c-1") == first
    with pytest.raises(Refused, match="key_reused"):
        hub.client.do(OpenCase(title="twice"), key="c-1")


def test_cases_are_listed_newest_first_and_narrowed(hub: HubProcess) -> None:
    alert = raise_alert(hub, "p4")
    old = opened(hub, title="old")
    new = opened(hub, alerts=(alert.id,))
    hub.client.do(DispatchUnit(case=new, unit=U2))
    hub.client.do(CancelCase(case=old, reason="a test"))

    def listed(**query: Any) -> list[str]:
        return [case.id for case in hub.client.ask("cases", Page[CaseView], **query).items]

    assert listed()[0] == new
    assert old not in listed()
    assert old in listed(step="closed")
    assert old in listed(outcome="cancelled")
    assert listed(alert=alert.id) == [new]
    assert new in listed(unit="u2", zone=GATE, step="dispatched")
    assert old not in listed(step="dispatched")
    with pytest.raises(Refused, match="unknown_filter"):
        listed(colour="red")
    page = hub.client.ask("cases", Page[CaseView], limit=1)
    assert page.next == page.items[0].id
    assert listed(limit=1, after=page.next) != [new]
    snapshot = hub.client.ask("snapshot", Snapshot)
    assert {case.id for case in snapshot.cases} == set(listed(limit=1_000))


def test_units_are_listed_as_the_site_file_has_them(hub: HubProcess) -> None:
    views = hub.client.ask("patrols", Page[UnitView]).items
    assert [view.unit.id for view in views] == [U1, U2, U3]
    assert not views[2].unit.on_duty
    page = hub.client.ask("patrols", Page[UnitView], zone=GATE)
    assert [view.unit.id for view in page.items] == [U1]
    with pytest.raises(NotFound) as lost:
        hub.client.ask("patrols/u11", UnitView)
    assert lost.value.parameters["nearest"] == "u1"
    with pytest.raises(NotFound):
        hub.client.ask("cases/C-999", CaseDetail)


class Someone:
    """Acts from another account of this machine."""

    def __init__(self, hub: HubProcess, account: str) -> None:
        self._hub = hub
        self._account = account

    def do(self, request: Request) -> dict[str, Any]:
        """Ask for something; return the hub's answer as it stands on the wire."""
        command = ["curl", "-s", "--unix-socket", str(self._hub.settings.socket)]
        command += ["-H", "content-type: application/json", "-d", encode(request).decode()]
        path = request.operation.replace(".", "/")
        said = subprocess.run(
            [*command, f"http://hub/v1/{path}"], user=self._account, capture_output=True, check=True
        )
        answer: dict[str, Any] = json.loads(said.stdout)
        return answer

    def code(self, request: Request) -> str | None:
        """Ask for something; return why not, if not."""
        error = self.do(request).get("error")
        return None if error is None else str(error["code"])


needs_root = pytest.mark.skipif(
    os.getuid() != 0, reason="needs root to sit down at another account's seat"
)


@needs_root
def test_roles_are_the_hubs_to_enforce() -> None:
    names = ("viewer", "patrol", "operator", "dispatcher", "supervisor")
    strangers = [account.pw_name for account in pwd.getpwall() if account.pw_uid]
    users = dict(zip(strangers, names, strict=False))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        site = with_units(small_site(probe("p1")), *users, verify_s=WINDOW_S)
        hub = stack.enter_context(running_hub(Path(folder), site, roles=RoleSettings(users=users)))
        hub.settings.socket.chmod(0o666)
        for rank, account in enumerate(users):
            _check_roles(hub, Someone(hub, account), rank)


def _check_roles(hub: HubProcess, someone: Someone, rank: int) -> None:
    case = opened(hub, title="dust")
    low = "role_too_low"
    assert someone.code(OpenCase(title="more dust")) == (low if rank < 2 else None)
    assert someone.code(DispatchUnit(case=case, unit=U1)) == (low if rank < 2 else None)
    if rank < 2:
        hub.client.do(DispatchUnit(case=case, unit=U1))
    hub.client.do(DispatchUnit(case=case, unit=U2))
    own = AcceptAssignment(unit=U1)
    others = AcceptAssignment(unit=U2, heard=BY_RADIO)
    assert someone.code(own) == (low if rank < 1 else None)
    assert someone.code(others) == (low if rank < 1 else "on_behalf" if rank < 3 else None)
    hub.client.do(ArriveOnSite(unit=U1, heard=BY_RADIO))
    hub.client.do(ReportFindings(unit=U1, findings=(DUST,), heard=BY_RADIO))
    order = OrderRemedy(case=case, finding=1, action=Action.DUST_SPRAY, party="site")
    assert someone.code(order) == (low if rank < 2 else None)
    if rank < 2:
        hub.client.do(order)
    assert someone.code(FinishRemedy(case=case, remedy=1)) == (low if rank < 1 else None)
    if rank < 1:
        hub.client.do(FinishRemedy(case=case, remedy=1))
    read = Evidence(value=20.0, unit="µg/m³")
    inspect = VerifyCase(case=case, proof=Proof.READING, note="clean", evidence=read)
    # Who had a hand in the work proves nothing by hand.
    assert someone.code(inspect) == (low if rank < 2 else "needs_another_person")
    aside = opened(hub, title="another")
    close = CloseCase(case=aside, unverified=True, reason="not ours")
    hub.client.do(close)
    assert someone.code(close) == (low if rank < 2 else "close_proposed" if rank < 4 else None)
    for unit in (U1, U2):
        hub.client.do(LeaveSite(unit=unit, heard=BY_RADIO))
    if rank >= 2:
        assert someone.code(CloseCase(case=case)) == "not_verified"


@needs_root
def test_an_inspector_is_another_person_and_the_second_is_told_of_the_first() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        roles = RoleSettings(users={"nobody": "operator"})
        hub = stack.enter_context(running_hub(Path(folder), SITE, roles=roles))
        hub.settings.socket.chmod(0o666)
        someone = Someone(hub, "nobody")
        case = opened(hub, title="a bench is broken")
        remedied(hub, case)
        assert someone.code(VerifyCase(case=case, proof=Proof.INSPECTION, note="whole")) is None
        with pytest.raises(Conflict) as lost:
            hub.client.do(VerifyCase(case=case, proof=Proof.READING, note="whole"))
        assert lost.value.parameters["by"] == "nobody"
        alert = raise_alert(hub, "p0")
        mine = opened(hub, alerts=(alert.id,))
        error = someone.do(OpenCase(alerts=(alert.id,)))["error"]
        assert (error["kind"], error["code"]) == ("Conflict", "alert_in_case")
        assert (error["parameters"]["case"], error["parameters"]["by"]) == (mine, ME)


@pytest.mark.again
def test_restarted_at_every_step_the_case_goes_on(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE) as hub:
        alert = raise_alert(hub, "p0")
        case = opened(hub, alerts=(alert.id,))
        order = OrderRemedy(case=case, finding=1, action=Action.DUST_SPRAY, party="site office")
        acts: list[Request] = [
            DispatchUnit(case=case, unit=U1),
            AcceptAssignment(unit=U1),
            SetOut(unit=U1),
            ArriveOnSite(unit=U1),
            ReportFindings(unit=U1, findings=(DUST,)),
            order,
            FinishRemedy(case=case, remedy=1),
        ]
        for act in acts:
            hub.client.do(act)
            _killed_it_is_the_same(hub, case)
        verified_by_readings(hub, case, "p0")
        _killed_it_is_the_same(hub, case)
        hub.client.do(CloseCase(case=case))
        _killed_it_is_the_same(hub, case)
        assert detail(hub, case).case.outcome is Outcome.VERIFIED
        assert opened(hub, title="the next") == "C-2"


def _killed_it_is_the_same(hub: HubProcess, case: CaseId) -> None:
    before = detail(hub, case)
    hub.stop(9)
    hub.start()
    after = detail(hub, case)
    assert after.case == before.case
    assert after.history == before.history


def test_numbers_go_on(hub: HubProcess) -> None:
    ids = [opened(hub, title=f"case {n}") for n in range(3)]
    numbers = [int(case.partition("-")[2]) for case in ids]
    assert all(b - a == 1 for a, b in itertools.pairwise(numbers))
