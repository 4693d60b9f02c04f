"""The story of gate 1 with a patrol that has nothing but mosquitto_pub and mosquitto_sub."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console.client.hub import HubClient
from console.contract.case_views import CaseDetail
from console.contract.telemetry import Topics
from console.contract.views import BrokerAccess
from tests.demos import demo
from tests.hubs import publish

pytestmark = pytest.mark.real

TOPICS = Topics("wanshou", "wanshouqiao")
UNIT = "p1"
FOUND = [{"cause": "construction_dust"}, {"cause": "idling_vehicle", "count": 2}]
# Data time runs on while stock clients start and stop: slow enough for a busy machine.
SPEED = "200"


class StockPatrol:
    """A unit that reads its task and reports, each time with a client of its own."""

    def __init__(self, access: BrokerAccess) -> None:
        self._access = access
        self._said = 0

    def task(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait for a task that fits."""
        login = ["-u", self._access.username or "", "-P", self._access.password or ""]
        with subprocess.Popen(
            [
                *("mosquitto_sub", "-h", self._access.host, "-p", str(self._access.port)),
                *(*login, "-t", TOPICS.patrol(UNIT), "-W", "60"),
            ],
            stdout=subprocess.PIPE,
        ) as listening:
            assert listening.stdout is not None
            try:
                for line in listening.stdout:
                    if line.strip() and fits(told := json.loads(line)):
                        return dict(told)
            finally:
                listening.kill()
        raise AssertionError("no such task")

    def say(self, assignment: str, act: str, **more: Any) -> None:
        """Say how far it is."""
        self._said += 1
        saying = {"id": f"stock-{self._said}", "assignment": assignment, "act": act, **more}
        publish(self._access, TOPICS.patrol_report(UNIT), json.dumps(saying))


def patrolled(folder: Path) -> None:
    """Go where it is sent, tell what is there, say when what was ordered is done."""
    with HubClient(folder / "hub.sock") as hub:
        unit = StockPatrol(hub.ask("broker", BrokerAccess, account="device"))
    task = unit.task(lambda _: True)
    assert task["targets"] == ["air-gate-1/pm10"]
    assert task["landmark"]
    assignment = task["assignment"]
    for act in ("accept", "enroute", "onsite"):
        unit.say(assignment, act)
    unit.say(assignment, "report", findings=FOUND)
    ordered = unit.task(lambda told: len(told["remedies"]) == len(FOUND))
    assert {remedy["action"] for remedy in ordered["remedies"]} == {"dust_spray", "move_vehicles"}
    for remedy in ordered["remedies"]:
        unit.say(assignment, "done", remedy=remedy["remedy"])


@pytest.mark.parametrize(
    ("withheld", "code"),
    [
        ((), 0),
        pytest.param(("--withhold", "cars"), 124, marks=pytest.mark.again),
    ],
)
def test_stock_clients_are_a_patrol(withheld: tuple[str, ...], code: int) -> None:
    played = ("--story", "gate-1", "--until", "closed", "--patrol", "none", "--speed", SPEED)
    with demo(*played, *withheld) as (process, folder):
        patrolled(folder)
        with HubClient(folder / "hub.sock") as hub:
            case = hub.ask("cases/C-1", CaseDetail).case
        assert len(case.findings) == len(case.remedies) == 2
        assert process.wait(90) == code
