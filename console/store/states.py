"""Rows of facts, alerts and devices, there and back without a loss."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from console.clock import moment, utc
from console.contract.codec import decode_fact, encode
from console.contract.facts import Fact
from console.contract.views import DeviceView
from console.domain.alerts import Alert, Shelf
from console.domain.ids import AlertId, DeviceId
from console.errors import StoreError
from console.store import schema
from console.store.bulk import Bulk
from console.store.work import Work

_facts = Bulk(schema.facts)
_alerts = Bulk(schema.alerts, head="INSERT OR REPLACE")
_devices = Bulk(schema.devices, head="INSERT OR REPLACE")
_JSON = ("lanes", "shelf", "suppressed_by", "out_of_service", "episodes")
_alert_columns = [str(column.name) for column in schema.alerts.columns]


def put_states(connection: Connection, work: Work) -> None:
    """Write the alerts and devices that changed."""
    _alerts.put(connection, [value for alert in work.alerts for value in _alert_row(alert)])
    _devices.put(connection, [value for device in work.devices for value in _device_row(device)])


def put_facts(connection: Connection, work: Work, last: int) -> int:
    """Write facts that go on from number `last`; return the new last one.

    Raise `StoreError("fact_gap")` where the numbers do not go on by one.
    """
    for expected, fact in enumerate(work.facts, last + 1):
        if fact.n != expected:
            raise StoreError("fact_gap", expected=expected, got=fact.n)
    _facts.put(connection, [value for fact in work.facts for value in _fact_row(fact)])
    return last + len(work.facts)


def last_fact(connection: Connection) -> int:
    """Return the newest fact's number, 0 where there is none."""
    return connection.execute(select(func.max(schema.facts.c.n))).scalar_one() or 0


def last_fact_at(connection: Connection) -> int:
    """Return the newest fact's moment (ms), 0 where there is none."""
    newest = select(schema.facts.c.at).order_by(schema.facts.c.n.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none() or 0


def read_facts(connection: Connection, after: int, limit: int) -> list[Fact]:
    """Return the facts after number `after`, oldest first."""
    query = select(schema.facts.c.body).where(schema.facts.c.n > after)
    return facts_in(connection, query.order_by(schema.facts.c.n).limit(limit))


def read_facts_of(connection: Connection, alert: AlertId, limit: int) -> list[Fact]:
    """Return the newest facts of `alert`, oldest first."""
    query = select(schema.facts.c.body).where(schema.facts.c.alert == alert)
    return facts_in(connection, query.order_by(schema.facts.c.n.desc()).limit(limit))[::-1]


def read_alerts(connection: Connection) -> list[Alert]:
    """Return every alert that ever was, in the order of their first raising."""
    rows = connection.execute(select(schema.alerts))
    return sorted((_alert(row) for row in rows), key=lambda alert: (len(alert.id), alert.id))


def read_devices(connection: Connection) -> list[DeviceView]:
    """Return every device that has said something about its link."""
    query = select(schema.devices).order_by(schema.devices.c.id)
    return [
        DeviceView(
            id=DeviceId(row.id),
            online=None if row.online is None else bool(row.online),
            since=None if row.since is None else utc(row.since),
        )
        for row in connection.execute(query)
    ]


def facts_in(connection: Connection, query: Select[Any]) -> list[Fact]:
    """Return the facts whose bodies `query` selects, in its order."""
    return [decode_fact(row.body) for row in connection.execute(query)]


def _fact_row(fact: Fact) -> tuple[Any, ...]:
    alert = getattr(fact.what, "alert", None)
    case = getattr(fact.what, "case", None)
    body = encode(fact).decode()
    return fact.n, moment(fact.at), type(fact.what).__name__, alert, body, case


def _alert_row(alert: Alert) -> list[Any]:
    values = msgspec.to_builtins(alert)
    for column in _JSON:
        if values[column] is not None:
            values[column] = encode(values[column]).decode()
    return [values[column] for column in _alert_columns]


def _alert(row: Row[Any]) -> Alert:
    values: dict[str, Any] = dict(zip(_alert_columns, row, strict=True))
    for column in _JSON:
        if values[column] is not None and column != "shelf":
            values[column] = msgspec.json.decode(values[column])
    values["shelf"] = _shelf(values["shelf"])
    return msgspec.convert(values, Alert)


def _shelf(body: str | None) -> Shelf | None:
    """Return a shelf; one that cannot be read is none, and the alert speaks again."""
    try:
        return None if body is None else msgspec.json.decode(body, type=Shelf)
    except msgspec.DecodeError:
        return None


def _device_row(device: DeviceView) -> tuple[Any, ...]:
    return device.id, device.online, None if device.since is None else moment(device.since)
