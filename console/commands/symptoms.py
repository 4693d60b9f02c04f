"""What follows from what: alerts marked as symptoms of another, and released again."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.acting import Act, carry_out
from console.commands.alert_choice import Ids
from console.commands.options import Acting, Output
from console.commands.selection import alert_id, current, required
from console.commands.session import hub
from console.contract.alerts import MarkSymptom, ReleaseSymptom
from console.wording.help import option

Of = Annotated[str, typer.Option("--of", help=option("of"))]


def mark(ctx: typer.Context, ids: Ids, *, of: Of, acting: Acting, output: Output) -> None:
    """Mark the alerts named as symptoms of another."""
    cause, _ = alert_id(of)
    wanted = [alert_id(text) for text in required(ids)]
    with hub(ctx) as client:
        meant = [current(client, *one) for one in wanted]
        acts = [
            Act(
                str(one),
                MarkSymptom(
                    alert=one.alert, occurrence=one.occurrence, of=cause, reason=acting.reason
                ),
            )
            for one in meant
        ]
        carry_out(client, acts, acting=acting, how=output.format)


def release(ctx: typer.Context, ids: Ids, *, acting: Acting, output: Output) -> None:
    """Let the alerts named stand for themselves again."""
    wanted = [alert_id(text)[0] for text in required(ids)]
    acts = [Act(alert, ReleaseSymptom(alert=alert, reason=acting.reason)) for alert in wanted]
    with hub(ctx) as client:
        carry_out(client, acts, acting=acting, how=output.format)
