"""Questions about controls, as routes."""

from __future__ import annotations

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.control_views import ControlDetail
from console.contract.views import Page
from console.domain.ids import ControlId
from console.hub.asking import Http, chosen
from console.hub.control_answers import ControlAnswers


def control_questions(answers: ControlAnswers) -> list[HTTPRouteHandler]:
    """Return a route for every question about controls."""

    @get("/v1/controls")
    async def controls(request: Http) -> Page[ControlDetail]:
        return answers.controls(chosen(request))

    @get("/v1/controls/{device:str}/{control:str}")
    async def control(device: str, control: str) -> ControlDetail:
        return answers.control(ControlId(f"{device}/{control}"))

    return [controls, control]
