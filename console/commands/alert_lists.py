"""What stands: alerts listed, folded, shown in full, and how much of it calls the operator."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from console.commands.alert_choice import Filters, Ids
from console.commands.alert_texts import alert_fields, alert_listing
from console.commands.load_texts import fold_listing, gauge_fields
from console.commands.options import Output, Paging, Plain
from console.commands.selection import alert_id, listed, required, seen
from console.commands.session import hub
from console.commands.shelving import endings
from console.commands.showing import Details, show_each
from console.contract.hub import Hub
from console.contract.load_views import AlertPage, FoldView, LoadNow
from console.contract.views import AlertDetail, Page, Snapshot
from console.printing import Format, fields, json_text, put, show, talk
from console.wording import local
from console.wording.commands import say
from console.wording.help import option


class Showing(msgspec.Struct, frozen=True):
    """How the queue is listed."""

    folded: Annotated[bool, typer.Option("--folded", help=option("folded"))] = False
    symptoms: Annotated[bool, typer.Option("--symptoms", help=option("symptoms"))] = False

    def query(self) -> dict[str, list[str]]:
        """Return what the hub is asked beside filters."""
        return {"symptoms": ["true"]} if self.symptoms else {}


def list_alerts(
    ctx: typer.Context, filters: Filters, showing: Showing, paging: Paging, output: Output
) -> None:
    """Print the alerts that fit."""
    how = output.format
    query = filters.query()
    with hub(ctx) as client:
        if showing.folded:
            _list_folds(client, query, paging, how)
            return
        page = listed(client, "alerts", AlertPage, paging=paging, query=query | showing.query())
        # Only people need names, and only names need the site.
        snapshot = client.ask("snapshot", Snapshot) if how is Format.TABLE else None
    show(alert_listing(page, snapshot.site if snapshot else None), how)
    _tell_of(page, how)
    if snapshot is not None and (ending := endings(snapshot)):
        talk(ending)


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


def gauge(ctx: typer.Context, output: Plain) -> None:
    """Print how much calls the operator now."""
    with hub(ctx) as client:
        now = client.ask("load", LoadNow)
        site = None if output.json else client.ask("snapshot", Snapshot).site
    if site is None:
        put(json_text(now))
    else:
        fields(gauge_fields(now, site))


def _list_folds(client: Hub, query: dict[str, list[str]], paging: Paging, how: Format) -> None:
    """Print the queue by zone and cause."""
    page = listed(client, "alerts/folded", Page[FoldView], paging=paging, query=query)
    people = how is Format.TABLE and page.items
    site = client.ask("snapshot", Snapshot).site if people else None
    show(fold_listing(page, site), how)


def _tell_of(page: AlertPage, how: Format) -> None:
    """Say what a list of alerts does not show, and that it could be shorter."""
    if how is Format.JSON:
        return  # the document says it
    if page.symptoms:
        talk(say("symptoms.hidden", count=page.symptoms))
    if (flood := page.flood) is not None:
        since = local(flood.since)
        talk(say("flood.told", since=since, count=flood.count, first=flood.first))
