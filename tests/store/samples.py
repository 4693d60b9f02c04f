"""What the store's tests put in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from console.clock import utc
from console.contract.facts import Fact, Who
from console.domain.alerts import Alert, Lane, State
from console.domain.facts import AlertNoted, HubStarted
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId, sensor_id
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
