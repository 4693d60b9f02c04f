"""Alerts: what stands, and acting on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from msgspec import field

from console.commands.acting import Act, Failure, agreed, carry_out
from console.commands.alert_texts import alert_fields, alert_listing
from console.commands.alert_watch import WatchedAlerts
from console.commands.options import Acting, Many, Output, Paging, Places, choice, command
from console.commands.selection import (
    PRIORITIES,
    STATES,
    Seen,
    alert_id,
    current,
    listed,
    named,
    required,
    seen,
    states,
)
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.commands.streaming import Watching, watch_facts
from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.contract.hub import Hub
from console.contract.request import Request
from console.contract.views import AlertDetail, AlertView, Page, Snapshot
from console.domain.alerts import State
from console.domain.ids import AlertId
from console.errors import NotFound
from console.printing import Format, show, talk
from console.wording.commands import say
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("alerts"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("alert.ids"))]
Note = Annotated[str | None, typer.Option("--note", help=option("note"))]
Until = Annotated[str | None, typer.Option("--until", help=option("until.state"))]
Text = Annotated[str, typer.Option("--note", help=option("note.required"))]


class Filters(Places, frozen=True):
    """Which alerts are meant."""

    state: Annotated[Many, typer.Option("--state", help=option("state"))] = field(
        default_factory=list
    )
    priority: Annotated[Many, typer.Option("--priority", help=option("priority"))] = field(
        default_factory=list
    )

    def query(self) -> dict[str, list[str]]:
        """Return what the hub is asked to narrow the list to."""
        for state in self.state:
            choice(state, STATES)
        for priority in self.priority:
            choice(priority, PRIORITIES)
        query = {**super().query(), "state": states(self.state), "priority": self.priority}
        return {name: values for name, values in query.items() if values}


class Chosen(Filters, frozen=True):
    """Alerts by id, or else by filters."""

    ids: Ids = field(default_factory=list)


@command(app, "alerts.list")
def list_alerts(ctx: typer.Context, filters: Filters, paging: Paging, output: Output) -> None:
    """Print the alerts that fit."""
    how = output.format
    query = filters.query()
    with hub(ctx) as client:
        page = listed(client, "alerts", Page[AlertView], paging=paging, query=query)
        # Only people need names, and only names need the site.
        people = how is Format.TABLE and page.items
        site = client.ask("snapshot", Snapshot).site if people else None
    show(alert_listing(page, site), how)


@command(app, "alerts.show")
def show_alerts(ctx: typer.Context, ids: Ids, output: Output) -> None:
    """Print alerts in full."""
    how = output.format
    wanted = [alert_id(text)[0] for text in required(ids)]
    with hub(ctx) as client:
        site = client.ask("snapshot", Snapshot).site if how is Format.TABLE else None
        details = Details(
            ask=lambda id: client.ask(f"alerts/{id}", AlertDetail),
            name=lambda detail: str(seen(detail.alert)),
            rows=lambda detail: alert_fields(detail, site),
        )
        show_each(wanted, details, how)


@command(app, "alerts.ack")
def acknowledge(
    ctx: typer.Context, chosen: Chosen, *, note: Note = None, acting: Acting, output: Output
) -> None:
    """Acknowledge the alerts named, or all that fit."""

    def request(one: Seen) -> Request:
        return AcknowledgeAlert(
            alert=one.alert, occurrence=one.occurrence, note=note, reason=acting.reason
        )

    _act(ctx, chosen, request, acting, output.format)


@command(app, "alerts.note")
def write_note(
    ctx: typer.Context, chosen: Chosen, *, note: Text, acting: Acting, output: Output
) -> None:
    """Write the same note on the alerts named, or on all that fit."""

    def request(one: Seen) -> Request:
        return NoteAlert(
            alert=one.alert, occurrence=one.occurrence, note=note, reason=acting.reason
        )

    _act(ctx, chosen, request, acting, output.format)


def _act(
    ctx: typer.Context,
    chosen: Chosen,
    request: Callable[[Seen], Request],
    acting: Acting,
    how: Format,
) -> None:
    query = chosen.query()
    if query and chosen.ids:
        raise typer.BadParameter(say("ids.and.filters"))
    wanted = [] if query else [alert_id(text) for text in required(chosen.ids)]
    failures: list[Failure] = []
    with hub(ctx) as client:
        if query:
            page = listed(client, "alerts", Page[AlertView], query=query)
            meant = [seen(alert) for alert in page.items]
        else:
            meant, failures = _occurrences(client, wanted)
        acts = [Act(str(one), request(one)) for one in meant]
        if not (acts or failures):
            talk(say("nothing.to.do"))
        if not query or agreed(acts, acting):
            carry_out(client, acts, failures, acting=acting, how=how)


def _occurrences(
    client: Hub, wanted: Sequence[tuple[AlertId, int | None]]
) -> tuple[list[Seen], list[Failure]]:
    """Return the occurrences meant, and the ids of which the hub knows none."""
    meant: list[Seen] = []
    failures: list[Failure] = []
    for alert, occurrence in wanted:
        try:
            meant.append(current(client, alert, occurrence))
        except NotFound as error:
            failures.append(Failure(alert, error))
    return meant, failures


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
