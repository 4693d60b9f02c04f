"""What the commands of controls say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


CONTROL_TITLES: dict[str, str] = {
    "does": _n("Does"),
    "mode": _n("Mode"),
    "command": _n("Last command"),
    "ending": _n("Came of it"),
    "until": _n("Until"),
    "locked_by": _n("Locked by"),
}
CONTROL_SAY: dict[str, str] = {
    "would.devices.command": _n("would tell {id}"),
    "would.devices.release": _n("would release {id}"),
    "would.devices.maintain": _n("would let nothing tell {id} anything"),
    "did.devices.command": _n("{id} is told; what comes of it: wanshou devices controls"),
    "did.devices.release": _n("{id} obeys its automations again"),
    "did.devices.maintain": _n("{id} is under maintenance: nothing is told to it"),
    "ask.devices.command": _n("Tell these {count} controls?"),
    "ask.devices.maintain": _n("Put these {count} devices under maintenance?"),
    "none.controls": _n("No device here can be told anything."),
    "command.ended": _n("{id}: {ending}"),
    "bad.value": _n("{text} is no value: on, off, open, closed or a number"),
}
CONTROL_HELP: dict[str, str] = {
    "devices.controls": _n("List what devices can be told, what they do, and what locks them."),
    "devices.command": _n("Tell a control a value; interlocks are asked first."),
    "devices.release": _n("Hand controls back: the person who held them does so no longer."),
    "devices.maintain": _n("Bring devices to their safe state and let nothing tell them more."),
}
CONTROL_OPTIONS: dict[str, str] = {
    "control.id": _n("The control, as device/control."),
    "control.ids": _n("Controls, as device/control; - reads them from stdin."),
    "control.value": _n("on, off, open, closed, or a number in the control's unit."),
    "run.for": _n("How long it runs: 90s, 15m; at most what the control allows."),
    "hold": _n("How long the control is held, else until it is released: 30m, 2h."),
    "override": _n("Pass the interlocks that can be passed: a supervisor, with a reason."),
    "wait.ending": _n("Wait for what comes of it; exit code 1 unless it is confirmed."),
    "maintain.ids": _n("Devices; - reads them from stdin."),
    "maintain.for": _n("For how long, else until released: 2h."),
}
