"""A patrol that speaks only MQTT, with the stock clients, against a real hub and broker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.contract.case_course import CancelCase
from console.contract.case_views import CaseDetail, UnitView
from console.contract.cases import DispatchUnit, OpenCase, OrderRemedy
from console.contract.codec import encode
from console.contract.drill import ClockStep
from console.contract.facts import Who
from console.contract.patrols import LeaveSite
from console.contract.telemetry import Topics
from console.contract.views import Page
from console.domain.cases import Leg, Step
from console.domain.causes import Action
from console.domain.ids import CaseId, UnitId
from console.domain.matters import Channel, Heard
from console.errors import Conflict
from tests.contract.patrols import StockPatrol
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import GATE, probe, small_site, with_units

pytestmark = pytest.mark.real

SITE = with_units(small_site(probe("p1")))
TOPICS = Topics(SITE.root, SITE.id)
U1 = UnitId("u1")
BY_RADIO = Heard(channel=Channel.RADIO)
DUST = [{"cause": "construction_dust"}]
CARS = {"cause": "idling_vehicle", "count": 2, "note": "engines running"}
T = 1_790_000_000_000


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """One hub for all: each test has a case of its own."""
    with running_hub(tmp_path_factory.mktemp("hub"), SITE) as running:
        yield running


@pytest.fixture
def patrol(hub: HubProcess) -> Iterator[StockPatrol]:
    """The phone of u1, which is free again afterwards."""
    yield StockPatrol(hub, "u1")
    if hub.client.ask("patrols/u1", UnitView).case is not None:
        hub.client.do(LeaveSite(unit=U1, heard=BY_RADIO))


def sent(hub: HubProcess) -> tuple[CaseId, str]:
    """Open a case and send u1; return the case and the assignment's id."""
    case = CaseId(hub.client.do(OpenCase(title="dust", zone=GATE)).id or "")
    hub.client.do(DispatchUnit(case=case, unit=U1))
    return case, f"{case}/1"


def detail(hub: HubProcess, case: CaseId) -> CaseDetail:
    """Ask for one case."""
    return hub.client.ask(f"cases/{case}", CaseDetail)


def refusals(hub: HubProcess, source: str = "u1") -> dict[str, int]:
    """Return what the health view counted, by reason."""
    return {r.reason: r.count for r in hub.health().rejections if r.source == source}


def test_a_task_from_being_told_to_being_home(hub: HubProcess, patrol: StockPatrol) -> None:
    case, assignment = sent(hub)
    wait_until(patrol.task)
    task = patrol.task()
    assert task is not None
    assert (task["assignment"], task["case"], task["leg"]) == (assignment, case, "offered")
    assert (task["title"], task["where"]) == ("dust", "1号门 / gate 1")
    for act in ("accept", "enroute", "onsite"):
        assert patrol.say(assignment, act, at="2026-11-05T06:30:00Z")["accepted"]
    assert patrol.say(assignment, "report", findings=[*DUST, CARS])["accepted"]
    told = detail(hub, case)
    assert [f.seen.cause for f in told.case.findings] == ["construction_dust", "idling_vehicle"]
    assert told.history[-1].who == Who("u1", "mqtt")
    for finding in (1, 2):
        order = OrderRemedy(case=case, finding=finding, action=Action.OTHER, party="site")
        hub.client.do(order)
    wait_until(lambda: len((patrol.task() or {"remedies": ()})["remedies"]) == 2)
    assert patrol.say(assignment, "done", remedy=1)["accepted"]
    assert patrol.say(assignment, "done", remedy=2)["accepted"]
    assert detail(hub, case).case.step is Step.FED_BACK
    assert patrol.say(assignment, "leave")["accepted"]
    wait_until(lambda: patrol.task() is None)
    assert hub.client.ask("patrols/u1", UnitView).case is None


