"""Which edition of each rule is in force: changes over at local midnight when dates demand it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from console.clock import moment, utc
from console.domain.editions import changes_next, rules_on
from console.domain.rules import LimitRule
from console.domain.sites import Site
from console.domain.stimuli import TimePassed
from console.hub.agenda import EDITIONS, Agenda
from console.hub.alert_book import AlertBook
from console.hub.feeds import History, nothing
from console.hub.figures import Figures

Follower = Callable[[int], None]


class Editions:
    """The rules of a site, kept to the day: `site.rules` is where everyone reads them."""

    def __init__(self, site: Site, book: AlertBook, agenda: Agenda, figures: Figures) -> None:
        self._site = site
        self._book = book
        self._agenda = agenda
        self._figures = figures
        self._history: History = nothing
        self._zone = ZoneInfo(site.time_zone) if site.editions else None
        self._followers: list[Follower] = []
        agenda.keep(EDITIONS, self._fall_due)

    def follow(self, follower: Follower) -> None:
        """Call `follower(now)` whenever other rules came into force, before any alert moves."""
        self._followers.append(follower)

    def begin(self, now: int, history: History) -> None:
        """Put in force what is on the day of `now` (ms); nothing is judged yet."""
        self._history = history
        self._change_over(now)

    def _fall_due(self, whose: str, due: int) -> None:
        changed = self._change_over(due)
        if changed:
            for follower in self._followers:
                follower(due)
        for id in changed:
            for key in [key for key in self._book.by_key if key[0] == id]:
                self._book.apply(key, TimePassed(), due)  # it has as many lanes as its rule levels
                self._figures.settle(key)

    def _change_over(self, now: int) -> list[str]:
        """Put the editions of today in force; return the rules that are others than before."""
        if self._zone is None:
            return []
        today = utc(now).astimezone(self._zone).date()
        rules = self._site.rules
        wanted = rules_on(self._site.editions, today)
        changed = [rule for id, rule in wanted.items() if rules.get(id) != rule]
        rules.update({rule.id: rule for rule in changed})
        if changed:
            limits = [rule for rule in changed if isinstance(rule, LimitRule)]
            self._figures.rewrite(limits, self._history)
        following = changes_next(self._site.editions, today)
        if following is not None:
            self._agenda.add(self._midnight(following), EDITIONS, "")
        return [rule.id for rule in changed]

    def _midnight(self, day: date) -> int:
        return moment(datetime(day.year, day.month, day.day, tzinfo=self._zone))
