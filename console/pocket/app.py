"""The patrol's own small app: follows one task, and sends what is said of it."""

from __future__ import annotations

from collections import deque

from textual.screen import Screen

from console import themes
from console.domain.cases import Step
from console.domain.ids import UnitId
from console.errors import ConsoleError, HubUnreachable
from console.live import Live
from console.pocket.draft import Notebook
from console.pocket.outbox import Outbox
from console.pocket.screen import Pocket
from console.pocket.task import Task, ask_task
from console.themed import Themed
from console.wording import explain

DRAIN_S = 0.25
PAINT_S = 1.0  # ages run on, also where nothing arrives
ASK_S = 5.0  # how often progress is asked for, and a hub that did not answer


class PocketApp(Themed):
    """What one unit is out for, and what it says of it."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None

    def __init__(
        self,
        live: Live,
        unit: UnitId,
        *,
        theme: str = themes.DEFAULT,
        notebook: Notebook | None = None,
    ) -> None:
        super().__init__()
        self.live = live
        self.outbox = Outbox(live.hub, notebook=notebook)
        self.pocket = Pocket(live, unit, self.outbox, notebook)
        self._unit = unit
        self._asking = False
        self._due = True
        self._told: deque[Task | ConsoleError] = deque(maxlen=2)  # one question at a time
        self.wear(theme)

    def get_default_screen(self) -> Screen[None]:
        """Return the only screen there is."""
        return self.pocket

    def on_mount(self) -> None:
        """Begin to follow, and to send."""
        self.outbox.start()
        self.call_after_refresh(self.live.start)
        self.set_interval(DRAIN_S, self.drain)
        self.set_interval(PAINT_S, self.pocket.paint)
        self.set_interval(ASK_S, self._ask_again)

    def on_unmount(self) -> None:
        """Let hub and broker go."""
        self.outbox.stop()
        self.live.stop()

    def drain(self) -> None:
        """Take in what arrived: facts, values, answers."""
        change = self.live.drain()
        answers = self.outbox.take()
        for answered in answers:
            self.pocket.answered(answered)
        while self._told:
            self._learn(self._told.popleft())
        self._due |= change.facts or bool(answers)
        if self._due and self.live.ready and not self._asking:
            self._due, self._asking = False, True
            self.run_worker(self._ask, thread=True)
        if change.facts or change.values:
            self.pocket.paint()

    def _ask(self) -> None:
        told: Task | ConsoleError
        try:
            told = ask_task(self.live.hub, self._unit)
        except ConsoleError as error:
            told = error
        self._told.append(told)

    def _learn(self, told: Task | ConsoleError) -> None:
        self._asking = False
        if isinstance(told, Task):
            self.pocket.learn(told)
        elif not isinstance(told, HubUnreachable):  # of that one the head tells already
            self.pocket.tell(explain(told)[0])

    def _ask_again(self) -> None:
        known = self.pocket.known
        case = known.case if known is not None else None
        self._due |= known is None or (case is not None and case.step is Step.FED_BACK)
