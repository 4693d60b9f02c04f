"""Suppressions at work: their conditions, what each of them remembers, what is in effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from zoneinfo import ZoneInfo

from console.domain.alerts import Alert
from console.domain.condition_parts import parts, sensors_of
from console.domain.conditions import AlertIs, DeviceIs, Remembered, Suppression
from console.domain.evaluation import Judgement, Memory, judge
from console.domain.facts import SuppressionBegan, SuppressionEnded
from console.domain.ids import DeviceId, RuleId, SensorId
from console.domain.kept import Kept
from console.domain.rules import RecurringRule
from console.domain.sites import Site
from console.domain.stimuli import Suppress, Unsuppress
from console.domain.suppressions import covers, implied
from console.hub.agenda import CONDITIONS, Agenda, Key
from console.hub.alert_book import AlertBook
from console.hub.changes import Changes
from console.hub.selection import device_of
from console.hub.sight import Sight

FORGOTTEN = Memory()


class Suppressions:
    """Every suppression of a site, looked at again when something it asks for changes.

    Only what is known to hold suppresses; where the answer is not known, alerts speak.
    """

    def __init__(
        self,
        site: Site,
        book: AlertBook,
        sight: Sight,
        *,
        noted: tuple[Changes, Agenda],
        kept: Iterable[Kept],
    ) -> None:
        self._site = site
        self._book = book
        self._sight = sight
        self._changes, self._agenda = noted
        self._zone = ZoneInfo(site.time_zone)
        self._kept = {what.id: what for what in kept if isinstance(what, Remembered)}
        self._memories: dict[str, Memory] = {}
        self._armed: dict[str, int] = {}
        self._looked: dict[str, int] = {}
        self.active: set[str] = set()
        self._take_up()
        self._agenda.keep(CONDITIONS, self._fall_due)
        book.follow(self._alert_changed)

    # What the hub reads ---------------------------------------------------------------

    def names(self, key: Key) -> tuple[str, ...]:
        """Return what is in effect and covers an alert, by name in order."""
        if not self.active:
            return ()
        asked = (*self._of_rule.get(key[0], ()), *self._of_every)
        return tuple(sorted(id for id in asked if id in self.active and self._covers(id, key)))

    def owns(self, name: str, key: Key) -> bool:
        """Tell whether `name`, where it suppresses this alert, is a condition's (a pattern that
        suppresses the rule it counts goes by its id as well)."""
        rule = self._site.rules.get(RuleId(name))
        return not (isinstance(rule, RecurringRule) and rule.of == key[0])

    def judged(self, id: str, now: int) -> Judgement:
        """Return how a suppression's condition is at `now` (ms), changing nothing."""
        memory = self._memories.get(id, FORGOTTEN)
        return judge(self.by_id[id].when, self._sight, memory, now=now, zone=self._zone)

    # What the hub tells ---------------------------------------------------------------

    def begin(self, now: int) -> None:
        """Take up where the store left off; what no longer is one suppresses nothing."""
        self._take_up()
        last_heard = self._sight.last_heard(now)
        for id, what in self._kept.items():
            if id not in self.by_id:
                self._changes.drop(Remembered, id)
                if what.active:
                    self._changes.happened(now, (SuppressionEnded(suppression=id),))
                continue
            if what.active:
                self.active.add(id)
            if what.when == self.by_id[id].when:
                self._memories[id] = Memory(what.since, what.possible)
        for id in self.by_id:
            # What was read before the hub went down is evidence of then, not of now; from there
            # on the agenda lets it lapse, or what waited on the broker carries it on.
            known = id in self._memories
            self._look(id, max(last_heard, self._kept[id].at) if known else now)

    def change_over(self, now: int) -> None:
        """Take up what the rules of other editions suppress from now on; one that asks for
        something else than before remembers nothing."""
        before = self.by_id
        wanted = {one.id: one for one in implied(self._site)}
        changed = [id for id in {**before, **wanted} if before.get(id) != wanted.get(id)]
        for id in changed:
            self._memories.pop(id, None)
            if id not in wanted:
                self._changes.drop(Remembered, id)
                if id in self.active:
                    self._turn(id, False, now)
        self._take_up()
        for id in changed:
            if id in wanted:
                self._look(id, now)

    def look_at_links(self, now: int) -> None:
        """Look again at every suppression that asks for a link: what is known of all changed."""
        self.look_at([asked for asked in self._asking if asked in self._site.devices], now)

    def look_at(self, asked: Iterable[SensorId | DeviceId | Key], now: int) -> None:
        """Look again at every suppression that asks for one of these."""
        for id in dict.fromkeys(id for one in asked for id in self._asking.get(one, ())):
            self._look(id, now)

    # Inside ---------------------------------------------------------------------------

    def _take_up(self) -> None:
        """Take up what suppresses by the rules in force: whom it covers, and what it asks for."""
        self.by_id: dict[str, Suppression] = {one.id: one for one in implied(self._site)}
        self._of_every = [one.id for one in self.by_id.values() if not one.rules]
        self._of_rule: dict[RuleId, list[str]] = defaultdict(list)
        self._asking: dict[SensorId | DeviceId | Key, list[str]] = defaultdict(list)
        for one in self.by_id.values():
            for rule in one.rules:
                self._of_rule[rule].append(one.id)
            self._ask_for(one)
        asked = (sensors_of(one.when) for one in self.by_id.values())
        self._sight.watch(chain.from_iterable(asked))

    def _ask_for(self, one: Suppression) -> None:
        for sensor in sensors_of(one.when):
            self._asking[sensor].append(one.id)
        for part in parts(one.when):
            if isinstance(part, DeviceIs):
                self._asking[part.device].append(one.id)
            elif isinstance(part, AlertIs):
                self._asking[part.rule, part.target].append(one.id)

    def _alert_changed(self, _before: Alert, after: Alert, now: int) -> None:
        for id in self._asking.get((after.rule, after.target), ()):
            self._agenda.add(now, CONDITIONS, id)  # not here: alerts are in the midst of changing

    def _fall_due(self, id: str, due: int) -> None:
        if self._armed.get(id) == due:
            del self._armed[id]
        if id in self.by_id:
            self._look(id, due)

    def _look(self, id: str, now: int) -> None:
        """Judge a condition at `now` (ms), and let what follows from it take effect.

        A reading that comes late is no way back: what was judged later stays judged.
        """
        self._looked[id] = now = max(now, self._looked.get(id, now))
        found, was = self.judged(id, now), id in self.active
        active = found.truth is True
        if found.due is not None and self._armed.get(id, found.due + 1) > found.due:
            self._armed[id] = found.due
            self._agenda.add(found.due, CONDITIONS, id)
        if active is not was or found.memory != self._memories.get(id):
            self._memories[id] = found.memory
            self._keep(id, active, now)
        if active is not was:
            self._turn(id, active, now)

    def _keep(self, id: str, active: bool, now: int) -> None:
        memory = self._memories[id]
        remembered = Remembered(
            id=id,
            active=active,
            at=now,
            since=memory.since,
            possible=memory.possible,
            when=self.by_id[id].when,
        )
        self._changes.keep(id, remembered)

    def _turn(self, id: str, active: bool, now: int) -> None:
        (self.active.add if active else self.active.discard)(id)
        fact = SuppressionBegan(suppression=id) if active else SuppressionEnded(suppression=id)
        self._changes.happened(now, (fact,))
        act = Suppress(id) if active else Unsuppress(id)
        rules = self.by_id[id].rules
        asked = [key for key in self._book.by_key if not rules or key[0] in rules]
        for key in [key for key in asked if self._covers(id, key)]:
            self._book.withhold(key, act, now)

    def _covers(self, id: str, key: Key) -> bool:
        device = self._site.devices.get(device_of(key[1]))
        return device is not None and covers(self.by_id[id], key[0], device)
