"""The map of a site as lines: the land, zones, devices, what is wrong where, who is out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from console.domain.ids import DeviceId, ZoneId
from console.domain.landmarks import Landmark, Place
from console.domain.sites import Device, Site
from console.live import Live
from console.screens.glance import matter, sign_of, soft
from console.screens.plan_looks import Look, Looks, worst_first
from console.screens.plan_patrols import lay_patrols
from console.widgets import Ink, Line, Sheet, joined, width_of
from console.widgets.plan_canvas import Canvas
from console.widgets.plan_ground import Box, box_of, lay_ground, outline, ways
from console.widgets.plan_labels import label, put, title
from console.widgets.plan_marks import Mark, count_text
from console.widgets.plan_view import View
from console.wording import chosen, quantity

CLOSE_BY = 0.05  # of the land that devices take up: rivers run on


class Drawn(msgspec.Struct, frozen=True):
    """The lines of a map, and how many cells the mark in hand takes."""

    lines: list[Line]
    cursor_width: int


def centre_of(site: Site) -> Place:
    """Return the place a site's plan is flat about."""
    return site.latitude, site.longitude


def places_of(devices: Iterable[Device]) -> dict[DeviceId, Place]:
    """Return where devices stand."""
    return {device.id: (device.latitude, device.longitude) for device in devices}


def extent_of(site: Site) -> list[Place]:
    """Return the places that a whole plan shows: every device, and the land close by."""
    places = list(places_of(site.devices.values()).values())
    if not places:
        return [place for land in site.plan for place in land.points]
    bounds = [(min(values), max(values)) for values in zip(*places, strict=True)]
    for land in site.plan:
        for place in land.points:
            if all(_near(value, *bound) for value, bound in zip(place, bounds, strict=True)):
                places.append(place)
    return places


def drawn(live: Live, view: View, looks: Looks) -> Drawn:
    """Draw what `view` shows; `looks` has a look for every device on it."""
    canvas = Canvas(*view.size)
    site = live.mirror.site
    lay_ground(canvas, site.plan, view.projection, ascii=Sheet.ASCII)
    zones = _by_zone(site, view.marks)
    named = {land.zone for land in site.plan}
    boxes = _boxes({zone: marks for zone, marks in zones.items() if zone not in named}, view.marks)
    for box in boxes.values():
        outline(canvas, box)
    worst = {mark.at: worst_first(looks, mark.devices) for mark in view.marks}
    widths = {mark.at: _mark(canvas, mark, worst[mark.at][0]) for mark in view.marks}
    tags = lay_patrols(live, canvas, view, zones)
    for mark in sorted(view.marks, key=lambda mark: worst[mark.at][0].weight, reverse=True):
        tag = tags.get(mark.at, ())
        if view.shows(mark.at) and (tag or worst[mark.at][0].alerted):
            label(canvas, mark.at, widths[mark.at], _told(live, worst[mark.at], tag))
    _names(canvas, site, view, zones, boxes)
    here = view.here
    if here is not None:
        _bracket(canvas, here.at, widths[here.at])
    return Drawn(canvas.lines(), widths[here.at] if here is not None else 0)


def _mark(canvas: Canvas, mark: Mark, look: Look) -> int:
    """Draw a mark as the worst of its devices looks; return how many cells it takes."""
    glyph = look.glance.glyph
    text = glyph + count_text(glyph, len(mark.devices))
    fine = not look.troubled  # brighter than the land it stands on
    canvas.write(*mark.at, text, "text" if fine else look.glance.ink)
    return len(text)


def _bracket(canvas: Canvas, at: tuple[int, int], width: int) -> None:
    """Show what is in hand also where a terminal has no colours; never over anything."""
    for column, bracket in ((at[0] - 1, "["), (at[0] + width, "]")):
        if canvas.free(column, at[1], 1):
            canvas.write(column, at[1], bracket, "accent")


def _told(live: Live, looks: Sequence[Look], tag: Line) -> Iterator[Line]:
    """Yield what is said beside a mark, the fullest first."""
    if not looks[0].alerted:
        yield tag
        return
    first = looks[0]
    ink: Ink = soft(first.glance.ink) if first.glance.alert is not None else "unknown"
    name: Line = ((chosen(first.device.name), "strong"),)
    value: Line = ((_value(live, first), ink),)
    others = sum(look.alerted for look in looks) - 1
    more: Line = ((f"+{others}", "muted"),) if others else ()
    yield joined((tag, name, value, more), " ")
    yield joined((tag, name, more), " ")
    if first.glance.ink != "muted":  # a figure without a name says something only of trouble
        yield joined((tag, value, more), " ")
    if tag:
        yield tag


def _value(live: Live, look: Look) -> str:
    """Return what is measured, or what the alert is about; a limit only where it is past it."""
    site, alert, lead = live.mirror.site, look.glance.alert, look.lead
    now = live.picture.value(lead.id) if lead is not None else None
    if alert is not None and (lead is None or alert.target != lead.id or now is None):
        return matter(site, alert, alert.value)
    if alert is not None and alert.limit is not None and now is not None:
        low = sign_of(site.rules.get(alert.rule)) == "<"
        if now < alert.limit if low else now > alert.limit:
            return matter(site, alert, now)
    elif alert is not None:
        return matter(site, alert, now)
    return quantity(now, lead.unit, lead.decimals) if lead is not None else ""


def _names(
    canvas: Canvas,
    site: Site,
    view: View,
    zones: Mapping[ZoneId, Sequence[Mark]],
    boxes: Mapping[ZoneId, Box],
) -> None:
    """Write the names of zones, then of what else lies in the land, where there is room."""
    outlined: dict[ZoneId | None, Landmark] = {land.zone: land for land in site.plan}
    for zone, marks in zones.items():
        line: Line = ((chosen(site.zones[zone].name), "muted"),)
        box, land = boxes.get(zone), outlined.get(zone)
        if land is not None:
            title(canvas, ways(land, view.projection), line)
        elif box is not None and canvas.free(box.left + 2, box.top, width_of(line)):
            put(canvas, box.left + 2, box.top, line)
        else:
            title(canvas, [mark.at for mark in marks], line, away=1)
    for land in site.plan:
        if land.zone is None:
            title(canvas, ways(land, view.projection), ((chosen(land.name), "faint"),))


def _by_zone(site: Site, marks: Iterable[Mark]) -> dict[ZoneId, list[Mark]]:
    """Return the marks of each zone; one that zones share belongs to its first device's."""
    zones: dict[ZoneId, list[Mark]] = {}
    for mark in marks:
        zone = site.devices[mark.devices[0]].zone
        if zone in site.zones:
            zones.setdefault(zone, []).append(mark)
    return zones


def _boxes(zones: Mapping[ZoneId, Sequence[Mark]], marks: Iterable[Mark]) -> dict[ZoneId, Box]:
    """Return the boxes of zones that the land does not outline itself."""
    boxes: dict[ZoneId, Box] = {}
    for zone, own in zones.items():
        box = box_of(own, (mark for mark in marks if mark not in own))
        if box is not None:
            boxes[zone] = box
    return boxes


def _near(value: float, low: float, high: float) -> bool:
    margin = (high - low) * CLOSE_BY
    return low - margin <= value <= high + margin
