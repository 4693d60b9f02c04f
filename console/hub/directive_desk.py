"""Decides about directives: what a secretary wants seen to, and who has read it."""

from __future__ import annotations

from console.contract.case_course import DirectCase, ReadDirective
from console.domain.case_facts import CaseOpened
from console.domain.course_moves import Read
from console.domain.ids import CaseId, TargetId, ZoneId
from console.domain.matters import Category, Source
from console.domain.values import Priority
from console.errors import NotFound, Refused
from console.hub.case_matter import Matter
from console.hub.casebook import Casebook
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling
from console.hub.shift_book import ShiftBook

READERS_MOST = 50


class DirectiveDesk:
    """One method per operation."""

    def __init__(self, casebook: Casebook, shifts: ShiftBook, matter: Matter) -> None:
        self._book = casebook
        self._shifts = shifts
        self._matter = matter
        self.handlers: Handlers = {DirectCase: self._direct, ReadDirective: self._read}

    def _direct(self, request: DirectCase, seat: Seat, now: int) -> Ruling:
        text = request.text.strip()
        if not text:
            raise Refused("directive_empty")
        readers = self._readers(request.to)
        zone: ZoneId | None = None
        target: TargetId | None = None
        if request.about is not None:
            zone, target = self._matter.place(request.about)
        category = request.category
        if category is None:
            category = self._matter.category_at(target) if target else Category.OTHER
        opened = CaseOpened(
            case=CaseId(""),
            zone=zone,
            source=Source.DIRECTIVE,
            category=category,
            priority=request.priority or Priority.HIGH,
            contacts=self._matter.concerned(category),
            directive=text,
            to=readers,
            about=target,
        )
        return Ruling(about=self._book.open(opened, seat.who.person, now).id)

    def _readers(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        if not wanted:
            raise Refused("directive_for_nobody")
        if len(wanted) > READERS_MOST:
            raise Refused("bad_count", value=len(wanted), most=READERS_MOST)
        found: list[str] = []
        for name in wanted:
            person = self._shifts.person(name)
            if person is None:
                raise NotFound("no_such_person", id=name)
            found.append(person.name)
        return tuple(dict.fromkeys(found))

    def _read(self, request: ReadDirective, seat: Seat, now: int) -> Ruling:
        # An account of its own goes by a name of the roll however it is written there.
        known = self._shifts.person(seat.who.person)
        person = known.name if known is not None else seat.who.person
        return Ruling(about=self._book.act(request.case, Read(person), now).id)
