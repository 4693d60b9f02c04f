"""What the store's tests put in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from console.clock import utc
from console.contract.facts import Fact, Who
from console.domain.alert_facts import AlertNoted
from console.domain.alerts import Alert, Lane, State
from console.domain.case_facts import Outcome, Point, Proof, RemedyDone
from console.domain.cases import Assignment, Case, Finding, Leg, Remedy, Watched
from console.domain.causes import Action, Cause, Seen
from console.domain.facts import HubStarted
from console.domain.ids import (
    AlertId,
    CaseId,
    DeviceId,
    RuleId,
    SensorId,
    UnitId,
    ZoneId,
    sensor_id,
)
from console.domain.readings import Reading
from console.domain.values import Priority
from console.store.store import Store
from console.store.tuning import Tuning

SENSORS = tuple(sensor_id(DeviceId(f"air-{i}"), "pm10") for i in range(3))
SMALL = Tuning(slice_rows=3, ballast_bytes=0)
MOMENT = 1_790_000_000_123


def a_store(folder: Path, tuning: Tuning = SMALL, sensors: Iterable[SensorId] = SENSORS) -> Store:
    """Open a store that settles early and reserves nothing."""
    return Store(folder, sensors=sensors, tuning=tuning)


def readings_at(
    moments: Iterable[int], value: float = 1.0, sensors: Sequence[SensorId] = SENSORS
) -> list[Reading]:
    """Return one reading per moment and sensor."""
    return [Reading(sensor, at, value) for at in moments for sensor in sensors]


def a_fact(n: int) -> Fact:
    """Return fact number `n`."""
    return Fact(n=n, at=utc(MOMENT + n), what=HubStarted(version="1.0"))


def a_note(n: int, alert: str) -> Fact:
    """Return a note on `alert`, written by a person."""
    what = AlertNoted(alert=AlertId(alert), occurrence=1, note="泵房 “dry”\n")
    return Fact(n=n, at=utc(MOMENT + n), what=what, who=Who("lin", "desk-1"), reason="patrol")


def a_remedy(n: int, case: str) -> Fact:
    """Return fact number `n`: something was done about `case`."""
    return Fact(n=n, at=utc(MOMENT + n), what=RemedyDone(case=CaseId(case), remedy=n))


def a_case(number: int) -> Case:
    """Return a case with every field filled."""
    point = Point(rule=RuleId("air.pm10.1h"), target=SENSORS[0], window_s=0.1)
    unit, at = UnitId("u1"), MOMENT
    return Case(
        id=CaseId(f"C-{number}"),
        title="尘 “dust”\n",
        zone=ZoneId("gate"),
        alerts=(AlertId("A-1"), AlertId("A-2")),
        watched=(Watched(point=point, normal_since=at, evidence_until=2**62),),
        assignments=(
            Assignment(
                number=1, unit=unit, sent_by="lin", leg=Leg.RELEASED, sent_at=at, changed_at=at
            ),
        ),
        findings=(
            Finding(number=1, unit=unit, seen=Seen(cause=Cause.OTHER, count=2, note="泵"), at=at),
        ),
        remedies=(
            Remedy(
                number=1,
                finding=1,
                action=Action.DUST_SPRAY,
                party="工地",
                ordered_at=at,
                ordered_by="lin",
                done_at=at,
                done_by="wang",
            ),
        ),
        opened_at=at,
        opened_by="lin",
        changed_at=at + number,
        settled_at=at,
        verified_at=at,
        verified_by="wang",
        proof=Proof.READING,
        outcome=Outcome.VERIFIED,
        closed_at=at,
        closed_by="lin",
    )


def an_alert(number: int) -> Alert:
    """Return an alert with every field filled."""
    return Alert(
        id=AlertId(f"A-{number}"),
        rule=RuleId("air.pm10.1h"),
        target=SENSORS[0],
        state=State.ACKNOWLEDGED,
        occurrence=number,
        level=1,
        lanes=(Lane(True, 5, True), Lane(False, 7, True)),
        evidence_until=2**62,
        value=0.1 + number,
        priority=Priority.HIGH,
        limit=150.0,
        told=1e-300,
        raised_at=MOMENT,
        changed_at=MOMENT + 1,
        acknowledged_by="lin",
        acknowledged_at=MOMENT + 2,
        notes=2,
    )


def rows(store: Path, query: str, *parameters: object) -> list[tuple[object, ...]]:
    """Ask the database file itself, without our own code between."""
    connection = sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(query, parameters).fetchall()
    finally:
        connection.close()
