"""Decides who does what about findings by when, and whether it was shown to be done."""

from __future__ import annotations

import re
from difflib import get_close_matches

from console.contract.case_course import CompareDays
from console.contract.cases import FinishRemedy, OrderRemedy, VerifyCase
from console.domain.case_moves import Finish, Inspect, Order
from console.domain.cases import Case
from console.domain.causes import Action
from console.domain.evidence import sound
from console.domain.ids import CaseId, PartyId
from console.domain.matters import Evidence
from console.domain.parties import named, responsible
from console.domain.proof_moves import Recurs
from console.domain.remedy_catalogue import usual_of
from console.domain.sites import Site
from console.errors import NotFound, Refused
from console.hub.nearest import nearest
from console.hub.people import Seat
from console.hub.points import comparable
from console.hub.remedy_terms import RemedyTerms
from console.hub.ruling import Handlers, Ruling
from console.hub.workshop import Workshop

CLOSE = 0.8  # so like a party's id that it was most likely meant
_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+", re.ASCII)


class RemedyDesk:
    """One method per operation."""

    def __init__(self, site: Site, terms: RemedyTerms, workshop: Workshop) -> None:
        self._site = site
        self._terms = terms
        self._book = terms.casebook
        self._workshop = workshop
        self.handlers: Handlers = {
            OrderRemedy: self._order,
            FinishRemedy: self._finish,
            VerifyCase: self._verify,
            CompareDays: self._compare,
        }

    def _order(self, request: OrderRemedy, seat: Seat, now: int) -> Ruling:
        name, party = self._party(request)
        order = Order(
            request.finding,
            request.action,
            name,
            seat.who.person,
            responsible=party,
            due=self._terms.due(request.action, request.due_s, now),
            wants=usual_of(self._site.remedies, request.action).proof,
        )
        case = self._book.act(request.case, order, now)
        if request.action is Action.SERVICE_SENSOR:
            self._workshop.take_out(case, seat.who.person, now)
        return Ruling(about=case.id)

    def _finish(self, request: FinishRemedy, seat: Seat, now: int) -> Ruling:
        evidence = sound(request.evidence)
        finish = Finish(request.remedy, seat.who.person, evidence)
        case = self._book.act(request.case, finish, now)
        if _serviced(case, request.remedy):
            self._workshop.put_back(case, evidence.note if evidence else None, now)
        return Ruling(about=case.id)

    def _verify(self, request: VerifyCase, seat: Seat, now: int) -> Ruling:
        evidence = sound(request.evidence or Evidence())
        inspect = Inspect(request.proof, seat.who.person, request.note, evidence)
        return Ruling(about=self._book.act(request.case, inspect, now).id)

    def _compare(self, request: CompareDays, _seat: Seat, now: int) -> Ruling:
        case = self._book.case(request.case)
        points = tuple(
            (w.point.rule, w.point.target)
            for w in case.watched
            if comparable(self._site, w.point.rule, w.point.target)
        )
        return self._act(case.id, Recurs(points, self._site.comparison.days), now)

    def _act(self, case: CaseId, move: Recurs, now: int) -> Ruling:
        return Ruling(about=self._book.act(case, move, now).id)

    def _party(self, request: OrderRemedy) -> tuple[str, PartyId | None]:
        """Return who is to do it, by a name and, where it is a party of the site, its id."""
        parties, words = self._site.parties, request.party.strip()
        if request.responsible is not None:
            known = parties.get(request.responsible)
            if known is None:
                near = nearest(request.responsible, parties)
                raise NotFound("no_such_party", id=request.responsible, nearest=near)
            return words or known.id, known.id
        party = named(parties, words) if words else responsible(parties, request.action)
        if party is not None:
            return words or party.id, party.id
        if not words:
            raise Refused("party_required", action=request.action)
        close = get_close_matches(words.casefold(), list(parties), n=1, cutoff=CLOSE)
        if close and _LIKE_AN_ID.fullmatch(words):
            raise NotFound("no_such_party", id=words, nearest=close[0])
        return words, None


def _serviced(case: Case, remedy: int) -> bool:
    """Tell whether a sensor was serviced with this, and nobody else works on it for the case."""
    services = [r for r in case.remedies if r.action is Action.SERVICE_SENSOR]
    done = any(r.number == remedy for r in services)
    return done and all(r.done_at is not None for r in services)
