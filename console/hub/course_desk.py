"""Decides what people do about a case's course, beside the work itself."""

from __future__ import annotations

from collections.abc import Sequence

from console.contract.case_course import (
    CancelCase,
    EditCase,
    FileCase,
    GatherAlerts,
    LinkCases,
    MarkDuplicate,
    NoteCase,
    RejectCase,
    ReopenCase,
    ResumeCase,
    ReturnCase,
    StandDown,
    SuspendCase,
)
from console.contract.request import Request
from console.domain import case_moves as moves
from console.domain.case_facts import Outcome
from console.domain.course_moves import (
    Edit,
    File,
    Gather,
    Link,
    Note,
    Reopen,
    Resume,
    Return,
    Suspend,
)
from console.domain.ids import CaseId, UnitId
from console.errors import Refused
from console.hub.case_matter import Matter, registered, worst
from console.hub.casebook import Casebook
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling

REST_LEAST_S = 60.0
REST_MOST_S = 366 * 86400.0


class CourseDesk:
    """One method per operation."""

    def __init__(self, casebook: Casebook, matter: Matter) -> None:
        self._book = casebook
        self._matter = matter
        self.handlers: Handlers = {
            FileCase: self._file,
            RejectCase: self._reject,
            ReturnCase: self._return,
            SuspendCase: self._suspend,
            ResumeCase: self._resume,
            CancelCase: self._cancel,
            ReopenCase: self._reopen,
            EditCase: self._edit,
            NoteCase: self._note,
            GatherAlerts: self._gather,
            LinkCases: self._link,
            MarkDuplicate: self._duplicate,
            StandDown: self._stand_down,
        }

    def _file(self, request: FileCase, seat: Seat, now: int) -> Ruling:
        return self._act(request.case, File(seat.who.person), now)

    def _reject(self, request: RejectCase, seat: Seat, now: int) -> Ruling:
        _reasoned(request)
        return self._act(request.case, moves.Close(Outcome.REJECTED, seat.who.person), now)

    def _return(self, request: ReturnCase, seat: Seat, now: int) -> Ruling:
        _reasoned(request)
        return self._act(request.case, Return(seat.who.person), now)

    def _suspend(self, request: SuspendCase, seat: Seat, now: int) -> Ruling:
        _reasoned(request)
        if not REST_LEAST_S <= request.for_s <= REST_MOST_S:
            raise Refused("rest_out_of_bounds", least_s=REST_LEAST_S, most_s=REST_MOST_S)
        until = now + round(request.for_s * 1000)
        return self._act(request.case, Suspend(until, seat.who.person), now)

    def _resume(self, request: ResumeCase, seat: Seat, now: int) -> Ruling:
        return self._act(request.case, Resume(seat.who.person), now)

    def _cancel(self, request: CancelCase, seat: Seat, now: int) -> Ruling:
        _reasoned(request)
        return self._act(request.case, moves.Close(Outcome.CANCELLED, seat.who.person), now)

    def _reopen(self, request: ReopenCase, seat: Seat, now: int) -> Ruling:
        _reasoned(request)
        case = self._book.case(request.case)
        if case.outcome is not None:
            self._matter.free(case.alerts, case.id)
        return self._act(request.case, Reopen(seat.who.person), now)

    def _edit(self, request: EditCase, _seat: Seat, now: int) -> Ruling:
        title = None if request.title is None else request.title.strip()
        if title == "":
            raise Refused("title_empty")
        edit = Edit(
            title=title,
            zone=self._matter.zone(request.zone, ()),
            category=request.category,
            priority=request.priority,
            owner=None if request.owner is None else request.owner.strip(),
            contacts=None if request.contacts is None else self._matter.parties(request.contacts),
            reference=registered(request.reference),
        )
        if edit == Edit():
            raise Refused("nothing_to_edit", id=request.case)
        return self._act(request.case, edit, now)

    def _note(self, request: NoteCase, _seat: Seat, now: int) -> Ruling:
        if not request.note.strip():
            raise Refused("note_empty")
        return self._act(request.case, Note(request.note.strip()), now)

    def _gather(self, request: GatherAlerts, _seat: Seat, now: int) -> Ruling:
        alerts = self._matter.alerts(request.alerts)
        priority = worst(alerts)
        if priority is None:
            raise Refused("no_alerts_named", id=request.case)
        self._book.case(request.case)
        ids = tuple(alert.id for alert in alerts)
        self._matter.free(ids, request.case)
        gather = Gather(ids, self._matter.points(alerts), priority)
        return self._act(request.case, gather, now)

    def _link(self, request: LinkCases, _seat: Seat, now: int) -> Ruling:
        pair = [(request.case, Link(request.other)), (request.other, Link(request.case))]
        return self._act_on_all(pair, now)

    def _duplicate(self, request: MarkDuplicate, seat: Seat, now: int) -> Ruling:
        """End the one; what it was about goes on in the other, which has to take it."""
        case, other = self._book.case(request.case), self._book.case(request.other)
        close = moves.Close(Outcome.DUPLICATE, seat.who.person, other.id)
        if case.outcome is not None:
            return self._act(case.id, close, now)  # one's own repeat, or a refusal
        if other.outcome is not None:
            raise Refused("other_is_closed", id=case.id, other=other.id)
        if other.waiting and not case.waiting:
            raise Refused("not_filed", id=other.id)  # there it might be rejected, unproved
        alerts = self._matter.alerts(case.alerts)
        deeds: list[tuple[CaseId, moves.Move]] = [
            (case.id, Link(other.id)),
            (case.id, close),
            (other.id, Link(case.id)),
        ]
        if (priority := worst(alerts)) is not None:
            points = tuple(watched.point for watched in case.watched)
            gather = Gather(case.alerts, points, priority)
            deeds.append((other.id, gather))
        return self._act_on_all(deeds, now)

    def _stand_down(self, request: StandDown, seat: Seat, now: int) -> Ruling:
        _reasoned(request)
        down = moves.StandDown(UnitId(request.unit), seat.who.person)
        return self._act(request.case, down, now)

    def _act(self, case: CaseId, move: moves.Move, now: int) -> Ruling:
        return Ruling(about=self._book.act(case, move, now).id)

    def _act_on_all(self, deeds: Sequence[tuple[CaseId, moves.Move]], now: int) -> Ruling:
        self._book.act_on_all(deeds, now)
        return Ruling(about=deeds[0][0])


def _reasoned(request: Request) -> None:
    if not (request.reason or "").strip():
        raise Refused("reason_required")
