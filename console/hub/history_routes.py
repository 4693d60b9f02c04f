"""The route to the past of a sensor."""

from __future__ import annotations

from litestar import get
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from console.contract.mark_views import MarksView
from console.contract.rollup_views import RollupView
from console.contract.views import Page, ReadingView
from console.domain.ids import SensorId
from console.domain.rollups import Per
from console.hub.diagnosis_routes import diagnosis_questions
from console.hub.history_answers import HistoryAnswers
from console.hub.selection import moment_of

FOREVER_MS = 253_370_764_800_000  # the year 9999


def history_questions(answers: HistoryAnswers) -> list[HTTPRouteHandler]:
    """Return what can be asked about the past: readings, or with `by` what they come to."""

    @get(
        "/v1/sensors/{device:str}/{quantity:str}/history",
        dependencies={"span": Provide(_span, sync_to_thread=False)},
    )
    async def history(
        device: str, quantity: str, span: tuple[int, int], by: Per | None = None, limit: int = 500
    ) -> Page[ReadingView] | Page[RollupView]:
        wanted = SensorId(f"{device}/{quantity}")
        if by is None:
            return await answers.readings(wanted, span, limit)
        return await answers.rollups(wanted, by, span, limit)

    @get(
        "/v1/sensors/{device:str}/{quantity:str}/marks",
        dependencies={"span": Provide(_span, sync_to_thread=False)},
    )
    async def marks(device: str, quantity: str, span: tuple[int, int]) -> MarksView:
        return await answers.marks.marks(SensorId(f"{device}/{quantity}"), span)

    return [history, marks, *diagnosis_questions(answers.why)]


def _span(start: str | None = None, end: str | None = None) -> tuple[int, int]:
    return moment_of(start, 0), moment_of(end, FOREVER_MS)
