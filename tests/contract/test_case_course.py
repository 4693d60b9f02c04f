"""A case's course over the contract: filed, returned, at rest, gathered, directed; who comes second
is told of the first."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

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
from console.contract.case_views import CaseView
from console.contract.cases import CloseCase, DispatchUnit, FinishRemedy, OrderRemedy
from console.contract.patrols import LeaveSite
from console.contract.request import Request
from console.contract.shifts import EnrolPerson, SignOff, SignOn
from console.contract.views import Page
from console.domain.case_facts import CaseReopened, CaseResumed, Outcome
from console.domain.cases import Leg, Step
from console.domain.causes import Action
from console.domain.ids import CaseId, UnitId, ZoneId
from console.domain.matters import Category, Source
from console.domain.values import Priority
from console.errors import Conflict, ConsoleError, NotFound, Refused
from console.settings import RoleSettings
from tests.contract.test_cases import (
    BY_RADIO,
    ME,
    SITE,
    U1,
    Someone,
    _killed_it_is_the_same,
    detail,
    needs_root,
    opened,
    raise_alert,
    remedied,
    step,
    verified_by_readings,
)
from tests.hubs import HubProcess, running_hub
from tests.sites import GATE

pytestmark = pytest.mark.real

PIN = "24680"
ROLL = {"Li": "supervisor", "Wang": "operator", "Zhao": "patrol", "Mei": "viewer"}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """One hub for all, with four persons on its roll."""
    with running_hub(tmp_path_factory.mktemp("hub"), SITE) as running:
        for person, role in ROLL.items():
            running.client.do(EnrolPerson(person=person, as_role=role, pin=PIN))
        yield running


@contextmanager
def seated(hub: HubProcess, person: str) -> Iterator[None]:
    """Let a person do what is done in the block."""
    hub.client.do(SignOn(person=person, pin=PIN))
    try:
        yield
    finally:
        hub.client.do(SignOff())


def refused(hub: HubProcess, request: Request) -> ConsoleError:
    """Return what a request is refused with."""
    with pytest.raises(ConsoleError) as refusal:
        hub.client.do(request)
    return refusal.value


def view(hub: HubProcess, case: CaseId) -> CaseView:
    """Ask for one case."""
    return detail(hub, case).case


def listed(hub: HubProcess, **query: Any) -> list[str]:
    """Ask for the ids of the cases that fit."""
    return [case.id for case in hub.client.ask("cases", Page[CaseView], **query).items]


def test_what_is_collected_waits_until_it_is_filed(hub: HubProcess) -> None:
    what = {"title": "noise at night", "source": Source.CALL, "reference": "12345-2026-000123"}
    case = opened(hub, collect=True, **what)
    seen = view(hub, case)
    assert (seen.step, seen.owner, seen.filed_at) == (Step.COLLECTED, None, None)
    assert (seen.source, seen.reference) == (Source.CALL, "12345-2026-000123")
    assert refused(hub, DispatchUnit(case=case, unit=U1)).code == "not_filed"
    assert refused(hub, CancelCase(case=case, reason="error")).code == "not_filed"
    with seated(hub, "Wang"):
        hub.client.do(FileCase(case=case))
        hub.client.do(FileCase(case=case))  # one's own act again
    seen = view(hub, case)
    assert (seen.step, seen.owner, seen.filed_by) == (Step.FILED, "Wang", "Wang")
    late = refused(hub, FileCase(case=case))
    assert isinstance(late, Conflict)
    assert (late.code, late.parameters["by"]) == ("already_filed", "Wang")
    assert refused(hub, RejectCase(case=case, reason="no case")).code == "already_filed"


def test_what_is_no_case_is_rejected_with_a_reason_and_may_wait_again(hub: HubProcess) -> None:
    case = opened(hub, collect=True, title="heard something")
    assert refused(hub, RejectCase(case=case)).code == "reason_required"
    hub.client.do(RejectCase(case=case, reason="the festival"))
    assert view(hub, case).outcome is Outcome.REJECTED
    hub.client.do(ReopenCase(case=case, reason="it goes on"))
    assert step(hub, case) is Step.COLLECTED


@pytest.mark.parametrize(
    "reference",
    ["13812345678", "call 138 1234 5678", "+86 138-1234-5678", "010-62345678", "+44 20 7946 0958"],
)
def test_a_telephone_number_is_no_reference(hub: HubProcess, reference: str) -> None:
    with pytest.raises(Refused, match="reference_is_personal"):
        opened(hub, title="a call", reference=reference)
    case = opened(hub, title="a call")
    assert refused(hub, EditCase(case=case, reference=reference)).code == "reference_is_personal"


def test_a_case_of_an_alert_knows_what_it_is_about(hub: HubProcess) -> None:
    alert = raise_alert(hub, "p0")
    case = opened(hub, alerts=(alert.id,))
    seen = view(hub, case)
    assert (seen.category, seen.priority, seen.zone) == (Category.AIR, alert.priority, GATE)
    assert (seen.source, seen.owner) == (Source.ALERT, ME)
    fitting = {"category": "air", "priority": alert.priority, "owner": ME, "source": "alert"}
    assert case in listed(hub, **fitting)
    assert case not in listed(hub, category="water")
    assert case not in listed(hub, suspended="true")


def test_work_that_was_not_enough_is_returned_and_needs_new_work(hub: HubProcess) -> None:
    alert = raise_alert(hub, "p1")
    case = opened(hub, alerts=(alert.id,))
    assert refused(hub, ReturnCase(case=case, reason="x")).code == "nothing_to_return"
    remedied(hub, case)
    assert step(hub, case) is Step.FED_BACK
    assert refused(hub, ReturnCase(case=case)).code == "reason_required"
    hub.client.do(ReturnCase(case=case, reason="the heap is still bare"))
    seen = view(hub, case)
    assert (seen.step, seen.returns) == (Step.HANDLING, 1)
    hub.client.do(LeaveSite(unit=U1, heard=BY_RADIO))
    assert step(hub, case) is Step.HANDLING
    order = OrderRemedy(case=case, finding=1, action=Action.COVER_BARE_SOIL, party="site office")
    hub.client.do(order)
    hub.client.do(FinishRemedy(case=case, remedy=2))
    assert step(hub, case) is Step.FED_BACK
    verified_by_readings(hub, case, "p1")


def test_nothing_happens_to_a_case_at_rest(hub: HubProcess) -> None:
    case = opened(hub, title="a wall to be mended in spring")
    assert refused(hub, SuspendCase(case=case, for_s=3600)).code == "reason_required"
    for for_s in (0, 1e9, -5):
        bad = SuspendCase(case=case, for_s=for_s, reason="frost")
        assert refused(hub, bad).code == "rest_out_of_bounds"
    hub.client.do(DispatchUnit(case=case, unit=U1))
    suspend = SuspendCase(case=case, for_s=3600, reason="frost")
    assert refused(hub, suspend).code == "units_out"
    assert refused(hub, StandDown(case=case, unit=U1)).code == "reason_required"
    hub.client.do(StandDown(case=case, unit=U1, reason="not today"))
    assert view(hub, case).assignments[0].leg is Leg.STOOD_DOWN
    hub.client.do(suspend)
    rest = view(hub, case).suspension
    assert rest is not None
    assert (rest.by, (rest.until - rest.since).total_seconds()) == (ME, 3600)
    assert case in listed(hub, suspended="true")
    at_rest = refused(hub, DispatchUnit(case=case, unit=U1))
    assert (at_rest.code, at_rest.parameters["by"]) == ("case_rests", ME)
    hub.client.do(NoteCase(case=case, note="still frozen"))
    hub.client.do(EditCase(case=case, priority=Priority.LOW))
    with seated(hub, "Wang"):
        second = refused(hub, suspend)
        assert (second.code, second.parameters["by"]) == ("already_suspended", ME)
        hub.client.do(ResumeCase(case=case))
    told = detail(hub, case)
    assert (told.case.suspension, told.case.notes) == (None, 1)
    resumed = next(f for f in told.history if isinstance(f.what, CaseResumed))
    assert resumed.who is not None
    assert resumed.who.person == "Wang"


def test_an_error_is_cancelled_but_not_once_something_was_found(hub: HubProcess) -> None:
    error, case = opened(hub, title="an error"), opened(hub, title="no error")
    hub.client.do(CancelCase(case=error, reason="the wrong zone"))
    assert view(hub, error).outcome is Outcome.CANCELLED
    remedied(hub, case)
    assert refused(hub, CancelCase(case=case, reason="tired")).code == "work_was_done"
    hub.client.do(LeaveSite(unit=U1, heard=BY_RADIO))


def test_alerts_are_gathered_and_a_duplicate_hands_its_own_over(hub: HubProcess) -> None:
    first, second, third = (raise_alert(hub, device) for device in ("p2", "p3", "p4"))
    case, other = opened(hub, alerts=(first.id,)), opened(hub, alerts=(second.id,))
    remedied(hub, case)
    assert refused(hub, GatherAlerts(case=case, alerts=())).code == "no_alerts_named"
    taken = refused(hub, GatherAlerts(case=case, alerts=(second.id,)))
    assert (taken.code, taken.parameters["case"]) == ("alert_in_case", other)
    before = view(hub, case).settled_at
    hub.client.do(GatherAlerts(case=case, alerts=(third.id,)))
    seen = view(hub, case)
    assert [p.target for p in seen.points] == [first.target, third.target]
    assert before is not None
    assert seen.settled_at is not None
    assert seen.settled_at > before  # verification starts over
    assert refused(hub, MarkDuplicate(case=other, other=other)).code == "linked_to_itself"
    heard = opened(hub, title="heard", collect=True)
    assert refused(hub, MarkDuplicate(case=other, other=heard)).code == "not_filed"
    hub.client.do(MarkDuplicate(case=other, other=case))
    gone, kept = view(hub, other), view(hub, case)
    assert (gone.outcome, gone.duplicate_of) == (Outcome.DUPLICATE, case)
    assert kept.alerts == (first.id, third.id, second.id)
    assert other in kept.links
    back = refused(hub, ReopenCase(case=other, reason="not the same"))
    assert (back.code, back.parameters["case"]) == ("alert_in_case", case)
    hub.client.do(LeaveSite(unit=U1, heard=BY_RADIO))
    assert refused(hub, MarkDuplicate(case=case, other=other)).code == "other_is_closed"


def test_links_are_told_of_both(hub: HubProcess) -> None:
    one, two = opened(hub, title="one"), opened(hub, title="two")
    three = opened(hub, title="three", links=(one,))
    hub.client.do(LinkCases(case=one, other=two))
    before = hub.health().as_of
    hub.client.do(LinkCases(case=two, other=one))
    assert hub.health().as_of == before
    assert (view(hub, one).links, view(hub, two).links) == ((three, two), (one,))
    assert view(hub, three).links == (one,)
    with pytest.raises(NotFound, match="no_such_case"):
        hub.client.do(LinkCases(case=one, other=CaseId("C-999")))
    assert view(hub, one).links == (three, two)


def test_what_is_known_is_put_right_and_taken_back(hub: HubProcess) -> None:
    case = opened(hub, title="tree", reference="7", owner="Wang")
    assert refused(hub, EditCase(case=case)).code == "nothing_to_edit"
    assert refused(hub, EditCase(case=case, title=" ")).code == "title_empty"
    assert refused(hub, EditCase(case=case, zone=ZoneId("gat"))).code == "no_such_zone"
    change = EditCase(case=case, category=Category.SAFETY, owner="", reference="", zone=GATE)
    hub.client.do(change)
    seen = view(hub, case)
    assert (seen.category, seen.owner, seen.reference) == (Category.SAFETY, None, None)
    before = hub.health().as_of
    hub.client.do(change)
    assert hub.health().as_of == before
    assert refused(hub, EditCase(case=case, owner="x" * 201)).code == "text_too_long"
    assert refused(hub, NoteCase(case=case, note=" ")).code == "note_empty"


def test_a_directive_is_for_persons_and_each_says_once_that_it_was_read(hub: HubProcess) -> None:
    direct = DirectCase(text="clear the path before the holiday", to=("zhao ", "Li"), about="p5")
    case = CaseId(hub.client.do(direct).id or "")
    seen = view(hub, case)
    assert seen.directive is not None
    assert (seen.directive.to, seen.directive.by) == (("Zhao", "Li"), ME)
    assert (seen.about, seen.zone, seen.step) == ("p5", GATE, Step.FILED)
    assert (seen.source, seen.priority) == (Source.DIRECTIVE, Priority.HIGH)
    assert refused(hub, ReadDirective(case=case)).code == "directive_for_others"
    with seated(hub, "Zhao"):
        hub.client.do(ReadDirective(case=case))
        before = hub.health().as_of
        hub.client.do(ReadDirective(case=case))
        assert refused(hub, DirectCase(text="x", to=("Li",))).code == "role_too_low"
    told = detail(hub, case)
    assert told.history[-1].n <= before
    assert told.case.directive is not None
    assert [one.person for one in told.case.directive.read] == ["Zhao"]
    for wrong, code in (
        (DirectCase(text=" ", to=("Li",)), "directive_empty"),
        (DirectCase(text="x", to=()), "directive_for_nobody"),
        (DirectCase(text="x", to=("Nobody",)), "no_such_person"),
        (DirectCase(text="x", to=("Li",), about="p55"), "no_such_place"),
    ):
        assert refused(hub, wrong).code == code
    looks_on = CaseId(hub.client.do(DirectCase(text="for who looks on", to=("Mei",))).id or "")
    with seated(hub, "Mei"):
        hub.client.do(ReadDirective(case=looks_on))
        assert refused(hub, ReadDirective(case=case)).code == "directive_for_others"
    plain = opened(hub, title="no directive")
    assert refused(hub, ReadDirective(case=plain)).code == "no_directive"


def test_without_proof_it_takes_two_and_the_second_is_a_supervisor(hub: HubProcess) -> None:
    case = opened(hub, title="nothing there")
    close = CloseCase(case=case, unverified=True, reason="nothing to be seen")
    with seated(hub, "Wang"):
        hub.client.do(close)
        assert refused(hub, close).code == "needs_another_person"
    with seated(hub, "Zhao"):
        assert refused(hub, close).code == "role_too_low"
    with seated(hub, "Li"):
        no_reason = CloseCase(case=case, unverified=True)
        assert refused(hub, no_reason).code == "reason_required"
        hub.client.do(close)
    seen = view(hub, case)
    assert (seen.outcome, seen.closed_by) == (Outcome.UNVERIFIED, "Li")
    assert seen.proposal is not None
    assert seen.proposal.by == "Wang"


def test_a_closed_case_is_reopened_whole_for_whoever_watches(hub: HubProcess) -> None:
    case = opened(hub, title="a bench")
    hub.client.do(DispatchUnit(case=case, unit=U1))
    hub.client.do(CancelCase(case=case, reason="mended"))
    assert refused(hub, ReopenCase(case=case)).code == "reason_required"
    hub.client.do(ReopenCase(case=case, reason="broken again"))
    told = detail(hub, case)
    assert (told.case.reopened, told.case.outcome) == (1, None)
    assert told.case.assignments[0].leg is Leg.RELEASED
    last = told.history[-1].what
    assert isinstance(last, CaseReopened)
    assert last.was is not None
    assert last.was.outcome is Outcome.CANCELLED
    assert refused(hub, ReopenCase(case=case, reason="again")).code == "not_closed"
    hub.client.do(CancelCase(case=case, reason="mended"))


@needs_root
def test_of_two_dispatchers_at_once_one_wins_and_the_other_is_told_who() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        roles = RoleSettings(users={"nobody": "operator"})
        hub = stack.enter_context(running_hub(Path(folder), SITE, roles=roles))
        hub.settings.socket.chmod(0o666)
        pool = stack.enter_context(ThreadPoolExecutor(2))
        other = Someone(hub, "nobody")
        for n in range(4):
            mine, others = _pair(hub, n)
            theirs = pool.submit(other.do, others)
            own = pool.submit(_error, hub, mine).result()
            error = theirs.result().get("error")
            assert (own is None) is (error is not None)
            if own is not None:
                assert own.parameters["by"] == "nobody"
            else:
                assert error is not None
                assert (error["kind"], error["parameters"]["by"]) == ("Conflict", ME)


def _pair(hub: HubProcess, n: int) -> tuple[Request, Request]:
    if n % 2:
        case = opened(hub, title="an error")
        return CancelCase(case=case, reason="mine"), CancelCase(case=case, reason="mine, too")
    case = opened(hub, title="heard", collect=True)
    return FileCase(case=case), RejectCase(case=case, reason="nothing in it")


def _error(hub: HubProcess, request: Request) -> ConsoleError | None:
    try:
        hub.client.do(request)
    except Conflict as lost:
        return lost
    return None


@pytest.mark.again
def test_killed_at_every_turn_of_its_course_the_case_goes_on(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE) as hub:
        for person, role in (("Li", "supervisor"), ("Wang", "operator")):
            hub.client.do(EnrolPerson(person=person, as_role=role, pin=PIN))
        alert, more = raise_alert(hub, "p0"), raise_alert(hub, "p1")
        case = opened(hub, alerts=(alert.id,), collect=True)
        other = opened(hub, title="the same", collect=True)
        _killed_it_is_the_same(hub, case)
        turns: list[Request] = [
            FileCase(case=case),
            SuspendCase(case=case, for_s=600, reason="rain"),
            ResumeCase(case=case),
            GatherAlerts(case=case, alerts=(more.id,)),
            LinkCases(case=case, other=other),
            NoteCase(case=case, note="wet"),
            EditCase(case=case, owner="Li"),
            DispatchUnit(case=case, unit=UnitId("u2")),
            StandDown(case=case, unit="u2", reason="further away"),
        ]
        for turn in turns:
            hub.client.do(turn)
            _killed_it_is_the_same(hub, case)
        remedied(hub, case)
        close = CloseCase(case=case, unverified=True, reason="the probe is gone")
        for turn in (ReturnCase(case=case, reason="not enough"), close):
            hub.client.do(turn)
            _killed_it_is_the_same(hub, case)
        with seated(hub, "Li"):
            hub.client.do(close)
        _killed_it_is_the_same(hub, case)
        hub.client.do(ReopenCase(case=case, reason="it is back"))
        _killed_it_is_the_same(hub, case)
        hub.client.do(MarkDuplicate(case=other, other=case))
        _killed_it_is_the_same(hub, other)
        assert step(hub, case) is Step.HANDLING
