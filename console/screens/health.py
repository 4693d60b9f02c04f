"""How the hub is: its figures, every device's link, and every delivery it could not use."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from console.contract.views import Health as HealthView
from console.domain.ids import DeviceId, TargetId
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.acts import OpenTarget
from console.screens.answered import Answered, answer_of
from console.screens.devicelist import DEVICE, REJECTED, DeviceList, RejectedList, columns
from console.screens.filtering import narrowed
from console.screens.healthfigures import figures
from console.screens.servicing import Servicing
from console.screens.workplace import NARROW, empty
from console.widgets import Entry, Fitted, Heading, Ledger, Line, Panel, Rows, Sheet, joined
from console.wording import plain
from console.wording.screens import Say, say

REFRESH_S = 2.0


class Heard(Message):
    """The hub told how it is, or why it could not."""

    def __init__(self, told: HealthView | ConsoleError) -> None:
        super().__init__()
        self.told = told


class Health(Servicing):
    """Figures on one side, devices and rejected deliveries on the other."""

    place = "health"
    BINDINGS = bindings("health")
    CSS_PATH = "health.tcss"
    AUTO_FOCUS = "#devices"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._answer = Answered[HealthView]()
        self._devices, self._rejected = DeviceList(live), RejectedList(live)
        self.sorts_of = {
            "devices": self._devices.sorts,
            "rejected": self._rejected.sorts,
        }

    def body(self) -> ComposeResult:
        """Figures and the two lists."""
        yield Sheet(id="figures", grows=True)
        with Container(id="lists"):
            yield Panel(Heading("devices"), Ledger(id="devices"), id="devices-panel")
            yield Panel(Heading("rejected"), Ledger(id="rejected"), id="rejected-panel")

    def on_mount(self) -> None:
        """Ask again every two seconds while this is what is looked at."""
        self.set_interval(REFRESH_S, self.action_refresh_now)

    def on_screen_resume(self) -> None:
        """Ask at once."""
        self.action_refresh_now()

    def action_refresh_now(self) -> None:
        """Ask the hub how it is."""
        if self.is_current and self.live.ready:
            self._ask()

    @work(thread=True, exclusive=True, group="health")
    def _ask(self) -> None:
        hub = self.live.hub
        self.post_message(Heard(answer_of(lambda: hub.ask("health", HealthView))))

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        self._answer.take(event.told)
        self.look()

    def paint(self) -> None:
        """Draw figures and lists."""
        sheet, narrow = self.query_one("#figures", Sheet), self.has_class(NARROW)
        width = sheet.size.width
        told, words = self._answer.told, self._answer.trouble
        if told is None:
            sheet.put(empty(words or say(Say.HEALTH_ASKING), width))
        else:
            lines = figures(self.live, told, width, narrow=narrow)
            trouble: Line = ((words, "high"),)
            sheet.put([trouble, *lines] if words else lines)
        self._paint_devices()
        self._paint_rejected()

    def _paint_devices(self) -> None:
        ledger, devices = self.query_one("#devices", Ledger), self._devices
        fitted = columns(DEVICE, ledger.room)
        rows = devices.rows(self.sieve_of("devices"), fitted)
        self._paint_list(ledger, devices, fitted, rows)

    def _paint_rejected(self) -> None:
        ledger, rejected = self.query_one("#rejected", Ledger), self._rejected
        fitted = columns(REJECTED, ledger.room)
        told = self._answer.told
        every = told.rejections if told is not None else ()
        rows = rejected.rows(every, self.sieve_of("rejected"), fitted)
        self._paint_list(ledger, rejected, fitted, rows)

    def _paint_list(
        self, ledger: Ledger, found: DeviceList | RejectedList, fitted: Fitted, rows: Rows
    ) -> None:
        of, order = str(ledger.id), found.sorts
        self.query_one(f"#{of}-heading", Heading).title(fitted, *order.arrow(fitted))
        self.counted(of, found.shown, found.total)
        counted = say(Say.OF_ALERTS, count=found.shown, total=found.total)
        right = joined((narrowed(self.sieve_of(of)), ((counted, "muted"),)))
        name, nothing = WORDS[of]
        title: Line = ((say(name), "title"),)
        self.query_one(f"#{of}-panel", Panel).entitle(title, right, order.told())
        words = say(nothing)
        if found.total:
            words = say(Say.NONE_MATCHES, filter=plain(self.wanted))
        none = [Entry(None, line) for line in empty(words, ledger.room)]
        ledger.show(rows if len(rows) else none)

    def pointed_at(self) -> TargetId | None:
        """Return the device that is selected, or that a rejected delivery came from."""
        if not self.live.ready or not self.is_mounted:
            return None
        of = "rejected" if self._in_hand() == "rejected" else "devices"
        key = self.query_one(f"#{of}", Ledger).selected or ""
        device = DeviceId(key.partition("|")[0].partition("/")[0])
        return device if device in self.live.mirror.site.devices else None

    def subject(self) -> str | None:
        """Return that device."""
        return self.pointed_at()

    @on(Ledger.Selected)
    def _selected(self) -> None:
        self.refresh_bindings()

    @on(Ledger.Opened)
    def _opened(self) -> None:
        target = self.pointed_at()
        if target is not None:
            self.post_message(OpenTarget(target))


WORDS = {
    "devices": (Say.DEVICES, Say.NO_DEVICES),
    "rejected": (Say.REJECTED, Say.NO_REJECTED),
}
