"""What the commands of shifts and the log say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


SHIFT_TITLES: dict[str, str] = {
    "handed_by": _n("Handed over by"),
    "handed_at": _n("Handed over at"),
    "accepted_by": _n("Accepted by"),
    "until": _n("Until"),
    "ended": _n("Ended"),
    "note": _n("Note"),
    "text": _n("Text"),
    "unacknowledged": _n("Unacknowledged"),
    "owned": _n("Acknowledged"),
    "shelved": _n("Shelved"),
    "out_of_service": _n("Out of service"),
    "out": _n("Units out"),
    "cases": _n("Open cases"),
    "shift": _n("Shift"),
}

SHIFT_SAY: dict[str, str] = {
    "would.shifts.enrol": _n("would let {id} sign on as {as_role}"),
    "would.shifts.sign-on": _n("would sign {id} on"),
    "would.shifts.sign-off": _n("would sign off"),
    "would.shifts.handover": _n("would hand over what stands now"),
    "would.shifts.accept": _n("would take over {id}"),
    "would.log.add": _n("would write into the log"),
    "did.shifts.enrol": _n("{id} may sign on as {as_role}"),
    "did.shifts.sign-on": _n("{id} is signed on"),
    "did.shifts.sign-off": _n("{id} is signed off"),
    "did.shifts.handover": _n("{id} waits for the next person"),
    "did.shifts.accept": _n("{id} taken over"),
    "did.log.add": _n("written into the log"),
    "ask.shifts.sign-off": _n("Sign off? What nobody was offered asks for a person again."),
    "none.duties": _n("Nobody is signed on."),
    "none.handovers": _n("No handover fits."),
    "none.offered": _n("No handover waits for anyone."),
    "none.log": _n("Nothing was written."),
    "bad.handover": _n("{text} is not a handover's id (H-7)."),
    "pin.ask": _n("PIN: "),
    "pin.again": _n("PIN again: "),
    "pin.missing": _n("No PIN was given."),
    "no.file": _n("There is no file {file}."),
    "pins.differ": _n("The two PINs differ."),
    "owned.since": _n("{person}, for {age}"),
    "raised.since": _n("for {age}"),
    "until.at": _n("until {at}"),
    "signed.on": _n("signed on"),
    "shared.unmanned": _n("shared seat, nobody is signed on"),
}

SHIFT_HELP: dict[str, str] = {
    "shifts": _n("Shifts: signing on and off, handing over."),
    "shifts.list": _n("List who is signed on, and where."),
    "shifts.handovers": _n("List handovers, newest first."),
    "shifts.show": _n("Show handovers in full; without an id, those that wait."),
    "shifts.enrol": _n("Let a person sign on, with a PIN of 4 to 12 digits."),
    "shifts.sign-on": _n("Sign on at this seat with your PIN."),
    "shifts.sign-off": _n("Sign off at this seat."),
    "shifts.handover": _n("Hand over what stands now to the next person."),
    "shifts.accept": _n("Accept what another person hands over."),
    "log": _n("The operators' log."),
    "log.add": _n("Write a line into the log."),
    "log.list": _n("List lines of the log, newest first."),
}

SHIFT_OPTIONS: dict[str, str] = {
    "person": _n("The person's name."),
    "as.role": _n("What the person may do; no more than you may."),
    "pin.file": _n("Read the PIN from the first line of this file; - is stdin."),
    "handover.id": _n("The handover, as H-7."),
    "handover.ids": _n("Handovers as H-7; - reads ids from stdin."),
    "handover.step": _n("Only handovers that are offered, accepted or lapsed; may be repeated."),
    "note.handover": _n("What the next person should know."),
    "log.text": _n("The line; - reads it from stdin."),
    "log.about": _n("What it is about: an alert, case, device or patrol unit."),
    "log.only": _n("Only lines about this alert, case, device or patrol unit."),
}
