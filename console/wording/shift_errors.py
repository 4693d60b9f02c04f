"""What each error code of shifts and the log means, and what to do about it."""

from __future__ import annotations

Words = tuple[str, str]


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_SIGN_ON = _n("Sign on with: wanshou shifts sign-on NAME")
_SHOW = _n("Look at it with: wanshou shifts show {id}")
_NO_HINT = ""

SHIFTS: dict[str, Words] = {
    "sign_on_first": (_n("{seat} is a shared seat, and nobody is signed on"), _SIGN_ON),
    "bad_pin": (
        _n("Name or PIN is wrong"),
        _n("After five wrong ones the name and this seat must wait."),
    ),
    "sign_on_locked": (_n("Too many wrong PINs: wait {wait_s} s"), _NO_HINT),
    "nobody_signed_on": (_n("Nobody is signed on at {seat}"), _SIGN_ON),
    "pin_form": (_n("A PIN is {low} to {most} digits"), _NO_HINT),
    "person_name": (_n("A name is 1 to {most} letters"), _NO_HINT),
    "no_such_role": (
        _n("There is no role {id}"),
        _n("It is one of: viewer, patrol, operator, dispatcher, supervisor, admin."),
    ),
    "role_above_own": (
        _n("{role} is above your own role, {have}"),
        _n("Ask someone of that role to do it."),
    ),
    "no_such_handover": (
        _n("There is no handover {id}"),
        _n("List what there is with: wanshou shifts handovers"),
    ),
    "handover_accepted": (_n("{id} was already accepted by {by} at {at}"), _SHOW),
    "handover_lapsed": (
        _n("{id} has lapsed: nobody signed in time"),
        _n("Have it offered again: wanshou shifts handover"),
    ),
    "own_handover": (
        _n("{id} is your own: someone else has to accept it"),
        _n("The next person signs on first: wanshou shifts sign-on NAME"),
    ),
    "log_empty": (_n("There is nothing to write into the log"), _NO_HINT),
    "no_such_subject": (
        _n("There is no alert, case, device or unit {id}"),
        _NO_HINT,
    ),
}