def test_a_unit_declines_checks_in_asks_and_amends(hub: HubProcess, patrol: StockPatrol) -> None:
    case, first = sent(hub)
    wait_until(patrol.task)
    assert patrol.say(first, "decline")["code"] == "reason_required"
    assert patrol.say(first, "decline", reason="flat tyre")["accepted"]
    wait_until(lambda: patrol.task() is None)
    hub.client.do(DispatchUnit(case=case, unit=U1))
    second = f"{case}/2"
    wait_until(patrol.task)
    task = patrol.task() or {}
    assert (task["assignment"], task["misses"], task["waiting"]) == (second, 0, 0)
    assert patrol.say(second, "checkin")["accepted"]
    assert patrol.say(second, "assist")["code"] == "asks_for_what"
    assert patrol.say(second, "assist", note="a second pump")["accepted"]
    assert patrol.say(second, "onsite")["accepted"]
    seen = {"cause": "sewage_inflow", "photo": "IMG-7", "value": 8.5, "unit": "mg/L"}
    assert patrol.say(second, "report", findings=[seen])["accepted"]
    assert patrol.say(second, "amend", reason="wrong pipe")["code"] == "no_finding"
    assert patrol.say(second, "amend", finding=1, findings=DUST)["code"] == "reason_required"
    assert patrol.say(second, "amend", finding=1, findings=DUST, reason="no water")["accepted"]
    assert patrol.say(second, "amend", finding=1, reason="looked again")["accepted"]
    told = detail(hub, case).case
    assert told.assignments[1].asks == "a second pump"
    assert (told.findings[0].withdrawn, told.findings[0].seen.cause) == (True, "construction_dust")
    assert told.step is Step.DISPATCHED


def test_a_task_waits_behind_the_one_before(hub: HubProcess, patrol: StockPatrol) -> None:
    _before, first = sent(hub)
    after = CaseId(hub.client.do(OpenCase(title="noise", zone=GATE)).id or "")
    with pytest.raises(Conflict, match="unit_busy"):
        hub.client.do(DispatchUnit(case=after, unit=U1))
    hub.client.do(DispatchUnit(case=after, unit=U1, anyway=True))
    wait_until(lambda: (patrol.task() or {}).get("waiting") == 1)
    assert (patrol.task() or {})["assignment"] == first
    assert detail(hub, after).case.assignments[0].check_by is None
    assert patrol.say(first, "leave")["accepted"]
    wait_until(lambda: (patrol.task() or {}).get("assignment") == f"{after}/1")
    assert detail(hub, after).case.assignments[0].check_by is not None
    assert (patrol.task() or {})["check_by"] is not None
    assert patrol.say(f"{after}/1", "leave")["accepted"]


def test_closing_the_case_sends_the_unit_home(hub: HubProcess, patrol: StockPatrol) -> None:
    case, assignment = sent(hub)
    wait_until(patrol.task)
    hub.client.do(CancelCase(case=case, reason="a false call"))
    wait_until(lambda: patrol.task() is None)
    assert patrol.say(assignment, "accept")["code"] == "case_closed"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"act": "dance"}, "unknown_act"),
        ({"act": "report", "findings": [{"cause": "dragons"}]}, "unknown_cause"),
        ({"act": "report", "findings": [{**CARS, "count": -1}]}, "bad_count"),
        ({"act": "report", "findings": []}, "report_without_finding"),
        ({"act": "report", "findings": DUST}, "not_on_site"),
        ({"act": "report", "findings": "dust"}, "wrong_shape"),
        ({"act": "done"}, "no_remedy"),
        ({"act": "done", "remedy": 7}, "no_such_remedy"),
        ({"act": "accept", "at": "yesterday"}, "bad_time"),
        ({"act": "accept", "assignment": "C-1"}, "wrong_assignment"),
        ({"act": "accept", "assignment": "C-999/1"}, "no_such_case"),
        ({"act": "accept", "assignment": "{case}/2"}, "wrong_assignment"),
        ({"act": "accept", "id": ""}, "bad_id"),
        ({"act": "accept", "id": 7}, "bad_id"),
    ],
)
def test_what_means_nothing_is_answered_and_counted(
    hub: HubProcess, patrol: StockPatrol, more: dict[str, Any], code: str
) -> None:
    case, assignment = sent(hub)
    before = refusals(hub).get(code, 0)
    said = {"id": f"bad-{case}", "assignment": assignment, **more}
    said["assignment"] = said["assignment"].format(case=case)
    answer = patrol.send(json.dumps(said))
    assert (answer["accepted"], answer["code"]) == (False, code)
    assert answer["id"] == (said["id"] if isinstance(said["id"], str) else "")
    assert refusals(hub)[code] == before + 1
    assert detail(hub, case).case.step is Step.DISPATCHED


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b'{"x":' * 5_000, "not_json"),
        (b'{"id": "n", "assignment": "C-1/1", "act": "accept", "at": NaN}', "not_finite"),
        (b'{"id": "' + b"x" * 70_000 + b'"}', "too_large"),
        (b'{"act": "accept"}', "wrong_shape"),
    ],
)
def test_noise_is_answered_without_an_id(
    hub: HubProcess, patrol: StockPatrol, payload: bytes, code: str
) -> None:
    answer = patrol.send(payload)
    assert answer == {"id": "", "accepted": False, "code": code}


