"""What each error code of causes, symptoms and load reports means, and what to do about it."""

from __future__ import annotations

from console.wording.case_errors import Words


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_SHOW = _n("Look at it with: wanshou alerts show {id}")
_NO_HINT = ""

LOAD_ERRORS: dict[str, Words] = {
    "own_cause": (_n("{id} cannot be a symptom of itself"), _NO_HINT),
    "cause_is_over": (
        _n("{id} is normal: nothing follows from it"),
        _n("Name an alert that stands, or is still unacknowledged."),
    ),
    "cause_is_symptom": (
        _n("{id} is itself a symptom of {of}"),
        _n("Name {of} as the cause, or release {id} first."),
    ),
    "symptom_is_cause": (
        _n("{id} is itself the cause of {count} others ({first} and on)"),
        _n("Name its symptoms one by one, or release them first."),
    ),
    "already_symptom": (
        _n("{id} was already marked as a symptom of {of} by {by} at {at}"),
        _n("Ask them, or release it first: wanshou alerts release {id}"),
    ),
    "not_a_symptom": (_n("{id} is no symptom of anything"), _SHOW),
    "empty_stretch": (
        _n("There is no time between these two moments"),
        _n("Give an earlier --from, or a later --to; nothing after now is counted."),
    ),
    "day_ahead": (
        _n("{day} has not begun at the site"),
        _n("Give a day up to today; what is due next is in today's report."),
    ),
    "stretch_too_long": (
        _n("A report covers {most} days at most"),
        _n("Ask for shorter stretches, one after the other."),
    ),
}
