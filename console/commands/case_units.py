"""Whom to send to a case, and sending them, as commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import msgspec
import typer

from console.commands.case_acts import Ids, act_on_each
from console.commands.case_selection import case_id
from console.commands.options import Acting, Many, Output
from console.commands.patrol_texts import suggestion_listing
from console.commands.selection import named
from console.commands.session import hub
from console.contract.cases import DispatchUnit
from console.contract.hub import Hub
from console.contract.request import Request
from console.contract.suggestions import Suggestions
from console.contract.views import Snapshot
from console.domain.ids import CaseId, UnitId
from console.printing import Format, json_text, put, show, talk
from console.wording.commands import say
from console.wording.help import option

One = Annotated[str, typer.Argument(metavar="ID", help=option("case"))]


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """Who is sent, and whether though they are busy or reserved."""

    unit: Annotated[Many, typer.Option("--unit", help=option("unit.send"))]
    anyway: Annotated[bool, typer.Option("--anyway", help=option("anyway"))] = False


def _units(ctx: typer.Context, id: One, output: Output) -> None:
    """Print whom to send to a case, the best first."""
    how, case = output.format, case_id(id)
    with hub(ctx) as client:
        found = client.ask(f"cases/{case}/units", Suggestions)
        site = client.ask("snapshot", Snapshot).site
    if how is Format.JSON:
        put(json_text(found))  # whole: a program wants to know what is regional, too
        return
    if found.regional and how is Format.TABLE:
        talk(say("regional", sensors=" ".join(found.regional)))
    show(suggestion_listing(found, site), how)


def _dispatch(ctx: typer.Context, ids: Ids, *, sent: Sent, acting: Acting, output: Output) -> None:
    """Send every unit named to every case named."""

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        units = (UnitId(each) for each in named(sent.unit))
        return [
            DispatchUnit(case=case, unit=each, anyway=sent.anyway, reason=acting.reason)
            for each in units
        ]

    act_on_each(ctx, ids, requests, acting, output.format)


UNIT_VERBS: dict[str, Callable[..., None]] = {
    "cases.units": _units,
    "cases.dispatch": _dispatch,
}
