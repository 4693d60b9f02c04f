"""Readings rolled up: settled ones by minute and hour, the newest as they are asked for.

Whatever settles makes its hour due (`rollups_due`, in the same transaction); a due stretch is
rolled up anew from all its readings, so that a late one counts and nothing counts twice. A rollup
made of more readings than are still kept is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from console.domain.rollups import Per, Rollup, fuller, joined
from console.store import schema

DUE_MOST = 64  # hours of sensors rolled up in one transaction

_FIELDS = "at, count, total, min, max, last, doubtful"
_TABLES = {Per.MINUTE: schema.minutes.name, Per.HOUR: schema.hours.name}
_SOUND = "mark & 7 = 1"


def start_sql(at: str, by: Per) -> str:
    """Return the SQL expression for the start of the stretch in which the moment `at` lies."""
    step = by.step_ms
    return f"({at} - (({at} % {step}) + {step}) % {step})"


def _grouped(readings: str) -> str:
    return f"""
        SELECT sensor, start AS at, sum({_SOUND}) AS count,
        sum(value) FILTER (WHERE {_SOUND}) AS total, min(value) FILTER (WHERE {_SOUND}) AS min,
        max(value) FILTER (WHERE {_SOUND}) AS max, max(at) FILTER (WHERE {_SOUND}) AS last_at,
        sum(NOT {_SOUND}) AS doubtful FROM ({readings}) GROUP BY sensor, start
    """


_KEEP = """
    ON CONFLICT (sensor, at) DO UPDATE SET count = excluded.count, total = excluded.total,
    min = excluded.min, max = excluded.max, last = excluded.last, doubtful = excluded.doubtful
    WHERE excluded.count + excluded.doubtful >= count + doubtful
"""
_MAKE_DUE = f"""
    INSERT INTO rollups_due (sensor, hour, since, until)
    SELECT sensor, {start_sql("at", Per.HOUR)} AS h, min(at), max(at) FROM readings_fresh
    {{where}} GROUP BY sensor, h
    ON CONFLICT (sensor, hour) DO UPDATE
    SET since = min(since, excluded.since), until = max(until, excluded.until)
"""
_DUE = "(SELECT * FROM rollups_due WHERE (sensor, hour) <= (?, ?)) AS d"
_DUE_READINGS = f"""
    SELECT r.sensor, r.at, r.value, r.mark, {start_sql("r.at", Per.MINUTE)} AS start
    FROM {_DUE} CROSS JOIN readings_settled AS r ON r.sensor = d.sensor
    AND r.at >= {start_sql("d.since", Per.MINUTE)}
    AND r.at < {start_sql("d.until", Per.MINUTE)} + {Per.MINUTE.step_ms}
"""
_ROLL_MINUTES = f"""
    INSERT INTO readings_minutes (sensor, {_FIELDS})
    SELECT g.sensor, g.at, g.count, g.total, g.min, g.max, l.value, g.doubtful
    FROM ({_grouped(_DUE_READINGS)}) AS g
    LEFT JOIN readings_settled AS l ON l.sensor = g.sensor AND l.at = g.last_at
    WHERE TRUE {_KEEP}
"""
_ROLL_HOURS = f"""
    INSERT INTO readings_hours (sensor, {_FIELDS})
    SELECT g.sensor, g.hour, g.count, g.total, g.min, g.max, l.last, g.doubtful FROM (
        SELECT d.sensor, d.hour, sum(m.count) AS count, sum(m.total) AS total, min(m.min) AS min,
        max(m.max) AS max, max(m.at) FILTER (WHERE m.count) AS last_at,
        sum(m.doubtful) AS doubtful
        FROM {_DUE} CROSS JOIN readings_minutes AS m ON m.sensor = d.sensor
        AND m.at >= d.hour AND m.at < d.hour + {Per.HOUR.step_ms}
        GROUP BY d.sensor, d.hour
    ) AS g LEFT JOIN readings_minutes AS l ON l.sensor = g.sensor AND l.at = g.last_at
    WHERE TRUE {_KEEP}
"""
# One sensor's newest minutes in [start, end) with readings that are not rolled up yet.
_TOUCHED = f"""
    SELECT {start_sql("at", Per.MINUTE)} AS start FROM readings_fresh
    WHERE sensor = :sensor AND at >= :start AND at < :end
    UNION
    SELECT {start_sql("r.at", Per.MINUTE)} FROM rollups_due AS d
    CROSS JOIN readings_settled AS r ON r.sensor = d.sensor
    AND r.at >= d.since AND r.at <= d.until AND r.at >= :start AND r.at < :end
    WHERE d.sensor = :sensor AND d.until >= :start AND d.since < :end
    ORDER BY 1 DESC LIMIT :minutes
"""
_LIVE_READINGS = f"""
    SELECT r.sensor, r.at, r.value, r.mark, t.start FROM touched AS t
    CROSS JOIN readings_settled AS r ON r.sensor = :sensor
    AND r.at >= t.start AND r.at < t.start + {Per.MINUTE.step_ms}
    UNION ALL
    SELECT f.sensor, f.at, f.value, f.mark, {start_sql("f.at", Per.MINUTE)} FROM readings_fresh AS f
    WHERE f.sensor = :sensor AND f.at >= (SELECT min(start) FROM touched) AND f.at < :end
    AND NOT EXISTS (
        SELECT 1 FROM readings_settled AS s WHERE s.sensor = f.sensor AND s.at = f.at
    )
