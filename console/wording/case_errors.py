"""What each error code of cases and patrols means, and what to do about it."""

from __future__ import annotations

Words = tuple[str, str]


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_SHOW = _n("Look at it with: wanshou cases show {id}")
_STATUS = _n("See who is where with: wanshou patrols list")
_NO_HINT = ""

CASES: dict[str, Words] = {
    "no_such_case": (
        _n("There is no case {id}"),
        _n("List what there is with: wanshou cases list --step all"),
    ),
    "case_closed": (_n("{id} was already closed by {by} at {at}"), _SHOW),
    "case_needs_alert_or_title": (
        _n("A case is opened from alerts, or by hand with a title"),
        _n("Name alerts, or say what it is about with --title."),
    ),
    "alert_in_case": (
        _n("{id} is already being worked on in {case}"),
        _n("Look at it with: wanshou cases show {case}"),
    ),
    "reason_required": (
        _n("This takes a reason"),
        _n("Say why with --reason; it goes on record."),
    ),
    "title_empty": (_n("The title is empty"), _NO_HINT),
    "no_such_zone": (_n("There is no zone {id}"), _NO_HINT),
}
REMEDIES: dict[str, Words] = {
    "no_such_finding": (_n("There is no finding {id}"), _n("Findings are numbered from 1.")),
    "no_such_remedy": (_n("There is no remedy {id}"), _n("Remedies are numbered from 1.")),
    "already_ordered": (_n("{id}: {by} already ordered this, at {at}"), _SHOW),
    "already_done": (_n("{id}: {by} already said it is done, at {at}"), _SHOW),
}
GATE: dict[str, Words] = {
    "verified_by_its_sensor": (
        _n("{id} has a sensor: only its readings can verify it"),
        _n("Wait until it has been normal for its whole window: wanshou cases watch {id}"),
    ),
    "no_sensor_to_prove": (
        _n("{id} has no sensor that could prove it"),
        _n("Verify it by hand: wanshou cases verify {id}"),
    ),
    "already_verified": (_n("{id} was already verified by {by} at {at}"), _SHOW),
    "remedies_not_done": (
        _n("{id} is not ready to be verified ({step}): something is still to be done"),
        _SHOW,
    ),
    "needs_another_person": (
        _n("{person} ordered or did the work on {id}: someone else has to inspect it"),
        _n("Ask another person, or verify it by a reading: --proof reading"),
    ),
    "not_verified": (
        _n("{id} is not verified ({step})"),
        _n("Wait for it, or close it with --unverified and --reason (supervisors only)."),
    ),
}
PATROLS: dict[str, Words] = {
    "no_such_unit": (
        _n("There is no patrol unit {id}"),
        _n("List what there is with: wanshou patrols list"),
    ),
    "no_unit_of_account": (
        _n("The account {id} belongs to no patrol unit"),
        _n("Name one with --unit, or have the account added to the site file."),
    ),
    "unit_off_duty": (_n("{id} is off duty"), _STATUS),
    "unit_out": (_n("{id} is out for {case}"), _STATUS),
    "unit_already_sent": (_n("{by} already sent this unit to {id}, at {at}"), _STATUS),
    "unit_not_sent": (_n("{unit} is not out for {id}"), _STATUS),
    "unit_free": (_n("{id} is not out for any case"), _STATUS),
    "leg_passed": (_n("{unit} is already further with {id}: {leg}"), _NO_HINT),
    "not_on_site": (
        _n("{unit} is not on site at {id} yet ({leg})"),
        _n("First: wanshou patrols onsite {unit}"),
    ),
    "report_without_finding": (
        _n("A report names at least one cause"),
        _n("Nothing found is a finding too: --cause no_fault_found"),
    ),
    "bad_count": (_n("{value} cannot be: 1 to {most} can"), _NO_HINT),
    "on_behalf": (
        _n("You are not of {unit}: speaking for it takes the role of {role}"),
        _NO_HINT,
    ),
}
CASEWORK: dict[str, Words] = {**CASES, **REMEDIES, **GATE, **PATROLS}
