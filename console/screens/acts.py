"""Carrying out what an operator asked for: one request at a time, each with its own outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import groupby
from secrets import token_hex
from typing import ClassVar

import msgspec
from textual.message import Message

from console.contract.alerts import (
    AcknowledgeAlert,
    MarkSymptom,
    NoteAlert,
    ReleaseSymptom,
    ShelveAlert,
    UnacknowledgeAlert,
    UnshelveAlert,
)
from console.contract.case_course import DirectCase
from console.contract.cases import (
    CloseCase,
    DispatchUnit,
    FinishRemedy,
    OpenCase,
    OrderRemedy,
    VerifyCase,
)
from console.contract.hub import Hub
from console.contract.patrols import PatrolRequest, ReportFindings, UnitRequest
from console.contract.request import Request
from console.contract.sensors import RecordReading
from console.contract.service import ResumeService, StopService
from console.contract.shifts import (
    AcceptHandover,
    EnrolPerson,
    HandOver,
    SignOff,
    SignOn,
    WriteLog,
)
from console.domain.ids import CaseId, TargetId
from console.errors import Conflict, ConsoleError, HubUnreachable
from console.pending import Pending
from console.wording import explain, plain
from console.wording.deeds import Deed
from console.wording.dispatch import Work
from console.wording.keycaps import key_word
from console.wording.plant import Plant
from console.wording.queue import Queue
from console.wording.screens import Say, say
from console.wording.shift import Shift

NAMED = 8  # so many are named; of more the first few, and how many besides


class Outcome(msgspec.Struct, frozen=True):
    """A request, and what the hub refused it with or the id of what it made, if it did.

    Where it was done, the picture shows it once it is as of `fact`.
    """

    request: Request
    error: ConsoleError | None = None
    id: str | None = None
    fact: int | None = None


# What is to be asked for next, once it is known what came of an act.
Then = Callable[[Outcome], Sequence[Request]]


class CarriedOut(Message):
    """Requests were answered; `tickets` are what the first of them are pending under, and what
    followed from the last is settled with it."""

    def __init__(self, outcomes: Sequence[Outcome], tickets: Sequence[int] = ()) -> None:
        super().__init__()
        self.outcomes = tuple(outcomes)
        self.tickets = tuple(tickets)


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
            return Outcome(request, id=receipt.id, fact=receipt.fact)
    return Outcome(request)


def carry_out_all(hub: Hub, requests: Sequence[Request], then: Then | None = None) -> list[Outcome]:
    """Ask for one after another, and then for what follows from the last.

    Once the hub cannot be reached, the rest is not even tried: each would wait as long.
    """
    outcomes: list[Outcome] = []
    waiting = list(requests)
    while waiting:
        request, *waiting = waiting
        last = outcomes[-1].error if outcomes else None
        if isinstance(last, HubUnreachable):
            outcomes.append(Outcome(request, last))
        else:
            outcomes.append(carry_out(hub, request))
        if not waiting and then is not None:
            waiting, then = list(then(outcomes[-1])), None
    return outcomes


def settle(pending: Pending, tickets: Sequence[int], outcomes: Sequence[Outcome]) -> None:
    """Tell `pending` what came of each act."""
    for place, ticket in enumerate(tickets):
        last = place + 1 == len(tickets)
        came = outcomes[place:] if last else outcomes[place : place + 1]
        facts = [outcome.fact for outcome in came if outcome.fact is not None]
        if any(isinstance(outcome.error, HubUnreachable) for outcome in came):
            pending.unanswered(ticket)
        elif facts:
            pending.done(ticket, max(facts))
        else:
            pending.refused(ticket)


def told(outcomes: Sequence[Outcome]) -> tuple[str, bool]:
    """Return the outcomes in words, and whether all went well: what was done, and of what was
    not, how much for which reason."""
    done = [outcome for outcome in outcomes if outcome.error is None]
    refused = [outcome.error for outcome in outcomes if outcome.error is not None]
    words = []
    if refused and len(outcomes) > 1:
        words.append(_counted(len(done), refused))
    if not refused or len({type(outcome.request) for outcome in outcomes}) > 1:
        for word, kin in groupby(done, lambda outcome: _done(outcome.request)):
            named = [_object(outcome) for outcome in kin]
            if len(named) > NAMED:
                named = [*named[: NAMED - 1], f"+{len(named) - NAMED + 1}"]
            words.append(say(word, what=", ".join(named)))
    said = dict.fromkeys(explain(error) for error in refused)
    for message, hint in list(said)[:3]:
        words.append(f"{message}\n{hint}" if hint else message)
    return "\n".join(words), not refused


def _counted(done: int, refused: Sequence[ConsoleError]) -> str:
    lost = sum(isinstance(error, HubUnreachable) for error in refused)
    late = sum(isinstance(error, Conflict) for error in refused)
    counts = (
        (done, Queue.TOLD_DONE),
        (late, Queue.TOLD_CONFLICT),
        (len(refused) - late - lost, Queue.TOLD_REFUSED),
        (lost, Queue.TOLD_UNREACHED),
    )
    return " · ".join(say(word, count=count) for count, word in counts if count)


def _object(outcome: Outcome) -> str:
    request = outcome.request
    match request:
        case AcknowledgeAlert() | NoteAlert() | UnacknowledgeAlert() | MarkSymptom():
            named = f"{request.alert}@{request.occurrence}"
        case ShelveAlert() | UnshelveAlert() | ReleaseSymptom():
            named = request.alert
        case RecordReading():
            named = request.sensor
        case StopService() | ResumeService():
            named = request.target
        case SignOn() | EnrolPerson():
            named = request.person
        case OpenCase():
            named = outcome.id or ", ".join(request.alerts)
        case DispatchUnit():
            named = f"{request.unit} → {request.case}"
        case FinishRemedy():
            named = f"{request.case}/{request.remedy}"
        case DirectCase():
            named = outcome.id or request.operation
        case PatrolRequest() | UnitRequest():
            named = f"{request.unit}, {key_word(request.operation)}"
        case _ if case := getattr(request, "case", None):
            done = "" if type(request) in _DONE else f", {key_word(request.operation)}"
            named = f"{case}{done}"
        case _:
            named = outcome.id or request.operation
    return plain(named)


_DONE: dict[type[Request], StrEnum] = {
    AcknowledgeAlert: Say.DONE_ACK,
    NoteAlert: Say.DONE_NOTE,
    UnacknowledgeAlert: Queue.DONE_UNACK,
    ShelveAlert: Queue.DONE_SHELVE,
    UnshelveAlert: Queue.DONE_UNSHELVE,
    MarkSymptom: Queue.DONE_SYMPTOM,
    ReleaseSymptom: Queue.DONE_RELEASE,
    StopService: Plant.DONE_STOP,
    ResumeService: Plant.DONE_RESUME,
    SignOn: Shift.DONE_SIGN_ON,
    SignOff: Shift.DONE_SIGN_OFF,
    HandOver: Shift.DONE_HAND_OVER,
    AcceptHandover: Shift.DONE_ACCEPT,
    WriteLog: Shift.DONE_LOG,
    EnrolPerson: Shift.DONE_ENROL,
    RecordReading: Say.DONE_RECORD,
    OpenCase: Work.DONE_OPEN,
    DispatchUnit: Work.DONE_SEND,
    OrderRemedy: Work.DONE_ORDER,
    FinishRemedy: Work.DONE_FINISH,
    VerifyCase: Work.DONE_VERIFY,
    CloseCase: Work.DONE_CLOSE,
    ReportFindings: Work.DONE_REPORT,
    DirectCase: Deed.DONE_DIRECT,
}


def _done(request: Request) -> StrEnum:
    return _DONE.get(type(request), Deed.DONE)
