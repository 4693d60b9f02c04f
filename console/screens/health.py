"""How the hub is: broker, mailbox, store, counters, and every delivery it could not use."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from console.contract.views import Health as HealthView
from console.contract.views import Rejection
from console.errors import ConsoleError
from console.keys import bindings
from console.live import Live
from console.screens.workplace import NARROW, Workplace, empty
from console.widgets import (
    Column,
    Entry,
    Ink,
    Ledger,
    Line,
    Panel,
    Sheet,
    fit,
    fit_columns,
    heading,
    pad,
    row,
)
from console.wording import explain, local, plain, role_word
from console.wording.rejections import reason_word, warning_word
from console.wording.screens import Say, count, say, size

REFRESH_S = 2.0
LABEL = 14
TWO_COLUMNS = 76
Rows = list[tuple[Say, str, Ink]]
Group = tuple[Say, Rows]


class Heard(Message):
    """The hub told how it is, or why it could not."""

    def __init__(self, told: HealthView | ConsoleError) -> None:
        super().__init__()
        self.told = told


class Health(Workplace):
    """Figures above, rejected deliveries below."""

    place = "health"
    BINDINGS = bindings("health")
    CSS_PATH = "health.tcss"
    AUTO_FOCUS = "#rejected"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._told: HealthView | None = None
        self._trouble = ""

    def body(self) -> ComposeResult:
        """Figures and the table."""
        yield Sheet(id="figures", grows=True)
        yield Panel(Ledger(id="rejected", opens=False), id="rejected-panel")

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
        try:
            told: HealthView | ConsoleError = self.live.hub.ask("health", HealthView)
        except ConsoleError as error:
            told = error
        self.post_message(Heard(told))

    @on(Heard)
    def _heard(self, event: Heard) -> None:
        if isinstance(event.told, ConsoleError):
            self._trouble = explain(event.told)[0]
        else:
            self._told, self._trouble = event.told, ""
        self.look()

    def paint(self) -> None:
        """Draw figures and table."""
        figures = self.query_one("#figures", Sheet)
        ledger = self.query_one("#rejected", Ledger)
        panel = self.query_one("#rejected-panel", Panel)
        width = self.size.width
        if self._told is None:
            figures.put(empty(self._trouble or say(Say.HEALTH_ASKING), width))
            return
        told = self._told
        lines = _side_by_side(self._groups(told), width, airy=not self.has_class(NARROW))
        if self._trouble:
            lines = [((" " + self._trouble, "high"),), *lines]
        figures.put(lines)
        shown = [r for r in told.rejections if self.matches(r.source, r.reason)]
        panel.entitle(
            ((say(Say.REJECTED), "title"),),
            ((say(Say.OF_ALERTS, count=len(shown), total=len(told.rejections)), "muted"),),
        )
        ledger.show(self._entries(shown, ledger.room))

    def _entries(self, rejections: list[Rejection], width: int) -> list[Entry]:
        if not rejections:
            return [Entry(None, line) for line in empty(say(Say.NO_REJECTED), width)]
        columns = (
            Column(key="source", width=20, grow=2, most=40, title=say(Say.COL_SOURCE)),
            Column(key="reason", width=20, grow=2, most=40, title=say(Say.COL_REASON)),
            Column(key="count", width=8, right=True, title=say(Say.COL_COUNT)),
            Column(key="last", width=19, rank=1, title=say(Say.COL_LAST)),
        )
        fitted = fit_columns(columns, width - 1)
        zone = self.live.mirror.site.time_zone
        entries = [Entry(None, heading(fitted))]
        for rejection in sorted(rejections, key=lambda r: -r.count):
            cells: dict[str, tuple[str, Ink]] = {
                "source": (plain(rejection.source), "text"),
                "reason": (reason_word(rejection.reason), "text"),
                "count": (count(rejection.count), "strong"),
                "last": (local(rejection.last_at, zone), "muted"),
            }
            key = f"{rejection.source}|{rejection.reason}"
            entries.append(Entry(key, row(fitted, cells)))
        return entries

    def _groups(self, told: HealthView) -> tuple[Group, ...]:
        return (
            (Say.HUB, self._hub(told)),
            (Say.BROKER, _broker(told)),
            (Say.INTAKE, _intake(told)),
            (Say.STORE, _store(told)),
        )

    def _hub(self, told: HealthView) -> Rows:
        zone, who = self.live.mirror.site.time_zone, self.live.mirror.who
        rows: Rows = [
            (Say.VERSION, plain(told.version), "text"),
            (Say.STARTED, local(told.started_at, zone), "text"),
            (Say.DATA_TIME, local(told.data_time, zone), "text"),
            (Say.AS_OF, count(told.as_of), "text"),
            (Say.FOLLOWERS, count(told.followers), "text"),
        ]
        if who is not None:
            person, seat = plain(who.person), plain(who.seat)
            line = say(Say.YOU_LINE, person=person, seat=seat, role=role_word(who.role))
            rows.append((Say.YOU, line, "text"))
        return rows


def _broker(told: HealthView) -> Rows:
    broker = told.broker
    rows: Rows = [
        (Say.ADDRESS, plain(broker.url), "text"),
        (Say.CONNECTED, *_yes(broker.connected)),
        (Say.EMBEDDED, say(Say.YES if broker.embedded else Say.NO), "text"),
        (Say.RESTARTS, count(broker.restarts), "medium" if broker.restarts else "text"),
    ]
    if broker.warning:
        rows.append((Say.WARNING, warning_word(broker.warning), "medium"))
    return rows


def _intake(told: HealthView) -> Rows:
    mailbox = say(
        Say.MAILBOX_LINE, count=count(told.mailbox), capacity=count(told.mailbox_capacity)
    )
    return [
        (Say.DELIVERIES, count(told.deliveries), "text"),
        (Say.READINGS_COUNT, count(told.readings), "text"),
        (Say.LATE, count(told.late), "text"),
        (Say.DUPLICATES, count(told.duplicates), "text"),
        (Say.REJECTED_COUNT, count(told.rejected), "medium" if told.rejected else "text"),
        (Say.MAILBOX, mailbox, "text"),
        (Say.DROPPED, count(told.mailbox_dropped), "medium" if told.mailbox_dropped else "text"),
    ]


def _store(told: HealthView) -> Rows:
    rows: Rows = [
        (Say.SIZE, size(told.store_bytes), "text"),
        (Say.FREE, size(told.disk_free_bytes), "text"),
    ]
    if told.store_full:
        rows.append((Say.WARNING, say(Say.STORE_FULL), "high"))
    return rows


def _yes(claim: bool) -> tuple[str, Ink]:
    return (say(Say.YES), "good") if claim else (say(Say.NO), "high")


def _side_by_side(groups: tuple[Group, ...], width: int, *, airy: bool) -> list[Line]:
    columns = 2 if width >= TWO_COLUMNS else 1
    room = (width - 2) // columns
    stacks: list[list[Line]] = [[] for _ in range(columns)]
    for place, (title, rows) in enumerate(groups):
        stack = stacks[place % columns]
        if stack and airy:
            stack.append(())
        stack.append(((say(title), "title"),))
        for word, text, ink in rows:
            stack.append(((fit(say(word), LABEL), "muted"), (text, ink)))
    height = max(map(len, stacks))
    lines: list[Line] = []
    for y in range(height):
        line: Line = ((" ", "text"),)
        for stack in stacks:
            line += pad(stack[y] if y < len(stack) else (), room)
        lines.append(line)
    return lines
