"""What each error code of remedies, evidence and comparisons means, and what to do about it."""

from __future__ import annotations

Words = tuple[str, str]


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_NO_HINT = ""

PROOF: dict[str, Words] = {
    "note_wanted": (
        _n("{id}: remedy {remedy} is done only with a note of what was done"),
        _n("Say so with: wanshou cases done {id} --remedy {remedy} --note …"),
    ),
    "photo_wanted": (
        _n("{id}: remedy {remedy} is done only with a photo of it"),
        _n("Name the photo with: wanshou cases done {id} --remedy {remedy} --photo …"),
    ),
    "reading_wanted": (
        _n("{id}: remedy {remedy} is done only with a reading by hand"),
        _n("Give it with: wanshou cases done {id} --remedy {remedy} --value … --unit …"),
    ),
    "value_wanted": (
        _n("{id}: a reading on the spot needs its value"),
        _n("Give it with --value and --unit, or inspect it: --proof inspection"),
    ),
    "party_required": (
        _n("Nobody at this site answers for {action}"),
        _n("Say who is to do it with --from."),
    ),
    "due_out_of_range": (
        _n("A remedy is due within a year, and not before it is ordered"),
        _n("Say within what time with --due, as in 2h, 3d."),
    ),
    "nothing_to_compare": (
        _n("{id} has no point whose days could be compared"),
        _n("It takes a limit of one sensor that is heard of every hour."),
    ),
    "photo_not_a_reference": (
        _n("That is no reference to a photo"),
        _n("Name it as it is filed, as in IMG-12; the photo itself stays where it is."),
    ),
    "value_out_of_range": (_n("Nothing measures such a value"), _NO_HINT),
    "unit_without_value": (_n("A unit ({unit}) without a value says nothing"), _NO_HINT),
}
