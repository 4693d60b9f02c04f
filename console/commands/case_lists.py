"""Cases as they are and as they go: listed, shown, watched."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.case_acts import Ids
from console.commands.case_selection import STEPS, CaseFilters, ChosenCases, case_id
from console.commands.case_texts import case_fields, case_listing
from console.commands.case_watch import WatchedCases
from console.commands.options import Output, Paging, choice
from console.commands.selection import listed, named, required
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.commands.streaming import Watching, watch_facts
from console.contract.case_views import CaseDetail, CaseView
from console.contract.views import Page, Snapshot
from console.domain.cases import Step
from console.printing import Format, show
from console.wording.help import option

Until = Annotated[str | None, typer.Option("--until", help=option("until.step"))]


def list_cases(ctx: typer.Context, filters: CaseFilters, paging: Paging, output: Output) -> None:
    """Print the cases that fit."""
    how, query = output.format, filters.query()
    with hub(ctx) as client:
        page = listed(client, "cases", Page[CaseView], paging=paging, query=query)
        people = how is Format.TABLE and page.items
        site = client.ask("snapshot", Snapshot).site if people else None
    show(case_listing(page, site), how)


def show_cases(ctx: typer.Context, ids: Ids, output: Output) -> None:
    """Print cases in full."""
    how, wanted = output.format, [case_id(text) for text in required(ids)]
    with hub(ctx) as client:
        snapshot = client.ask("snapshot", Snapshot)
        details = Details(
            ask=lambda id: client.ask(f"cases/{id}", CaseDetail),
            name=lambda detail: detail.case.id,
            rows=lambda detail: case_fields(detail, snapshot.site),
        )
        show_each(wanted, details, how)


def watch(
    ctx: typer.Context,
    chosen: ChosenCases,
    *,
    until: Until = None,
    watching: Watching,
    output: Output,
) -> None:
    """Print facts about cases until ended."""
    how, ending = output.format, watching.ending()
    goal = Step(choice(until, STEPS[:-1])) if until else None
    wanted = frozenset(case_id(text) for text in named(chosen.ids))
    query = {name: frozenset(values) for name, values in chosen.query().items()}
    with hub(ctx) as client:
        watched = WatchedCases(client, wanted, query, goal=goal, how=how)
        watch_facts(client, watched, ending)
