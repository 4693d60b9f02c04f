"""What the hub does to devices: controls and interlocks, and the automations that use them."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.alerts import Alert
from console.domain.ids import SensorId
from console.domain.kept import Kept
from console.domain.sites import Site
from console.hub.agenda import Agenda
from console.hub.automation_book import AutomationBook
from console.hub.changes import Changes
from console.hub.conditions_at_work import Asked
from console.hub.control_book import ControlBook
from console.hub.sight import Sight


class Plant:
    """Both books, told of everything that concerns them."""

    def __init__(
        self, site: Site, sight: Sight, *, noted: tuple[Changes, Agenda], kept: Iterable[Kept]
    ) -> None:
        kept = tuple(kept)
        self.controls = ControlBook(site, sight, noted=noted, kept=kept)
        self.automations = AutomationBook(site, sight, self.controls, noted=noted, kept=kept)
        self.controls.follow(lambda before, _facts, now: self.automations.stir(before.control, now))
        self.named = self.controls.named | self.automations.sensors

    def begin(self, now: int) -> None:
        """Take up where the store left off."""
        self.controls.begin(now)
        self.automations.begin(now)

    def saw(self, sensor: SensorId, now: int) -> None:
        """A sensor that conditions ask, or that shows an effect, said something sound."""
        self.controls.saw(sensor, now)
        self.automations.look_at([sensor], now)

    def changed(self, asked: Iterable[Asked], now: int) -> None:
        """Links changed, or sensors are taken out of service or put back."""
        asked = tuple(asked)
        self.controls.changed(asked, now)
        for one in asked:
            self.automations.stir(one, now)

    def alert_changed(self, before: Alert, after: Alert, now: int) -> None:
        """An alert changed; conditions look at it afterwards."""
        self.controls.alert_changed(before, after, now)
        self.automations.stir((after.rule, after.target), now)