"""
_LIVE = f"""
    WITH touched AS MATERIALIZED ({_TOUCHED})
    SELECT g.at, g.count, g.total, g.min, g.max, coalesce(
        (SELECT value FROM readings_settled WHERE sensor = g.sensor AND at = g.last_at),
        (SELECT value FROM readings_fresh WHERE sensor = g.sensor AND at = g.last_at)
    ), g.doubtful FROM ({_grouped(_LIVE_READINGS)}) AS g
"""


def make_due(connection: Connection, where: str, bounds: Sequence[Any]) -> None:
    """Note that the fresh readings that `where` selects are about to settle."""
    connection.exec_driver_sql(_MAKE_DUE.format(where=where), tuple(bounds))


def any_due(connection: Connection) -> bool:
    """Tell whether something settled is not rolled up yet."""
    return connection.exec_driver_sql("SELECT 1 FROM rollups_due LIMIT 1").first() is not None


def roll(connection: Connection) -> int:
    """Roll up some of what is due; return how many hours of sensors that were."""
    keys = connection.exec_driver_sql(
        "SELECT sensor, hour FROM rollups_due ORDER BY sensor, hour LIMIT ?", (DUE_MOST,)
    ).all()
    if not keys:
        return 0
    until = tuple(keys[-1])
    connection.exec_driver_sql(_ROLL_MINUTES, until)
    connection.exec_driver_sql(_ROLL_HOURS, until)
    connection.exec_driver_sql("DELETE FROM rollups_due WHERE (sensor, hour) <= (?, ?)", until)
    return len(keys)


def forget_rollups(connection: Connection, by: Per, sensor: int, before: int, rows: int) -> int:
    """Drop up to `rows` of a sensor's rollups from before `before`; return how many."""
    table = _TABLES[by]
    return connection.exec_driver_sql(
        f"DELETE FROM {table} WHERE sensor = :sensor AND at < min(:before, coalesce("
        f"(SELECT at FROM {table} WHERE sensor = :sensor ORDER BY at LIMIT 1 OFFSET :rows)"
        ", :before))",
        {"sensor": sensor, "before": before, "rows": rows},
    ).rowcount


def read_rollups(
    connection: Connection, by: Per, sensor: int, span: tuple[int, int], limit: int
) -> list[Rollup]:
    """Return a sensor's newest `limit` rollups that start in [span), newest first.

    What is not rolled up yet is by the time this returns. Reads several times: call it within a
    transaction.
    """
    bounds = by.start_of(span[0] + by.step_ms - 1), by.start_of(span[1] + by.step_ms - 1)
    found = _stored(connection, by, sensor, bounds, limit)
    # One stretch more than asked for: the earliest of them may lack what was cut off.
    most = (limit + 1) * by.step_ms // Per.MINUTE.step_ms
    live = _live(connection, sensor, bounds, most)
    if by is Per.HOUR:
        live = _hours(connection, sensor, live)
    for rollup in live:
        found[rollup.at] = fuller(found.get(rollup.at), rollup)
    return [found[at] for at in sorted(found, reverse=True)][:limit]


def _hours(connection: Connection, sensor: int, minutes: list[Rollup]) -> list[Rollup]:
    """Return the hours in which `minutes` lie, made of those and of what is rolled up of them."""
    touched: dict[int, list[Rollup]] = defaultdict(list)
    for minute in minutes:
        touched[Per.HOUR.start_of(minute.at)].append(minute)
    hours = []
    for hour, fresh in touched.items():
        span = hour, hour + Per.HOUR.step_ms
        parts = _stored(connection, Per.MINUTE, sensor, span, Per.HOUR.step_ms)
        for minute in fresh:
            parts[minute.at] = fuller(parts.get(minute.at), minute)
        hours.append(joined(hour, [parts[at] for at in sorted(parts)]))
    return hours


def _stored(
    connection: Connection, by: Per, sensor: int, span: tuple[int, int], limit: int
) -> dict[int, Rollup]:
    rows = connection.exec_driver_sql(
        f"SELECT {_FIELDS} FROM {_TABLES[by]} WHERE sensor = ? AND at >= ? AND at < ? "
        "ORDER BY at DESC LIMIT ?",
        (sensor, *span, limit),
    )
    return {row[0]: _rollup(row) for row in rows}


def _live(connection: Connection, sensor: int, span: tuple[int, int], minutes: int) -> list[Rollup]:
    bounds = {"sensor": sensor, "start": span[0], "end": span[1], "minutes": minutes}
    return [_rollup(row) for row in connection.exec_driver_sql(_LIVE, bounds)]


def _rollup(row: Sequence[Any]) -> Rollup:
    at, count, total, least, most, last, doubtful = row
    return Rollup(
        at=at, count=count, total=total, min=least, max=most, last=last, doubtful=doubtful
    )
