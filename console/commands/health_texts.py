"""The hub's health for people."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.views import Health, Rejection
from console.printing import Column
from console.wording import local, plain
from console.wording.commands import say
from console.wording.rejections import reason_word, warning_word

_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")

REJECTION_COLUMNS: tuple[Column[Rejection], ...] = (
    Column("source", lambda rejection: plain(rejection.source)),
    Column("reason", lambda rejection: reason_word(rejection.reason)),
    Column("count", lambda rejection: str(rejection.count), right=True),
    Column("last", lambda rejection: local(rejection.last_at)),
)


def health_fields(health: Health) -> Iterator[tuple[str, str]]:
    """Return how the hub is."""
    yield "version", plain(health.version)
    yield "as_of", str(health.as_of)
    yield "started", local(health.started_at)
    yield "data_time", local(health.data_time)
    yield "drill", say("drill.on") if health.drill else ""
    yield "broker", _broker(health)
    yield "warning", warning_word(health.broker.warning or "")
    yield "deliveries", str(health.deliveries)
    yield "readings", str(health.readings)
    yield "late", str(health.late)
    yield "duplicates", str(health.duplicates)
    yield "rejected", str(health.rejected)
    mailbox = f"{health.mailbox}/{health.mailbox_capacity}"
    yield "mailbox", f"{mailbox}, {say('dropped', count=health.mailbox_dropped)}"
    yield "store", size(health.store_bytes) + (f", {say('full')}" if health.store_full else "")
    yield "disk_free", size(health.disk_free_bytes)
    yield "followers", str(health.followers)


def size(count: float) -> str:
    """Return a number of bytes as people read it."""
    for unit in _UNITS[:-1]:
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1024
    return f"{count:.1f} {_UNITS[-1]}"


def _broker(health: Health) -> str:
    broker = health.broker
    kind = say("embedded") if broker.embedded else say("external")
    link = say("connected") if broker.connected else say("not.connected")
    return f"{plain(broker.url)} ({kind}, {link})"
