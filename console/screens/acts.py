"""Carrying out what an operator asked for: one request at a time, each with its own outcome."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from secrets import token_hex
from typing import ClassVar

import msgspec
from textual.message import Message

from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.contract.cases import (
    CloseCase,
    DispatchUnit,
    FinishRemedy,
    OpenCase,
    OrderRemedy,
    VerifyCase,
)
from console.contract.hub import Hub
from console.contract.patrols import PatrolRequest, ReportFindings
from console.contract.request import Request
from console.contract.sensors import RecordReading
from console.domain.ids import CaseId, TargetId
from console.errors import ConsoleError, HubUnreachable
from console.wording import explain, plain
from console.wording.dispatch import Work
from console.wording.screens import Say, say


class Outcome(msgspec.Struct, frozen=True):
    """A request, and what the hub refused it with or the id of what it made, if it did."""

    request: Request
    error: ConsoleError | None = None
    id: str | None = None


class CarriedOut(Message):
    """Requests were answered."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        super().__init__()
        self.outcomes = tuple(outcomes)


class OpenTarget(Message):
    """Someone wants to see a sensor or device close up."""

    bubble: ClassVar[bool] = True

    def __init__(self, target: TargetId) -> None:
        super().__init__()
        self.target = target


class ShowCase(Message):
    """Someone wants to see a case."""

    bubble: ClassVar[bool] = True

    def __init__(self, case: CaseId) -> None:
        super().__init__()
        self.case = case


def carry_out(hub: Hub, request: Request) -> Outcome:
    """Ask the hub for `request`; a refusal is an outcome. Called on a worker's thread.

    Where the answer was lost the same act is asked for once more: with one key it is done once.
    """
    key = token_hex(8)
    for last in (False, True):
        try:
            receipt = hub.do(request, key=key)
        except HubUnreachable as error:
            if last:
                return Outcome(request, error)
        except ConsoleError as error:
            return Outcome(request, error)
        else:
            return Outcome(request, id=receipt.id)
    return Outcome(request)


def told(outcomes: Sequence[Outcome]) -> tuple[str, bool]:
    """Return the outcomes in words, and whether all went well."""
    done = [outcome for outcome in outcomes if outcome.error is None]
    refused = [outcome.error for outcome in outcomes if outcome.error is not None]
    words = []
    if refused and done:
        words.append(say(Say.PARTLY, done=len(done), total=len(outcomes)))
    if not refused or len({type(outcome.request) for outcome in outcomes}) > 1:
        for word, kin in groupby(done, lambda outcome: _done(outcome.request)):
            words.append(say(word, what=", ".join(map(_object, kin))))
    for error in refused[:3]:
        message, hint = explain(error)
        words.append(f"{message}\n{hint}" if hint else message)
    return "\n".join(words), not refused


def _object(outcome: Outcome) -> str:
    request = outcome.request
    match request:
        case AcknowledgeAlert() | NoteAlert():
            named = f"{request.alert}@{request.occurrence}"
        case RecordReading():
            named = request.sensor
        case OpenCase():
            named = outcome.id or ", ".join(request.alerts)
        case DispatchUnit():
            named = f"{request.unit} → {request.case}"
        case FinishRemedy():
            named = f"{request.case}/{request.remedy}"
        case OrderRemedy() | VerifyCase() | CloseCase():
            named = request.case
        case PatrolRequest():
            named = request.unit
        case _:
            named = request.operation
    return plain(named)


_DONE: dict[type[Request], StrEnum] = {
    AcknowledgeAlert: Say.DONE_ACK,
    NoteAlert: Say.DONE_NOTE,
    RecordReading: Say.DONE_RECORD,
    OpenCase: Work.DONE_OPEN,
    DispatchUnit: Work.DONE_SEND,
    OrderRemedy: Work.DONE_ORDER,
    FinishRemedy: Work.DONE_FINISH,
    VerifyCase: Work.DONE_VERIFY,
    CloseCase: Work.DONE_CLOSE,
    ReportFindings: Work.DONE_REPORT,
}


def _done(request: Request) -> StrEnum:
    return _DONE.get(type(request), Work.DONE_TRAVEL)
