"""Carrying out what an operator asked for: one request at a time, each with its own outcome."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_hex
from typing import ClassVar

import msgspec
from textual.message import Message

from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.contract.hub import Hub
from console.contract.request import Request
from console.contract.sensors import RecordReading
from console.domain.ids import TargetId
from console.errors import ConsoleError, HubUnreachable
from console.wording import explain, plain
from console.wording.screens import Say, say


class Outcome(msgspec.Struct, frozen=True):
    """A request and what the hub refused it with, if it did."""

    request: Request
    error: ConsoleError | None = None


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


def carry_out(hub: Hub, request: Request) -> Outcome:
    """Ask the hub for `request`; a refusal is an outcome. Called on a worker's thread.

    Where the answer was lost the same act is asked for once more: with one key it is done once.
    """
    key = token_hex(8)
    for last in (False, True):
        try:
            hub.do(request, key=key)
        except HubUnreachable as error:
            if last:
                return Outcome(request, error)
        except ConsoleError as error:
            return Outcome(request, error)
        else:
            break
    return Outcome(request)


def told(outcomes: Sequence[Outcome]) -> tuple[str, bool]:
    """Return the outcomes in words, and whether all went well."""
    done = [outcome for outcome in outcomes if outcome.error is None]
    refused = [outcome.error for outcome in outcomes if outcome.error is not None]
    words = []
    if refused and done:
        words.append(say(Say.PARTLY, done=len(done), total=len(outcomes)))
    elif done:
        what = ", ".join(_object(outcome.request) for outcome in done)
        words.append(say(_done(done[0].request), what=what))
    for error in refused[:3]:
        message, hint = explain(error)
        words.append(f"{message}\n{hint}" if hint else message)
    return "\n".join(words), not refused


def _object(request: Request) -> str:
    match request:
        case AcknowledgeAlert() | NoteAlert():
            return plain(f"{request.alert}@{request.occurrence}")
        case RecordReading():
            return plain(request.sensor)
        case _:
            return plain(request.operation)


def _done(request: Request) -> Say:
    match request:
        case AcknowledgeAlert():
            return Say.DONE_ACK
        case NoteAlert():
            return Say.DONE_NOTE
        case _:
            return Say.DONE_RECORD
