"""The hub's store: facts, states and readings, kept in one transaction or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from console.contract.facts import Fact
from console.domain.alerts import Alert
from console.domain.cases import Case
from console.domain.ids import AlertId, CaseId, SensorId
from console.domain.readings import Reading
from console.domain.rollups import Per, Rollup
from console.store import casework, kept, logbook, readings, receipts, rollups, states
from console.store.forgetting import Forgetting
from console.store.logbook import LogQuery
from console.store.opening import FILE, open_store
from console.store.past_load import PastLoad
from console.store.readers import Readers, moment_of
from console.store.tuning import Tuning
from console.store.work import Loaded, StoredReceipt, Work
from console.store.writer import Writer

ROOM_BYTES = 2**20  # free at least, where there is no reserve, for an act to be begun


class Store:
    """One hub's facts, states and readings in `folder`; any thread may call anything.

    Whoever opens it must hold the folder's lock: there may be only one. Reads see what was
    committed before them, and raise `StoreError("store_closed")` once it is closed.
    """

    def __init__(
        self, folder: Path, *, sensors: Iterable[SensorId], tuning: Tuning | None = None
    ) -> None:
        """Open or create the store; `sensors` are those whose readings will come.

        Raise `StoreError`: "store_newer" when a newer version has changed it,
        "store_unreadable" when it is no database, "store_full" when the disk is.
        """
        tuning = tuning or Tuning()
        opened = open_store(folder, tuple(sensors), tuning=tuning)
        self.file = folder / FILE
        self._ballast = opened.ballast
        self._keys = opened.keys
        self._tails = opened.tails
        self._settling = opened.settling
        self._last_fact = opened.last_fact
        self._readers = Readers(self.file)
        self.past_load = PastLoad(self._readers)
        upkeep = opened.settling, opened.rolling
        self._rolling = opened.rolling
        self._writer = Writer(opened.connection, upkeep, queue_works=tuning.queue_works)
        self._forgetting = Forgetting(opened, self._writer)

    def load(self) -> Loaded:
        """Return what the hub goes on from."""
        with self._readers.use() as connection:
            alerts = tuple(states.read_alerts(connection))
            devices = tuple(states.read_devices(connection))
            cases = tuple(casework.read_cases(connection))
            small = tuple(kept.read_kept(connection))
            last_fact = states.last_fact(connection)
            last_fact_at = states.last_fact_at(connection)
        numbers = [int(alert.id[2:]) for alert in alerts if alert.id[2:].isdecimal()]
        return Loaded(
            alerts=alerts,
            devices=devices,
            last_fact=last_fact,
            last_fact_at=last_fact_at,
            next_alert=max(numbers, default=0) + 1,
            newest=self._tails.newest(),
            cases=cases,
            kept=small,
        )

    def commit(self, work: Work) -> Future[None]:
        """Put `work` before the writer, without waiting; the future is set after COMMIT.

        Raise, or set on the future, `StoreError`: "store_busy" (the queue is full), "fact_gap",
        "unknown_sensor" or "store_full" (nothing was kept, later work may be), "store_failed"
        (nothing will be kept any more: the hub must stop), "store_closed".
        """
        return self._writer.submit(partial(self._keep, work), partial(self._kept, work))

    def recent(self, sensor: SensorId, count: int) -> list[Reading]:
        """Return a sensor's newest `count` readings, oldest first; few of them cost no disk."""
        known = self._tails.of(sensor, count)
        if known is not None:
            return known
        return self.history(sensor, *readings.ALL_TIME, count)[::-1]

    def recent_all(self, count: int) -> dict[SensorId, list[Reading]]:
        """Return `recent` of every sensor the store knows."""
        known = self._tails.all(count)
        return {
            sensor: tail if tail is not None else self.recent(sensor, count)
            for sensor, tail in known.items()
        }

    def history(self, sensor: SensorId, start: int, end: int, limit: int) -> list[Reading]:
        """Return a sensor's newest `limit` readings with `start <= at < end`, newest first."""
        with self._readers.use() as connection:
            return readings.read_history(connection, self._keys, sensor, (start, end), limit)

    def rollups(self, sensor: SensorId, by: Per, span: tuple[int, int], limit: int) -> list[Rollup]:
        """Return a sensor's newest `limit` rollups that start in [span) (ms), newest first."""
        key = self._keys.keys.get(sensor)
        if key is None:
            return []
        with self._readers.use() as connection, moment_of(connection):
            return rollups.read_rollups(connection, by, key, span, limit)

    def facts(self, after: int, limit: int) -> list[Fact]:
        """Return up to `limit` facts after number `after`, oldest first."""
        with self._readers.use() as connection:
            return states.read_facts(connection, after, limit)

    def facts_of(self, alert: AlertId, limit: int) -> list[Fact]:
        """Return the newest `limit` facts of `alert`, oldest first."""
        with self._readers.use() as connection:
            return states.read_facts_of(connection, alert, limit)

    def alerts(self) -> list[Alert]:
        """Return every alert that ever was, as last committed."""
        with self._readers.use() as connection:
            return states.read_alerts(connection)

    def facts_of_case(self, case: CaseId, limit: int) -> list[Fact]:
        """Return the newest `limit` facts of `case`, oldest first."""
        with self._readers.use() as connection:
            return casework.read_facts_of_case(connection, case, limit)

    def log(self, wanted: LogQuery, limit: int) -> list[Fact]:
        """Return up to `limit` lines of the operators' log that fit, newest first."""
        with self._readers.use() as connection:
            return logbook.read_log(connection, wanted, limit)

    def cases(self) -> list[Case]:
        """Return every case that ever was, as last committed."""
        with self._readers.use() as connection:
            return casework.read_cases(connection)

    def receipt(self, key: str, seat: str) -> StoredReceipt | None:
        """Return what `seat` was answered under `key`, while it is kept (a day, data time)."""
        with self._readers.use() as connection:
            return receipts.read_receipt(connection, key, seat)

    def forget(self, before: int) -> int:
        """Drop the readings of hours that were over by `before` (ms); return how many.

        They are rolled up first. Takes a while and waits for the disk, other work in between:
        call it off the loop. What was dropped stays dropped when it fails.
        """
        return self._forgetting.readings(before)

    def forget_rollups(self, by: Per, before: int) -> int:
        """Drop the rollups of hours that were over by `before` (ms), as `forget` does."""
        return self._forgetting.rollups(by, before)

    def size_bytes(self) -> int:
        """Return what the store's files take on disk, the ballast left out."""
        files = self.file.parent.glob(f"{self.file.name}*")
        return sum(file.stat().st_size for file in files)

    def free_bytes(self) -> int:
        """Return what is free on the store's disk."""
        return shutil.disk_usage(self.file.parent).free

    def has_room(self) -> bool:
        """Tell whether what a person does would be kept, the reserve counted in."""
        return self._ballast.held or self.free_bytes() >= ROOM_BYTES

    def give_up_ballast(self) -> bool:
        """Free the reserve so that facts fit on a full disk; tell whether there was one."""
        return self._ballast.give_up()

    def restore_ballast(self) -> bool:
        """Fill the reserve again once there is plenty of space; tell whether it is whole."""
        return self._ballast.restore()

    def close(self) -> None:
        """Carry out what waits, then close; safe to call twice, reads at work may finish."""
        self._settling.close()
        self._rolling.close()
        self._readers.close()
        self._writer.close()

    def _keep(self, work: Work, connection: Connection) -> tuple[int, int]:
        last = states.put_facts(connection, work, self._last_fact)
        added = readings.insert(connection, self._keys, work.readings)
        states.put_states(connection, work)
        casework.put_cases(connection, work)
        kept.put_kept(connection, work.kept)
        if work.receipt is not None:
            receipts.put_receipt(connection, work.receipt)
        return last, added

    def _kept(self, work: Work, result: tuple[int, int]) -> None:
        self._last_fact, added = result
        self._settling.added(added)
        self._tails.add(work.readings)
