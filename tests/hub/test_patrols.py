"""Units over HTTP: who is sent, who is refused and why, and clocks that outlive a restart."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.client.hub import HubClient
from console.contract.case_course import StandDown
from console.contract.case_views import CaseDetail, CaseView, UnitView
from console.contract.cases import DispatchUnit, OpenCase, OrderRemedy
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
from console.contract.suggestions import Suggestions
from console.contract.views import Page
from console.domain.cases import Leg, Step
from console.domain.causes import Action, Cause, Seen
from console.domain.ids import CaseId, UnitId
from console.domain.matters import Channel, Heard
from console.domain.people import PatrolPolicy, Span
from console.domain.suggesting import Because, Sending
from console.domain.unit_states import UnitStatus
from console.errors import Conflict, ConsoleError, Refused
from tests.casework import P1, P2, P3, guarded_site
from tests.hubs import HubProcess, running_hub, wait_until

pytestmark = pytest.mark.real

BY_RADIO = Heard(channel=Channel.RADIO, words="two here, all well")
SITE = guarded_site()
DUST = Seen(cause=Cause.CONSTRUCTION_DUST)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    with running_hub(tmp_path_factory.mktemp("hub"), SITE) as running:
        yield running


@pytest.fixture(autouse=True)
def everyone_ready(hub: HubProcess) -> Iterator[None]:
    """Leave no unit out, reserved, withdrawn or sent home for the next test."""
    yield
    for view in hub.client.ask("patrols", Page[UnitView]).items:
        for task in view.tasks:
            hub.client.do(LeaveSite(unit=view.unit.id, case=task.case, heard=BY_RADIO))
        hub.client.do(FreeUnit(unit=view.unit.id))
        hub.client.do(RestoreUnit(unit=view.unit.id))
    for unit in (P1, P2):
        hub.client.do(BeginDuty(unit=unit))


def opened(hub: HubProcess, title: str = "dust") -> CaseId:
    return CaseId(hub.client.do(OpenCase(title=title)).id or "")


def view_of(hub: HubProcess, unit: UnitId) -> UnitView:
    return hub.client.ask(f"patrols/{unit}", UnitView)


def case_of(hub: HubProcess, case: CaseId) -> CaseView:
    return hub.client.ask(f"cases/{case}", CaseDetail).case


def test_a_reserved_unit_is_sent_only_anyway_and_a_withdrawn_one_not_at_all(
    hub: HubProcess,
) -> None:
    case = opened(hub)
    with pytest.raises(Refused, match="reason_required"):
        hub.client.do(ReserveUnit(unit=P2, for_s=60))
    hub.client.do(ReserveUnit(unit=P2, for_s=60, reason="inspection"))
    assert view_of(hub, P2).status is UnitStatus.RESERVED
    with pytest.raises(Conflict, match="unit_reserved"):
        hub.client.do(DispatchUnit(case=case, unit=P2))
    hub.client.do(WithdrawUnit(unit=P2, reason="flat tyre"))
    for anyway in (False, True):
        with pytest.raises(Refused, match="unit_withdrawn"):
            hub.client.do(DispatchUnit(case=case, unit=P2, anyway=anyway))
    hub.client.do(RestoreUnit(unit=P2))
    hub.client.do(DispatchUnit(case=case, unit=P2, anyway=True))
    assert view_of(hub, P2).status is UnitStatus.ASSIGNED


def test_a_reservation_ends_by_itself(hub: HubProcess) -> None:
    hub.client.do(ReserveUnit(unit=P2, for_s=0.5, reason="inspection"))
    wait_until(lambda: view_of(hub, P2).reserved_until is None)
    assert view_of(hub, P2).status is UnitStatus.AVAILABLE


def test_who_is_off_duty_is_not_sent_until_put_on_duty(hub: HubProcess) -> None:
    case = opened(hub)
    with pytest.raises(Refused, match="unit_off_duty"):
        hub.client.do(DispatchUnit(case=case, unit=P3, anyway=True))
    hub.client.do(BeginDuty(unit=P3))
    hub.client.do(DispatchUnit(case=case, unit=P3))
    with pytest.raises(Conflict, match="unit_busy"):
        hub.client.do(EndDuty(unit=P3))
    hub.client.do(LeaveSite(unit=P3, heard=BY_RADIO))
    hub.client.do(EndDuty(unit=P3))
    assert view_of(hub, P3).status is UnitStatus.OFF_DUTY


def test_on_behalf_says_how_it_was_heard(hub: HubProcess) -> None:
    case = opened(hub)
    hub.client.do(DispatchUnit(case=case, unit=P2))
    with pytest.raises(Refused, match="heard_how"):
        hub.client.do(AcceptAssignment(unit=P2))
    hub.client.do(AcceptAssignment(unit=P2, heard=BY_RADIO))
    told = hub.client.ask(f"cases/{case}", CaseDetail).history[-1]
    assert getattr(told.what, "heard", None) == BY_RADIO
    hub.client.do(DispatchUnit(case=case, unit=P1))
    hub.client.do(AcceptAssignment(unit=P1))  # our own account's


def test_a_second_unit_answers_the_asking(hub: HubProcess) -> None:
    case = opened(hub)
    hub.client.do(DispatchUnit(case=case, unit=P1))
    hub.client.do(AskSecondUnit(unit=P1, note="heavy cover"))
    assert case_of(hub, case).assignments[0].asks == "heavy cover"
    hub.client.do(DispatchUnit(case=case, unit=P2))
    assert case_of(hub, case).assignments[0].asks is None


def test_declined_and_called_off_units_are_free(hub: HubProcess) -> None:
    case = opened(hub)
    hub.client.do(DispatchUnit(case=case, unit=P1))
    hub.client.do(DeclineAssignment(unit=P1, reason="flat tyre"))
    hub.client.do(DeclineAssignment(unit=P1, reason="flat tyre"))  # once more is once
    hub.client.do(DispatchUnit(case=case, unit=P2))
    with pytest.raises(Refused, match="reason_required"):
        hub.client.do(StandDown(case=case, unit=P2))
    hub.client.do(StandDown(case=case, unit=P2, reason="rain came"))
    legs = [task.leg for task in case_of(hub, case).assignments]
    assert legs == [Leg.DECLINED, Leg.STOOD_DOWN]
    assert [view_of(hub, unit).status for unit in (P1, P2)] == [UnitStatus.AVAILABLE] * 2


def test_a_finding_taken_back_holds_nothing_up(hub: HubProcess) -> None:
    case = opened(hub)
    hub.client.do(DispatchUnit(case=case, unit=P1))
    hub.client.do(ArriveOnSite(unit=P1))
    nothing = Seen(cause=Cause.NO_FAULT_FOUND)
    hub.client.do(ReportFindings(unit=P1, findings=(DUST, nothing)))
    hub.client.do(OrderRemedy(case=case, finding=1, action=Action.OTHER, party="site"))
    assert case_of(hub, case).step is Step.HANDLING
    hub.client.do(DispatchUnit(case=case, unit=P2))
    with pytest.raises(Refused, match="finding_of_another"):
        hub.client.do(AmendReport(unit=P2, case=case, finding=1, heard=BY_RADIO, reason="no"))
    hub.client.do(AmendReport(unit=P1, case=case, finding=1, reason="it was mist"))
    told = case_of(hub, case)
    assert (told.findings[0].withdrawn, told.step) == (True, Step.FED_BACK)


def at_once(hub: HubProcess, requests: list[DispatchUnit]) -> list[ConsoleError | None]:
    """Make requests at one moment, each through a connection of its own; return what each got."""
    told: list[ConsoleError | None] = []
    start = threading.Barrier(len(requests))

    def do(request: DispatchUnit) -> None:
        client = HubClient(hub.settings.socket)
        start.wait()
        try:
            client.do(request)
            told.append(None)
        except ConsoleError as error:
            told.append(error)
        finally:
            client.close()

    threads = [threading.Thread(target=do, args=(request,)) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_of_two_dispatchers_one_wins_and_the_other_is_told(hub: HubProcess) -> None:
    for _ in range(3):
        cases = [opened(hub, title) for title in ("here", "there")]
        told = at_once(hub, [DispatchUnit(case=case, unit=P2) for case in cases])
        (lost,) = [error for error in told if error is not None]
        assert (lost.code, lost.exit_code) == ("unit_busy", 6)
        assert lost.parameters["by"]
        assert lost.parameters["at"]
        hub.client.do(LeaveSite(unit=P2, heard=BY_RADIO))


def test_whom_to_send_and_why(hub: HubProcess) -> None:
    case = opened(hub)
    before = opened(hub, "noise")
    hub.client.do(DispatchUnit(case=before, unit=P1))
    found = hub.client.ask(f"cases/{case}/units", Suggestions)
    assert [(one.unit, one.sending) for one in found.items] == [
        (P2, Sending.NOW),
        (P1, Sending.ANYWAY),
        (P3, Sending.NOT),
    ]
    assert found.items[1].reasons[0].code is Because.BUSY
    assert found.items[1].reasons[0].what == before
    assert found.items[2].reasons[0].code is Because.OFF_DUTY


def test_clocks_run_out_alert_once_and_outlive_a_restart(tmp_path: Path) -> None:
    site = replace(SITE, patrols=PatrolPolicy(check_in_s=2.0, on_site_s=60.0))
    hub = HubProcess(tmp_path, site)
    try:
        hub.start()
        case = opened(hub)
        hub.client.do(DispatchUnit(case=case, unit=P1))
        wait_until(lambda: case_of(hub, case).assignments[0].misses)
        hub.stop(9)
        hub.start()
        wait_until(lambda: case_of(hub, case).assignments[0].misses == 2)
        assert case_of(hub, case).assignments[0].check_by is None
        hub.client.do(CheckIn(unit=P1))
        task = case_of(hub, case).assignments[0]
        assert (task.misses, task.check_by is None) == (0, False)
        hub.client.do(ArriveOnSite(unit=P1))
        first = case_of(hub, case).assignments[0].check_by
        hub.stop(9)
        hub.start()
        assert case_of(hub, case).assignments[0].check_by == first
    finally:
        hub.close()


def test_a_unit_is_off_duty_outside_its_shift(tmp_path: Path) -> None:
    never = Span(time(3), time(3, 1))
    units = {**SITE.units, P2: replace(SITE.units[P2], shift=(never,))}
    drill_from = 1_790_000_000_000
    with running_hub(tmp_path, replace(SITE, units=units), drill_from=drill_from) as hub:
        assert view_of(hub, P2).status is UnitStatus.OFF_DUTY
        hub.client.do(BeginDuty(unit=P2))
        assert view_of(hub, P2).status is UnitStatus.AVAILABLE
