"""Patrol units: who is where, and what they say, themselves or through a dispatcher."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import msgspec
import typer
from msgspec import field

from console.commands.acting import Act, carry_out
from console.commands.case_selection import case_id, findings_of
from console.commands.options import Acting, Many, Output, Paging, command
from console.commands.patrol_texts import unit_fields, unit_listing
from console.commands.selection import listed, required
from console.commands.session import hub, loaded
from console.commands.showing import Details, show_each
from console.contract.case_views import UnitView
from console.contract.patrols import (
    AcceptAssignment,
    ArriveOnSite,
    LeaveSite,
    PatrolRequest,
    ReportFindings,
    SetOut,
)
from console.contract.views import Page, Snapshot
from console.domain.ids import CaseId, UnitId
from console.printing import Format, show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("patrols"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

UnitIds = Annotated[Many, typer.Argument(metavar="[UNIT]...", help=option("unit.ids"))]
Own = Annotated[str | None, typer.Option("--unit", help=option("unit.own"))]


class Task(msgspec.Struct, frozen=True):
    """Whose task is meant: units, and the case where a unit has several."""

    ids: UnitIds = field(default_factory=list)
    case: Annotated[str | None, typer.Option("--case", help=option("case"))] = None

    def named(self) -> tuple[list[UnitId], CaseId | None]:
        """Return what was given, understood."""
        case = None if self.case is None else case_id(self.case)
        return [UnitId(text) for text in required(self.ids)], case


class Findings(msgspec.Struct, frozen=True):
    """What was found."""

    cause: Annotated[Many, typer.Option("--cause", help=option("cause"))]
    note: Annotated[str | None, typer.Option("--note", help=option("note.finding"))] = None


@command(app, "patrols.list")
def list_units(ctx: typer.Context, paging: Paging, output: Output) -> None:
    """Print the patrol units."""
    how = output.format
    with hub(ctx) as client:
        page = listed(client, "patrols", Page[UnitView], paging=paging, query={})
        people = how is Format.TABLE and page.items
        site = client.ask("snapshot", Snapshot).site if people else None
    show(unit_listing(page, site), how)


@command(app, "patrols.status")
def status(ctx: typer.Context, ids: UnitIds, output: Output) -> None:
    """Print units in full."""
    how, wanted = output.format, required(ids)
    with hub(ctx) as client:
        site = client.ask("snapshot", Snapshot).site if how is Format.TABLE else None
        details = Details(
            ask=lambda id: client.ask(f"patrols/{id}", UnitView),
            name=lambda view: view.unit.id,
            rows=lambda view: unit_fields(view, site),
        )
        show_each(wanted, details, how)


@command(app, "patrols.accept")
def accept(ctx: typer.Context, task: Task, *, acting: Acting, output: Output) -> None:
    """Take the task."""
    _say(ctx, AcceptAssignment, task, acting, output.format)


@command(app, "patrols.enroute")
def set_out(ctx: typer.Context, task: Task, *, acting: Acting, output: Output) -> None:
    """Be on the way."""
    _say(ctx, SetOut, task, acting, output.format)


@command(app, "patrols.onsite")
def arrive(ctx: typer.Context, task: Task, *, acting: Acting, output: Output) -> None:
    """Be there."""
    _say(ctx, ArriveOnSite, task, acting, output.format)


@command(app, "patrols.report")
def report(
    ctx: typer.Context, task: Task, *, found: Findings, acting: Acting, output: Output
) -> None:
    """Tell what was found."""
    findings = findings_of(found.cause, found.note)

    def request(*, unit: UnitId, case: CaseId | None, reason: str | None) -> PatrolRequest:
        return ReportFindings(unit=unit, case=case, findings=findings, reason=reason)

    _say(ctx, request, task, acting, output.format)


@command(app, "patrols.leave")
def leave(ctx: typer.Context, task: Task, *, acting: Acting, output: Output) -> None:
    """Be free again."""
    _say(ctx, LeaveSite, task, acting, output.format)


@command(app, "patrols.me")
def me(ctx: typer.Context, unit: Own = None) -> None:
    """Open a patrol's own view."""
    from console.commands.screen import open_pocket  # Textual: only who sees it pays for it

    raise typer.Exit(open_pocket(loaded(ctx).settings, UnitId(unit) if unit else None))


def _say(
    ctx: typer.Context,
    request: Callable[..., PatrolRequest],
    task: Task,
    acting: Acting,
    how: Format,
) -> None:
    units, case = task.named()
    acts = [Act(unit, request(unit=unit, case=case, reason=acting.reason)) for unit in units]
    with hub(ctx) as client:
        carry_out(client, acts, acting=acting, how=how)
