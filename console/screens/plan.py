"""The site plan: zones and devices where they stand, trouble where it is."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from console.contract.views import AlertView
from console.domain.ids import DeviceId, SceneId, SensorId, TargetId
from console.domain.sites import Device
from console.keys import bindings
from console.live import Live
from console.screens.acts import OpenTarget
from console.screens.handling import Handling
from console.screens.plan_drawing import centre_of, drawn, extent_of, places_of
from console.screens.plan_frame import frame_lines
from console.screens.plan_here import here_entries, nothing_here, zones_of
from console.screens.plan_looks import Looks, looks_of, tally, worst_first
from console.widgets import Ledger, Line, Panel, Sheet, joined, width_of
from console.widgets.plan_map import PlanMap
from console.wording import chosen, zone_name
from console.wording.plan import Plan as Word
from console.wording.screens import say

GAP = 3  # columns between the two ends of a heading


class Plan(Handling):
    """The community as it lies in the land."""

    place = "plan"
    BINDINGS = bindings("layers")
    CSS_PATH = "plan.tcss"
    AUTO_FOCUS = "#map"

    def __init__(self, live: Live) -> None:
        super().__init__(live)
        self._scene: SceneId | None = None
        self._looks: Looks = {}
        self._asked: DeviceId | None = None

    def body(self) -> ComposeResult:
        """The map, and beside it what is in hand."""
        with Horizontal():
            with Vertical(id="land"):
                yield Panel(PlanMap(id="map"), id="map-panel")
                yield Sheet(id="frame")
            yield Panel(Ledger(id="here"), id="here-panel")

    def paint(self) -> None:
        """Draw the map and what is in hand."""
        self._looks = looks_of(self.live, self.live.mirror.site.devices.values())
        self._draw()

    def _draw(self) -> None:
        """Draw everything as it looked last: where only the eye moves, nothing looks otherwise."""
        site, wanted = self.live.mirror.site, self.wanted
        map_ = self.query_one(PlanMap)
        shown = {
            id: look.device for id, look in self._looks.items() if self._wanted(look.device, wanted)
        }
        map_.view.lay(centre_of(site), extent_of(site), places_of(shown.values()), map_.size)
        if map_.view.cursor not in shown:
            map_.view.cursor = _worst(self._looks, shown)
            map_.view.keep_in_view()
        picture = drawn(self.live, map_.view, self._looks)
        map_.show(picture.lines, picture.cursor_width)
        self._paint_title(map_, shown)
        self._paint_frame(map_)
        self._paint_here(map_, shown)
        self.offer_anew()

    def _wanted(self, device: Device, wanted: str) -> bool:
        if self._scene is not None and device.scene != self._scene:
            return False
        if not wanted:
            return True
        zone = zone_name(self.live.mirror.site, device.zone)
        return self.matches(chosen(device.name), device.id, *device.aliases, zone)

    def _paint_title(self, map_: PlanMap, shown: dict[DeviceId, Device]) -> None:
        site = self.live.mirror.site
        scene = site.scenes.get(self._scene) if self._scene is not None else None
        layer = chosen(scene.name) if scene is not None else say(Word.ALL_SCENES)
        title: list[Line] = [((say(Word.TITLE), "title"),), ((layer, "text"),)]
        if map_.view.zoom:
            title.append(((f"×{map_.view.magnified:.1f}", "accent"),))
        sight = {id for mark in map_.view.marks if map_.view.shows(mark.at) for id in mark.devices}
        missed = tally(look for id, look in self._looks.items() if id not in sight)
        right: Line = ((f"{say(Word.OUTSIDE)} ", "muted"), *missed) if missed else ()
        count = say(Word.DEVICES, count=len(sight), total=len(self._looks))
        counted = joined((right, ((count, "muted"),)))
        left = joined(title)
        fits = width_of(left) + width_of(counted) + GAP <= map_.size.width
        self.query_one("#map-panel", Panel).entitle(left, counted if fits else right)

    def _paint_frame(self, map_: PlanMap) -> None:
        sheet = self.query_one("#frame", Sheet)
        lines = frame_lines(map_.view.projection.scale, sheet.size.width, sheet.size.height)
        sheet.put(lines)

    def _paint_here(self, map_: PlanMap, shown: dict[DeviceId, Device]) -> None:
        ledger, panel = self.query_one("#here", Ledger), self.query_one("#here-panel", Panel)
        here = map_.view.here
        if here is None:
            ledger.show(nothing_here(self.wanted, ledger.room))
            panel.entitle(((say(Word.HERE), "title"),))
            return
        looks = worst_first(self._looks, here.devices)
        zones = zones_of(look.device for look in looks)
        names = ", ".join(zone_name(self.live.mirror.site, zone) for zone in zones)
        within = set(here.devices)
        rest = [d.id for d in shown.values() if d.zone in zones and d.id not in within]
        others = worst_first(self._looks, rest)
        ledger.show(here_entries(self.live, looks, others, ledger.room))
        panel.entitle(((names, "title"),), ((str(len(looks)), "muted"),))

    @property
    def _target(self) -> TargetId | None:
        """Return what is selected of what is in hand."""
        if not self.is_mounted or not self.live.ready:
            return None
        key = self.query_one("#here", Ledger).selected
        if key is None:
            return None
        return SensorId(key) if "/" in key else DeviceId(key)

    def in_hand(self) -> AlertView | None:
        """Return the worst alert on what is selected: of a device also that of its sensors."""
        target = self._target
        if target is None:
            return None
        device = self.live.mirror.site.devices.get(DeviceId(target))
        targets: list[TargetId] = [target]
        if device is not None:
            targets += [sensor.id for sensor in device.sensors]
        alerts = [alert for each in targets for alert in self.live.alerts_on(each)]
        return max(alerts, key=lambda alert: alert.priority.rank, default=None)

    def pointed_at(self) -> TargetId | None:
        """Return what is selected, or what the alert on it is about."""
        alert = self.in_hand()
        return alert.target if alert is not None else self._target

    def show_item(self, key: str) -> None:
        """Bring a device, or that of a sensor, into view."""
        self._take(DeviceId(key.partition("/")[0]))

    def action_layer(self) -> None:
        """Show one scene after the other, then all again."""
        if not self.live.ready:
            return
        devices = [look.device for look in self._looks.values()]
        scenes = [id for id in self.live.mirror.site.scenes if any(d.scene == id for d in devices)]
        order: list[SceneId | None] = [None, *scenes]
        here = order.index(self._scene) if self._scene in order else 0
        self._scene = order[(here + 1) % len(order)]
        self.look()

    @on(PlanMap.Moved)
    def _moved(self) -> None:
        """Take in hand what was asked for, or the worst of what was come to."""
        if not self.live.ready:
            return
        self._draw()
        view = self.query_one(PlanMap).view
        if view.here is not None:
            chosen_one = self._asked if self._asked in view.here.devices else None
            view.cursor = chosen_one or _worst(self._looks, view.here.devices)
            self.query_one("#here", Ledger).select(view.cursor)
        self._asked = None
        self.refresh_bindings()

    def _take(self, device: DeviceId) -> None:
        self._asked = device
        self.query_one(PlanMap).take(device)

    @on(PlanMap.Asked)
    def _next_trouble(self) -> None:
        map_ = self.query_one(PlanMap)
        shown = [id for mark in map_.view.marks for id in mark.devices]
        troubled = [look for look in worst_first(self._looks, shown) if look.troubled]
        if not troubled:
            self.tell(say(Word.NO_TROUBLE))
            return
        order = [look.device.id for look in troubled]
        at = order.index(map_.view.cursor) + 1 if map_.view.cursor in order else 0
        self._take(order[at % len(order)])

    @on(PlanMap.Opened)
    @on(Ledger.Opened, "#here")
    def _open(self) -> None:
        target = self._target
        look = self._looks.get(DeviceId(target)) if target is not None else None
        lead = look.lead if look is not None else None
        if target is not None:
            self.post_message(OpenTarget(lead.id if lead is not None else target))

    @on(Ledger.Selected, "#here")
    def _selected(self) -> None:
        self.offer_anew()


def _worst(looks: Looks, devices: Iterable[DeviceId]) -> DeviceId | None:
    return next((look.device.id for look in worst_first(looks, devices)), None)
