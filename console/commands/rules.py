"""The rules alerts are raised by."""

from __future__ import annotations

from typing import Annotated

import typer

from console.clock import WallClock, utc
from console.commands.backtest import backtest
from console.commands.options import Many, Output, Paging, Plain, command
from console.commands.rule_texts import RULE_COLUMNS, concern_fields, rule_fields, validity
from console.commands.selection import listed, required
from console.commands.session import hub, loaded
from console.commands.showing import Details, show_each
from console.contract.rule_views import Explanation, RuleDetail
from console.contract.views import Page, Snapshot
from console.domain.rules import Rule
from console.domain.sites import Site
from console.printing import Format, Listing, fields, json_text, put, put_all, show, talk
from console.wording import plain
from console.wording.commands import say
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("rules"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("rule.ids"))]
Thing = Annotated[str, typer.Argument(metavar="ID", help=option("explain.id"))]
RuleFile = Annotated[str | None, typer.Argument(metavar="[FILE]", help=option("rules.file"))]


@command(app, "rules.list")
def list_rules(ctx: typer.Context, paging: Paging, output: Output) -> None:
    """Print the rules that fit."""
    how = output.format
    with hub(ctx) as client:
        page = listed(client, "rules", Page[Rule], paging=paging, query={})
    listing = Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        name=lambda rule: rule.id,
        columns=RULE_COLUMNS,
    )
    show(listing, how)


@command(app, "rules.show")
def show_rules(ctx: typer.Context, ids: Ids, output: Output) -> None:
    """Print rules in full."""
    how, wanted = output.format, required(ids)
    with hub(ctx) as client:
        details = Details(
            ask=lambda id: client.ask(f"rules/{id}", RuleDetail),
            name=lambda detail: detail.rule.id,
            rows=rule_fields,
        )
        show_each(wanted, details, how)


@command(app, "rules.explain")
def explain_rules(ctx: typer.Context, thing: Thing, output: Output) -> None:
    """Print every rule that concerns a sensor or a device, and why it is as it is."""
    how = output.format
    place = "sensors" if "/" in thing else "devices"
    with hub(ctx) as client:
        found = client.ask(f"{place}/{thing}/rules", Explanation)
        site = client.ask("snapshot", Snapshot).site if how is Format.TABLE else None
    match how:
        case Format.JSON:
            put(json_text(found))
        case Format.NDJSON:
            put_all(json_text(concern) for concern in found.concerns)
        case Format.IDS:
            put_all(plain(id) for id in dict.fromkeys(each.rule.id for each in found.concerns))
        case _:
            _explain(found, site)


def _explain(found: Explanation, site: Site | None) -> None:
    if not found.concerns:
        talk(say("rules.none", id=found.target))
    for number, concern in enumerate(found.concerns):
        if number:
            put("")
        fields(concern_fields(concern, found, site))


@command(app, "rules.check")
def check(ctx: typer.Context, file: RuleFile = None, *, output: Plain) -> None:
    """Say whether the rules of a file are fine; name everything that is not."""
    from zoneinfo import ZoneInfo

    from console.site_file import checked_rules

    wanted = file or loaded(ctx).settings.site
    found = checked_rules(wanted)
    zone = ZoneInfo(found.time_zone) if found.time_zone else None  # None: this machine's own
    today = utc(WallClock().now()).astimezone(zone).date()
    old = [rule for rule in found.rules.values() if not rule.in_force(today)]
    if output.json:
        ids = [rule.id for rule in old]
        document = {"rules": len(found.rules), "not_in_force": ids, "unused": found.unused}
        put(json_text({"file": wanted, **document}))
        return
    put(say("rules.fine", file=wanted, rules=len(found.rules)))
    for rule in old:
        talk(say("rules.not.in.force", id=rule.id, validity=validity(rule)))
    if found.unused:
        talk(say("rules.unused", ids=", ".join(found.unused)))


command(app, "rules.backtest")(backtest)
