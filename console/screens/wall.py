"""The wall: trouble first, then the queue, then every scene, small."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import AlertId, DeviceId, SensorId, TargetId, UnitId
from console.keys import bindings
from console.live import Live
from console.screens.acts import OpenTarget, ShowCase
from console.screens.folded import Folding
from console.screens.handling import Handling
from console.screens.queue import queue_entries, trouble_entries
from console.screens.roster import Matter, aim, out_count, patrol_entries, tasks
from console.screens.tiles import Detail, Scenery
from console.screens.workplace import NARROW, empty
from console.widgets import Entry, Ledger, Line, Panel, Sheet
from console.widgets.tiles import Tiles
from console.wording import target_name
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
        self._folding = Folding()

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
        live, ledger = self.live, self.query_one("#trouble", Ledger)
        site = live.mirror.site
        targets = live.lineup.targets
        shown = [t for t in targets if not self.wanted or self.matches(target_name(site, t), t)]
        total = self._scenery.counts.total
        counted = say(Say.OF_SENSORS, count=len(shown), total=total)
        self.query_one("#trouble-panel", Panel).entitle(
            _heading(Say.TROUBLE), ((counted, "muted"),)
        )
        width = ledger.room
        ledger.show(trouble_entries(live, shown, width) or _nothing(Say.NO_TROUBLE, width))

    def _paint_queue(self) -> None:
        live, ledger = self.live, self.query_one("#queue", Ledger)
        width = ledger.room
        alerts = [alert for alert in live.lineup.queue if self._passes(alert)]
        waiting = sum(alert.state is State.UNACKNOWLEDGED for alert in alerts)
        counted = say(Say.OF_QUEUE, count=waiting, total=len(alerts))
        if self._folding.is_on(live):
            entries, counted = self._folding.entries(live, self._passes, width)
        else:
            entries = queue_entries(live, alerts, width)
        self.query_one("#queue-panel", Panel).entitle(_heading(Say.QUEUE), ((counted, "muted"),))
        ledger.show(entries or _nothing(Say.NO_QUEUE, width))

    def _passes(self, alert: AlertView) -> bool:
        if not self.wanted:
            return True
        name = target_name(self.live.mirror.site, alert.target)
        return self.matches(alert.id, name, alert.target)

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
        group = self._folding.of(ledger.selected)
        key = group.first.id if group else AlertId(ledger.selected)
        known = self.live.mirror.alerts.get(key)
        on_target = self.live.alerts_on(_target(ledger.selected))
        return known or (on_target[0] if on_target else None)

    def chosen(self) -> list[AlertView]:
        """Return the alert in hand; of a fold every one that counts."""
        ledger = self.focused
        group = self._folding.of(ledger.selected) if isinstance(ledger, Ledger) else None
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
        self._detail = order[(here + 1) % len(order)]
        self.look()

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
        if self._folding.of(key) is not None:
            self._folding.set_open(key, not self._folding.is_open(key))
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


def _nothing(words: Say, width: int, **values: object) -> list[Entry]:
    return [Entry(None, line) for line in empty(say(words, **values), width)]
