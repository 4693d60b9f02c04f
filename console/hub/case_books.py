"""The books of casework: cases with their clocks and days, units with theirs."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.cases import Case
from console.domain.kept import Kept
from console.domain.sites import Site
from console.hub.accountability import Accountability
from console.hub.agenda import Agenda
from console.hub.alert_book import AlertBook
from console.hub.case_deadlines import CaseDeadlines
from console.hub.casebook import Casebook
from console.hub.changes import Changes
from console.hub.proving import Proving
from console.hub.unit_book import UnitBook


class CaseBooks:
    """Cases and units of one site, each taken up where the store left it."""

    def __init__(
        self,
        site: Site,
        alerts: AlertBook,
        *,
        cases: Iterable[Case],
        kept: Iterable[Kept],
        noted: tuple[Changes, Agenda],
    ) -> None:
        self.cases = Casebook(cases, *noted)
        self.deadlines = CaseDeadlines(site, noted[1])
        self.deadlines.begin(self.cases)
        self.cases.clocks = self.deadlines
        self.proving = Proving(site, alerts, self.cases, noted[1])
        self.units = UnitBook(site, self.cases, *noted, kept=kept)
        self.accountability = Accountability(site.patrols, self.cases, noted[1])
