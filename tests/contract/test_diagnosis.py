"""Why, asked over the contract: through httpx on a real socket against a real hub."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator

import pytest

from console.clock import WallClock, moment, utc
from console.contract.case_views import CaseDetail, CaseView, SuggestionView
from console.contract.cases import DispatchUnit, OpenCase
from console.contract.diagnosis_views import DiagnosisReportView, DiagnosisView
from console.contract.patrols import AcceptAssignment, ArriveOnSite, ReportFindings, SetOut
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import AlertView, Page, Snapshot
from console.domain.causes import Cause, Seen
from console.domain.diagnosis.compared import Pairing
from console.domain.diagnosis.verdicts import Patrol, Verdict
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.ids import CaseId, UnitId
from console.errors import NotFound, Refused
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import placed, probe, sensor_of, small_site, with_units

pytestmark = pytest.mark.real

ME = pwd.getpwuid(os.getuid()).pw_name
NAMES = ("p0", "p1", "p2", "p3")
PROBES = tuple(
    placed(probe(name, ("pm10", "pm25")), 30.66, 104.02 + n / 1000, period_s=60)
    for n, name in enumerate(NAMES)
)
SITE = with_units(small_site(*PROBES), ME)
TOPICS = Topics(SITE.root, SITE.id)
P0, U1 = sensor_of("p0"), UnitId("u1")
MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """One hub whose neighbours are calm while p0 has been dusty for three minutes."""
    with running_hub(tmp_path_factory.mktemp("hub"), SITE) as running:
        now = WallClock().now()
        for ago in range(6, -1, -1):
            for name in NAMES:
                dusty = name == "p0" and ago < 3
                said = {"pm10": 200.0 + ago if dusty else 50.0 + ago, "pm25": 30.0 + ago}
                payload = encode_telemetry(now - ago * MINUTE_MS, said)
                publish(running.access("device"), TOPICS.telemetry(name), payload)
        wait_until(lambda: alerts(running))
        yield running


def alerts(hub: HubProcess) -> list[AlertView]:
    page = hub.client.ask("alerts", Page[AlertView], device="p0")
    return [alert for alert in page.items if alert.target == P0 and alert.standing]


def why(hub: HubProcess, sensor: str = P0, **at: object) -> DiagnosisView:
    return hub.client.ask(f"sensors/{sensor}/diagnosis", DiagnosisView, **at)


def test_it_says_why_and_by_which_figures(hub: HubProcess) -> None:
    found = why(hub)
    assert found.verdicts == (Verdict.DUST,)
    assert found.patrol is Patrol.WORTH_IT
    assert (found.unit, found.limit) == ("µg/m³", 100)
    codes = {line.code for line in found.lines}
    assert {"region.low", "rise.over_peers", "sizes.coarse", "gas.missing"} <= codes
    assert found.figures["fine_ratio"].value == 0.5
    assert found.as_of > 0


def test_it_can_be_asked_of_a_moment(hub: HubProcess) -> None:
    raised = alerts(hub)[0].raised_at
    before = utc(moment(raised) - MINUTE_MS)
    assert why(hub, at=before).verdicts == (Verdict.NORMAL,)
    assert why(hub, sensor_of("p1"), at=raised).verdicts == (Verdict.NORMAL,)


def test_what_is_no_sensor_or_no_moment_is_refused(hub: HubProcess) -> None:
    with pytest.raises(NotFound):
        why(hub, "p0/o3")
    with pytest.raises(Refused):
        why(hub, at="yesterday")
    with pytest.raises(Refused):
        hub.client.ask("reports/diagnosis", DiagnosisReportView, since="2h")


def test_the_prediction_is_kept_beside_the_case_and_what_was_found(hub: HubProcess) -> None:
    case = CaseId(hub.client.do(OpenCase(alerts=(alerts(hub)[0].id,))).id or "")
    told = hub.client.ask(f"cases/{case}", CaseDetail)
    assert [one.verdicts for one in told.case.suggested] == [("dust",)]
    facts = [fact.what for fact in told.history if isinstance(fact.what, CaseSuggested)]
    assert [fact.sensor for fact in facts] == [P0]
    snapshot = hub.client.ask("snapshot", Snapshot)
    assert [view.suggested for view in snapshot.cases] == [told.case.suggested]
    hub.client.do(DispatchUnit(case=case, unit=U1))  # it would say the same, so it says nothing
    assert suggested(hub, case) == told.case.suggested
    assert report(hub).compared.waiting == 1

    for act in (AcceptAssignment(unit=U1), SetOut(unit=U1), ArriveOnSite(unit=U1)):
        hub.client.do(act)
    hub.client.do(ReportFindings(unit=U1, findings=(Seen(cause=Cause.ROAD_DUST),)))
    compared = report(hub).compared
    assert (compared.cases, compared.waiting, compared.few) == (1, 0, True)
    assert compared.rows == (Pairing(predicted="dust", confirmed=Cause.ROAD_DUST, count=1),)

    hub.stop()
    hub.start()
    assert suggested(hub, case) == told.case.suggested


def suggested(hub: HubProcess, case: CaseId) -> tuple[SuggestionView, ...]:
    view: CaseView = hub.client.ask(f"cases/{case}", CaseDetail).case
    return view.suggested


def report(hub: HubProcess) -> DiagnosisReportView:
    return hub.client.ask("reports/diagnosis", DiagnosisReportView)
