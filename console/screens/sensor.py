"""One sensor close up: its trend with the limits across it, what it is, what it measured."""

from __future__ import annotations

from datetime import datetime
from math import isfinite

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from console.clock import moment, utc
from console.contract.hub import Hub
from console.contract.sensors import RecordReading
from console.contract.views import Page, ReadingView
from console.domain.ids import SensorId, TargetId
from console.domain.sites import Sensor as SensorValue
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.ask import Answers, Ask, Question, something
from console.screens.closeup import about_lines, picker_entries, reading_lines, trend_lines
from console.screens.servicing import Servicing
from console.screens.workplace import empty
from console.widgets import Entry, Ledger, Line, Pane, Panel, Sheet
from console.wording import chosen, explain, number, plain, target_name
from console.wording.screens import Say, say

SPANS_H = (1, 6, 24)
PAGE = 1000
PAGES = 6
HOUR_MS = 3_600_000
ASK_AGAIN_S = 30.0


class Heard(Message):
    """The hub told a sensor's history, newest first, or why it could not."""

    def __init__(self, sensor: SensorId, told: list[ReadingView] | ConsoleError) -> None:
        super().__init__()
        self.sensor = sensor
        self.told = told


class Sensor(Servicing):
    """Pick a sensor on the left, see it on the right."""

    place = "sensor"
    BINDINGS = bindings("sensor")
    CSS_PATH = "sensor.tcss"
    AUTO_FOCUS = "#sensors"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._wanted: SensorId | None = None
        self._asked: tuple[SensorId, int] | None = None
        self._told: list[ReadingView] = []
        self._trouble = ""
        self._span = 0

    def body(self) -> ComposeResult:
        """The picker, and the sensor picked."""
        with Vertical(id="picker"):
            yield Panel(Ledger(id="sensors", opens=False), id="picker-panel")
        with Vertical(id="close"):
            yield Panel(Sheet(id="trend"), id="trend-panel")
            with Horizontal(id="below"):
                yield Panel(Pane(id="about"), id="about-panel")
                yield Panel(Pane(id="readings"), id="readings-panel")

    def on_mount(self) -> None:
        """Ask for the history again now and then, so that the trend grows with the store."""
        self.set_interval(ASK_AGAIN_S, self._ask_again)

    def show_item(self, key: str) -> None:
        """Show the sensor `key`."""
        self._wanted = SensorId(key)
        if self.is_mounted and self.live.ready:
            self.action_back()
            self.query_one("#sensors", Ledger).select(key)
            self.look(anew=True)

    def current(self) -> SensorValue | None:
        """Return the sensor shown."""
        key = self.query_one("#sensors", Ledger).selected
        return self.live.mirror.site.sensors().get(SensorId(key)) if key else None

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
        live, ledger = self.live, self.query_one("#sensors", Ledger)
        sensors = live.mirror.site.sensors()
        site = live.mirror.site
        shown = [s for s in sensors.values() if self._passes(s)]
        width = ledger.size.width
        nothing = empty(say(Say.NO_SENSOR_MATCHES, filter=self.wanted), width)
        ledger.show(picker_entries(live, shown, width) or [Entry(None, line) for line in nothing])
        counted = say(Say.OF_SENSORS_LISTED, count=len(shown), total=len(sensors))
        self.query_one("#picker-panel", Panel).entitle(((counted, "muted"),))
        if self._wanted is not None and self._wanted in sensors:
            ledger.select(self._wanted)
            self._wanted = None
        sensor = self.current()
        if sensor is not None:
            self._paint_sensor(sensor, target_name(site, sensor.id))

    def _passes(self, sensor: SensorValue) -> bool:
        if not self.wanted:
            return True
        site = self.live.mirror.site
        device = site.devices[sensor.device]
        zone = site.zones.get(device.zone)
        return self.matches(
            target_name(site, sensor.id),
            sensor.id,
            *device.aliases,
            chosen(zone.name) if zone else "",
        )

    def _paint_sensor(self, sensor: SensorValue, name: str) -> None:
        if (sensor.id, self._span) != self._asked:
            if self._asked is None or self._asked[0] != sensor.id:
                self._told, self._trouble = [], ""
            self._asked = (sensor.id, self._span)
            self._ask_again()
        hours = SPANS_H[self._span]
        trend = self.query_one("#trend", Sheet)
        title: Line = ((name, "strong"), (f"  {plain(sensor.id)}", "faint"))
        span = say(Say.LAST_HOURS, hours=hours)
        self.query_one("#trend-panel", Panel).entitle(title, ((span, "muted"),))
        trend.put(
            trend_lines(self.live, sensor, self._told, hours * HOUR_MS, trend.size)
            or empty(self._trouble or say(Say.NO_HISTORY), trend.size.width)
        )
        self.query_one("#about-panel", Panel).entitle(((say(Say.ABOUT), "title"),))
        about = self.query_one("#about", Pane)
        about.put(about_lines(self.live, sensor, about.size.width - 2))
        self.query_one("#readings-panel", Panel).entitle(((say(Say.READINGS), "title"),))
        readings = self.query_one("#readings", Pane)
        readings.put(reading_lines(self.live, sensor, self._told, readings.size.width - 2))

    # history

    def _ask_again(self) -> None:
        if self._asked is not None and self.is_current:
            end = utc(self.live.now())
            self._ask_history(self._asked[0], utc(moment(end) - SPANS_H[self._span] * HOUR_MS))

    @work(thread=True, exclusive=True, group="history")
    def _ask_history(self, sensor: SensorId, start: datetime) -> None:
        try:
            told: list[ReadingView] | ConsoleError = history(self.live.hub, sensor, start)
        except ConsoleError as error:
            told = error
        self.post_message(Heard(sensor, told))

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        if self._asked is None or event.sensor != self._asked[0]:
            return
        if isinstance(event.told, ConsoleError):
            self._trouble = explain(event.told)[0]
        else:
            self._told, self._trouble = event.told, ""
        self.look()

    @on(Ledger.Selected, "#sensors")
    def _selected(self) -> None:
        self.look(anew=True)

    # acts

    def action_step(self, steps: int) -> None:
        """Show the next sensor."""
        self.query_one("#sensors", Ledger).action_move(steps)

    def action_span(self) -> None:
        """Show a longer span, then the shortest again."""
        self._span = (self._span + 1) % len(SPANS_H)
        self.look()

    def action_record(self) -> None:
        """Record a reading by hand."""
        sensor = self.current()
        if sensor is None:
            return
        name = target_name(self.live.mirror.site, sensor.id)
        unit = say(Say.RECORD_VALUE, unit=plain(sensor.unit))
        question = Question(
            title=say(Say.RECORD_TITLE, what=name),
            fields=(unit, say(Say.RECORD_HOW)),
            objection=lambda answers: objection(sensor, answers),
        )

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                value, how = float(answers[0]), answers[1]
                self.ask_hub([RecordReading(sensor=sensor.id, value=value, how=how)])

        self.app.push_screen(Ask(question), answered)


def history(hub: Hub, sensor: SensorId, start: datetime) -> list[ReadingView]:
    """Return the readings since `start`, newest first, at most `PAGES` pages of them."""
    readings: list[ReadingView] = []
    after: str | None = None
    for _ in range(PAGES):
        page = hub.ask(
            f"sensors/{sensor}/history", Page[ReadingView], start=start, limit=PAGE, after=after
        )
        readings.extend(page.items)
        after = page.next
        if after is None:
            break
    return readings


def objection(sensor: SensorValue, answers: Answers) -> str | None:
    """Say what is wrong with a reading typed in."""
    try:
        value = float(answers[0])
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        return say(Say.RECORD_NOT_A_NUMBER, text=plain(answers[0]))
    if not sensor.low <= value <= sensor.high:
        low, high = number(sensor.low, sensor.decimals), number(sensor.high, sensor.decimals)
        return say(Say.RECORD_OUTSIDE, value=plain(answers[0]), low=low, high=high)
    return something(answers)
