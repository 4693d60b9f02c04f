"""How the points of cases are: tells the casebook what readings, silence and links say of them.

A limit rule's point is judged by each figure and waits for the first one after the last remedy.
Silence is refuted by each sound reading, for as long as the rule allows without one. A link has
nothing to measure: it is asked once, then told of every change; so is any other alert. A pattern's
point is that of the rule whose episodes it counts: what must be normal is what was measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from console.domain.alerts import FOREVER, Alert
from console.domain.case_moves import Observed
from console.domain.cases import Case, Step
from console.domain.ids import DeviceId
from console.domain.lanes import exceeds
from console.domain.meters.meter import Figure
from console.domain.readings import Reading
from console.domain.rules import OfflineRule
from console.domain.sites import Site
from console.hub.agenda import Key
from console.hub.casebook import Casebook
from console.hub.feeds import Feed
from console.hub.figures import Figures
from console.hub.patterns import pattern_keys
from console.hub.presence import Presence
from console.hub.silences import Silence
from console.hub.watches import Watch


class Lookout:
    """The casebook's eyes; sensors that no case asks for are left alone."""

    def __init__(
        self,
        site: Site,
        casebook: Casebook,
        presence: Presence,
        *,
        figures: Figures,
        silences: Mapping[Key, Silence],
    ) -> None:
        self._site = site
        self._casebook = casebook
        self._presence = presence
        self._figures = figures
        self._silences = silences
        self._patterns: dict[Key, list[Key]] = defaultdict(list)
        for pattern, base in pattern_keys(site):
            self._patterns[base].append(pattern)
        self._bases = dict(pattern_keys(site))
        figures.judged = self.judged
        figures.book.follow(self._changed)

    def look(self, keys: Iterable[Key]) -> None:
        """Mark the sensors that cases ask for."""
        for wanted in keys:
            key = self._bases.get(wanted, wanted)
            feed = self._figures.by_key.get(key)
            if feed is not None and feed.joint:
                feed.asked = self._asked(key)
            for watch in self._watches_of(key):
                watch.asked = any(map(self._asked, watch.points()))

    def tell(self, case: Case, now: int) -> None:
        """Tell of links as they are, and of silence what the newest readings say."""
        for watched in case.watched:
            wanted: Key = (watched.point.rule, watched.point.target)
            key = self._bases.get(wanted, wanted)
            if (silence := self._silences.get(key)) is not None:
                if silence.heard_until() > now:
                    self._observe(key, True, silence.heard_until(), now)
            elif self._is_link(key):
                self._tell_link(key, now)
            elif key not in self._figures.by_key:
                self._tell_alert(key, now)

    def saw(self, watch: Watch, reading: Reading) -> None:
        """Tell what a sound reading says of every point it alone concerns."""
        for feed in (*watch.values, *watch.feeds):
            figure = None if feed.joint else watch.told(feed)
            if figure is not None:
                self.judged(feed, figure)
        for key in watch.silence_keys:
            self._observe(key, True, self._silences[key].heard_until(), reading.at)

    def judged(self, feed: Feed, figure: Figure) -> None:
        """Tell what a figure says of its point; the least it can be proves nothing normal."""
        rule = feed.rule
        normal = not exceeds(rule.side, rule.levels[0], figure.value, standing=True)
        if not (normal and figure.least):
            self._observe(feed.key, normal, figure.until, figure.at, figure.value)

    def missed(self, key: Key, now: int) -> None:
        """Tell that a silence has lasted too long."""
        if self._asked(key):
            self._observe(key, False, now, now)

    def link_changed(self, device: DeviceId, now: int) -> None:
        """Tell whether `device` is in reach, after something on the way to it changed."""
        for rule in self._site.devices[device].rules:
            if isinstance(self._site.rules[rule], OfflineRule):
                self._tell_link((rule, device), now)

    def go_deaf(self) -> None:
        """Forget how links are: nobody was listening, they could have gone and come back."""
        for key, cases in list(self._casebook.watching.items()):
            if self._is_link(key):
                for case in sorted(cases):
                    if self._casebook.case(case).step is Step.FED_BACK:
                        self._casebook.forget_evidence(case, key)

    def listen(self, now: int) -> None:
        """Deliveries flow again from `now`: links start over from here."""
        self.go_deaf()
        for key in list(self._casebook.watching):
            if self._is_link(key):
                self._tell_link(key, now)

    def _tell_link(self, key: Key, now: int) -> None:
        if self._asked(key):
            normal = self._presence.cut(DeviceId(key[1])) is None
            self._observe(key, normal, FOREVER, now)

    def _is_link(self, key: Key) -> bool:
        device = self._site.devices.get(DeviceId(key[1]))
        rule = self._site.rules.get(key[0])
        return isinstance(rule, OfflineRule) and device is not None and rule.id in device.rules

    def _changed(self, before: Alert, after: Alert, now: int) -> None:
        key: Key = (after.rule, after.target)
        if before.standing is not after.standing and self._casebook.watching.get(key):
            measured = key in self._figures.by_key or key in self._silences or key in self._bases
            if not measured and not self._is_link(key):
                self._tell_alert(key, now)

    def _tell_alert(self, key: Key, now: int) -> None:
        """Tell of an alert that nothing is measured for: it stands or it does not."""
        if self._asked(key):
            alert = self._figures.book.by_key.get(key)
            self._observe(key, alert is None or not alert.standing, FOREVER, now)

    def _asked(self, key: Key) -> bool:
        watching = self._casebook.watching
        return any(watching.get(one) for one in (key, *self._patterns.get(key, ())))

    def _watches_of(self, key: Key) -> Iterable[Watch]:
        if (silence := self._silences.get(key)) is not None:
            return silence.watches
        watch = self._figures.watch_of(key)
        return () if watch is None else (watch,)

    def _observe(
        self, key: Key, normal: bool, holds_until: int, now: int, value: float | None = None
    ) -> None:
        for point in (key, *self._patterns.get(key, ())):
            seen = Observed(point[0], point[1], normal, holds_until, value)
            self._casebook.observe(point, seen, now)
