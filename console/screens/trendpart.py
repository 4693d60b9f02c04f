"""The trend of the sensor in hand: which stretch of it, what the hub told, what came since."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.ids import SensorId
from console.domain.sites import Sensor
from console.errors import ConsoleError
from console.live import Live
from console.past import Past
from console.screens.closeup import trend_of
from console.screens.newest import Newest
from console.screens.story import Bounds, PastHeard
from console.screens.timespan import Timespan
from console.screens.workplace import empty
from console.widgets import Line, Panel
from console.widgets.trend import Trend
from console.wording import explain, plain, target_name
from console.wording.closeup import Close
from console.wording.screens import say


class TrendPart:
    """Asks by `ask` for what is missing; paints one panel."""

    def __init__(self, live: Live, ask: Callable[[Sensor, Bounds], None]) -> None:
        self.live = live
        self.time = Timespan()
        self.past: Past | None = None
        self._ask = ask
        self._newest = Newest()
        self._asked: tuple[SensorId, int, int | None] | None = None
        self._trouble = ""

    def paint(self, panel: Panel, trend: Trend, sensor: Sensor) -> None:
        """Draw the trend of `sensor`."""
        live, site = self.live, self.live.mirror.site
        self._newest.take(live, sensor.id)
        bounds = self.time.bounds(live.now())
        wanted = sensor.id, self.time.span, self.time.until
        if wanted != self._asked:
            if self._asked is not None and self._asked[0] != sensor.id:
                self._trouble, self.past, trend.cursor = "", None, None
            self._asked = wanted
            self._ask(sensor, bounds)
        title: Line = (
            (target_name(site, sensor.id), "strong"),
            (f"  {plain(sensor.id)}", "faint"),
        )
        panel.entitle(title, ((self.time.words(site.time_zone), "muted"),))
        plot = None
        if self.past is not None and self.past.sensor.id == sensor.id:
            plot = trend_of(live, self.past, self._newest.samples, bounds)
        if plot is not None:
            trend.plot(plot)
        else:
            trend.tell(empty(self._trouble or say(self._why()), trend.size.width))

    def ask_again(self, sensor: Sensor) -> None:
        """Have the past asked for again: it grew."""
        if self.time.until is None:
            self._ask(sensor, self.time.bounds(self.live.now()))

    def hear(self, event: PastHeard) -> None:
        """Take what the hub told, where it is still wanted."""
        if self._asked is None or event.asked[0] != self._asked[0]:
            return
        if isinstance(event.told, ConsoleError):
            self._trouble = explain(event.told)[0]
        else:
            self.past, self._trouble = event.told, ""

    def _why(self) -> Close:
        return Close.ASKING if self.past is None else Close.NO_READINGS
