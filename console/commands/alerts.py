"""Alerts: what stands, and acting on it."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.alert_choice import Chosen, act_on, doing
from console.commands.alert_lists import gauge, list_alerts, show_alerts
from console.commands.alert_watch import WatchedAlerts
from console.commands.options import Acting, Output, choice, command
from console.commands.selection import STATES, Seen, alert_id, named
from console.commands.session import hub
from console.commands.shelving import shelve, unacknowledge, unshelve
from console.commands.streaming import Watching, watch_facts
from console.commands.symptoms import mark, release
from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.contract.request import Request
from console.domain.alerts import State
from console.errors import Refused
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("alerts"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Note = Annotated[str | None, typer.Option("--note", help=option("note"))]
Until = Annotated[str | None, typer.Option("--until", help=option("until.state"))]
Text = Annotated[str, typer.Option("--note", help=option("note.required"))]


command(app, "alerts.list")(list_alerts)
command(app, "alerts.show")(show_alerts)
command(app, "alerts.load")(gauge)


@command(app, "alerts.ack")
def acknowledge(
    ctx: typer.Context, chosen: Chosen, *, note: Note = None, acting: Acting, output: Output
) -> None:
    """Acknowledge the alerts named, or all that fit."""

    def request(one: Seen, count: int) -> Request:
        bulk = count if count > 1 else None
        if bulk and not (acting.reason or "").strip():
            raise Refused("reason_required", id=one.alert)
        return AcknowledgeAlert(
            alert=one.alert,
            occurrence=one.occurrence,
            note=note,
            bulk=bulk,
            reason=acting.reason,
        )

    act_on(ctx, chosen, doing(acting, output.format, request))


@command(app, "alerts.note")
def write_note(
    ctx: typer.Context, chosen: Chosen, *, note: Text, acting: Acting, output: Output
) -> None:
    """Write the same note on the alerts named, or on all that fit."""

    def request(one: Seen, _count: int) -> Request:
        return NoteAlert(
            alert=one.alert, occurrence=one.occurrence, note=note, reason=acting.reason
        )

    act_on(ctx, chosen, doing(acting, output.format, request))


command(app, "alerts.unack")(unacknowledge)
command(app, "alerts.shelve")(shelve)
command(app, "alerts.unshelve")(unshelve)
command(app, "alerts.symptom")(mark)
command(app, "alerts.release")(release)


@command(app, "alerts.watch")
def watch(
    ctx: typer.Context, chosen: Chosen, *, until: Until = None, watching: Watching, output: Output
) -> None:
    """Print facts about alerts until ended."""
    how, ending = output.format, watching.ending()
    goal = State(choice(until, STATES[:-1])) if until else None
    wanted = frozenset(alert_id(text)[0] for text in named(chosen.ids))
    query = {name: frozenset(values) for name, values in chosen.query().items()}
    with hub(ctx) as client:
        watched = WatchedAlerts(client, wanted, query, goal=goal, how=how)
        watch_facts(client, watched, ending)
