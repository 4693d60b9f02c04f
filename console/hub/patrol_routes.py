"""The routes of questions about patrol units."""

from __future__ import annotations

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.case_views import UnitView
from console.contract.suggestions import Suggestions
from console.contract.views import Page
from console.domain.ids import CaseId, UnitId
from console.hub.asking import Http, chosen
from console.hub.patrol_answers import PatrolAnswers
from console.hub.selection import UNIT_FILTERS


def patrol_questions(answers: PatrolAnswers) -> list[HTTPRouteHandler]:
    """Return the routes of units, and of whom to send to a case."""

    @get("/v1/patrols")
    async def patrols(request: Http) -> Page[UnitView]:
        return answers.patrols(chosen(request, UNIT_FILTERS))

    @get("/v1/patrols/{unit:str}")
    async def patrol(unit: str) -> UnitView:
        return answers.patrol(UnitId(unit))

    @get("/v1/cases/{case:str}/units")
    async def units(case: str) -> Suggestions:
        return answers.for_case(CaseId(case.upper()))

    return [patrols, patrol, units]
