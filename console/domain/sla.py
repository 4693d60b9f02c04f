"""How long a case may stay in each step, and who hears of it when it stays longer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from console.domain.ids import PartyId
from console.domain.matters import Category
from console.domain.sla_facts import Timed
from console.domain.values import Priority


class Hours(StrEnum):
    """In which hours a term runs: those of the site's calendar, or day and night."""

    WORKING = "working"
    ALWAYS = "always"


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """What `step` may take: `within_s` seconds of its `hours`.

    It is for cases of a category and priority, or of any; `source` says where the figure is from.
    """

    step: Timed
    within_s: float
    hours: Hours = Hours.WORKING
    category: Category | None = None
    priority: Priority | None = None
    source: str = ""

    @property
    def special(self) -> tuple[bool, bool]:
        """Return how special the term is: one for a priority goes before one for a category."""
        return self.priority is not None, self.category is not None


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a case is taken to when it is `after_s` seconds past due, in its term's hours."""

    party: PartyId
    after_s: float


class Sla(msgspec.Struct, frozen=True, kw_only=True):
    """All terms of a site, and its chain from the nearest to the highest."""

    terms: tuple[Term, ...] = ()
    chain: tuple[Rung, ...] = ()

    def term(self, step: Timed, category: Category, priority: Priority) -> Term | None:
        """Return the term for a case's step: the most special one, and of several the first."""
        fitting = [
            term
            for term in self.terms
            if term.step is step
            and term.category in (None, category)
            and term.priority in (None, priority)
        ]
        return max(fitting, key=lambda term: term.special, default=None)


def with_usual(sla: Sla, usual: Sequence[Term]) -> Sla:
    """Return `sla` with the usual terms after its own: they hold where it says nothing."""
    own = {(term.step, term.category, term.priority) for term in sla.terms}
    more = (t for t in usual if (t.step, t.category, t.priority) not in own)
    return msgspec.structs.replace(sla, terms=(*sla.terms, *more))
