"""The case that an opening makes."""

from __future__ import annotations

from console.domain.case_facts import CaseOpened
from console.domain.cases import Case, Directive, Watched


def opened(what: CaseOpened, person: str, now: int) -> Case:
    """Return the case that `person` opened at `now` (ms)."""
    directive = None
    if what.directive is not None:
        directive = Directive(text=what.directive, to=what.to, by=person)
    return Case(
        id=what.case,
        title=what.title,
        zone=what.zone,
        source=what.source,
        category=what.category,
        priority=what.priority,
        owner=what.owner,
        contacts=what.contacts,
        reference=what.reference,
        directive=directive,
        about=what.about,
        waiting=what.waiting,
        filed_at=None if what.waiting else now,
        filed_by=None if what.waiting else person,
        links=what.links,
        alerts=what.alerts,
        watched=tuple(Watched(point=point) for point in what.points),
        opened_at=now,
        opened_by=person,
        changed_at=now,
    )
