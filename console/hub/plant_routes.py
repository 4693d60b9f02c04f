"""The routes of questions about the plant."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from console.hub.automation_routes import automation_questions
from console.hub.control_routes import control_questions
from console.hub.plant_answers import PlantAnswers
from console.hub.scene_routes import scene_questions
from console.hub.withheld_routes import withheld_questions


def plant_questions(answers: PlantAnswers) -> list[HTTPRouteHandler]:
    """Return a route for every one of them."""
    return [
        *withheld_questions(answers.withheld),
        *control_questions(answers.controls),
        *automation_questions(answers.automations),
        *scene_questions(answers.scenes),
    ]
