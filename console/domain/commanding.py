"""The rules of a control: what it may be told, what came of it, and what time does to it.

Every function takes how the control stands and returns the facts that follow; folding them in
(`console.domain.control_folding`) gives how it stands then. Interlocks are asked before.

The safe value is always allowed: no holder, no rest and no command under way keeps a person from
it, maintenance alone does; an automation keeps its hands off what a person holds. A device does a
command once, by its id, and ends a run by itself.
"""

from __future__ import annotations

import math
from typing import Protocol

import msgspec

from console.domain.control_facts import (
    CommandConfirmed,
    CommandContradicted,
    CommandRefused,
    CommandSent,
    CommandTimedOut,
    ControlFact,
    ControlModeChanged,
    ControlReported,
    RunEnded,
)
from console.domain.control_standing import insists_at, unanswered
from console.domain.controls import Command, Control, ControlKind, ControlState, Mode
from console.domain.ids import CommandId
from console.errors import Conflict, Refused

GRACE_MS = 5_000  # how long after its time to be confirmed a command may still be begun
LONGEST_RUN_S = 7 * 86_400.0  # of a control that needs no end: what is longer is a setting
Facts = tuple[ControlFact, ...]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a control: by a person, by an automation, or (`why` alone) by the hub.

    A person holds the control until `hold_until` (ms; None: until it is released), and may
    `override` interlocks; those that were, are `overridden`.
    """

    value: float
    run_s: float | None = None
    by: str | None = None
    automation: str | None = None
    why: str | None = None
    hold_until: int | None = None
    reason: str | None = None
    override: bool = False
    overridden: tuple[str, ...] = ()

    @property
    def personal(self) -> bool:
        """Tell whether a person asks."""
        return self.automation is None and self.why is None


class Heard(Protocol):
    """What a device says of a control (`console.contract.control_wire.Standing`)."""

    @property
    def value(self) -> float:
        """Return what it does, in its unit."""

    @property
    def command(self) -> str | None:
        """Return the command it does that for, if any."""

    @property
    def refused(self) -> str | None:
        """Return why it will not do the command, if so."""


def tell(control: Control, state: ControlState, order: Order, now: int) -> Facts:
    """Tell a control a value; raise Refused or Conflict with the rule that forbids it."""
    _check_value(control, order.value)
    run_s = _run_of(control, order)
    if state.mode is Mode.MAINTENANCE and order.personal | (order.automation is not None):
        raise Conflict("in_maintenance", id=control.id)
    if order.automation is not None:
        _check_held(state, order)
    if order.value != control.safe:
        _check_free(state, order)
        _check_rest(control, state, order, now)
    facts: list[ControlFact] = []
    if state.pending is not None:  # what it does for that is overtaken, and was never known
        facts.append(_timed_out(state.pending, control))
    facts.append(
        CommandSent(
            control=control.id,
            command=_next_id(control, state, now),
            value=order.value,
            expires=now + _confirm_ms(control) + GRACE_MS,
            run_s=run_s,
            automation=order.automation,
            why=order.why,
            overridden=order.overridden,
        )
    )
    if order.personal and not _holds(state, order):
        facts.append(
            ControlModeChanged(control=control.id, mode=Mode.MANUAL, until=order.hold_until)
        )
    return tuple(facts)


def hear(control: Control, state: ControlState, heard: Heard, now: int) -> Facts:
    """Take what the device says its control does; said again it is nothing new."""
    pending = state.pending
    if pending is not None and heard.command == pending.id:
        if heard.refused is None:
            return _answered(control, pending, heard, now)
        refused = CommandRefused(control=control.id, command=pending.id, why=heard.refused)
        return refused, *_said(control, state, heard.value)
    last = state.last
    if pending is None and last is not None and _too_late(last, state, heard):
        return _answered(control, last, heard, now)
    return _said(control, state, heard.value)


def pass_time(
    control: Control, state: ControlState, now: int, *, measured: float | None = None
) -> Facts:
    """Let fall due what is: a command nobody confirmed, a run, a hold, an effect to be seen.

    `measured` is what the sensor that shows the effect says (None: not known, which proves
    nothing).
    """
    facts: list[ControlFact] = []
    held, pending, running = state.held, state.pending, state.running
    if held is not None and held.until is not None and held.until <= now:
        facts.append(ControlModeChanged(control=control.id, mode=Mode.AUTOMATIC, lapsed=True))
    if pending is not None and pending.at + _confirm_ms(control) <= now:
        facts.append(_timed_out(pending, control))
    over = _over_at(control, state)
    if running is not None and over is not None and over <= now:
        facts.append(RunEnded(control=control.id, command=running.id, due=True))
    elif running is not None and state.shows_by is not None and state.shows_by <= now:
        facts += _effect(control, running, measured)
    return tuple(facts)


def due(control: Control, state: ControlState, now: int) -> int | None:
    """Return when (ms), after `now`, time will next do something to a control."""
    held, pending = state.held, state.pending
    moments = (
        None if held is None else held.until,
        None if pending is None else pending.at + _confirm_ms(control),
        _over_at(control, state),
        state.shows_by,
        insists_at(control, state),
    )
    return min((at for at in moments if at is not None and at > now), default=None)


def release(control: Control, state: ControlState) -> Facts:
    """Hand a control back to its automations; raise Refused where nobody holds it."""
    if state.mode is Mode.AUTOMATIC:
        raise Refused("nothing_held", id=control.id)
    return (ControlModeChanged(control=control.id, mode=Mode.AUTOMATIC),)


def maintain(control: Control, state: ControlState, until: int | None) -> Facts:
    """Let nothing tell a control anything until `until` (ms; None: until it is released)."""
    if state.mode is Mode.MAINTENANCE and state.held is not None and state.held.until == until:
        return ()
    return (ControlModeChanged(control=control.id, mode=Mode.MAINTENANCE, until=until),)


# Inside -------------------------------------------------------------------------------


def _check_value(control: Control, value: float) -> None:
    whole = control.kind in (ControlKind.SWITCH, ControlKind.VALVE)
    fits = math.isfinite(value) and control.low <= value <= control.high
    if not fits or (whole and value not in (control.low, control.high)):
        bounds = {"low": control.low, "high": control.high, "in_unit": control.unit}
        raise Refused("control_range", id=control.id, value=value, **bounds)


def _run_of(control: Control, order: Order) -> float | None:
    """Return how long it may run (s): never longer than the control allows."""
    if order.value == control.safe:
        return None
    run_s = order.run_s
    if run_s is not None and not run_s > 0:
        raise Refused("run_too_short", id=control.id)
    longest_s = LONGEST_RUN_S if control.longest_s is None else control.longest_s
    if run_s is not None and run_s > longest_s:
        raise Refused("run_too_long", id=control.id, longest_s=longest_s)
    return control.longest_s if run_s is None else run_s


def _next_id(control: Control, state: ControlState, now: int) -> CommandId:
    """Return an id that no device has heard, nor will: also of a hub whose store was put back."""
    return CommandId(f"{control.id}#{state.sent + 1}-{now:x}")


def _check_held(state: ControlState, order: Order) -> None:
    held = state.held
    if held is not None and (not order.personal or held.by != order.by):
        raise Conflict("control_held", id=state.control, by=held.by, until=held.until)


def _check_free(state: ControlState, order: Order) -> None:
    _check_held(state, order)
    if state.pending is not None:
        raise Conflict("command_pending", id=state.control, command=state.pending.id)


def _check_rest(control: Control, state: ControlState, order: Order, now: int) -> None:
    if not control.rest_s or state.switched_at is None or order.value == state.reported:
        return
    left = state.switched_at + round(control.rest_s * 1000) - now
    if left > 0:
        raise Refused("rests", id=control.id, left_s=left / 1000)


def _holds(state: ControlState, order: Order) -> bool:
    held = state.held
    if state.mode is Mode.AUTOMATIC or held is None:
        return False
    return (held.by, held.until) == (order.by, order.hold_until)


def _too_late(last: Command, state: ControlState, heard: Heard) -> bool:
    """Tell whether a device says now, after its time, that it did what it was told."""
    it = heard.command == last.id and heard.value == last.value and heard.refused is None
    return it and unanswered(state)


def _answered(control: Control, pending: Command, heard: Heard, now: int) -> Facts:
    id, command, value = control.id, pending.id, pending.value
    if heard.value != value:
        said = heard.value
        return (CommandContradicted(control=id, command=command, value=value, reported=said),)
    runs = value != control.safe
    run_s, sensor = pending.run_s, control.sensor
    return (
        CommandConfirmed(
            control=id,
            command=command,
            value=value,
            runs=runs,
            runs_until=None if not runs or run_s is None else now + round(run_s * 1000),
            shows_by=None if not runs or sensor is None else now + round(control.shows_s * 1000),
        ),
    )


def _said(control: Control, state: ControlState, value: float) -> Facts:
    """Take what a control does for no command that is open."""
    running = state.running
    if value == state.reported:
        return ()
    reported = ControlReported(control=control.id, value=value)
    if running is None or value == running.value:
        return (reported,)
    if value == control.safe:
        return RunEnded(control=control.id, command=running.id), reported
    return (
        CommandContradicted(
            control=control.id, command=running.id, value=running.value, reported=value
        ),
    )


def _effect(control: Control, running: Command, measured: float | None) -> Facts:
    if measured is None or control.least is None or measured > control.least:
        return ()
    return (
        CommandContradicted(
            control=control.id,
            command=running.id,
            value=running.value,
            sensor=control.sensor,
            measured=measured,
        ),
    )


def _timed_out(pending: Command, control: Control) -> CommandTimedOut:
    return CommandTimedOut(control=control.id, command=pending.id, value=pending.value)


def _over_at(control: Control, state: ControlState) -> int | None:
    """Return when (ms) a run is over by the hub's count: the device has its time to say so."""
    return None if state.runs_until is None else state.runs_until + _confirm_ms(control)


def _confirm_ms(control: Control) -> int:
    return round(control.confirm_s * 1000)
