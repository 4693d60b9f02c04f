"""What the commands of shelves, suppressions and service say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


WITHHELD_TITLES: dict[str, str] = {
    "shelf": _n("Shelved"),
    "suppressed_by": _n("Suppressed by"),
    "out_with": _n("Out of service with"),
    "effect": _n("In effect"),
    "when": _n("When"),
}
WITHHELD_SAY: dict[str, str] = {
    "would.alerts.unack": _n("would take back the acknowledgement of {id}"),
    "would.alerts.shelve": _n("would shelve {id}"),
    "would.alerts.unshelve": _n("would unshelve {id}"),
    "would.service.stop": _n("would take {id} out of service"),
    "would.service.resume": _n("would put {id} back in service"),
    "did.alerts.unack": _n("{id} is no longer acknowledged"),
    "did.alerts.shelve": _n("shelved {id}"),
    "did.alerts.unshelve": _n("unshelved {id}"),
    "did.service.stop": _n("{id} is out of service"),
    "did.service.resume": _n("{id} is in service again"),
    "ask.alerts.unack": _n("Take back the acknowledgement of these {count}?"),
    "ask.alerts.shelve": _n("Shelve these {count}?"),
    "ask.alerts.unshelve": _n("Unshelve these {count}?"),
    "ask.service.stop": _n("Take these {count} out of service?"),
    "shelf.until": _n("until {until}, by {person}: “{reason}”"),
    "shelf.one.shot": _n("until it next ends, at most {until}, by {person}: “{reason}”"),
    "shelf.ends": _n("{count} shelf ends within {minutes} min, {standing} still standing."),
    "shelves.end": _n("{count} shelves end within {minutes} min, {standing} still standing."),
    "none.service": _n("Everything is in service."),
    "scope.sensor": _n("sensor"),
    "scope.device": _n("device"),
    "scope.zone": _n("zone"),
    "in.effect": _n("yes"),
    "not.in.effect": _n("no"),
    "of.rule": _n("a rule's own condition: it holds only under it"),
    "all.rules": _n("every rule"),
    "everywhere": _n("everywhere"),
    "all.of": _n("each of these"),
    "any.of": _n("at least one of these"),
    "holds": _n("holds"),
    "holds.not": _n("does not hold"),
    "holds.unknown": _n("not known"),
    "so.since": _n("so since {at}"),
}
WITHHELD_HELP: dict[str, str] = {
    "alerts.unack": _n("Take acknowledgements back: the alerts ask for a person again."),
    "alerts.shelve": _n("Put alerts aside for a while, with a reason."),
    "alerts.unshelve": _n("Take alerts back from their shelves."),
    "service": _n("Service: what is being worked on, taken out and put back."),
    "service.list": _n("List what is out of service."),
    "service.stop": _n("Take sensors, devices or zones out of service, with a work note."),
    "service.resume": _n("Put sensors, devices or zones back in service."),
    "suppressions": _n("What suppresses alerts by design, in effect or not, and why."),
    "suppressions.list": _n("List suppressions, and rules that hold only under a condition."),
    "suppressions.show": _n("Show suppressions: condition part by part, what they cover."),
}
WITHHELD_OPTIONS: dict[str, str] = {
    "shelve.for": _n("For how long, as in 30m."),
    "one-shot": _n("Only until it next ends, at most for that long."),
    "service.ids": _n(
        "Sensors (device/quantity), devices or zones; where a zone goes by a device's id, the"
        " device is meant; - reads ids from stdin."
    ),
    "note.work": _n("What is being done, for the record."),
    "suppression.ids": _n("Suppressions; - reads ids from stdin."),
}
