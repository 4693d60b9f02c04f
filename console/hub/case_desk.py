"""Decides what people do about cases."""

from __future__ import annotations

from collections.abc import Sequence

from console.contract.cases import (
    CloseCase,
    OpenCase,
)
from console.domain.alerts import Alert
from console.domain.case_facts import CaseOpened, Outcome
from console.domain.case_moves import Close, Move
from console.domain.ids import CaseId
from console.domain.matters import Source
from console.domain.sites import Site
from console.domain.values import Priority, Role
from console.errors import Conflict, Refused
from console.hub.case_matter import Matter, registered, worst
from console.hub.casebook import Casebook
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling

UNNUMBERED = CaseId("")  # the casebook gives the number


class CaseDesk:
    """One method per operation."""

    def __init__(self, site: Site, casebook: Casebook, matter: Matter) -> None:
        self._site = site
        self._book = casebook
        self._matter = matter
        self.handlers: Handlers = {
            OpenCase: self._open,
            CloseCase: self._close,
        }

    def _open(self, request: OpenCase, seat: Seat, now: int) -> Ruling:
        title = request.title.strip() if request.title is not None else None
        if title == "":
            raise Refused("title_empty")
        if not request.alerts and title is None:
            raise Refused("case_needs_alert_or_title")
        alerts = self._matter.alerts(request.alerts)
        opened = self._opened(request, alerts, seat, title=title)
        standing = self._matter.taken_up(alerts, seat)
        if standing is not None:
            return Ruling(about=standing.id)
        return Ruling(about=self._book.open(opened, seat.who.person, now).id)

    def _opened(
        self, request: OpenCase, alerts: list[Alert], seat: Seat, *, title: str | None
    ) -> CaseOpened:
        """Return the opening asked for; what is left out follows from the alerts."""
        matter = self._matter
        category = request.category or matter.category(alerts)
        source = request.source or (Source.ALERT if alerts else Source.ROUNDS)
        owner = (request.owner or "").strip() or _owner(alerts)
        if owner is None and not request.collect:
            owner = seat.who.person  # nobody owns what only waits
        return CaseOpened(
            case=UNNUMBERED,
            title=title,
            zone=matter.zone(request.zone, alerts),
            alerts=tuple(alert.id for alert in alerts),
            points=matter.points(alerts),
            source=source,
            category=category,
            priority=request.priority or worst(alerts) or Priority.MEDIUM,
            owner=owner,
            contacts=matter.parties(request.contacts) or matter.concerned(category),
            reference=registered(request.reference) or None,
            waiting=request.collect,
            links=matter.cases(request.links),
        )

    def _close(self, request: CloseCase, seat: Seat, now: int) -> Ruling:
        case = self._book.case(request.case)
        outcome = Outcome.UNVERIFIED if request.unverified else Outcome.VERIFIED
        close = Close(outcome, seat.who.person)
        if not request.unverified or case.outcome is not None:
            return self._act(request.case, close, now)
        if not (request.reason or "").strip():
            raise Refused("reason_required", id=request.case)
        proposal = case.proposal
        another = proposal is not None and proposal.by != seat.who.person
        if proposal is not None and another and seat.role < Role.SUPERVISOR:
            raise Conflict("close_proposed", id=case.id, by=proposal.by, at=proposal.at)
        return self._act(request.case, close, now)

    def _act(self, case: CaseId, move: Move, now: int) -> Ruling:
        return Ruling(about=self._book.act(case, move, now).id)


def _owner(alerts: Sequence[Alert]) -> str | None:
    """Return who acknowledged one of the alerts, the worst one first."""
    worst_first = sorted(alerts, key=lambda alert: -alert.priority.rank)
    return next((alert.acknowledged_by for alert in worst_first if alert.acknowledged_by), None)
