"""Dropping what is older than it is kept for, bit by bit, and nothing that is not rolled up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from console.domain.rollups import Per
from console.errors import StoreError
from console.store import readings, rollups
from console.store.opening import Opened
from console.store.writer import Writer

ROWS = 10_000  # dropped or settled in one transaction


class Forgetting:
    """Takes a while and waits for the disk, other work in between.

    It goes by whole hours, so that no rollup is ever made of half of one.
    """

    def __init__(self, opened: Opened, writer: Writer) -> None:
        self._opened = opened
        self._writer = writer

    def readings(self, before: int) -> int:
        """Drop the readings of hours that were over by `before` (ms); return how many."""
        before = Per.HOUR.start_of(before)
        dropped = 0
        try:
            self._roll_up(before)
        except StoreError as error:
            if error.code != "store_full":
                raise
            dropped = self._drop(before)  # what is rolled up already: nothing else makes room
            self._roll_up(before)
        dropped += self._drop(before)
        self._opened.tails.forget(before)
        return dropped

    def rollups(self, by: Per, before: int) -> int:
        """Drop the rollups of hours that were over by `before` (ms); return how many."""
        before = Per.HOUR.start_of(before)
        return sum(
            self._repeat(
                partial(rollups.forget_rollups, by=by, sensor=key, before=before, rows=ROWS)
            )
            for key in list(self._opened.keys.sensors)
        )

    def _roll_up(self, before: int) -> None:
        step = partial(readings.settle, rows=ROWS, before=before)
        self._repeat(step, self._opened.settling.settled)
        self._repeat(rollups.roll, self._opened.rolling.done)

    def _drop(self, before: int) -> int:
        return sum(
            self._repeat(partial(readings.forget_settled, sensor=key, before=before, rows=ROWS))
            for key in list(self._opened.keys.sensors)
        )

    def _repeat(
        self, step: Callable[[Connection], int], done: Callable[[int], None] = lambda _: None
    ) -> int:
        total = 0
        while rows := self._writer.submit(step, done).result():
            total += rows
        return total
