"""One line for a monitoring system, in the way its plugins speak."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Annotated

import typer

from console.commands.options import choice, command
from console.commands.selection import PRIORITIES, listed
from console.commands.session import hub
from console.contract.views import AlertView, Health, Page
from console.domain.alerts import State
from console.domain.values import Priority
from console.errors import ConsoleError, HubUnreachable
from console.printing import put
from console.wording import explain, priority_word
from console.wording.commands import say
from console.wording.help import option

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Code(IntEnum):
    """What the exit code says; the names are the plugins' own and never translated."""

    OK = 0
    WARNING = 1
    CRITICAL = 2
    UNKNOWN = 3


Warn = Annotated[str, typer.Option("--warning", "-w", help=option("warning"))]
Critical = Annotated[str, typer.Option("--critical", "-c", help=option("critical"))]
Trouble = tuple[Code, str]


@command(app, "check")
def check(ctx: typer.Context, warning: Warn = "low", critical: Critical = "high") -> None:
    """Print the state of the hub and of its alerts as one line with figures."""
    limits = Priority(choice(warning, PRIORITIES)), Priority(choice(critical, PRIORITIES))
    try:
        with hub(ctx) as client:
            health = client.ask("health", Health)
            query = {"state": [State.UNACKNOWLEDGED.value, State.RETURNED.value]}
            alerts = listed(client, "alerts", Page[AlertView], query=query).items
    except ConsoleError as error:
        code = Code.CRITICAL if isinstance(error, HubUnreachable) else Code.UNKNOWN
        _end(code, explain(error)[0])
    troubles = [*_of_hub(health), *_of_alerts(alerts, *limits)]
    worst = max((code for code, _ in troubles), default=Code.OK)
    words = [text for _, text in troubles] or [say("check.fine")]
    if health.drill:
        words.append(say("check.drill"))
    _end(worst, ", ".join(words), _figures(health, alerts))


def _of_hub(health: Health) -> list[Trouble]:
    found: list[Trouble] = []
    if not health.broker.connected:
        found.append((Code.CRITICAL, say("check.broker")))
    if health.store_full:
        found.append((Code.CRITICAL, say("check.store")))
    return found


def _of_alerts(alerts: Sequence[AlertView], warning: Priority, critical: Priority) -> list[Trouble]:
    if not alerts:
        return []
    worst = max((alert.priority for alert in alerts), key=lambda priority: priority.rank)
    code = Code.OK
    if worst.rank >= critical.rank:
        code = Code.CRITICAL
    elif worst.rank >= warning.rank:
        code = Code.WARNING
    return [(code, say("check.alerts", count=len(alerts), priority=priority_word(worst)))]


def _figures(health: Health, alerts: Sequence[AlertView]) -> str:
    counts = {priority.value: 0 for priority in Priority}
    for alert in alerts:
        counts[alert.priority.value] += 1
    figures = {
        "unacknowledged": str(len(alerts)),
        **{name: str(count) for name, count in counts.items()},
        "rejected": f"{health.rejected}c",
        "mailbox": f"{health.mailbox};;;0;{health.mailbox_capacity}",
        "dropped": f"{health.mailbox_dropped}c",
        "store": f"{health.store_bytes}B",
        "disk_free": f"{health.disk_free_bytes}B",
    }
    return " ".join(f"{name}={value}" for name, value in figures.items())


def _end(code: Code, words: str, figures: str = "") -> None:
    # A bar would end the text for whoever reads it.
    text = f"WANSHOU {code.name} - {words.replace('|', '/')}"
    put(f"{text} | {figures}" if figures else text)
    raise typer.Exit(code)
