"""Questions about automations, as routes."""

from __future__ import annotations

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.automation_views import AutomationView, ScenePlan
from console.contract.views import Page
from console.domain.ids import SceneId
from console.hub.asking import Http, chosen
from console.hub.automation_answers import AutomationAnswers


def automation_questions(answers: AutomationAnswers) -> list[HTTPRouteHandler]:
    """Return a route for every question about automations."""

    @get("/v1/automations")
    async def automations(request: Http) -> Page[AutomationView]:
        return answers.automations(chosen(request))

    @get("/v1/scenes/{scene:str}/plan")
    async def plan(scene: str) -> ScenePlan:
        return answers.plan(SceneId(scene))

    return [automations, plan]
