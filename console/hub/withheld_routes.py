"""Questions about suppressions and service, as routes."""

from __future__ import annotations

from typing import Any

from litestar import Request as HttpRequest
from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.state_views import OutOfServiceView
from console.contract.views import Page
from console.contract.withheld_views import SuppressionView
from console.hub.selection import Selection, selection_of
from console.hub.withheld_answers import WithheldAnswers

Http = HttpRequest[Any, Any, Any]


def withheld_questions(answers: WithheldAnswers) -> list[HTTPRouteHandler]:
    """Return a route for every question about what withholds alerts."""

    @get("/v1/service")
    async def service(request: Http) -> Page[OutOfServiceView]:
        return answers.service(_paging(request))

    @get("/v1/suppressions")
    async def suppressions(request: Http) -> Page[SuppressionView]:
        return answers.suppressions(_paging(request))

    @get("/v1/suppressions/{suppression:str}")
    async def suppression(suppression: str) -> SuppressionView:
        return answers.suppression(suppression)

    return [service, suppressions, suppression]


def _paging(request: Http) -> Selection:
    query = request.query_params
    return selection_of({name: query.getall(name) for name in query}, ())
