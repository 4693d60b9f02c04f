"""What stands at the place in hand: its devices with their values, and what else is in the zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from console.domain.ids import DeviceId, ZoneId
from console.domain.sites import Device, Sensor
from console.live import Live
from console.screens.glance import Glance, newest, of_target, soft
from console.screens.plan_looks import Look
from console.screens.readiness import tasks
from console.screens.workplace import empty
from console.widgets import Column, Entry, Fitted, Ink, Line, fit_columns, row
from console.wording import chosen, leg_word, plain, unit_name, zone_name
from console.wording.plan import Plan
from console.wording.screens import say

FEW = 2  # so many devices at a place are shown with all they measure
ROW = (
    Column(key="glyph", width=2),
    Column(key="name", width=12, grow=3, most=34),
    Column(key="value", width=6, right=True),
    Column(key="unit", width=6, rank=2, most=8),
    Column(key="word", width=9, rank=1),
)


def here_entries(
    live: Live, looks: Sequence[Look], rest: Iterable[Look], width: int
) -> list[Entry]:
    """Return the devices in hand, worst first, each with its sensors where they are few; then,
    not to be selected, the `rest` of their zone."""
    fitted = fit_columns(ROW, width - 1)
    entries: list[Entry] = []
    for look in looks:
        entries.append(Entry(look.device.id, partial(_device_row, live, look, fitted)))
        if len(looks) <= FEW:
            entries += [
                Entry(sensor.id, _sensor_row(live, sensor, of_target(live, sensor.id), fitted))
                for sensor in look.device.sensors
            ]
    entries += [Entry(None, line) for line in _units_here(live, looks)]
    others = list(rest)
    if others and looks:
        zone = zone_name(live.mirror.site, looks[0].device.zone)
        entries += [Entry(None, ()), Entry(None, ((say(Plan.IN_ZONE, zone=zone), "title"),))]
        entries += [Entry(None, partial(_device_row, live, look, fitted)) for look in others]
    return entries


def nothing_here(wanted: str, width: int) -> list[Entry]:
    """Return what is said where the filter leaves no device."""
    return [Entry(None, line) for line in empty(say(Plan.NO_DEVICE, filter=wanted), width)]


def zones_of(devices: Iterable[Device]) -> list[ZoneId]:
    """Return the zones that devices stand in, each once."""
    return list(dict.fromkeys(device.zone for device in devices))


def _device_row(live: Live, look: Look, fitted: Fitted) -> Line:
    lead, glance = look.lead, look.glance
    cells: dict[str, tuple[str, Ink] | Line] = {
        "glyph": (glance.glyph, glance.ink),
        "name": (chosen(look.device.name), "strong" if look.alerted else "text"),
        "word": (glance.word, soft(glance.ink)),
    }
    if lead is not None:
        cells |= _measured(live, lead, glance)
    return row(fitted, cells)


def _sensor_row(live: Live, sensor: Sensor, glance: Glance, fitted: Fitted) -> Line:
    fine = glance.alert is None and glance.sound and live.evaluated
    cells: dict[str, tuple[str, Ink] | Line] = {
        "glyph": (" " if fine else glance.glyph, glance.ink),
        "name": ("  " + chosen(sensor.name), "muted"),
        "word": ("" if fine else glance.word, soft(glance.ink)),
    }
    return row(fitted, cells | _measured(live, sensor, glance))


def _measured(live: Live, sensor: Sensor, glance: Glance) -> dict[str, tuple[str, Ink] | Line]:
    ink: Ink = "text" if glance.sound and live.evaluated else "unknown"
    if glance.alert is not None and glance.alert.target == sensor.id:
        ink = soft(glance.ink)
    figure = newest(live, sensor, ink)
    return {"value": figure.value, "unit": figure.unit}


def _units_here(live: Live, looks: Sequence[Look]) -> list[Line]:
    devices = {look.device.id for look in looks}
    site = live.mirror.site
    lines: list[Line] = []
    for unit, (case, task) in sorted(tasks(live).items()):
        if any(DeviceId(point.target.partition("/")[0]) in devices for point in case.points):
            told = f"{plain(unit)} {unit_name(site, unit)} · {leg_word(task.leg)}"
            lines.append(((told, "accent"), (f"  {plain(case.id)}", "strong")))
    return [(), *lines] if lines else []
