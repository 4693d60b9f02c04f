"""Who may sign on, who is on duty at which seat, and what is handed over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec.structs import replace

from console.domain.alerts import Alert, State
from console.domain.handovers import accepted, lapsed, passing
from console.domain.kept import Kept
from console.domain.shift_facts import (
    HandoverAccepted,
    HandoverLapsed,
    HandoverOffered,
    PersonEnrolled,
    ShiftEnded,
    ShiftFact,
    ShiftStarted,
)
from console.domain.shifts import Duty, Handover, HandoverStep, Person
from console.domain.stimuli import PassOn, Unacknowledge, Why
from console.errors import NotFound, Refused
from console.hub.agenda import SHIFTS, Agenda
from console.hub.alert_book import AlertBook
from console.hub.changes import Changes
from console.hub.shift_picture import Picture

HANDOVERS_KEPT = 500  # older ones that are over live on as facts only


class ShiftBook:
    """Every person, duty and handover; what one owns follows its handover, or falls back."""

    def __init__(
        self,
        changes: Changes,
        agenda: Agenda,
        *,
        alerts: AlertBook,
        picture: Picture,
        kept: Iterable[Kept] = (),
    ) -> None:
        self._changes = changes
        self._agenda = agenda
        self._alerts = alerts
        self._picture = picture
        self._people: dict[str, Person] = {}
        self._duties: dict[str, Duty] = {}
        self._handovers: dict[str, Handover] = {}
        for what in kept:
            self._take_up(what)
        self._next = max(map(number_of, self._handovers), default=0) + 1
        agenda.keep(SHIFTS, self.fall_due)

    # What the hub reads ---------------------------------------------------------------

    def person(self, name: str) -> Person | None:
        """Return who goes by `name`, however it is written; None where nobody does."""
        return self._people.get(folded(name))

    def duty(self, seat: str) -> Duty | None:
        """Return who is signed on at `seat`, if anyone is."""
        return self._duties.get(seat)

    # What people do -------------------------------------------------------------------

    def enrol(self, person: Person, now: int) -> Person:
        """Let `person` sign on, or give one who may a new role and PIN; the name stays as it was.

        Whoever is on duty has the new role at once.
        """
        known = self.person(person.name)
        if known is not None:
            person = replace(person, name=known.name)
        key = folded(person.name)
        self._people[key] = person
        self._changes.keep(key, person)
        self._happened(now, PersonEnrolled(person=person.name, role=person.role))
        for duty in list(self._duties.values()):
            if duty.person == person.name:
                self._keep_duty(replace(duty, role=person.role))
        return person

    def sign_on(self, person: Person, seat: str, now: int) -> None:
        """Put `person` on duty at `seat`; whoever was, is so no more."""
        before = self._duties.get(seat)
        if before is not None:
            if before.person == person.name:
                return
            self._leave(before, now)
        self._keep_duty(Duty(seat=seat, person=person.name, role=person.role, since=now))
        self._happened(now, ShiftStarted(person=person.name, seat=seat, role=person.role))

    def sign_off(self, seat: str, now: int) -> Duty:
        """End the duty at `seat`; what its person owns and nobody was offered is nobody's."""
        duty = self._duties.get(seat)
        if duty is None:
            raise Refused("nobody_signed_on", seat=seat)
        self._leave(duty, now)
        return duty

    def offer(self, by: str, now: int, *, note: str | None = None) -> Handover:
        """Freeze what stands for the next person; it takes the place of one still open of `by`."""
        for open in self._open():
            if open.by == by:
                self._keep_handover(lapsed(open, now))
                self._happened(now, HandoverLapsed(handover=open.id))
        handover = self._picture.frozen(f"H-{self._next}", by, now, note=note)
        self._next += 1
        self._keep_handover(handover)
        self._happened(now, HandoverOffered(handover=handover))
        self._arm(handover)
        self._forget()
        return handover

    def accept(self, wanted: str, person: str, now: int) -> Handover:
        """Let `person` sign: what the other one owned and handed over is theirs."""
        before = self._handovers.get(wanted)
        if before is None:
            raise NotFound("no_such_handover", id=wanted)
        after = accepted(before, person, now)
        if after is not before:
            self._keep_handover(after)
            self._happened(now, HandoverAccepted(handover=after.id, by=person))
            for alert in self._covered(before):
                self._alerts.apply((alert.rule, alert.target), PassOn(person), now)
        return after

    # What time does -------------------------------------------------------------------

    def fall_due(self, wanted: str, due: int) -> None:
        """Let a handover lapse, if it is still open: what was handed over is nobody's."""
        handover = self._handovers.get(wanted)
        if handover is None or handover.step is not HandoverStep.OFFERED or handover.until > due:
            return
        self._keep_handover(lapsed(handover, due))
        self._happened(due, HandoverLapsed(handover=handover.id))
        self._fall_back(self._covered(handover), Why.HANDOVER, due)

    # Inside ---------------------------------------------------------------------------

    def _leave(self, duty: Duty, now: int) -> None:
        del self._duties[duty.seat]
        self._changes.drop(Duty, duty.seat)
        self._happened(now, ShiftEnded(person=duty.person, seat=duty.seat))
        if any(other.person == duty.person for other in self._duties.values()):
            return  # still there, at another seat
        owned = self._owned_by(duty.person)
        offers = [handover for handover in self._open() if handover.by == duty.person]
        offered = {alert.id for handover in offers for alert in passing(handover, owned)}
        loose = [alert for alert in owned if alert.id not in offered]
        self._fall_back(loose, Why.SIGNED_OFF, now)

    def _fall_back(self, alerts: Iterable[Alert], why: Why, now: int) -> None:
        for alert in alerts:
            fallen = Unacknowledge(alert.occurrence, why)
            self._alerts.apply((alert.rule, alert.target), fallen, now)

    def _covered(self, handover: Handover) -> list[Alert]:
        return passing(handover, self._owned_by(handover.by))

    def _owned_by(self, person: str) -> list[Alert]:
        """Return the alerts whose acknowledgement by `person` holds, oldest first."""
        owned = (a for a in self._alerts.raised() if a.acknowledged_by == person)
        standing = (alert for alert in owned if alert.state is State.ACKNOWLEDGED)
        return sorted(standing, key=lambda alert: alert.order)

    def _open(self) -> list[Handover]:
        return [h for h in self._handovers.values() if h.step is HandoverStep.OFFERED]

    def _happened(self, now: int, fact: ShiftFact) -> None:
        self._changes.happened(now, (fact,))

    def _keep_duty(self, duty: Duty) -> None:
        self._duties[duty.seat] = duty
        self._changes.keep(duty.seat, duty)

    def _keep_handover(self, handover: Handover) -> None:
        self._handovers[handover.id] = handover
        self._changes.keep(handover.id, handover)

    def _forget(self) -> None:
        """Drop the oldest handovers that are over, where there are too many."""
        over = [h.id for h in self._handovers.values() if h.step is not HandoverStep.OFFERED]
        for id in sorted(over, key=number_of)[: max(0, len(self._handovers) - HANDOVERS_KEPT)]:
            del self._handovers[id]
            self._changes.drop(Handover, id)

    def _arm(self, handover: Handover) -> None:
        self._agenda.add(handover.until, SHIFTS, handover.id)

    def _take_up(self, what: Kept) -> None:
        match what:
            case Person():
                self._people[folded(what.name)] = what
            case Duty():
                self._duties[what.seat] = what
            case Handover():
                self._handovers[what.id] = what
                if what.step is HandoverStep.OFFERED:
                    self._arm(what)
            case _:
                pass  # another room's


def folded(name: str) -> str:
    """Return `name` as it is looked up: however it was typed, it is the same person."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def number_of(handover: str) -> int:
    """Return the number in a handover's id."""
    return int(handover.partition("-")[2])
