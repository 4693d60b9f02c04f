"""The wall: trouble first, then the queue, then every scene, small."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container

from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import AlertId, DeviceId, SensorId, TargetId, UnitId
from console.keys import bindings
from console.live import Live
from console.screens.acts import OpenTarget, ShowCase
from console.screens.handling import Handling
from console.screens.queuelist import QueueList
from console.screens.roster import Matter, aim, out_count, patrol_entries, tasks
from console.screens.tiles import Detail, Scenery
from console.screens.troublelist import TroubleList
from console.screens.workplace import NARROW, empty
from console.widgets import Entry, Ledger, Line, Panel, Sheet, Tiles, joined
from console.wording import plain
from console.wording.dispatch import Work
from console.wording.screens import Say, say

# Cells of a tile: as narrow as it goes, and where it is read with ease.
CELLS = {Detail.SCENES: (30, 38), Detail.DEVICES: (20, 26), Detail.SENSORS: (26, 34)}


class Wall(Handling):
    """The overview of the community."""

    place = "wall"
    BINDINGS = bindings("wall")
    CSS_PATH = "wall.tcss"
    AUTO_FOCUS = "#trouble"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._detail: Detail | None = None
        self._scenery = Scenery(live)
        self._queue, self._trouble = QueueList(live), TroubleList(live)

    def body(self) -> ComposeResult:
        """Trouble and queue above, scenes below."""
        with Container(id="top"):
            yield Panel(Ledger(id="trouble"), id="trouble-panel")
            with Container(id="response"):
                yield Panel(Ledger(id="queue"), id="queue-panel")
                yield Panel(Ledger(id="patrols", grows=True), id="patrols-panel")
        yield Sheet(id="nothing")
        yield Tiles(self._scenery, id="tiles")

    def paint(self) -> None:
        """Draw all parts."""
        self._paint_trouble()
        self._paint_queue()
        self._paint_patrols()
        self._paint_scenes()
        self.offer_anew()

    def _paint_trouble(self) -> None:
        ledger, trouble = self.query_one("#trouble", Ledger), self._trouble
        rows = trouble.rows(self.sieve, ledger.room)
        total = self._scenery.counts.total
        narrowing = self.counted("trouble", trouble.shown, len(self.live.lineup.targets))
        told = say(Say.OF_SENSORS, count=trouble.shown, total=total)
        panel = self.query_one("#trouble-panel", Panel)
        right = joined((narrowing, ((told, "muted"),)))
        panel.entitle(_heading(Say.TROUBLE), right, trouble.sorts.told())
        ledger.show(rows if len(rows) else self._nothing(Say.NO_TROUBLE, ledger.room))

    def _paint_queue(self) -> None:
        live, ledger, queue = self.live, self.query_one("#queue", Ledger), self._queue
        rows = queue.rows(self.sieve, ledger.room)
        self.sorts_of = {"trouble": self._trouble.sorts}
        if not queue.folded:
            self.sorts_of |= {"queue": queue.sorts}
        told = queue.told
        if self.sieve.open and not queue.folded:
            waiting = live.lineup.states[State.UNACKNOWLEDGED]
            told = say(Say.OF_QUEUE, count=waiting, total=queue.total)
        narrowing = self.counted("queue", queue.shown, queue.total)
        panel = self.query_one("#queue-panel", Panel)
        right = joined((narrowing, ((told, "muted"),)))
        panel.entitle(_heading(Say.QUEUE), right, queue.order_line())
        ledger.show(rows if len(rows) else self._nothing(Say.NO_QUEUE, ledger.room))

    def _nothing(self, words: Say, width: int) -> list[Entry]:
        told = say(words)
        if not self.sieve.open:
            told = say(Say.NO_ALERT_MATCHES, filter=plain(self.wanted))
        return [Entry(None, line) for line in empty(told, width)]

    def _paint_patrols(self) -> None:
        """Draw who is out for what, where there is room beside the trouble."""
        panel = self.query_one("#patrols-panel", Panel)
        panel.display = bool(self.live.mirror.site.units) and not self.has_class(NARROW)
        if not panel.display:
            return
        ledger = self.query_one("#patrols", Ledger)
        count, total = out_count(self.live)
        counted = say(Work.UNITS_OUT, count=count, total=total)
        panel.entitle(((say(Work.PATROLS), "title"),), ((counted, "muted"),))
        ledger.show(patrol_entries(self.live, ledger.room))

    def _paint_scenes(self) -> None:
        tiles, scenery = self.query_one("#tiles", Tiles), self._scenery
        scenery.values_due = self.values_due
        groups = scenery.groups(self.detail, self.wanted, self.matches)
        nothing = self.query_one("#nothing", Sheet)
        nothing.display = not any(group.tiles for group in groups)
        tiles.display = not nothing.display
        if nothing.display:
            width = nothing.size.width or self.size.width
            words = say(Say.NO_TILES, filter=self.wanted)
            nothing.put([((" ", "text"), *line) for line in empty(words, width)])
        tiles.least, tiles.easy = CELLS[self.detail]
        tiles.show(groups)

    @property
    def detail(self) -> Detail:
        """How much of each scene is shown: what was chosen, or what there is room for."""
        if self._detail is not None:
            return self._detail
        return Detail.SCENES if self.has_class(NARROW) else Detail.DEVICES

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """On a small terminal give the tiles room while they are in hand."""
        self.set_class(event.widget.id == "tiles", "-tiles")

    def on_screen_resume(self) -> None:
        """Have trouble first in each scene again."""
        self._scenery.resort()
        super().on_screen_resume()

    def in_hand(self) -> AlertView | None:
        """Return the alert selected in the queue, or the worst on what is selected elsewhere."""
        if not self.live.ready:
            return None
        ledger = self.focused
        if isinstance(ledger, Tiles):
            look = self._scenery.look(ledger.selected or "")
            return look.glance.alert if look else None
        if not isinstance(ledger, Ledger) or ledger.selected is None:
            return None
        known = self.live.mirror.alerts.get(self._queue.first_of(ledger.selected))
        on_target = self.live.alerts_on(_target(ledger.selected))
        return known or (on_target[0] if on_target else None)

    def chosen(self) -> list[AlertView]:
        """Return the alert in hand; of a fold every one that counts."""
        ledger = self.focused
        group = self._queue.group(ledger.selected) if isinstance(ledger, Ledger) else None
        return list(group.alerts) if group else super().chosen()

    def matter(self) -> Matter | None:
        """Return what is selected: alerts, or the case of a unit that is out."""
        ledger = self.focused
        if isinstance(ledger, Ledger) and ledger.id == "patrols" and self.live.ready:
            task = tasks(self.live).get(UnitId(ledger.selected or ""))
            return Matter(task[0]) if task else None
        return super().matter()

    def pointed_at(self) -> TargetId | None:
        """Return what is selected, or what the selected alert is about."""
        matter = self.matter()
        aimed = aim(self.live, matter) if matter is not None else None
        if aimed is not None:
            return aimed
        ledger = self.focused
        if isinstance(ledger, Tiles):
            look = self._scenery.look(ledger.selected or "") if self.live.ready else None
            return look.target if look else None
        if not isinstance(ledger, Ledger) or ledger.selected is None:
            return None
        alert = self.in_hand()
        if ledger.id in ("queue", "patrols"):
            return alert.target if alert else None
        return _target(ledger.selected)

    def action_detail(self) -> None:
        """Show more of each scene, then the least again."""
        order = list(Detail) if self.has_class(NARROW) else list(Detail)[1:]
        here = order.index(self.detail) if self.detail in order else 0
        tiles = self.query_one("#tiles", Tiles)
        look = self._scenery.look(tiles.selected or "") if self.live.ready else None
        self._detail = order[(here + 1) % len(order)]
        self.look()
        if look is not None:  # the selection stays with what it is about
            for key in (look.target, look.device.id, look.device.scene):
                tiles.select(key)

    @on(Ledger.Selected)
    @on(Tiles.Selected)
    def _selected(self) -> None:
        self.offer_anew()

    @on(Tiles.Opened)
    def _open_tile(self, event: Tiles.Opened) -> None:
        look = self._scenery.look(event.key or "")
        if look is not None:
            self.post_message(OpenTarget(look.target))
            return
        self._detail = Detail.DEVICES  # of a scene, its devices
        self.look()
        groups = self.query_one("#tiles", Tiles).groups
        first = next((group.tiles[0] for group in groups if group.id == event.key), None)
        self.query_one("#tiles", Tiles).select(first)

    @on(Ledger.Opened)
    def _open(self, event: Ledger.Opened) -> None:
        key = event.key or ""
        if self._queue.group(key) is not None:
            folding = self._queue.folding
            folding.set_open(key, not folding.is_open(key))
            self.look()
            return
        if event.ledger.id == "patrols":
            task = tasks(self.live).get(UnitId(key))
            if task is not None:
                self.post_message(ShowCase(task[0].id))
            return
        alert = self.live.mirror.alerts.get(AlertId(key))
        self.post_message(OpenTarget(alert.target if alert else _target(key)))


def _target(key: str) -> TargetId:
    return SensorId(key) if "/" in key else DeviceId(key)


def _heading(title: Say) -> Line:
    return ((say(title), "title"),)
