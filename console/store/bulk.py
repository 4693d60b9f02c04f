"""Writes many rows with few statements.

One statement of many rows keeps its speed while other Python threads run; row by row
(`executemany`) each row waits for the interpreter lock: measured 250 times slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

ROWS_PER_STATEMENT = 512
PARAMETERS_PER_STATEMENT = 4_096  # SQLite's own limit is 32,766


class Bulk:
    """A prepared way of putting rows into `table`; `head` and `tail` surround the rows."""

    def __init__(self, table: Table, *, head: str = "INSERT", tail: str = "") -> None:
        columns = [column.name for column in table.columns]
        self.width = len(columns)
        names = ", ".join(f'"{name}"' for name in columns)
        self._head = f"{head} INTO {table.name} ({names}) VALUES "
        self._tail = f" {tail}"
        self._row = f"({','.join('?' * self.width)})"
        self._statements: dict[int, str] = {}
        most = min(ROWS_PER_STATEMENT, PARAMETERS_PER_STATEMENT // self.width)
        self._largest = 1 << (most.bit_length() - 1)

    def put(self, connection: Connection, flat: Sequence[Any]) -> int:
        """Write rows given as one flat sequence of values; return how many were new or changed.

        Sizes are powers of two, so that a handful of statements stay prepared.
        """
        written = start = 0
        left = len(flat) // self.width
        while left:
            rows = min(self._largest, 1 << (left.bit_length() - 1))
            end = start + rows * self.width
            result = connection.exec_driver_sql(self._statement(rows), tuple(flat[start:end]))
            written += result.rowcount
            start, left = end, left - rows
        return written

    def _statement(self, rows: int) -> str:
        if rows not in self._statements:
            values = ",".join([self._row] * rows)
            self._statements[rows] = f"{self._head}{values}{self._tail}"
        return self._statements[rows]
