"""How a control stands after each fact: the one place where its state changes.

The hub decides which facts there are (`console.domain.commanding`) and folds them in here, and so
does whoever only hears of them: both cannot but agree.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import msgspec
from msgspec.structs import replace

from console.domain.control_facts import (
    CommandConfirmed,
    CommandContradicted,
    CommandRefused,
    CommandSent,
    CommandTimedOut,
    ControlModeChanged,
    ControlReported,
    RunEnded,
)
from console.domain.controls import Command, ControlState, Ending, Held, Mode


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a fact's envelope says: when (ms), and who did it for what reason."""

    at: int
    by: str | None = None
    reason: str | None = None


@singledispatch
def folded(_what: Any, state: ControlState, _told: Told) -> ControlState:
    """Return `state` after a fact about its control; what says nothing of it changes nothing."""
    return state


@folded.register
def _(what: CommandSent, state: ControlState, told: Told) -> ControlState:
    person = what.automation is None and what.why is None
    command = Command(
        id=what.command,
        value=what.value,
        at=told.at,
        expires=what.expires,
        run_s=what.run_s,
        by=told.by if person else None,
        automation=what.automation,
        reason=told.reason if person else None,
        overridden=what.overridden,
    )
    overrides = state.overrides + bool(what.overridden)
    return replace(state, pending=command, sent=state.sent + 1, overrides=overrides)


@folded.register
def _(what: CommandConfirmed, state: ControlState, told: Told) -> ControlState:
    command = state.pending or state.last  # it may come after its time
    ended = replace(state, pending=None, last=command, ending=Ending.CONFIRMED)
    after = _reported(ended, what.value, told.at)
    return replace(
        after,
        running=command if what.runs else None,
        runs_until=what.runs_until,
        shows_by=what.shows_by,
    )


@folded.register
def _(_what: CommandRefused, state: ControlState, _told: Told) -> ControlState:
    return _ended(state, Ending.REFUSED)


@folded.register
def _(_what: CommandTimedOut, state: ControlState, told: Told) -> ControlState:
    # It may have done it and not been heard: what it does is not known any more.
    return replace(_ended(state, Ending.TIMED_OUT), reported=None, reported_at=told.at)


@folded.register
def _(what: CommandContradicted, state: ControlState, told: Told) -> ControlState:
    if what.sensor is not None:  # it says that it does it, and nothing comes of it
        return replace(state, shows_by=None, ending=Ending.CONTRADICTED)
    pending = state.pending
    ours = pending is not None and pending.id == what.command
    after = _ended(state, Ending.CONTRADICTED) if ours else _stopped(state)
    value = after.reported if what.reported is None else what.reported
    return replace(_reported(after, value, told.at), ending=Ending.CONTRADICTED)


@folded.register
def _(what: RunEnded, state: ControlState, told: Told) -> ControlState:
    after = _stopped(state)
    return replace(after, reported=None, reported_at=told.at) if what.due else after


@folded.register
def _(what: ControlReported, state: ControlState, told: Told) -> ControlState:
    if state.reported_at is None:  # the first word of it: nobody knows when it was switched
        return replace(state, reported=what.value, reported_at=told.at)
    return _reported(state, what.value, told.at)


@folded.register
def _(what: ControlModeChanged, state: ControlState, told: Told) -> ControlState:
    held = None
    if what.mode is not Mode.AUTOMATIC:
        held = Held(by=told.by or "", at=told.at, until=what.until, reason=told.reason)
    return replace(state, mode=what.mode, held=held)


def _ended(state: ControlState, ending: Ending) -> ControlState:
    return replace(state, pending=None, last=state.pending, ending=ending)


def _stopped(state: ControlState) -> ControlState:
    return replace(state, running=None, runs_until=None, shows_by=None)


def _reported(state: ControlState, value: float | None, at: int) -> ControlState:
    if value == state.reported:
        return state
    return replace(state, reported=value, reported_at=at, switched_at=at)
