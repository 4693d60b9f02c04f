"""Putting alerts aside for a while, taking them back, and giving an acknowledgement back."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import msgspec
import typer

from console.commands.alert_choice import Chosen, act_on, doing
from console.commands.options import Acting, Output, duration
from console.commands.selection import Seen
from console.contract.alerts import ShelveAlert, UnacknowledgeAlert, UnshelveAlert
from console.contract.request import Request
from console.contract.views import Snapshot
from console.domain.alerts import State
from console.domain.withholding import WARNING_MS
from console.wording.commands import say
from console.wording.help import option

Note = Annotated[str | None, typer.Option("--note", help=option("note"))]

FOR = "1h"


class Stretch(msgspec.Struct, frozen=True):
    """For how long."""

    for_: Annotated[str, typer.Option("--for", help=option("shelve.for"))] = FOR
    one_shot: Annotated[bool, typer.Option("--one-shot", help=option("one-shot"))] = False


def shelve(
    ctx: typer.Context, chosen: Chosen, *, stretch: Stretch, acting: Acting, output: Output
) -> None:
    """Put the alerts named aside, or all that fit."""
    for_s = duration(stretch.for_) or 0.0

    def request(one: Seen, _count: int) -> Request:
        return ShelveAlert(
            alert=one.alert, for_s=for_s, one_shot=stretch.one_shot, reason=acting.reason
        )

    act_on(ctx, chosen, doing(acting, output.format, request))


def unshelve(ctx: typer.Context, chosen: Chosen, *, acting: Acting, output: Output) -> None:
    """Take the alerts named back from their shelves, or all that fit."""

    def request(one: Seen, _count: int) -> Request:
        return UnshelveAlert(alert=one.alert, reason=acting.reason)

    act_on(ctx, chosen, doing(acting, output.format, request, state=State.SHELVED))


def unacknowledge(
    ctx: typer.Context, chosen: Chosen, *, note: Note = None, acting: Acting, output: Output
) -> None:
    """Give the acknowledgements of the alerts named back, or of all that fit."""

    def request(one: Seen, _count: int) -> Request:
        return UnacknowledgeAlert(
            alert=one.alert, occurrence=one.occurrence, note=note, reason=acting.reason
        )

    act_on(ctx, chosen, doing(acting, output.format, request, state=State.ACKNOWLEDGED))


def endings(snapshot: Snapshot) -> str | None:
    """Return how many shelves end soon and how many of their alerts still stand, if any do."""
    soon = snapshot.now + timedelta(milliseconds=WARNING_MS)
    ending = [
        alert for alert in snapshot.alerts if alert.shelf is not None and alert.shelf.until <= soon
    ]
    if not ending:
        return None
    message = "shelf.ends" if len(ending) == 1 else "shelves.end"
    return say(
        message,
        count=len(ending),
        minutes=WARNING_MS // 60_000,
        standing=sum(alert.standing for alert in ending),
    )
