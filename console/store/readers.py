"""Hands out reading connections, and lets those in use finish before the store closes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from console.errors import StoreError
from console.store.connections import READERS, reading

CLOSE_WAIT_S = 5.0


class Readers:
    """Reading connections for any thread."""

    def __init__(self, file: Path) -> None:
        self._engine = reading(file)
        self._changed = threading.Condition()
        self._in_use = 0
        self._closed = False

    @contextmanager
    def use(self) -> Iterator[Connection]:
        """Lend a connection.

        Raise `StoreError`: "store_closed", "store_busy" when all were in use for too long,
        "store_unreadable" when the file does not answer.
        """
        with self._changed:
            if self._closed:
                raise StoreError("store_closed")
            self._in_use += 1
        try:
            with self._engine.connect() as connection:
                yield connection
        except NoneFree:
            raise StoreError("store_busy", waiting=READERS) from None
        except DBAPIError as error:
            raise StoreError("store_unreadable", why=repr(error.orig)) from error
        finally:
            with self._changed:
                self._in_use -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """Refuse new readers, wait for those at work; safe to call twice."""
        with self._changed:
            self._closed = True
            self._changed.wait_for(lambda: self._in_use == 0, CLOSE_WAIT_S)
        self._engine.dispose()


@contextmanager
def moment_of(connection: Connection) -> Iterator[None]:
    """Let several reads see one moment of the store."""
    connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        connection.exec_driver_sql("ROLLBACK")
