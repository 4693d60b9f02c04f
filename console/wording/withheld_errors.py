"""What each error code of shelves, service and conditions means, and what to do about it."""

from __future__ import annotations

from console.wording.case_errors import Words


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_SHOW = _n("Look at it with: wanshou alerts show {id}")
_SERVICE = _n("See what is out of service with: wanshou service list")
_CONDITIONS = _n("How conditions are written: docs/conditions.md")
_NO_HINT = ""

WITHHELD: dict[str, Words] = {
    "alert_withheld": (
        _n("{id} is {state}: it asks nobody to acknowledge it"),
        _SHOW,
    ),
    "alert_not_acknowledged": (_n("{id} is not acknowledged"), _SHOW),
    "already_shelved": (
        _n("{id} was already shelved by {by} at {at}"),
        _n("Ask them, or take it back first: wanshou alerts unshelve {id}"),
    ),
    "alert_not_shelved": (_n("{id} is not shelved"), _SHOW),
    "shelf_without_length": (_n("A shelf lasts longer than nothing"), _NO_HINT),
    "shelf_too_long": (
        _n("Shelved for {longest} at most"),
        _n("Choose a shorter time; what is being repaired is out of service: wanshou service stop"),
    ),
    "already_out_of_service": (
        _n("{id} was already taken out of service by {by} at {at}"),
        _SERVICE,
    ),
    "in_service": (_n("{id} is in service"), _SERVICE),
    "no_such_place": (
        _n("There is no sensor, device or zone {id}"),
        _n("List what there is with: wanshou devices list"),
    ),
    "work_note_required": (
        _n("This takes a work note"),
        _n("Say what is being done with --note; it goes on record."),
    ),
    "no_such_suppression": (
        _n("There is no suppression {id}"),
        _n("List what there is with: wanshou suppressions list"),
    ),
}
CONDITIONS: dict[str, Words] = {
    "condition_kind": (_n("{where} must say one of: {expected}"), _CONDITIONS),
    "condition_not_here": (
        _n("{where}: a rule's condition may only name: {expected}"),
        _CONDITIONS,
    ),
    "condition_too_large": (_n("{where} is too large a condition ({expected})"), _CONDITIONS),
    "condition_circle": (
        _n("{where} waits for the state of an alert that it withholds itself"),
        _n("Ask whether the alert stands instead: standing = true"),
    ),
    "bad_time_of_day": (_n("{where}: {found} is not a time of day"), _n("Write it as 22:00.")),
}
WITHHOLDING: dict[str, Words] = {**WITHHELD, **CONDITIONS}