def test_what_is_said_twice_is_done_once(hub: HubProcess, patrol: StockPatrol) -> None:
    case, assignment = sent(hub)
    patrol.say(assignment, "onsite")
    said = {"id": f"r-{case}", "assignment": assignment, "act": "report", "findings": DUST}
    answers = [patrol.send(json.dumps(said)) for _ in range(3)]
    assert answers == [{"id": f"r-{case}", "accepted": True, "code": None}] * 3
    assert len(detail(hub, case).case.findings) == 1
    other = patrol.send(json.dumps({**said, "findings": [CARS]}))
    assert other["code"] == "key_reused"


def test_a_task_that_has_passed_is_over(hub: HubProcess, patrol: StockPatrol) -> None:
    case, assignment = sent(hub)
    leaving = {"id": f"l-{case}", "assignment": assignment, "act": "leave"}
    assert patrol.send(json.dumps(leaving))["accepted"]
    hub.client.do(DispatchUnit(case=case, unit=U1))
    assert patrol.say(assignment, "accept")["code"] == "assignment_passed"
    assert patrol.send(json.dumps(leaving))["accepted"]  # delivered again: it was done
    assert hub.client.ask("patrols/u1", UnitView).leg is Leg.OFFERED
    assert patrol.say(f"{case}/2".lower(), "accept")["accepted"]


def test_a_retained_saying_is_of_no_known_age(hub: HubProcess, patrol: StockPatrol) -> None:
    case, assignment = sent(hub)
    said = {"id": f"old-{case}", "assignment": assignment, "act": "accept"}
    publish(hub.access("device"), TOPICS.patrol_report("u1"), json.dumps(said), "-r")
    wait_until(lambda: detail(hub, case).case.assignments[0].leg is Leg.ACCEPTED)
    hub.stop(9)
    hub.start()
    wait_until(lambda: "retained" in refusals(hub))
    publish(hub.access("device"), TOPICS.patrol_report("u1"), b"", "-r")


def test_an_unknown_unit_is_counted_and_gets_no_answer(hub: HubProcess) -> None:
    publish(hub.access("device"), TOPICS.patrol_report("u9"), b"{}")
    wait_until(lambda: refusals(hub, "u9") == {"unknown_unit": 1})


def test_a_device_cannot_send_a_unit_anywhere(hub: HubProcess, patrol: StockPatrol) -> None:
    publish(hub.access("device"), TOPICS.patrol("u1"), b'{"case": "C-666"}', "-r")
    publish(hub.access("device"), TOPICS.patrol_answer("u1"), b'{"accepted": true}', "-r")
    assert patrol.task() is None


def test_a_killed_hub_hears_what_was_said_meanwhile(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE) as hub:
        patrol = StockPatrol(hub, "u1")
        case, assignment = sent(hub)
        wait_until(patrol.task)
        for act in ("accept", "enroute", "onsite"):
            access = hub.access("device")
            said = {"id": act, "assignment": assignment, "act": act}
            publish(access, TOPICS.patrol_report("u1"), json.dumps(said))
            hub.stop(9)  # perhaps before it heard, perhaps between hearing and acknowledging
            hub.start()
        answered: dict[str, str | None] = {}

        def all_answered() -> bool:
            answered.update({a["id"]: a["code"] for a in patrol.answers()})
            return len(answered) == 3

        wait_until(all_answered, 30)
        # What was delivered when it died may come again after what was said later.
        assert set(answered.values()) <= {None, "leg_passed"}
        names = [type(fact.what).__name__ for fact in detail(hub, case).history]
        assert names[-1] == "PatrolOnSite"
        assert len(names) == len(set(names))
        task = patrol.task()
        assert task is not None
        assert task["leg"] == "on_site"


def test_in_a_drill_a_unit_is_heard_at_once_at_the_present_data_time(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE, drill_from=T) as hub:
        patrol = StockPatrol(hub, "u1")
        case, assignment = sent(hub)
        assert patrol.say(assignment, "onsite", at=T + 5_000)["accepted"]
        step = ClockStep(now=T + 60_000, speed=60, sent=0)
        publish(hub.access("driver"), TOPICS.clock, encode(step))
        wait_until(lambda: hub.health().data_time.timestamp() * 1000 == T + 60_000)
        assert patrol.say(assignment, "report", findings=DUST)["accepted"]
        told = detail(hub, case)
        moments = [fact.at.timestamp() * 1000 - T for fact in told.history]
        assert moments == [0, 0, 0, 60_000]
        assert hub.client.ask("patrols", Page[UnitView]).items[0].leg is Leg.REPORTED
