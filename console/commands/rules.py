"""The rules alerts are raised by."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.backtest import backtest
from console.commands.options import Many, Output, Paging, command
from console.commands.places import RULE_COLUMNS, rule_fields
from console.commands.selection import listed, required
from console.commands.session import hub
from console.commands.showing import Details, show_each
from console.contract.hub import Hub
from console.contract.views import Page
from console.domain.ids import RuleId
from console.domain.rules import Rule
from console.errors import NotFound
from console.printing import Listing, show
from console.settings import nearest
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("rules"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("rule.ids"))]


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
            ask=lambda id: _rule(client, id),
            name=lambda rule: rule.id,
            rows=rule_fields,
        )
        show_each(wanted, details, how)


command(app, "rules.backtest")(backtest)


def _rule(client: Hub, id: str) -> Rule:
    rules = {rule.id: rule for rule in listed(client, "rules", Page[Rule], query={}).items}
    if id not in rules:
        raise NotFound("no_such_rule", id=id, nearest=nearest(id, tuple(rules)))
    return rules[RuleId(id)]
