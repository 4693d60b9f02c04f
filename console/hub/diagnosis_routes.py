"""The routes of the question why."""

from __future__ import annotations

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.diagnosis_views import DiagnosisReportView, DiagnosisView
from console.domain.ids import SensorId
from console.errors import Refused
from console.hub.asking import Http
from console.hub.diagnosis_answers import DiagnosisAnswers
from console.hub.selection import moment_of

BOUNDS = ("from", "to")


def diagnosis_questions(answers: DiagnosisAnswers) -> list[HTTPRouteHandler]:
    """Return what can be asked about causes."""

    @get("/v1/sensors/{device:str}/{quantity:str}/diagnosis")
    async def diagnosis(device: str, quantity: str, at: str | None = None) -> DiagnosisView:
        moment = None if at is None else moment_of(at, 0)
        return await answers.view(SensorId(f"{device}/{quantity}"), moment)

    @get("/v1/reports/diagnosis")
    async def report(request: Http) -> DiagnosisReportView:
        query = request.query_params
        for name in query:
            if name not in BOUNDS:
                raise Refused("unknown_filter", filter=name, known=", ".join(BOUNDS))
        start, end = (moment_of(query[n], 0) if n in query else None for n in BOUNDS)
        return answers.report(start, end)

    return [diagnosis, report]
