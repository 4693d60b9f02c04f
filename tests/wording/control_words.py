"""Facts about controls, one of each kind and each wording."""

from __future__ import annotations

from console.domain.control_facts import (
    CommandConfirmed,
    CommandContradicted,
    CommandRefused,
    CommandSent,
    CommandTimedOut,
    ControlModeChanged,
    ControlReported,
    InterlockTripped,
    RunEnded,
)
from console.domain.controls import Mode
from console.domain.facts import What
from console.domain.ids import CommandId, ControlId

PUMP, FIRST = ControlId("pump/run"), CommandId("pump/run#1")
UNTIL = 1_790_000_000_000

CONTROL_FACTS: tuple[What, ...] = (
    CommandSent(
        control=PUMP,
        command=FIRST,
        value=1.0,
        expires=UNTIL,
        run_s=600,
        overridden=("\x1b[2Jdry",),
    ),
    CommandSent(control=PUMP, command=FIRST, value=0.0, expires=UNTIL, why="interlock"),
    CommandConfirmed(control=PUMP, command=FIRST, value=1.0, runs=True, runs_until=UNTIL),
    CommandConfirmed(control=PUMP, command=FIRST, value=0.0),
    CommandRefused(control=PUMP, command=FIRST, why="\x1b]0;stuck\x07"),
    CommandTimedOut(control=PUMP, command=FIRST, value=1.0),
    CommandContradicted(control=PUMP, command=FIRST, value=1.0, reported=0.0),
    CommandContradicted(control=PUMP, command=FIRST, value=1.0, sensor="pump/flow", measured=0.0),
    RunEnded(control=PUMP, command=FIRST),
    RunEnded(control=PUMP, command=FIRST, due=True),
    ControlReported(control=PUMP, value=40.0),
    ControlModeChanged(control=PUMP, mode=Mode.MANUAL, until=UNTIL),
    ControlModeChanged(control=PUMP, mode=Mode.AUTOMATIC, lapsed=True),
    InterlockTripped(control=PUMP, interlock="dry"),
)
