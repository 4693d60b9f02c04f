"""Opens the database file: one connection that writes and checkpoints, others that only read.

SQLite before 3.51.3 can lose a commit when two connections write or checkpoint at the same
instant, so no second writing connection may ever be made.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

CACHE_KIB = 65_536  # of the writer: the newest page of every sensor stays in memory
CHECKPOINT_PAGES = 4_000
WAL_LIMIT_BYTES = 32 * 2**20  # what the log is cut back to
READERS = 4
READER_WAIT_S = 30
BUSY_MS = 5_000
STATEMENTS_KEPT = 32

# A disk that is full when the log's index must grow says so in its own way.
FULL_CODES = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE})


def writing(file: Path, *, full_sync: bool) -> Connection:
    """Open the one connection that writes; each of its transactions is BEGIN IMMEDIATE."""
    engine = create_engine("sqlite://", creator=lambda: _connect(file, "rwc"), poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _record: Any) -> None:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute(f"PRAGMA synchronous = {'FULL' if full_sync else 'NORMAL'}")
        raw.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        raw.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        raw.execute(f"PRAGMA journal_size_limit = {WAL_LIMIT_BYTES}")

    return engine.connect()


def empty_log(writer: Connection) -> bool:
    """Move the write-ahead log into the file and free its space; tell whether that worked.

    The log holds a page once per commit that touched it, so this makes room on a full disk.
    """
    raw: Any = writer.connection.driver_connection
    try:
        busy, *_frames = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:  # no room for that either
        return False
    return not busy


def is_full(error: Exception) -> bool:
    """Tell whether `error` is the database's word for a full disk."""
    raw = error.orig if isinstance(error, DBAPIError) else error
    return getattr(raw, "sqlite_errorcode", None) in FULL_CODES


def reading(file: Path) -> Engine:
    """Return connections that cannot write, at most `READERS` at a time."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(file, "ro"),
        poolclass=QueuePool,
        pool_size=READERS,
        max_overflow=0,
        pool_timeout=READER_WAIT_S,
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _record: Any) -> None:
        raw.execute("PRAGMA query_only = 1")

    return engine


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,  # transactions are begun by us alone
        check_same_thread=False,
        cached_statements=STATEMENTS_KEPT,
        timeout=BUSY_MS / 1000,
    )
