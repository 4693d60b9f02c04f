"""What goes into the store in one transaction, and what comes out of it at the start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from console.contract.facts import Fact
from console.contract.request import Receipt
from console.contract.views import DeviceView
from console.domain.alerts import Alert
from console.domain.cases import Case
from console.domain.ids import SensorId
from console.domain.kept import Kept
from console.domain.readings import Reading


class StoredReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a seat's request under an idempotency key was answered with.

    `digest` is of the request, so that a key used again for something else is noticed;
    `at` is the moment of the answer (data time, ms).
    """

    key: str
    seat: str
    digest: str
    at: int
    receipt: Receipt


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One transaction: all of it is kept, or nothing.

    `alerts`, `cases` and `devices` are those that changed, whole; `kept` are small nouns by kind
    and id, None for one that is no more. `facts` go on from the
    store's last number without a gap.
    """

    readings: Sequence[Reading] = ()
    alerts: Sequence[Alert] = ()
    devices: Sequence[DeviceView] = ()
    cases: Sequence[Case] = ()
    kept: Mapping[tuple[str, str], Kept | None] = {}
    facts: Sequence[Fact] = ()
    receipt: StoredReceipt | None = None


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What a hub goes on from; `next_alert` is the first number not yet had."""

    alerts: tuple[Alert, ...]
    devices: tuple[DeviceView, ...]
    last_fact: int
    next_alert: int
    newest: dict[SensorId, Reading]
    cases: tuple[Case, ...] = ()
    kept: tuple[Kept, ...] = ()
    last_fact_at: int = 0

    @property
    def last_at(self) -> int:
        """Return the newest moment that anything stored is of (ms), 0 where nothing is."""
        return max((self.last_fact_at, *(reading.at for reading in self.newest.values())))
