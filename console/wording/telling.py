"""The words of telling a control something; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Tell(StrEnum):
    """What the dialogs say; `console.wording.screens.say` fills in."""

    COMMAND = _n("Tell a control something")
    RELEASE = _n("Release a control")
    MAINTAIN = _n("Put a device under maintenance")
    CONTROL = _n("control, as in pump-1/run")
    VALUE = _n("on, off, open, closed or a number")
    RUN = _n("for how long, as in 5m; empty: as long as it may")
    OVERRIDE = _n("past an interlock (supervisor): the reason; empty: not")
    NO_DURATION = _n("{text} is no duration, as in 5m.")
    DEVICE = _n("device")
    REASON = _n("reason")
    NO_CONTROL = _n("There is no control {id}.")
    NO_DEVICE = _n("{id} has nothing that can be told.")
    NO_VALUE = _n("{text} is no value: on, off, open, closed or a number.")
    SUSPEND = _n("Suspend an automation")
    RESUME = _n("Let an automation work again")
    AUTOMATION = _n("automation, as in lamps-night")
    SUSPEND_FOR = _n("for how long, as in 2h; empty: until it is resumed")
    NO_AUTOMATION = _n("There is no automation {id}.")
