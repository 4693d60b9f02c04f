"""Automations: what is done by itself, why, and keeping it from that."""

from __future__ import annotations

from typing import Annotated

import typer

from console.clock import utc
from console.commands.acting import Act, agreed, carry_out
from console.commands.options import Acting, Many, Output, Paging, Places, command, duration
from console.commands.selection import listed, required
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.contract.automation_views import AutomationView, ScenePlan
from console.contract.automations import ResumeAutomation, SuspendAutomation
from console.contract.views import Page, Snapshot
from console.domain.sites import Site
from console.printing import Column, Format, Listing, show
from console.wording import chosen, local, plain
from console.wording.automation_facts import reason_words, standing_words
from console.wording.automation_lines import plan_lines
from console.wording.help import option

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("automation.ids"))]
Scenes = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("scene.ids"))]
For = Annotated[str | None, typer.Option("--for", help=option("suspend.for"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands of automations to those of scenes."""
    command(app, "scenes.automations")(list_automations)
    command(app, "scenes.explain")(explain)
    command(app, "scenes.suspend")(suspend)
    command(app, "scenes.resume")(resume)


def list_automations(ctx: typer.Context, filters: Places, paging: Paging, output: Output) -> None:
    """Print what is done by itself."""
    how = output.format
    with hub(ctx) as client:
        page = listed(
            client, "automations", Page[AutomationView], paging=paging, query=filters.query()
        )
        site = client.ask("snapshot", Snapshot).site if how is Format.TABLE else None
    show(_listing(page, site), how)


def explain(ctx: typer.Context, ids: Scenes, output: Output) -> None:
    """Print what scenes do by themselves, and why."""
    how, wanted = output.format, required(ids)
    with hub(ctx) as client:
        site = client.ask("snapshot", Snapshot).site if how is Format.TABLE else None
        details = Details(
            ask=lambda id: client.ask(f"scenes/{id}/plan", ScenePlan),
            name=lambda plan: plan.scene,
            lines=lambda plan: () if site is None else plan_lines(plan, site),
        )
        show_each(wanted, details, how)


def suspend(
    ctx: typer.Context, ids: Ids, *, length: For = None, acting: Acting, output: Output
) -> None:
    """Let automations tell nothing."""
    for_s = duration(length)
    acts = [
        Act(id, SuspendAutomation(automation=id, for_s=for_s, reason=acting.reason))
        for id in required(ids)
    ]
    with hub(ctx) as client:
        if agreed(acts, acting):
            carry_out(client, acts, acting=acting, how=output.format)


def resume(ctx: typer.Context, ids: Ids, *, acting: Acting, output: Output) -> None:
    """Let automations work again."""
    acts = [Act(id, ResumeAutomation(automation=id, reason=acting.reason)) for id in required(ids)]
    with hub(ctx) as client:
        carry_out(client, acts, acting=acting, how=output.format)


def _listing(page: Page[AutomationView], site: Site | None) -> Listing[AutomationView]:
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.automations",
        name=lambda view: view.automation.id,
        columns=(
            Column("id", lambda view: plain(view.automation.id)),
            Column("name", lambda view: chosen(view.automation.name)),
            Column("scene", lambda view: plain(view.automation.scene)),
            Column("now", lambda view: standing_words(view, site)),
            Column("since.changed", _since),
            Column("because", lambda view: reason_words(view.standing.because, site)),
        ),
    )


def _since(view: AutomationView) -> str:
    standing = view.standing
    at = standing.began_at if standing.active else standing.ended_at
    return local(None if at is None else utc(at))
