"""What comes back now and then: episodes counted, and one standing alert instead of a stream.

While a pattern stands it suppresses the alert whose episodes it counts. Nothing is lost by that:
an episode that is no short one, or more urgent than the pattern, comes to the operator itself; it
is withheld again only once it is dealt with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from console.domain.alerts import Alert, Episode, State
from console.domain.ids import RuleId
from console.domain.rules import RecurringRule
from console.domain.sites import Site
from console.domain.stimuli import Happened, Suppress, Unsuppress
from console.hub.agenda import PATTERNS, Agenda, Key
from console.hub.alert_book import AlertBook


class Patterns:
    """Every recurring rule at its targets."""

    def __init__(self, site: Site, book: AlertBook, agenda: Agenda) -> None:
        self._site = site
        self._book = book
        self._agenda = agenda
        self._base = dict(pattern_keys(site))
        self._of: dict[Key, list[Key]] = defaultdict(list)
        for pattern, base in self._base.items():
            self._of[base].append(pattern)
        book.follow(self._changed)
        agenda.keep(PATTERNS, self._see_to)

    def begin(self, now: int) -> None:
        """Take up where the store left off; patterns that are no more let go."""
        for key, alert in list(self._book.by_key.items()):
            for by in alert.suppressed_by:
                rule = self._site.rules.get(RuleId(by))
                gone = isinstance(rule, RecurringRule) and (rule.id, key[1]) not in self._base
                if gone:
                    self._book.apply(key, Unsuppress(by), now)
        for pattern in self._base:
            self._see_to(pattern, now)

    def _changed(self, before: Alert, after: Alert, now: int) -> None:
        key: Key = (after.rule, after.target)
        for pattern in self._of.get(key, ()):
            if not after.out_of_service and set(after.suppressed_by) <= {pattern[0]}:
                for episode in ended(before, after):
                    self._book.apply(pattern, Happened(episode), now)
            self._see_to(pattern, now)
        if key in self._base:
            self._see_to(key, now, begun=after.standing and not before.standing)

    def _see_to(self, pattern: Key, now: int, *, begun: bool = False) -> None:
        """Withhold what the pattern speaks for, or let it speak for itself."""
        base = self._base[pattern]
        alert, speaker = self._book.by_key.get(base), self._book.by_key.get(pattern)
        if alert is None:
            return
        by = pattern[0]
        withheld = by in alert.suppressed_by
        if speaker is None or not speaker.standing:
            if withheld:
                self._book.apply(base, Unsuppress(by), now)
        elif withheld and alert.standing:
            due = alert.raised_at + self._short_ms(pattern)
            if due <= now or alert.priority.rank > speaker.priority.rank:
                self._book.apply(base, Unsuppress(by), now)
            else:
                self._agenda.add(due, PATTERNS, pattern)
        elif not alert.standing and not withheld and (begun or alert.state is State.NORMAL):
            self._book.apply(base, Suppress(by), now)

    def _short_ms(self, pattern: Key) -> int:
        rule = self._site.rules[pattern[0]]
        assert isinstance(rule, RecurringRule)
        return round(rule.shorter_than_s * 1000)


def pattern_keys(site: Site) -> Iterator[tuple[Key, Key]]:
    """Yield every recurring rule at its target, with the rule there whose episodes it counts."""
    for target in site.targets():
        for id in target.rules:
            rule = site.rules[id]
            if isinstance(rule, RecurringRule) and rule.of in target.rules:
                yield (id, target.id), (rule.of, target.id)


def ended(before: Alert, after: Alert) -> Iterator[Episode]:
    """Yield the episodes that ended in one change of an alert, oldest first."""
    again = after.occurrence > before.occurrence
    if before.standing and (again or not after.standing):
        yield Episode(before.raised_at, after.raised_at if again else after.changed_at)
    if again and not after.standing:
        yield Episode(after.raised_at, after.changed_at)
