"""The public board on a screen: it follows the hub, turns its pages, and has no key but quit."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from console import themes
from console.board.figures import Figures, ask_figures
from console.board.lines import foot, pages
from console.board.told import Told, told
from console.client.hub import HubClient
from console.client.link import Link
from console.clock import Clock, WallClock
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.errors import ConsoleError
from console.live import Live
from console.settings import Settings
from console.themed import Themed
from console.widgets import Sheet

DRAIN_S = 0.5
PAINT_S = 1.0
ASK_S = 15.0  # how often the hub is asked for figures
STALE_S = 45.0  # figures older than this are not up to date
FORGOTTEN_S = 900.0  # what was known so long ago is not told as if it helped
TURN_S = 12.0  # how long a page stays


class NoValues:
    """A board does not listen to the broker: it tells what the hub holds for sound."""

    def start(self) -> None:
        """Listen to nothing."""

    def stop(self) -> None:
        """Nothing to stop."""

    def take(self) -> Mapping[SensorId, Reading]:
        """Return that nothing came."""
        return {}

    def standing(self) -> str:
        """Return that nothing is waited for."""
        return "live"

    def age_s(self) -> float | None:
        """Return that there is no age."""
        return None


def looking(settings: Settings) -> Live:
    """Return the picture of the hub at the socket of `settings`, by facts only."""
    clock = WallClock()
    hub = HubClient(settings.socket)
    link = Link(hub, wake=lambda: None, elapsed=clock.elapsed)
    live = Live(
        hub, link=link, values=lambda access, site: NoValues(), clock=clock, address=hub.address
    )
    live.on_stop = hub.close
    return live


class BoardApp(Themed):
    """What visitors are told; nothing can be done here."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    BINDINGS = [  # noqa: RUF012
        Binding("q", "quit", show=False),
        Binding("ctrl+c", "quit", show=False, priority=True),
    ]

    CSS = """
    Screen { background: $background; }
    #board { height: 1fr; overflow-y: hidden; }
    #foot { height: 1; overflow-y: hidden; }
    """

    def __init__(
        self,
        live: Live,
        languages: Sequence[str],
        *,
        theme: str = themes.DEFAULT,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self.live = live
        self._languages = tuple(languages)
        self._clock = clock or WallClock()
        self._figures: Figures | None = None
        self._asked_at = self._good_at = self._clock.elapsed()
        self._asking = False
        self._answers: deque[Figures | None] = deque(maxlen=2)  # one question at a time
        self.wear(theme)

    def compose(self) -> ComposeResult:
        """One sheet, and how to leave."""
        yield Sheet(id="board")
        yield Sheet(id="foot")

    def on_mount(self) -> None:
        """Begin to follow."""
        self.call_after_refresh(self.live.start)
        self.set_interval(DRAIN_S, self.drain)
        self.set_interval(PAINT_S, self.paint)
        self.call_after_refresh(self.paint)

    def on_unmount(self) -> None:
        """Let the hub go."""
        self.live.stop()

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self.call_after_refresh(self.paint)

    def drain(self) -> None:
        """Take in what arrived; ask for figures when it is time."""
        change = self.live.drain()
        now = self._clock.elapsed()
        while self._answers:
            self._learn(self._answers.popleft(), now)
        due = self._figures is None or now - self._asked_at >= ASK_S
        if due and self.live.ready and not self._asking:
            self._asking, self._asked_at = True, now
            self.run_worker(self._ask, thread=True)
        if change.facts:
            self.paint()

    def paint(self) -> None:
        """Draw the page whose turn it is."""
        if not self.is_running or not self.query("#foot"):
            return
        sheet, last = self.query_one("#board", Sheet), self.query_one("#foot", Sheet)
        found = pages(self.say(), self._languages, (sheet.size.width, sheet.size.height + 1))
        number = int(self._clock.elapsed() / TURN_S) % len(found)
        sheet.put(found[number])
        last.put([foot(number, len(found), last.size.width)])

    def say(self) -> Told | None:
        """Return what is told now; nothing before the hub was heard."""
        if self._figures is None or not self.live.ready:
            return None
        now = self._clock.elapsed()
        current = self.live.evaluated and now - self._good_at <= STALE_S
        known = now - self._good_at <= FORGOTTEN_S
        return told(self.live.mirror, self._figures, current=current, known=known)

    def _ask(self) -> None:
        try:
            site, at = self.live.mirror.site, self.live.now()
            self._answers.append(ask_figures(self.live.hub, site, at))
        except ConsoleError:
            self._answers.append(None)  # the board says itself how old its figures are

    def _learn(self, figures: Figures | None, now: float) -> None:
        self._asking = False
        if figures is not None:
            self._figures, self._good_at = figures, now
            self.paint()
