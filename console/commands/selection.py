"""Which things a command is about: ids, ids from stdin, or all that filters fit."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import typer

from console.contract.hub import Hub
from console.contract.views import AlertDetail, AlertView, Page
from console.domain.alerts import State
from console.domain.ids import AlertId, SensorId
from console.domain.values import Priority
from console.wording.commands import say

if TYPE_CHECKING:
    from console.commands.options import Paging

P = TypeVar("P", bound=Page[Any])

ALL = "all"
STATES = (*(state.value for state in State), ALL)
PRIORITIES = tuple(priority.value for priority in Priority)
SHOWN = 80  # letters of what is no id
PAGE = 1_000  # items asked for at a time

_ALERT = re.compile(r"(A-\d{1,18})(?:@(\d{1,9}))?", re.ASCII | re.IGNORECASE)
_SENSOR = re.compile(r"[^/\s]+/[^/\s]+")


class Seen(msgspec.Struct, frozen=True):
    """One occurrence of an alert, as somebody saw it."""

    alert: AlertId
    occurrence: int

    def __str__(self) -> str:
        return f"{self.alert}@{self.occurrence}"


def seen(alert: AlertView) -> Seen:
    """Return the occurrence a view shows."""
    return Seen(alert.id, alert.occurrence)


def named(ids: Sequence[str]) -> list[str]:
    """Return the ids given, each once; `-` stands for those on stdin."""
    found: dict[str, None] = {}
    for id in ids:
        found.update(dict.fromkeys(sys.stdin.read().split() if id == "-" else [id]))
    return list(found)


def required(ids: Sequence[str]) -> list[str]:
    """Return the ids given; that none is given at all is a mistake, an empty stdin is not."""
    if not ids:
        raise typer.BadParameter(say("ids.missing"))
    return named(ids)


def alert_id(text: str) -> tuple[AlertId, int | None]:
    """Return an alert's id and the occurrence, where one is named."""
    if (match := _ALERT.fullmatch(text)) is None:
        raise typer.BadParameter(say("bad.alert", text=text[:SHOWN]))
    return AlertId(match[1].upper()), int(match[2]) if match[2] else None


def sensor_id(text: str) -> SensorId:
    """Return a sensor's id."""
    if not _SENSOR.fullmatch(text):
        raise typer.BadParameter(say("bad.sensor", text=text[:SHOWN]))
    return SensorId(text)


def current(client: Hub, alert: AlertId, occurrence: int | None) -> Seen:
    """Return the occurrence named, or else the one the hub knows now."""
    if occurrence is not None:
        return Seen(alert, occurrence)
    return seen(client.ask(f"alerts/{alert}", AlertDetail).alert)


def states(given: Iterable[str]) -> list[str]:
    """Return the states a list is narrowed to; `all` is every one."""
    chosen = list(given)
    return [state.value for state in State] if ALL in chosen else chosen


def listed(
    client: Hub,
    view: str,
    answer: type[P],
    *,
    paging: Paging | None = None,
    query: dict[str, list[str]],
) -> P:
    """Return a whole list, or as much of it as was asked for."""
    limit = paging.limit if paging else None
    after = paging.after if paging else None
    items: list[object] = []
    while True:
        part = PAGE if limit is None else min(limit - len(items), PAGE)
        page = client.ask(view, answer, limit=part, after=after, **query)
        items.extend(page.items)
        if page.next in (None, after) or len(items) == limit:
            return msgspec.structs.replace(page, items=tuple(items))
        after = page.next
