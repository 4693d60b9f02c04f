"""Painting one sensor's workplace, and asking the hub for what it shows."""

from __future__ import annotations

from textual import on, work
from textual.timer import Timer

from console.domain.ids import SensorId, TargetId
from console.domain.sites import Sensor
from console.live import Live
from console.screens.picker import Picker
from console.screens.sensorparts import SensorParts
from console.screens.servicing import Servicing
from console.screens.story import Bounds, PastHeard, StoryHeard, past, story
from console.screens.trendpart import TrendPart
from console.screens.turns import Turns
from console.screens.why import WhyHeard, ask_why
from console.widgets import Ledger, Panel
from console.widgets.trend import Trend
from console.wording.screens import Say, say

ASK_AGAIN_S = 5.0
PAST_EVERY = 6  # of those times
# Keys that follow one another as fast as the first pass by what is selected; it is shown once they
# rest for as long as the second (s).
FLEETING_S, RESTING_S = 0.25, 0.15


class CloseUp(Servicing):
    """A screen with the list `#sensors`, the chart `#trend`, and what stands beside it."""

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._wanted: SensorId | None = None
        self._picker = Picker()
        self._pasts = Turns[tuple[Sensor, Bounds]](lambda wanted: self._ask_past(*wanted))
        self._stories = Turns[SensorId](lambda wanted: self._ask_story(wanted))
        self._whys = Turns[SensorId](lambda wanted: self._ask_why(wanted))
        self._trend = TrendPart(live, lambda *wanted: self._pasts.ask(wanted))
        self._parts = SensorParts(live, self)
        self._times = 0
        self._turned_at = float("-inf")
        self._turning: Timer | None = None

    def on_mount(self) -> None:
        """Ask again now and then: trends grow, delays run, cases end."""
        self.set_interval(ASK_AGAIN_S, self._ask_again)

    def show_item(self, key: str) -> None:
        """Show the sensor `key`."""
        self._wanted = SensorId(key)
        if self.is_mounted and self.live.ready:
            Servicing.action_back(self)
            self.query_one("#sensors", Ledger).select(key)
            self.look(anew=True)

    def current(self) -> Sensor | None:
        """Return the sensor shown."""
        key = self.query_one("#sensors", Ledger).selected
        return self._picker.sensors(self.live.mirror.site).get(SensorId(key)) if key else None

    def pointed_at(self) -> TargetId | None:
        """Return the sensor shown."""
        sensor = self.current() if self.is_mounted and self.live.ready else None
        return sensor.id if sensor is not None else None

    def subject(self) -> str | None:
        """Return the device of the sensor shown."""
        target = self.pointed_at()
        return target.partition("/")[0] if target is not None else None

    def paint(self) -> None:
        """Draw the picker, then the sensor."""
        self._paint_picker()
        sensor = self.current()
        if sensor is None:
            return
        trend = self.query_one("#trend", Trend)
        self._trend.paint(self.query_one("#trend-panel", Panel), trend, sensor)
        if self._parts.paint(sensor, self._trend.past):
            self._stories.ask(sensor.id)
            self._whys.ask(sensor.id)

    def _paint_picker(self) -> None:
        ledger, picker = self.query_one("#sensors", Ledger), self._picker
        sensors = picker.sensors(self.live.mirror.site)
        ledger.show(picker.rows(self.live, self.wanted, ledger.room))
        told = say(Say.OF_SENSORS_LISTED, count=picker.count, total=len(sensors))
        narrowed = self.counted("sensors", picker.count, len(sensors))
        self.query_one("#picker-panel", Panel).entitle(((told, "muted"),), narrowed)
        if self._wanted is not None and self._wanted in sensors:
            ledger.select(self._wanted)
            self._wanted = None

    # what the hub tells

    def _ask_again(self) -> None:
        sensor = self.current() if self.is_current and self.live.ready else None
        if sensor is None:
            return
        self._times += 1
        self._stories.ask(sensor.id)
        if self._times % PAST_EVERY == 0:
            self._trend.ask_again(sensor)
            self._whys.ask(sensor.id)

    @work(thread=True, group="past")
    def _ask_past(self, sensor: Sensor, bounds: Bounds) -> None:
        self.post_message(past(self.live.hub, sensor, bounds))

    @work(thread=True, group="story")
    def _ask_story(self, sensor: SensorId) -> None:
        self.post_message(story(self.live.hub, sensor))

    @work(thread=True, group="why")
    def _ask_why(self, sensor: SensorId) -> None:
        self.post_message(ask_why(self.live.hub, sensor))

    @on(WhyHeard)
    def _why_heard(self, event: WhyHeard) -> None:
        self._parts.hear_why(event)
        self._whys.answered()
        self.look()

    @on(PastHeard)
    def _past_heard(self, event: PastHeard) -> None:
        self._trend.hear(event)
        self._pasts.answered()
        self.look()

    @on(StoryHeard)
    def _story_heard(self, event: StoryHeard) -> None:
        self._parts.hear(event)
        self._stories.answered()
        self.look()

    @on(Ledger.Selected, "#sensors")
    def _selected(self) -> None:
        now = self.live.elapsed()
        fleeting = now - self._turned_at < FLEETING_S
        self._turned_at = now
        if self._turning is not None:
            self._turning.stop()
        if fleeting:
            self._turning = self.set_timer(RESTING_S, self._turn)
        else:
            self._turn()

    def _turn(self) -> None:
        self.look(anew=True)
