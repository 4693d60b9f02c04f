"""What the commands about patrol units say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


PATROL_TITLES: dict[str, str] = {
    "unit.status": _n("Status"),
    "skills": _n("Skills"),
    "shift.hours": _n("Shift"),
    "check.by": _n("Next word by"),
    "misses": _n("Missed"),
    "asks": _n("Asks for"),
    "reserved": _n("Reserved"),
    "withdrawn": _n("Out of service"),
    "tasks": _n("Tasks"),
    "unit": _n("Unit"),
    "sending": _n("Can be sent"),
    "why": _n("Why"),
}
PATROL_SAY: dict[str, str] = {
    "would.patrols.decline": _n("would decline for {id}"),
    "would.patrols.checkin": _n("would check {id} in"),
    "would.patrols.assist": _n("would ask for a second unit beside {id}"),
    "would.patrols.amend": _n("would put finding {finding} of {id} right"),
    "would.patrols.reserve": _n("would reserve {id}"),
    "would.patrols.free": _n("would let {id} be sent again"),
    "would.patrols.withdraw": _n("would take {id} out of service"),
    "would.patrols.restore": _n("would put {id} back in service"),
    "would.patrols.onduty": _n("would put {id} on duty"),
    "would.patrols.offduty": _n("would send {id} off duty"),
    "did.patrols.decline": _n("{id} declined"),
    "did.patrols.checkin": _n("{id} checked in"),
    "did.patrols.assist": _n("a second unit is asked for beside {id}"),
    "did.patrols.amend": _n("finding {finding} of {id} put right"),
    "did.patrols.reserve": _n("{id} is reserved"),
    "did.patrols.free": _n("{id} is reserved no more"),
    "did.patrols.withdraw": _n("{id} is out of service"),
    "did.patrols.restore": _n("{id} is in service again"),
    "did.patrols.onduty": _n("{id} is on duty"),
    "did.patrols.offduty": _n("{id} is off duty"),
    "amend.what": _n("Say what it was with --cause, or that there was nothing with --take-back"),
    "words.without.channel": _n("--words goes with --by: how were they heard?"),
    "regional": _n("{sensors}: it is as bad all around, a patrol will probably find nothing there"),
    "sending.now": _n("at once"),
    "sending.anyway": _n("with --anyway"),
    "sending.not": _n("no"),
    "because.sent_already": _n("is there already"),
    "because.out_of_service": _n("out of service: {what}"),
    "because.off_duty": _n("off duty"),
    "because.lacks": _n("not trained for {what}"),
    "because.busy": _n("busy with {what}"),
    "because.reserved": _n("reserved until {until}: {what}"),
    "because.here": _n("in this zone"),
    "because.near": _n("{metres} m away"),
    "because.skill": _n("knows {what}"),
    "because.kit": _n("has {what}"),
}
PATROL_HELP: dict[str, str] = {
    "cases.units": _n("Show whom to send to a case, the best first, and why."),
    "patrols.decline": _n("Not take the task, with a reason."),
    "patrols.checkin": _n("Say that all is well: the clock of the unit starts over."),
    "patrols.assist": _n("Ask for a second unit, and say what for."),
    "patrols.amend": _n("Put a finding right, or take it back, with a reason."),
    "patrols.reserve": _n("Keep units free for something, with a reason."),
    "patrols.free": _n("Let reserved units be sent again."),
    "patrols.withdraw": _n("Take units out of service, with a reason."),
    "patrols.restore": _n("Put units back in service."),
    "patrols.onduty": _n("Put units on duty, whatever their shift says."),
    "patrols.offduty": _n("Send units off duty, whatever their shift says."),
}
PATROL_OPTIONS: dict[str, str] = {
    "anyway": _n("Send it though it is busy (it goes there next) or reserved."),
    "heard.by": _n("How you heard it, when you speak for a unit: radio phone chat in_person."),
    "heard.words": _n("What was said, in its words."),
    "assist.note": _n("What the second unit is wanted for."),
    "amend.finding": _n("The number of the finding."),
    "amend.back": _n("There was nothing: the finding does not count."),
    "amend.cause": _n("What it was, or cause=count."),
    "reserve.for": _n("For so long, as 90m or 2h."),
}
