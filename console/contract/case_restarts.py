"""What takes back what a case's verification had come to, on its view."""

from __future__ import annotations

from msgspec.structs import replace

from console.contract.case_views import CaseView
from console.contract.facts import Fact


def restarted(view: CaseView) -> CaseView:
    """Return the view when whatever was verified so far, or was about to be, and who wanted it
    closed without, does not count any more."""
    points = tuple(replace(point, normal_since=None, days=()) for point in view.points)
    return unproved(replace(view, points=points, settled_at=None, proposal=None))


def unproved(view: CaseView) -> CaseView:
    """Return the view when what proved it no longer counts."""
    return replace(view, verified_at=None, verified_by=None, proof=None, shown=None)


def person(fact: Fact) -> str:
    """Return who did it; nobody is an empty text."""
    return fact.who.person if fact.who is not None else ""
