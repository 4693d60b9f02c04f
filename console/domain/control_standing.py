"""What a control is about, read off how it stands: doing something, going back, or at rest."""

from __future__ import annotations

from console.domain.controls import Control, ControlState, Ending

INSIST_MS = 30_000  # what would not go back to its safe value is told that again only after this


def doing(control: Control, state: ControlState) -> bool:
    """Tell whether a control does, is about to do, or may be doing something that is not safe.

    One that did not answer when it was told its safe value is let be until it speaks, unless it
    has a run that may still go on.
    """
    if calming(control, state):
        return False
    if state.pending is not None:
        return True
    if state.reported is None and unanswered(state):
        told = state.last is not None and state.last.value != control.safe
        return told or state.runs_until is not None
    if state.running is not None:
        return True
    return state.reported is not None and state.reported != control.safe


def calming(control: Control, state: ControlState) -> bool:
    """Tell whether a control's safe value is on its way to it."""
    return state.pending is not None and state.pending.value == control.safe


def insists_at(control: Control, state: ControlState) -> int:
    """Return from when (ms) on a control may be told its safe value again that it did not take:
    a device that refuses is not asked as fast as it can say no."""
    last = state.last
    if last is None or last.value != control.safe or state.ending is Ending.CONFIRMED:
        return 0
    return last.at + INSIST_MS


def insisting(control: Control, state: ControlState) -> bool:
    """Tell whether the hub told a control to go back to its safe value, and it did not."""
    last = state.last
    if last is None or last.by is not None or not insists_at(control, state):
        return False
    return state.switched_at is None or state.switched_at <= last.at


def at_rest(control: Control, state: ControlState) -> bool:
    """Tell whether a control is known to be at its safe value, with nothing on its way."""
    return state.pending is None and state.reported == control.safe


def unanswered(state: ControlState) -> bool:
    """Tell whether nobody answered the last command: it may have been done all the same."""
    return state.last is not None and state.ending is Ending.TIMED_OUT
