"""What the commands about remedies and their proof say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


PROOF_SAY: dict[str, str] = {
    "would.cases.compare": _n("would prove {id} by comparing days"),
    "did.cases.compare": _n("{id} is proved by comparing days"),
}
PROOF_HELP: dict[str, str] = {
    "cases.compare": _n("Let what comes and goes be proved by the same hours of several days."),
}
PROOF_OPTIONS: dict[str, str] = {
    "remedy.due": _n("By when, as in 2h, 3d (what is usual without it)."),
    "photo": _n("The reference of a photo, as in IMG-12; never the photo itself."),
    "value": _n("A value read by hand."),
    "value.unit": _n("The unit of that value, as in µg/m³."),
    "note.done": _n("What was done."),
    "count": _n("How many, for the first cause."),
}
