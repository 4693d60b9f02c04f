"""`wanshou reports rates`: what a community publishes of its cases."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from console.commands.options import choice, duration
from console.commands.renditions import Rendition
from console.commands.session import hub
from console.commands.times import When
from console.contract.rates import By, RatesView
from console.contract.views import Snapshot
from console.wording.help import option

Last = Annotated[str | None, typer.Option("--last", help=option("rates.last"))]
From = Annotated[str | None, typer.Option("--from", help=option("from.report"))]
To = Annotated[str | None, typer.Option("--to", help=option("to.report"))]
Apart = Annotated[str | None, typer.Option("--by", help=option("rates.by"))]

BYS = tuple(by.value for by in By)


def report_rates(
    ctx: typer.Context,
    *,
    last: Last = None,
    since: From = None,
    until: To = None,
    by: Apart = None,
    rendition: Rendition,
) -> None:
    """Report published rates."""
    rendition.check()
    length, start, end = duration(last), When(since), When(until)
    if by is not None:
        choice(by, BYS)
    from console.reporting.rates_document import rates_report

    with hub(ctx) as client:
        now = client.ask("snapshot", Snapshot)
        to = end.seen_from(client) or now.now
        begin = start.seen_from(client)
        if begin is None and length is not None:
            begin = to - timedelta(seconds=length)
        view = client.ask("reports/rates", RatesView, by=by, **{"from": begin, "to": to})
    rendition.deliver(rates_report(view, now))
