"""How the points of cases are: tells the casebook what readings, silence and links say of them.

A limit rule's point is judged by each sound reading and waits for the first one after the last
remedy. Silence is refuted by each sound reading, for as long as the rule allows without one. A
link has nothing to measure: it is asked once, then told of every change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from console.domain.alerts import FOREVER
from console.domain.case_moves import Observed
from console.domain.cases import Case, Step
from console.domain.ids import DeviceId, SensorId
from console.domain.lanes import exceeds
from console.domain.readings import Reading
from console.domain.rules import OfflineRule
from console.domain.sites import Site
from console.hub.agenda import Key
from console.hub.casebook import Casebook
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
        watches: Mapping[SensorId, Watch],
        silences: Mapping[Key, Silence],
    ) -> None:
        self._site = site
        self._casebook = casebook
        self._presence = presence
        self._watches = watches
        self._silences = silences

    def look(self, keys: Iterable[Key]) -> None:
        """Mark the sensors that cases ask for."""
        for key in keys:
            for watch in self._watches_of(key):
                watch.asked = any(self._casebook.watching.get(own) for own in watch.points())

    def tell(self, case: Case, now: int) -> None:
        """Tell of links as they are, and of silence what the newest readings say."""
        for watched in case.watched:
            key: Key = (watched.point.rule, watched.point.target)
            if (silence := self._silences.get(key)) is not None:
                if silence.heard_until() > now:
                    self._observe(key, True, silence.heard_until(), now)
            elif self._is_link(key):
                self._tell_link(key, now)

    def saw(self, watch: Watch, reading: Reading) -> None:
        """Tell what a sound reading says of every point it concerns."""
        for rule in watch.limits:
            value = watch.judged(rule)
            if value is not None:
                normal = not exceeds(rule.side, rule.levels[0], value, standing=True)
                holds_until = reading.at + watch.holds_ms
                self._observe((rule.id, watch.sensor.id), normal, holds_until, reading.at, value)
        for key in watch.silence_keys:
            self._observe(key, True, self._silences[key].heard_until(), reading.at)

    def missed(self, key: Key, now: int) -> None:
        """Tell that a silence has lasted too long."""
        if self._casebook.watching.get(key):
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
                    if self._casebook.case(case).step is Step.VERIFYING:
                        self._casebook.forget_evidence(case, key)

    def listen(self, now: int) -> None:
        """Deliveries flow again from `now`: links start over from here."""
        self.go_deaf()
        for key in list(self._casebook.watching):
            if self._is_link(key):
                self._tell_link(key, now)

    def _tell_link(self, key: Key, now: int) -> None:
        if self._casebook.watching.get(key):
            normal = self._presence.cut(DeviceId(key[1])) is None
            self._observe(key, normal, FOREVER, now)

    def _is_link(self, key: Key) -> bool:
        device = self._site.devices.get(DeviceId(key[1]))
        rule = self._site.rules.get(key[0])
        return isinstance(rule, OfflineRule) and device is not None and rule.id in device.rules

    def _watches_of(self, key: Key) -> Iterable[Watch]:
        if (silence := self._silences.get(key)) is not None:
            return silence.watches
        watch = self._watches.get(SensorId(key[1]))
        return () if watch is None else (watch,)

    def _observe(
        self, key: Key, normal: bool, holds_until: int, now: int, value: float | None = None
    ) -> None:
        seen = Observed(key[0], key[1], normal, holds_until, value)
        self._casebook.observe(key, seen, now)
