"""`wanshou reports rates`: what a community publishes of its cases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import msgspec
import typer

from console.commands.options import choice, duration
from console.commands.renditions import Rendition
from console.commands.session import hub
from console.commands.times import AGO_MOST_S, EARLIEST, When
from console.contract.hub import Hub
from console.contract.rates import By, RatesView
from console.contract.views import Snapshot
from console.wording.help import option

Apart = Annotated[str | None, typer.Option("--by", help=option("rates.by"))]

BYS = tuple(by.value for by in By)


class Stretch(msgspec.Struct, frozen=True):
    """Of which time: from one moment to another, or so long before it."""

    last: Annotated[str | None, typer.Option("--last", help=option("rates.last"))] = None
    since: Annotated[str | None, typer.Option("--from", help=option("from.report"))] = None
    until: Annotated[str | None, typer.Option("--to", help=option("to.report"))] = None

    def check(self) -> None:
        """Refuse what is no time, before anything is asked."""
        duration(self.last)
        for text in (self.since, self.until):
            When(text)

    def seen_from(self, client: Hub, now: datetime) -> dict[str, datetime | None]:
        """Return the bounds, as the hub takes them."""
        to = When(self.until).seen_from(client) or now
        begin = When(self.since).seen_from(client)
        length = duration(self.last)
        if begin is None and length is not None:
            begin = max(EARLIEST, to - timedelta(seconds=min(length, AGO_MOST_S)))
        return {"from": begin, "to": to}


def report_rates(
    ctx: typer.Context, *, stretch: Stretch, by: Apart = None, rendition: Rendition
) -> None:
    """Report published rates."""
    rendition.check()
    stretch.check()
    if by is not None:
        choice(by, BYS)
    from console.reporting.rates_document import rates_report

    with hub(ctx) as client:
        now = client.ask("snapshot", Snapshot)
        bounds = stretch.seen_from(client, now.now)
        view = client.ask("reports/rates", RatesView, by=by, **bounds)
    rendition.deliver(rates_report(view, now))
