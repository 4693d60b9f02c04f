"""Readings on two levels: fresh in the order of arrival, settled by sensor.

`(sensor, at)` identifies a reading; the first that came wins, on both levels together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, exists, func, select, union_all

from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.rollups import Per
from console.domain.values import Quality
from console.errors import StoreError
from console.store import schema
from console.store.bulk import Bulk
from console.store.rollups import make_due, start_sql

ALL_TIME = (-(2**63), 2**63 - 1)
ARRIVED = 8  # in a row's mark, beside the quality

# Not OR IGNORE, which would also swallow a value that is no number.
_fresh = Bulk(schema.fresh, tail="ON CONFLICT DO NOTHING")
_QUALITIES = {int(quality): quality for quality in Quality}


class SensorKeys:
    """Small integers for sensors, the same for ever in one store."""

    def __init__(self, connection: Connection, sensors: Iterable[SensorId]) -> None:
        """Read the keys, and give one to each of `sensors` that has none."""
        table = schema.sensors
        known = set(connection.execute(select(table.c.name)).scalars())
        missing = [name for name in dict.fromkeys(sensors) if name not in known]
        rows = [value for name in missing for value in (None, name)]
        Bulk(table).put(connection, rows)
        rows_now = connection.execute(select(table.c.name, table.c.key).order_by(table.c.key))
        self.keys = {SensorId(name): key for name, key in rows_now}
        self.sensors = {key: sensor for sensor, key in self.keys.items()}


def insert(connection: Connection, keys: SensorKeys, readings: Sequence[Reading]) -> int:
    """Keep `readings`; return how many were no doubles of fresh ones.

    Raise `StoreError("unknown_sensor")` for one the store was not opened for.
    """
    key_of = keys.keys
    flat: list[Any] = []
    add = flat.extend
    try:
        for r in readings:
            mark = r.quality + ARRIVED if r.arrived else r.quality + 0  # + makes a plain int
            add((r.at, key_of[r.sensor], r.value, mark))
    except KeyError as missing:
        raise StoreError("unknown_sensor", sensor=missing.args[0]) from None
    return _fresh.put(connection, flat)


def count_fresh(connection: Connection) -> int:
    """Return how many readings wait to be settled."""
    return connection.execute(select(func.count()).select_from(schema.fresh)).scalar_one()


def settle(connection: Connection, rows: int, before: int | None = None) -> int:
    """Move the `rows` earliest fresh readings to where they are read; return how many moved.

    With `before` (ms) only those from before it. What moved is due to be rolled up.
    """
    bound = _slice_end(connection, rows, before)
    where, bounds = ("WHERE TRUE", ()) if bound is None else ("WHERE (at, sensor) < (?, ?)", bound)
    make_due(connection, where, bounds)
    connection.exec_driver_sql(
        "INSERT INTO readings_settled (sensor, at, value, mark) "
        f"SELECT sensor, at, value, mark FROM readings_fresh {where} "
        "ORDER BY sensor, at ON CONFLICT DO NOTHING",
        bounds,
    )
    return connection.exec_driver_sql(f"DELETE FROM readings_fresh {where}", bounds).rowcount


def forget_settled(connection: Connection, sensor: int, before: int, rows: int) -> int:
    """Drop up to `rows` of a sensor's settled readings from before `before`; return how many.

    Hours that are not rolled up yet are left.
    """
    return connection.exec_driver_sql(
        "DELETE FROM readings_settled AS r WHERE sensor = :sensor AND at < min(:before, coalesce("
        "(SELECT at FROM readings_settled WHERE sensor = :sensor ORDER BY at LIMIT 1 OFFSET :rows)"
        ", :before)) AND NOT EXISTS (SELECT 1 FROM rollups_due AS d WHERE d.sensor = r.sensor "
        f"AND d.hour = {start_sql('r.at', Per.HOUR)})",
        {"sensor": sensor, "before": before, "rows": rows},
    ).rowcount


def read_history(
    connection: Connection, keys: SensorKeys, sensor: SensorId, span: tuple[int, int], limit: int
) -> list[Reading]:
    """Return a sensor's newest `limit` readings with `span[0] <= at < span[1]`, newest first."""
    key = keys.keys.get(sensor)
    if key is None:
        return []
    settled, fresh = schema.settled, schema.fresh
    double = exists().where(settled.c.sensor == fresh.c.sensor, settled.c.at == fresh.c.at)
    # One statement sees one moment: a reading moved meanwhile is neither lost nor doubled.
    both = union_all(
        _part(settled, key, span, limit).subquery().select(),
        _part(fresh, key, span, limit).where(~double).subquery().select(),
    ).subquery()
    query = select(both).order_by(both.c.at.desc()).limit(limit)
    return [_reading(sensor, row) for row in connection.execute(query)]


def read_fresh(connection: Connection, keys: SensorKeys) -> Iterable[Reading]:
    """Yield every fresh reading, earliest first."""
    table = schema.fresh.c
    query = select(table.sensor, table.at, table.value, table.mark)
    for key, *row in connection.execute(query.order_by(table.at, table.sensor)):
        yield _reading(keys.sensors[key], row)


def read_newest_settled(connection: Connection, keys: SensorKeys, count: int) -> Iterable[Reading]:
    """Yield the newest `count` settled readings of every sensor, each sensor's oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT r.sensor, r.at, r.value, r.mark FROM sensors AS s CROSS JOIN readings_settled AS r "
        "ON r.sensor = s.key AND r.at >= coalesce((SELECT at FROM readings_settled "
        "WHERE sensor = s.key ORDER BY at DESC LIMIT 1 OFFSET ?), ?) ORDER BY s.key, r.at",
        (count - 1, ALL_TIME[0]),
    )
    for key, *row in rows:
        yield _reading(keys.sensors[key], row)


def _slice_end(connection: Connection, rows: int, before: int | None) -> tuple[int, int] | None:
    """Return the moment and sensor up to which `rows` fresh readings go; None for all there are."""
    beyond = connection.exec_driver_sql(
        "SELECT at, sensor FROM readings_fresh ORDER BY at, sensor LIMIT 1 OFFSET ?", (rows,)
    ).first()
    ends = [tuple(beyond)] if beyond is not None else []
    ends += [(before, 0)] if before is not None else []
    return min(ends, default=None)


def _part(table: Table, key: int, span: tuple[int, int], limit: int) -> Any:
    columns = table.c
    query = select(columns.at, columns.value, columns.mark).where(
        columns.sensor == key, columns.at >= span[0], columns.at < span[1]
    )
    return query.order_by(columns.at.desc()).limit(limit)


def _reading(sensor: SensorId, row: Sequence[Any]) -> Reading:
    at, value, mark = row
    quality = _QUALITIES[mark & 7]
    return Reading(sensor, at, value, quality, mark >= ARRIVED)
