"""The cases of a stretch of time, as asked of the hub."""

from __future__ import annotations

from datetime import datetime

from console.contract.case_report import CaseReport, case_report
from console.contract.case_views import CaseView
from console.contract.hub import Hub
from console.contract.views import Page
from console.domain.cases import Step
from console.errors import Refused

PAGE = 1_000
PAGES = 20  # of cases; the newest come first


def ask_case_report(hub: Hub, start: datetime, end: datetime) -> CaseReport:
    """Return the report of [start, end); raise what the hub raises."""
    if end <= start:
        raise Refused("empty_stretch")
    found: list[CaseView] = []
    after: str | None = None
    steps = [step.value for step in Step]
    for _ in range(PAGES):
        page = hub.ask("cases", Page[CaseView], step=steps, limit=PAGE, after=after)
        found += page.items
        after = page.next
        if after is None:
            break
    return case_report(found, start, end)
