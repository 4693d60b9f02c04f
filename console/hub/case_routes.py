"""The routes of questions about cases, and about the units that go out for them."""

from __future__ import annotations

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.case_views import CaseDetail, CaseView
from console.contract.views import Page
from console.domain.ids import CaseId
from console.hub.asking import Http, chosen
from console.hub.case_answers import CaseAnswers
from console.hub.patrol_routes import patrol_questions
from console.hub.selection import CASE_FILTERS


def case_questions(answers: CaseAnswers) -> list[HTTPRouteHandler]:
    """Return the routes of cases and units."""

    @get("/v1/cases")
    async def cases(request: Http) -> Page[CaseView]:
        return answers.cases(chosen(request, CASE_FILTERS))

    @get("/v1/cases/{case:str}")
    async def case(case: str) -> CaseDetail:
        return await answers.case(CaseId(case.upper()))

    return [cases, case, *patrol_questions(answers.patrols)]
