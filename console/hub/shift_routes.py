"""Questions about shifts and the log, as routes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Request as HttpRequest
from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.facts import Fact
from console.contract.shift_views import HandoverLine, HandoverView, ShiftsView
from console.contract.views import Page
from console.domain.alerts import FOREVER
from console.errors import NotFound, Refused
from console.hub.selection import moment_of, selection_of
from console.hub.shift_answers import HANDOVER_FILTERS, ShiftAnswers
from console.store.logbook import LogQuery

LOG_FILTERS = ("from", "to", "about")
DIGITS = 18

Http = HttpRequest[Any, Any, Any]


def shift_questions(answers: ShiftAnswers) -> list[HTTPRouteHandler]:
    """Return a route for every question about shifts and the log."""

    @get("/v1/shifts")
    async def shifts() -> ShiftsView:
        return answers.shifts()

    @get("/v1/handovers")
    async def handovers(request: Http) -> Page[HandoverLine]:
        return answers.handovers(selection_of(_asked(request), HANDOVER_FILTERS))

    @get("/v1/handovers/{handover:str}")
    async def handover(handover: str) -> HandoverView:
        return answers.handover(handover.upper())

    @get("/v1/log")
    async def log(request: Http) -> Page[Fact]:
        return await answers.log(*_log_asked(_asked(request)))

    return [shifts, handovers, handover, log]


def _log_asked(query: Mapping[str, Sequence[str]]) -> tuple[LogQuery, int]:
    for name in query:
        if name not in (*LOG_FILTERS, "limit", "after"):
            raise Refused("unknown_filter", filter=name, known=", ".join(LOG_FILTERS))
    said = {name: values[-1] for name, values in query.items()}
    paging = selection_of({name: [said[name]] for name in ("limit", "after") if name in said}, ())
    after = paging.after
    if after is not None and not (after.isdecimal() and len(after) <= DIGITS):
        raise NotFound("page_gone", id=after)
    wanted = LogQuery(
        start=moment_of(said.get("from"), 0),
        end=moment_of(said.get("to"), FOREVER),
        about=said.get("about"),
        before=None if after is None else int(after),
    )
    return wanted, paging.limit


def _asked(request: Http) -> dict[str, list[str]]:
    query = request.query_params
    return {name: query.getall(name) for name in query}
