"""What a patrol reads on its own small screen."""

from __future__ import annotations

from console.wording.catalog import translator
from console.wording.plain import plain

_ = translator("commands")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


SAY: dict[str, str] = {
    "connecting": _n("Looking for the hub ..."),
    "free": _n("{unit} has no task. One appears here as soon as it is sent."),
    "off.duty": _n("{unit} is off duty."),
    "drill": _n("DRILL × {speed}"),
    "facts": _n("hub"),
    "also": _n("also called {names}"),
    "now": _n("{value} now"),
    "limit": _n("limit {limit}"),
    "rising": _n("rising"),
    "falling": _n("falling"),
    "steady": _n("steady"),
    "why": _n("Why"),
    "raised": _n("{alert} {priority}, {rule}, {age} ago"),
    "look": _n("Look for"),
    "causes": _n("Causes"),
    "more": _n("m more causes"),
    "remedies": _n("Remedies"),
    "remedy": _n("{action}, {party}"),
    "note": _n("Note"),
    "sent": _n("sent"),
    "waiting": _n("waiting for the hub: {count}"),
    "full": _n("Too much is waiting for the hub: this was not taken."),
    "pick": _n("Pick at least one cause first (1 to 9)."),
    "nothing.open": _n("No remedy is left to do."),
    "why.first": _n("Write down why first (n)."),
    "what.for.first": _n("Write down what for first (n)."),
    "amend.pick": _n("Pick the reported cause that was wrong, and what it was, if anything."),
    "check.by": _n("Say that all is well within {age} (c)"),
    "overdue": _n("Nobody has heard of you in time: press c"),
    "waits": _n("{count} more waiting"),
    "decline": _n("decline"),
    "checkin": _n("all well"),
    "assist": _n("second unit"),
    "amend": _n("put right"),
    "accept": _n("accept"),
    "enroute": _n("en route"),
    "onsite": _n("on site"),
    "report": _n("report"),
    "done": _n("remedy done"),
    "leave": _n("leave"),
    "write": _n("note"),
    "count": _n("count"),
    "quit": _n("quit"),
}


def say(name: str, /, **values: object) -> str:
    """Return a message with `values` in it, safe to show."""
    return _(SAY[name]).format(**{key: plain(str(value)) for key, value in values.items()})
