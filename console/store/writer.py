"""The one thread that writes, and what it does when writing fails."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from console.errors import StoreError
from console.store.connections import empty_log, is_full

T = TypeVar("T")


class Upkeep(Protocol):
    """Work the writer does by itself between jobs, a short transaction at a time."""

    def due(self, *, idle: bool) -> bool:
        """Tell whether a step should run now; `idle` when no job waits."""

    def step(self, connection: Connection) -> int:
        """Take one step, inside a transaction."""

    def done(self, result: int, /) -> None:
        """Take note that the step was committed."""

    def put_off(self) -> None:
        """Try again later: there was no room for the step."""


class _Task(Generic[T]):
    """A job, what to do once it is committed, and the future that tells how it went."""

    def __init__(self, job: Callable[[Connection], T], done: Callable[[T], None]) -> None:
        self.job = job
        self.done = done
        self.future: Future[T] = Future()


class Writer:
    """Carries out jobs one after the other, each in a transaction of its own.

    Its queue is bounded; a job that finds it full is refused with `StoreError("store_busy")`
    and never waits (the hub awaits its commits, so a full queue means a stalled disk). On a
    full disk a job fails with `StoreError("store_full")`, and one that does not fit what is
    stored with a `StoreError` of its own; both leave no trace, and later jobs may succeed.
    After any other failure all that waits and all that comes is refused with
    `StoreError("store_failed")`.
    """

    def __init__(
        self, connection: Connection, upkeep: Sequence[Upkeep], *, queue_works: int
    ) -> None:
        """Take over `connection`: from now on only the writer's thread touches it."""
        self._connection = connection
        self._upkeep = upkeep
        self._tasks: queue.Queue[_Task[Any] | None] = queue.Queue(queue_works)
        self._gate = threading.Lock()
        self._closed = False
        self._failure: str | None = None
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Connection], T], done: Callable[[T], None]) -> Future[T]:
        """Have `job` carried out in its turn; the future is set after COMMIT and `done`.

        `done` runs on the writer's thread. A future cancelled before its turn commits nothing.
        """
        task = _Task(job, done)
        with self._gate:
            if self._closed:
                raise StoreError("store_closed")
            if self._failure is not None:
                raise StoreError("store_failed", why=self._failure)
            try:
                self._tasks.put_nowait(task)
            except queue.Full:
                raise StoreError("store_busy", waiting=self._tasks.maxsize) from None
        return task.future

    def close(self) -> None:
        """Carry out what waits, then end; safe to call twice."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._tasks.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._carry_out(task)
            self._keep_up()
        self._keep_up()
        self._connection.close()
        self._connection.engine.dispose()

    def _carry_out(self, task: _Task[Any]) -> None:
        if not task.future.set_running_or_notify_cancel():
            return
        try:
            if self._failure is not None:
                raise StoreError("store_failed", why=self._failure)
            result = self._transact(task.job, task.done)
        except StoreError as error:
            task.future.set_exception(error)
        else:
            task.future.set_result(result)

    def _keep_up(self) -> None:
        for upkeep in self._upkeep:
            while self._failure is None and upkeep.due(idle=self._tasks.empty()):
                try:
                    self._transact(upkeep.step, upkeep.done)
                except StoreError as error:  # any other than a full disk is told by the next job
                    if error.code == "store_full":
                        upkeep.put_off()

    def _transact(self, job: Callable[[Connection], T], done: Callable[[T], None]) -> T:
        try:
            try:
                result = self._once(job)
            except DBAPIError as error:
                if not (is_full(error) and empty_log(self._connection)):
                    raise
                result = self._once(job)
            done(result)
        except StoreError:
            raise
        except Exception as error:
            if is_full(error):
                raise StoreError("store_full") from error
            self._failure = repr(error)
            raise StoreError("store_failed", why=self._failure) from error
        return result

    def _once(self, job: Callable[[Connection], T]) -> T:
        with self._connection.begin():
            return job(self._connection)
