"""Doing the same to each of several cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from console.commands.acting import Act, Failure, agreed, carry_out
from console.commands.case_selection import case_id
from console.commands.options import Acting, Many
from console.commands.selection import required
from console.commands.session import hub
from console.contract.hub import Hub
from console.contract.request import Request
from console.domain.ids import CaseId
from console.errors import NotFound
from console.printing import Format, talk
from console.wording.commands import say
from console.wording.help import option

Ids = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("case.ids"))]
Requests = Callable[[Hub, CaseId], Iterable[Request]]


def act_on_each(
    ctx: typer.Context, ids: Many, requests: Requests, acting: Acting, how: Format
) -> None:
    """Carry out what `requests` asks for at each case; one that is not there does not stop it."""
    wanted = [case_id(text) for text in required(ids)]
    acts: list[Act] = []
    failures: list[Failure] = []
    with hub(ctx) as client:
        for case in wanted:
            try:
                acts += [Act(case, request) for request in requests(client, case)]
            except NotFound as error:
                failures.append(Failure(case, error))
        if not (acts or failures):
            talk(say("nothing.to.do.cases"))
        if not acts or not acts[0].request.confirm or agreed(acts, acting):
            carry_out(client, acts, failures, acting=acting, how=how)
