"""What each error code of controls means, and what to do about it."""

from __future__ import annotations

from console.wording.case_errors import Words


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_LOOK = _n("See what it does with: wanshou devices controls")
_LIST = _n("List what there is with: wanshou devices controls")
_OVERRIDE = _n(
    "Wait until it is over, or, as a supervisor and with a reason: --override --reason …"
)
_NO_HINT = ""

CONTROLS: dict[str, Words] = {
    "no_such_control": (_n("There is no control {id}"), _LIST),
    "no_controls": (_n("{id} has nothing that can be told"), _LIST),
    "control_range": (_n("{id} takes {low} to {high}{in_unit}, not {value}{in_unit}"), _LOOK),
    "run_too_long": (
        _n("{id} runs {longest_s} at most"),
        _n("Choose a shorter time with --for; it can be told again."),
    ),
    "run_too_short": (_n("A run of {id} lasts longer than nothing"), _NO_HINT),
    "hold_too_long": (
        _n("That lasts {longest_s} at most"),
        _n("Leave the time out: then it lasts until somebody ends it."),
    ),
    "interlocked": (_n("{id} is locked by {interlock}"), _OVERRIDE),
    "interlock_unknown": (
        _n("{id} is locked by {interlock}: whether it holds is not known"),
        _OVERRIDE,
    ),
    "interlock_firm": (
        _n("{id} is locked by {interlock}, which nobody can pass"),
        _n("Wait until it is over; only the safe value is allowed."),
    ),
    "override_needs_reason": (_n("To pass an interlock takes a reason"), _n("Say it: --reason …")),
    "control_held": (
        _n("{id} is held by {by}"),
        _n("Ask them, or release it first: wanshou devices release {id}"),
    ),
    "in_maintenance": (
        _n("{id} is under maintenance: nothing is told to it"),
        _n("When the work is done: wanshou devices release {id}"),
    ),
    "device_offline": (
        _n("{device} is offline: it would not hear that"),
        _n("Look at its link with: wanshou devices show {device}"),
    ),
    "rests": (_n("{id} rests for another {left_s}"), _n("Try again then; off is always allowed.")),
    "command_pending": (
        _n("{id} has not answered {command} yet"),
        _n("Wait a few seconds; its safe value is always allowed."),
    ),
    "nothing_held": (_n("Nobody holds {id}"), _LOOK),
}
