"""What the commands of automations say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


AUTOMATION_TITLES: dict[str, str] = {
    "now": _n("Right now"),
    "since.changed": _n("Since"),
    "because": _n("Because"),
}
AUTOMATION_SAY: dict[str, str] = {
    "would.scenes.suspend": _n("would suspend the automation {id}"),
    "would.scenes.resume": _n("would let {id} work again"),
    "did.scenes.suspend": _n("{id} is suspended: it tells nothing"),
    "did.scenes.resume": _n("{id} works again"),
    "ask.scenes.suspend": _n("Suspend these {count} automations?"),
    "none.automations": _n("Nothing is done by itself here."),
}
AUTOMATION_HELP: dict[str, str] = {
    "scenes.automations": _n("List what is done by itself, how it is now, and why."),
    "scenes.figures": _n("Print the key figures of scenes as they are now."),
    "scenes.explain": _n("Say what a scene does by itself in the next 24 hours, and why."),
    "scenes.suspend": _n("Let automations tell nothing; what they run is brought back."),
    "scenes.resume": _n("Let suspended automations work again."),
}
AUTOMATION_OPTIONS: dict[str, str] = {
    "automation.ids": _n("Automations; - reads them from stdin."),
    "suspend.for": _n("For how long, else until resumed: 2h."),
}
