"""Decides what people do about shifts; PINs were seen to before (console/hub/admission.py)."""

from __future__ import annotations

from console.contract.facts import Who
from console.contract.shifts import AcceptHandover, EnrolPerson, HandOver, SignOff, SignOn
from console.domain.shifts import Person
from console.domain.values import Role
from console.errors import NotFound, NotPermitted, Refused
from console.hub.admission import SEAL
from console.hub.nearest import nearest
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling
from console.hub.shift_book import ShiftBook

NAME_MOST = 64


class ShiftDesk:
    """One method per operation."""

    def __init__(self, book: ShiftBook) -> None:
        self._book = book
        self.handlers: Handlers = {
            EnrolPerson: self._enrol,
            SignOn: self._sign_on,
            SignOff: self._sign_off,
            HandOver: self._hand_over,
            AcceptHandover: self._accept,
        }

    def _enrol(self, request: EnrolPerson, seat: Seat, now: int) -> Ruling:
        role = _role(request.as_role)
        name = request.person.strip()
        if not name or len(name) > NAME_MOST or not name.isprintable():
            raise Refused("person_name", most=NAME_MOST)
        known = self._book.person(name)
        highest = role if known is None else max(role, known.role)
        if highest > seat.role:
            words = highest.name.lower(), seat.role.name.lower()
            raise NotPermitted("role_above_own", role=words[0], have=words[1])
        salt, _seal, digest = request.pin.partition(SEAL)
        if not digest:
            raise TypeError("an enrolment comes here with its PIN hashed")
        person = Person(name=name, role=role, salt=salt, digest=digest)
        return Ruling(about=self._book.enrol(person, now).name)

    def _sign_on(self, request: SignOn, seat: Seat, now: int) -> Ruling:
        person = self._book.person(request.person)
        if person is None or seat.unit is not None:
            raise Refused("bad_pin")
        self._book.sign_on(person, seat.who.seat, now)
        return Ruling(about=person.name, who=Who(person.name, seat.who.seat))

    def _sign_off(self, _request: SignOff, seat: Seat, now: int) -> Ruling:
        return Ruling(about=self._book.sign_off(seat.who.seat, now).person)

    def _hand_over(self, request: HandOver, seat: Seat, now: int) -> Ruling:
        note = (request.note or "").strip() or None
        return Ruling(about=self._book.offer(seat.who.person, now, note=note).id)

    def _accept(self, request: AcceptHandover, seat: Seat, now: int) -> Ruling:
        wanted = request.handover.upper()
        return Ruling(about=self._book.accept(wanted, seat.who.person, now).id)


def _role(word: str) -> Role:
    try:
        return Role[word.upper()]
    except KeyError:
        known = [role.name.lower() for role in Role]
        raise NotFound("no_such_role", id=word, nearest=nearest(word, known)) from None
