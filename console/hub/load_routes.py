"""The routes of the questions about load."""

from __future__ import annotations

from typing import Any

from litestar import Request as HttpRequest
from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.load_views import FoldView, LoadNow, LoadReportView, RaisedView
from console.contract.views import Page
from console.errors import Refused
from console.hub.load_answers import LoadAnswers
from console.hub.rate_answers import rate_questions
from console.hub.selection import moment_of, selection_of

Http = HttpRequest[Any, Any, Any]

BOUNDS = ("from", "to")  # Python keeps the first for itself


def load_questions(answers: LoadAnswers) -> list[HTTPRouteHandler]:
    """Return what can be asked about load."""

    @get("/v1/alerts/folded")
    async def folded(request: Http) -> Page[FoldView]:
        query = request.query_params
        return answers.folded(selection_of({name: query.getall(name) for name in query}))

    @get("/v1/load")
    async def load() -> LoadNow:
        return answers.now()

    @get("/v1/reports/load")
    async def report(request: Http) -> LoadReportView:
        return await answers.report(*_bounds(request))

    @get("/v1/reports/raised")
    async def raised(request: Http) -> RaisedView:
        return await answers.raised(*_bounds(request))

    return [folded, load, report, raised, *rate_questions(answers.rates)]


def _bounds(request: Http) -> tuple[int | None, int | None]:
    query = request.query_params
    for name in query:
        if name not in BOUNDS:
            raise Refused("unknown_filter", filter=name, known=", ".join(BOUNDS))
    start, end = (moment_of(query[n], 0) if n in query else None for n in BOUNDS)
    return start, end
