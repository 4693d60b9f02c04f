"""One sensor close up: its trend, the rules that watch it, its worth, its neighbours, its cases."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from console.domain.ids import CaseId, SensorId
from console.keys import bindings
from console.screens.acts import OpenTarget, ShowCase
from console.screens.by_hand import ask_reading
from console.screens.sections import Sections
from console.screens.sensorlook import CloseUp
from console.screens.workplace import NARROW
from console.widgets import Ledger, Pane, Panel
from console.widgets.trend import Trend
from console.wording.closeup import Close
from console.wording.screens import say

SECTIONS = {
    "sensors": Close.LIST,
    "trend": Close.TREND,
    "why": Close.WHY,
    "rules": Close.RULES,
    "quality": Close.QUALITY,
    "near": Close.NEAR,
    "cases": Close.CASES,
}


class Sensor(CloseUp):
    """Pick a sensor on the left, see it on the right; in little room one part at a time."""

    place = "sensor"
    BINDINGS = bindings("sensor")
    CSS_PATH = "sensor.tcss"
    AUTO_FOCUS = "#sensors"

    def body(self) -> ComposeResult:
        """The picker, and the sensor picked."""
        yield Sections(id="sections")
        with Vertical(id="picker"):
            yield Panel(Ledger(id="sensors"), id="picker-panel")
        with Vertical(id="close"):
            yield Panel(Trend(id="trend"), id="trend-panel")
            with Container(id="below"):
                yield Panel(Pane(id="why"), id="why-panel")
                yield Panel(Pane(id="rules"), id="rules-panel")
                yield Panel(Pane(id="quality"), id="quality-panel")
                with Vertical(id="around"):
                    yield Panel(Ledger(id="near"), id="near-panel")
                    yield Panel(Ledger(id="cases"), id="cases-panel")

    def on_mount(self) -> None:
        """Begin with the trend."""
        self.add_class("-at-trend")

    def paint(self) -> None:
        """Name the parts, then draw them."""
        here = next((part for part in SECTIONS if self.has_class(f"-at-{part}")), "trend")
        names = [(part, say(word)) for part, word in SECTIONS.items()]
        self.query_one(Sections).tell(names, here)
        super().paint()

    # sections

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where there is room for one part only, show the one in hand."""
        part = event.widget.id
        if part in SECTIONS and not self.has_class(f"-at-{part}"):
            for other in SECTIONS:
                self.set_class(other == part, f"-at-{other}")
            self.call_after_refresh(self.look)

    @on(Sections.Chosen)
    def _section_chosen(self, event: Sections.Chosen) -> None:
        self.query_one(f"#{event.section}").focus()

    def _to_list(self) -> None:
        if self.has_class(NARROW):
            self.query_one("#trend").focus()
        else:
            super()._to_list()

    # acts

    @on(Ledger.Opened, "#sensors")
    def _sensor_opened(self) -> None:
        self.query_one("#trend").focus()

    @on(Ledger.Opened, "#near")
    def _neighbour_opened(self, event: Ledger.Opened) -> None:
        if event.key is not None:
            self.post_message(OpenTarget(SensorId(event.key)))

    @on(Ledger.Opened, "#cases")
    def _case_opened(self, event: Ledger.Opened) -> None:
        if event.key is not None:
            self.post_message(ShowCase(CaseId(event.key)))

    @on(Trend.Beyond)
    def _beyond(self, event: Trend.Beyond) -> None:
        self.action_pan(event.which)

    def action_step(self, steps: int) -> None:
        """Show the next sensor."""
        self.query_one("#sensors", Ledger).action_move(steps)

    def action_span(self, steps: int) -> None:
        """Show a longer span, or a shorter one."""
        self._trend.time.widen(steps)
        self.look()

    def action_pan(self, steps: int) -> None:
        """Go back in time, or forward again."""
        self._trend.time.pan(steps, self.live.now())
        self.look()

    def action_cursor(self, columns: int) -> None:
        """Move the cursor of the trend."""
        self.query_one("#trend", Trend).move(columns)

    def action_back(self) -> None:
        """Take away the cursor, then come back to now, then take filter and marks away."""
        if self.query_one("#trend", Trend).let_go():
            return
        if self._trend.time.until is not None and not self.has_class("-typing"):
            self._trend.time.until = None
            self.look()
            return
        super().action_back()

    def action_record(self) -> None:
        """Record a reading by hand."""
        sensor = self.current()
        if sensor is not None:
            ask_reading(self, sensor)
