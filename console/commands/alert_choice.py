"""Which alerts a command is about, and doing the same to each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from msgspec import field

from console.commands.acting import Act, Failure, agreed, carry_out
from console.commands.options import Acting, Many, Places, choice
from console.commands.selection import (
    PRIORITIES,
    STATES,
    Seen,
    alert_id,
    current,
    listed,
    required,
    seen,
    states,
)
from console.commands.session import hub
from console.contract.hub import Hub
from console.contract.request import Request
from console.contract.views import AlertView, Page
from console.domain.alerts import State
from console.domain.ids import AlertId
from console.errors import NotFound
from console.printing import Format, talk
from console.wording.commands import say
from console.wording.help import option

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("alert.ids"))]
# Makes the request about one alert, given how many are meant.
Asking = Callable[[Seen, int], Request]


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


class Do(Acting, frozen=True, kw_only=True):
    """What to do to alerts, and how; filters mean those in `state` where they say no other."""

    request: Asking
    how: Format
    state: State | None = None


def act_on(ctx: typer.Context, chosen: Chosen, do: Do) -> None:
    """Do the same to the alerts named, or to all that fit; print how it went."""
    query = chosen.query()
    if query and chosen.ids:
        raise typer.BadParameter(say("ids.and.filters"))
    wanted = [] if query else [alert_id(text) for text in required(chosen.ids)]
    if query and do.state is not None:
        query.setdefault("state", [do.state.value])
    failures: list[Failure] = []
    with hub(ctx) as client:
        if query:
            page = listed(client, "alerts", Page[AlertView], query=query)
            meant = [seen(alert) for alert in page.items]
        else:
            meant, failures = _occurrences(client, wanted)
        acts = [Act(str(one), do.request(one, len(meant))) for one in meant]
        if not (acts or failures):
            talk(say("nothing.to.do"))
        if not query or agreed(acts, do):
            carry_out(client, acts, failures, acting=do, how=do.how)


def doing(acting: Acting, how: Format, request: Asking, *, state: State | None = None) -> Do:
    """Return what to do, of what a command was given."""
    return Do(
        reason=acting.reason,
        dry_run=acting.dry_run,
        yes=acting.yes,
        request=request,
        how=how,
        state=state,
    )


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
