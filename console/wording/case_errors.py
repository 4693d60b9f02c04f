"""What each error code of cases and patrols means, and what to do about it."""

from __future__ import annotations

Words = tuple[str, str]


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_SHOW = _n("Look at it with: wanshou cases show {id}")
_STATUS = _n("See who is where with: wanshou patrols list")
_FIT = _n("See who fits with: wanshou cases units")
_ANYWAY = _n("See who is free with: wanshou cases units; send it all the same with --anyway")
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
    "no_such_zone": (
        _n("There is no zone {id}"),
        _n("Zones stand in the site file, under [zones.…]."),
    ),
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
        _n("{id} takes another person here: {person} has a hand in it already"),
        _n("Ask one who did not propose it, send anyone, order or do it."),
    ),
    "not_verified": (
        _n("{id} is not verified ({step})"),
        _n("Wait for it, or propose to close it with --unverified and --reason."),
    ),
    "close_proposed": (
        _n("{by} already proposed to close {id} unverified, at {at}"),
        _n("A supervisor other than {by} agrees: wanshou cases close {id} --unverified --reason …"),
    ),
}
COURSE: dict[str, Words] = {
    "not_filed": (
        _n("{id} was only collected: it is no case yet"),
        _n("First: wanshou cases file {id}, or: wanshou cases reject {id} --reason …"),
    ),
    "already_filed": (_n("{id} was already filed by {by} at {at}"), _SHOW),
    "case_rests": (
        _n("{id} rests until {at}: {by} suspended it"),
        _n("First: wanshou cases resume {id}"),
    ),
    "already_suspended": (_n("{by} already suspended {id} at {at}"), _SHOW),
    "nothing_to_wait_for": (
        _n("{id} is verified: there is nothing to wait for"),
        _n("Close it: wanshou cases close {id}"),
    ),
    "units_out": (
        _n("{unit} is out for {id}"),
        _n("Call it off first: wanshou cases standdown {id} --unit {unit} --reason …"),
    ),
    "rest_out_of_bounds": (
        _n("A case rests for a minute at least, for 366 days at most"),
        _n("Say for how long: --for 4h, --for 3d"),
    ),
    "nothing_to_return": (_n("Nothing was found at {id} that could be returned ({step})"), _SHOW),
    "work_was_done": (
        _n("{id} was no error: something was found there"),
        _n("Close it: wanshou cases close {id}, with --unverified where nothing proves it."),
    ),
    "not_closed": (_n("{id} is not closed ({step})"), _SHOW),
    "linked_to_itself": (
        _n("{id} cannot be linked with itself"),
        _n("Name the other case; list them with: wanshou cases list --step all"),
    ),
    "other_is_closed": (
        _n("{other} is closed: {id} cannot go on there"),
        _n("Reopen it first: wanshou cases reopen {other} --reason …"),
    ),
    "nothing_to_edit": (
        _n("Nothing to put right was named for {id}"),
        _n("Name it: --title, --zone, --category, --priority, --owner, --contact, --reference"),
    ),
    "note_empty": (_n("The note is empty"), _NO_HINT),
    "no_alerts_named": (_n("No alert was named for {id}"), _n("Name alerts with --alert.")),
    "reference_is_personal": (
        _n("That looks like somebody's telephone number; it is not kept here"),
        _n("Give the number the call or report has in its own register."),
    ),
}
DIRECTIVES: dict[str, Words] = {
    "no_directive": (_n("{id} is no directive"), _SHOW),
    "directive_for_others": (_n("The directive of {id} is not for {person}"), _SHOW),
    "directive_empty": (_n("The directive says nothing"), _NO_HINT),
    "directive_for_nobody": (
        _n("A directive is for somebody"),
        _n("Name persons of the roll with --to."),
    ),
    "no_such_person": (
        _n("Nobody on the roll goes by {id}"),
        _n("See who is there with: wanshou shifts show; enrol a person with: wanshou shifts enrol"),
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
    "unit_withdrawn": (
        _n("{id} is out of service since {at}, by {by}: {why}"),
        _n("Put it back with: wanshou patrols restore {id}"),
    ),
    "unit_unfit": (_n("{id} lacks what it takes there: {skills}"), _FIT),
    "unit_busy": (_n("{id} is out for {case}, sent by {by} at {at}"), _ANYWAY),
    "unit_reserved": (_n("{id} is reserved until {until} by {by}: {purpose}"), _ANYWAY),
    "bad_reservation": (
        _n("A unit is reserved for some time, at most a week"),
        _n("Say for how long: --for 2h"),
    ),
    "heard_how": (
        _n("You speak for {unit}: say how you heard of it"),
        _n("Say --by radio, phone, chat or in_person, and its words with --words."),
    ),
    "asks_for_what": (
        _n("A second unit is asked for something"),
        _n("Say what for with --note."),
    ),
    "finding_of_another": (
        _n("Finding {finding} of {id} is {unit}'s: only that unit puts it right"),
        _SHOW,
    ),
    "finding_withdrawn": (
        _n("Finding {finding} of {id} was taken back"),
        _n("Report it anew with: wanshou patrols report"),
    ),
    "unit_already_sent": (_n("{by} already sent this unit to {id}, at {at}"), _STATUS),
    "unit_not_sent": (_n("{unit} is not out for {id}"), _STATUS),
    "unit_free": (_n("{id} is not out for any case"), _STATUS),
    "leg_passed": (_n("{unit} is already further with {id}: {leg}"), _STATUS),
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
        _n("Ask one who has that role, or somebody of the unit."),
    ),
}
CASEWORK: dict[str, Words] = {**CASES, **REMEDIES, **GATE, **COURSE, **DIRECTIVES, **PATROLS}
