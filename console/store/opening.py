"""Opening the store: to the newest shape, with everything in memory that must be quick."""

from __future__ import annotations

from pathlib import Path

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from console.domain.ids import SensorId
from console.errors import StoreError
from console.store import migration, readings, rollups, states
from console.store.ballast import Ballast
from console.store.connections import is_full, writing
from console.store.readings import SensorKeys
from console.store.rolling import Rolling
from console.store.settling import Settling
from console.store.tails import Tails
from console.store.tuning import Tuning

FILE = "store.db"


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """An open store: the connection to write with, the reserve, and what is kept in memory."""

    connection: Connection
    ballast: Ballast
    keys: SensorKeys
    tails: Tails
    settling: Settling
    rolling: Rolling
    last_fact: int


def open_store(folder: Path, sensors: tuple[SensorId, ...], *, tuning: Tuning) -> Opened:
    """Open or create the store in `folder`; on a full disk the ballast is given up for it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ballast = Ballast(folder, tuning.ballast_bytes)
    try:
        opened = _open(folder / FILE, sensors, ballast=ballast, tuning=tuning)
    except StoreError as error:
        if error.code != "store_full" or not ballast.give_up():
            raise
        return _open(folder / FILE, sensors, ballast=ballast, tuning=tuning)
    ballast.restore()
    return opened


def _open(file: Path, sensors: tuple[SensorId, ...], *, ballast: Ballast, tuning: Tuning) -> Opened:
    try:
        connection = writing(file, full_sync=tuning.full_sync)
        try:
            return _prepare(connection, sensors, ballast=ballast, tuning=tuning)
        except BaseException:
            connection.close()
            connection.engine.dispose()
            raise
    except DBAPIError as error:
        code = "store_full" if is_full(error) else "store_unreadable"
        raise StoreError(code, file=str(file), why=repr(error.orig)) from error


def _prepare(
    connection: Connection, sensors: tuple[SensorId, ...], *, ballast: Ballast, tuning: Tuning
) -> Opened:
    with connection.begin():
        migration.bring_up_to_date(connection)
        keys = SensorKeys(connection, sensors)
        tails = Tails(keys.keys)
        tails.add(readings.read_newest_settled(connection, keys, tails.length))
        tails.add(readings.read_fresh(connection, keys))
        fresh = readings.count_fresh(connection)
        rolling = Rolling(due=rollups.any_due(connection), slice_rows=tuning.slice_rows)
        return Opened(
            connection=connection,
            ballast=ballast,
            keys=keys,
            tails=tails,
            settling=Settling(
                fresh, slice_rows=tuning.slice_rows, sensors=len(keys.keys), rolling=rolling
            ),
            rolling=rolling,
            last_fact=states.last_fact(connection),
        )
