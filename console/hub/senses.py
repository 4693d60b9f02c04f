"""How a site is perceived: figures of readings, silence, links, and what these tell others."""

from __future__ import annotations

from console.domain.sites import Site
from console.hub.agenda import Agenda
from console.hub.alert_book import AlertBook
from console.hub.casebook import Casebook
from console.hub.editions import Editions
from console.hub.figures import Figures
from console.hub.lookout import Lookout
from console.hub.patterns import Patterns
from console.hub.presence import Presence
from console.hub.reach import Reach
from console.hub.silences import Silences


class Senses:
    """All that readings, silence and links go through on their way to alerts and cases."""

    def __init__(self, site: Site, book: AlertBook, cases: Casebook, agenda: Agenda) -> None:
        self.figures = Figures(site, book, agenda)
        self.editions = Editions(site, book, agenda, self.figures)
        self.patterns = Patterns(site, book, agenda)
        self.presence = Presence(site)
        self.silences = Silences(site, self.figures.watches, agenda)
        self.lookout = Lookout(
            site, cases, self.presence, figures=self.figures, silences=self.silences.by_key
        )
        self.reach = Reach(
            site, book, presence=self.presence, silences=self.silences, lookout=self.lookout
        )
