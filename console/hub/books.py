"""The books beside that of alerts: cases and shifts, and which sensors are believed."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.cases import Case
from console.domain.kept import Kept
from console.domain.sites import Site
from console.hub.agenda import Agenda
from console.hub.alert_book import AlertBook
from console.hub.case_books import CaseBooks
from console.hub.changes import Changes
from console.hub.doubts import Doubts
from console.hub.load import Load
from console.hub.shift_book import ShiftBook
from console.hub.shift_picture import Picture
from console.hub.symptom_book import SymptomBook


class Books:
    """All but the alerts of one site, each taken up where the store left it."""

    def __init__(
        self,
        site: Site,
        alerts: AlertBook,
        *,
        cases: Iterable[Case],
        kept: Iterable[Kept],
        noted: tuple[Changes, Agenda],
    ) -> None:
        self.load = Load(site.policy, *noted, book=alerts, kept=kept)
        self.symptoms = SymptomBook(alerts)
        casework = CaseBooks(site, alerts, cases=cases, kept=kept, noted=noted)
        self.cases, self.deadlines = casework.cases, casework.deadlines
        self.proving = casework.proving
        self.units, self.accountability = casework.units, casework.accountability
        self.picture = Picture(site, alerts, self.cases)
        self.shifts = ShiftBook(*noted, alerts=alerts, picture=self.picture, kept=kept)
        self.doubts = Doubts(site, alerts, *noted, kept=kept)
