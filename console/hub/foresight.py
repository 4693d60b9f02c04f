"""What a diagnosis holds to be why, told to a case before anyone is sent.

It is made before the request is decided and kept in the same transaction: so it cannot be late,
and a drill gives the same facts at any speed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from console.contract.cases import DispatchUnit, OpenCase
from console.contract.request import Request
from console.domain.diagnosis.suggested import suggestion_of
from console.domain.diagnosis.verdicts import Diagnosis
from console.domain.ids import CaseId, SensorId, TargetId
from console.hub.board import Board
from console.hub.casebook import Casebook
from console.hub.diagnosis_answers import DiagnosisAnswers

SENSORS_MOST = 4  # of a case; the first alerts are what it is about


class Foresight:
    """Asks why, for the cases that are opened and those that somebody is sent to."""

    def __init__(self, answers: DiagnosisAnswers, book: Casebook, board: Board) -> None:
        self._answers = answers
        self._book = book
        self._board = board

    async def foresee(self, request: Request) -> Callable[[str, int], None]:
        """Ask why for what a request is about; return what tells it to the case, in its turn."""
        sensors = list(dict.fromkeys(map(SensorId, self._targets(request))))[:SENSORS_MOST]
        found = await asyncio.gather(*(self._answers.diagnosis(sensor) for sensor in sensors))
        return partial(self._tell, request, found)

    def _tell(self, request: Request, diagnoses: Sequence[Diagnosis], about: str, now: int) -> None:
        """Keep them beside the case; to open the same case again changes nothing."""
        if not diagnoses:
            return
        case = self._book.case(CaseId(about))
        if isinstance(request, OpenCase) and case.suggested:
            return
        for diagnosis in diagnoses:
            self._book.suggest(suggestion_of(case.id, diagnosis), now)

    def _targets(self, request: Request) -> list[TargetId]:
        """Return the sensors that a request is about; a device has no quantity to ask about."""
        targets: list[TargetId] = []
        if isinstance(request, OpenCase):
            alerts = (self._board.alerts.get(alert) for alert in request.alerts)
            targets = [alert.target for alert in alerts if alert is not None]
        elif isinstance(request, DispatchUnit):
            case = self._board.cases.get(request.case)
            targets = [] if case is None else [w.point.target for w in case.watched]
        return [target for target in targets if self._answers.knows(target)]
