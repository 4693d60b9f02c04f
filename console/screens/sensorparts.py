"""What stands beside a sensor's trend: rules, worth, neighbours, cases."""

from __future__ import annotations

from collections.abc import Sequence

from textual.dom import DOMNode

from console.contract.diagnosis_views import DiagnosisView
from console.domain.sites import Sensor
from console.errors import ConsoleError
from console.live import Live
from console.past import Past
from console.screens.nearby import Nearby, nearby_entries, nearby_told
from console.screens.sensorcases import about, case_rows
from console.screens.story import Story, StoryHeard
from console.screens.watching import watching_lines
from console.screens.why import WhyHeard, why_age, why_lines
from console.screens.workplace import empty
from console.screens.worth import worth_lines
from console.widgets import Entry, Ledger, Line, Pane, Panel
from console.wording import explain
from console.wording.closeup import Close
from console.wording.course import Course
from console.wording.screens import say


class SensorParts:
    """Paints the panels of one sensor under `screen`; those without room are left alone."""

    def __init__(self, live: Live, screen: DOMNode) -> None:
        self.live = live
        self._screen = screen
        self._nearby = Nearby()
        self._told: Story | None = None
        self._of: Sensor | None = None
        self._trouble = ""
        self._diagnosed: DiagnosisView | ConsoleError | None = None
        self._drawn: dict[str, tuple[object, ...]] = {}

    def hear(self, event: StoryHeard) -> None:
        """Take what the hub told, where it is still wanted."""
        if self._of is None or event.sensor != self._of.id:
            return
        if isinstance(event.told, ConsoleError):
            self._trouble = explain(event.told)[0]
        else:
            self._told, self._trouble = event.told, ""

    def paint(self, sensor: Sensor, past: Past | None) -> bool:
        """Draw all that there is room for; tell whether the hub must be asked about `sensor`."""
        new = self._of is None or self._of.id != sensor.id
        if new:
            self._of, self._told, self._trouble, self._drawn = sensor, None, "", {}
            self._diagnosed = None
        self._why(sensor)
        self._rules(sensor)
        self._quality(sensor, past)
        self._near(sensor)
        self._cases(sensor)
        return new

    def hear_why(self, event: WhyHeard) -> None:
        """Take the diagnosis, where it is still wanted."""
        if self._of is not None and event.sensor == self._of.id:
            self._diagnosed = event.told
            self._drawn.pop("why", None)

    def _why(self, sensor: Sensor) -> None:
        pane, told = self._screen.query_one("#why", Pane), self._diagnosed
        known = told if isinstance(told, DiagnosisView) else None
        self._entitle("why", Close.WHY, why_age(self.live, known) if known else "")
        width = pane.size.width - 2
        if not pane.size.height or not self._due("why", width, told):
            return
        if known is not None:
            pane.put(why_lines(self.live, known, width))
        else:
            failed = explain(told)[0] if isinstance(told, ConsoleError) else ""
            pane.put(empty(failed or say(Course.WHY_ASKING), width))

    def _rules(self, sensor: Sensor) -> None:
        pane = self._screen.query_one("#rules", Pane)
        count = say(Close.OF_RULES, count=len(self._told.rules.concerns)) if self._told else ""
        self._entitle("rules", Close.RULES, count)
        width = pane.size.width - 2
        if not pane.size.height or not self._due("rules", width):
            return
        if self._told is None:
            pane.put(empty(self._trouble or say(Close.RULES_ASKING), width))
            return
        lines = watching_lines(self.live, self._told.rules, sensor.decimals, width)
        pane.put(lines or empty(say(Close.NO_RULES), width))

    def _quality(self, sensor: Sensor, past: Past | None) -> None:
        pane = self._screen.query_one("#quality", Pane)
        self._entitle("quality", Close.QUALITY, "")
        width = pane.size.width - 2
        if pane.size.height and self._due("quality", width, past, self.live.picture.at(sensor.id)):
            rejections = self._told.rejections if self._told is not None else None
            pane.put(worth_lines(self.live, sensor, past, rejections, width))

    def _near(self, sensor: Sensor) -> None:
        ledger = self._screen.query_one("#near", Ledger)
        around = self._nearby.of(self.live.mirror.site, sensor)
        self._entitle("near", Close.NEAR, nearby_told(self.live, sensor, around))
        entries = nearby_entries(self.live, sensor, around, _room(ledger))
        self._list(ledger, entries, Close.NO_NEIGHBOURS)

    def _cases(self, sensor: Sensor) -> None:
        ledger = self._screen.query_one("#cases", Ledger)
        found = about(self.live, sensor, self._told.cases if self._told else ())
        self._entitle("cases", Close.CASES, str(len(found)) if found else "")
        entries = case_rows(self.live, found, _room(ledger))
        asking = self._told is None and not self._trouble
        self._list(ledger, entries, Close.CASES_ASKING if asking else Close.NO_CASES)

    def _due(self, part: str, *of: object) -> bool:
        """Tell whether a part must be drawn: what it shows changed, or a second has passed."""
        now = self.live.now() // 1000
        drawn = (now, self._told, self._trouble, self.live.evaluated, self.live.mirror.as_of, *of)
        if self._drawn.get(part) == drawn:
            return False
        self._drawn[part] = drawn
        return True

    def _list(self, ledger: Ledger, entries: Sequence[Entry], none: Close) -> None:
        nothing = empty(say(none), _room(ledger))
        ledger.show(list(entries) or [Entry(None, line) for line in nothing])

    def _entitle(self, part: str, word: Close, right: str) -> None:
        told: Line = ((right, "muted"),) if right else ()
        panel = self._screen.query_one(f"#{part}-panel", Panel)
        panel.entitle(((say(word).upper(), "title"),), told)


def _room(ledger: Ledger) -> int:
    """Return the cells of a line that no scrollbar hides."""
    return ledger.scrollable_content_region.width
