"""Where a case begins and ends: opened, closed."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec import field

from console.commands.acting import Act, agreed, carry_out
from console.commands.case_selection import SOURCES, ChosenCases, case_id
from console.commands.case_verbs import Matter, category_named, priority_named
from console.commands.options import Acting, Many, Output, choice
from console.commands.selection import alert_id, listed, named, required
from console.commands.session import hub
from console.contract.case_views import CaseDetail, CaseView
from console.contract.cases import CloseCase, OpenCase
from console.contract.hub import Hub
from console.contract.views import Page
from console.domain.ids import CaseId, PartyId, ZoneId
from console.domain.matters import Source
from console.errors import NotFound
from console.printing import talk
from console.wording.commands import say
from console.wording.help import option

AlertIds = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("alert.ids"))]
Unverified = Annotated[bool, typer.Option("--unverified", help=option("unverified"))]


class Opening(Matter, frozen=True):
    """What a new case is about: alerts, or a title; what is left out follows from the alerts."""

    ids: AlertIds = field(default_factory=list)
    source: Annotated[str | None, typer.Option("--source", help=option("source"))] = None
    link: Annotated[Many, typer.Option("--link", help=option("link"))] = field(default_factory=list)
    collect: Annotated[bool, typer.Option("--collect", help=option("collect"))] = False


def open_case(ctx: typer.Context, opening: Opening, *, acting: Acting, output: Output) -> None:
    """Open one case from all the alerts named, or by hand."""
    alerts = tuple(alert_id(text)[0] for text in named(opening.ids))
    if not (alerts or opening.title):
        if opening.ids:
            talk(say("nothing.to.do"))
            return
        raise typer.BadParameter(say("case.of.what"))
    request = OpenCase(
        alerts=alerts,
        title=opening.title,
        zone=ZoneId(opening.zone) if opening.zone else None,
        source=Source(choice(opening.source, SOURCES)) if opening.source else None,
        category=category_named(opening.category),
        priority=priority_named(opening.priority),
        owner=opening.owner,
        contacts=tuple(map(PartyId, opening.contact)),
        reference=opening.reference,
        collect=opening.collect,
        links=tuple(map(case_id, opening.link)),
        reason=acting.reason,
    )
    about = " ".join(alerts) or opening.title or ""
    with hub(ctx) as client:
        carry_out(client, [Act(about, request, makes=True)], acting=acting, how=output.format)


def close(
    ctx: typer.Context,
    chosen: ChosenCases,
    *,
    unverified: Unverified = False,
    acting: Acting,
    output: Output,
) -> None:
    """Close the cases named, or all that fit."""
    query = chosen.query()
    if query and chosen.ids:
        raise typer.BadParameter(say("ids.and.filters"))
    wanted = [] if query else [case_id(text) for text in required(chosen.ids)]
    with hub(ctx) as client:
        if query:
            wanted = [
                case.id for case in listed(client, "cases", Page[CaseView], query=query).items
            ]
        acts = [
            Act(
                case,
                CloseCase(case=case, unverified=unverified, reason=acting.reason),
                says=_proposes(client, case) if unverified else None,
            )
            for case in wanted
        ]
        if not acts:
            talk(say("nothing.to.do.cases"))
        elif agreed(acts, acting):
            carry_out(client, acts, acting=acting, how=output.format)


def _proposes(client: Hub, case: CaseId) -> str | None:
    """Return what to say of an unverified close that only proposes it: nobody else has yet."""
    try:
        view = client.ask(f"cases/{case}", CaseDetail).case
    except NotFound:
        return None  # the act itself will say so
    return "cases.propose" if view.proposal is None and view.outcome is None else None
