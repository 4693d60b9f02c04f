"""Questions about scenes, as routes."""

from __future__ import annotations

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.scene_views import SceneFigures
from console.domain.ids import SceneId
from console.hub.scene_answers import SceneAnswers


def scene_questions(answers: SceneAnswers) -> list[HTTPRouteHandler]:
    """Return a route for every question about a scene's figures."""

    @get("/v1/scenes/{scene:str}/figures")
    async def figures(scene: str) -> SceneFigures:
        return await answers.figures(SceneId(scene))

    return [figures]
