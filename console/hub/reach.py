"""What is out of reach: devices that say offline, sensors that fall silent, and which of these
explains the others."""

from __future__ import annotations

from console.domain.ids import DeviceId
from console.domain.rules import OfflineRule
from console.domain.sites import Site
from console.domain.stimuli import Folded, Judged
from console.hub.agenda import Key
from console.hub.alert_book import AlertBook
from console.hub.lookout import Lookout
from console.hub.presence import Presence
from console.hub.silences import Silence, Silences
from console.hub.watches import Watch


class Reach:
    """Raises, ends and folds the alerts of links and of silence."""

    def __init__(
        self,
        site: Site,
        book: AlertBook,
        *,
        presence: Presence,
        silences: Silences,
        lookout: Lookout,
    ) -> None:
        self._site = site
        self._book = book
        self._presence = presence
        self._silences = silences
        self._lookout = lookout

    def link_changed(self, device: DeviceId, online: bool, now: int) -> None:
        """A device's link changed: fold or unfold what it cuts."""
        for affected in (device, *self._presence.descendants(device)):
            self._judge_presence(affected, now)
            self._lookout.link_changed(affected, now)
            if online:
                self._silences.rearm(affected, now)

    def fall_due(self, key: Key, due: int) -> None:
        """Let a silence's deadline take effect, if `key` waits for one."""
        silence = self._silences.by_key.get(key)
        if silence is None or not self._silences.over(key, due):
            return
        self._lookout.missed(key, due)
        if self._presence.cut(silence.device) is None and not self._device_silent(key, silence):
            self._book.apply(key, Judged(True), due)
            silence.mark(True)
            if key[1] == silence.device:
                self._fold_sensors_of(silence.device, due)

    def heard(self, watch: Watch, now: int) -> None:
        """A silent sensor speaks: its own silence ends, and its device's."""
        watch.silent = False
        for key in watch.silence_keys:
            if key in self._book.by_key:
                self._book.apply(key, Judged(False), now)
            self._silences.arm(key)
            if key[1] == watch.sensor.device:
                self._silences.rearm(watch.sensor.device, now)

    def _judge_presence(self, device: DeviceId, now: int) -> None:
        """Raise, end or fold what says that `device` or its sensors are out of reach."""
        cause = self._presence.cause(device)
        for rule_id in self._site.devices[device].rules:
            rule = self._site.rules[rule_id]
            if isinstance(rule, OfflineRule):
                key: Key = (rule_id, device)
                if cause is not None:
                    self._fold(key, cause, now)
                elif self._presence.offline(device) or key in self._book.by_key:
                    self._book.apply(key, Judged(self._presence.offline(device)), now)
        cut = cause or (device if self._presence.offline(device) else None)
        if cut is not None:
            for silent in self._silences.of(device):
                self._fold(silent, cut, now)

    def _device_silent(self, key: Key, silence: Silence) -> bool:
        if key[1] == silence.device:
            return False
        return any(
            (alert := self._book.by_key.get((rule, silence.device))) is not None and alert.standing
            for rule in self._site.devices[silence.device].rules
            if (rule, silence.device) in self._silences.by_key
        )

    def _fold_sensors_of(self, device: DeviceId, now: int) -> None:
        for key in self._silences.of(device):
            if key[1] != device:
                self._fold(key, device, now)

    def _fold(self, key: Key, into: DeviceId, now: int) -> None:
        if key in self._book.by_key:
            self._book.apply(key, Folded(into), now)
