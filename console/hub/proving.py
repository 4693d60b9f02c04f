"""What proves that something was done about a case, and that it worked: terms and comparisons."""

from __future__ import annotations

from console.domain.sites import Site
from console.hub.agenda import Agenda
from console.hub.alert_book import AlertBook
from console.hub.casebook import Casebook
from console.hub.comparing import Comparing
from console.hub.remedy_terms import RemedyTerms


class Proving:
    """The terms of remedies, and the days compared of what comes and goes."""

    def __init__(self, site: Site, alerts: AlertBook, cases: Casebook, agenda: Agenda) -> None:
        self.terms = RemedyTerms(site, cases, agenda)
        self.comparing = Comparing(site, alerts, cases, agenda)

    def begin(self) -> None:
        """Take up where the store left off."""
        self.terms.begin()
        self.comparing.begin()
