"""Service: what is being worked on, taken out and put back."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.acting import Act, agreed, carry_out
from console.commands.options import Acting, Many, Output, Paging, command
from console.commands.selection import listed, required
from console.commands.session import hub
from console.commands.withheld_texts import service_listing
from console.contract.request import Request
from console.contract.service import ResumeService, StopService
from console.contract.state_views import OutOfServiceView
from console.contract.views import Page, Snapshot
from console.printing import Format, show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("service"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Targets = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("service.ids"))]
Work = Annotated[str, typer.Option("--note", help=option("note.work"))]
Note = Annotated[str | None, typer.Option("--note", help=option("note"))]


@command(app, "service.list")
def list_service(ctx: typer.Context, paging: Paging, output: Output) -> None:
    """Print what is out of service."""
    how = output.format
    with hub(ctx) as client:
        page = listed(client, "service", Page[OutOfServiceView], paging=paging, query={})
        people = how is Format.TABLE and page.items
        site = client.ask("snapshot", Snapshot).site if people else None
    show(service_listing(page, site), how)


@command(app, "service.stop")
def stop(
    ctx: typer.Context, targets: Targets, *, note: Work, acting: Acting, output: Output
) -> None:
    """Take sensors, devices or zones out of service."""
    requests = [
        StopService(target=target, note=note, reason=acting.reason) for target in required(targets)
    ]
    _act(ctx, requests, acting, output.format)


@command(app, "service.resume")
def resume(
    ctx: typer.Context, targets: Targets, *, note: Note = None, acting: Acting, output: Output
) -> None:
    """Put sensors, devices or zones back in service."""
    requests = [
        ResumeService(target=target, note=note, reason=acting.reason)
        for target in required(targets)
    ]
    _act(ctx, requests, acting, output.format)


def _act(
    ctx: typer.Context,
    requests: list[StopService] | list[ResumeService],
    acting: Acting,
    how: Format,
) -> None:
    acts = [Act(request.target, request) for request in requests]
    with hub(ctx) as client:
        if not _wide(requests) or agreed(acts, acting):
            carry_out(client, acts, acting=acting, how=how)


def _wide(requests: list[StopService] | list[ResumeService]) -> bool:
    asked: list[Request] = [*requests]
    return any(request.confirm for request in asked)
