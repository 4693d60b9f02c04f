"""Devices and the deliveries that could not be used, as lists: narrowed, in order, counted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from console.clock import moment
from console.contract.views import Rejection
from console.domain.sites import Device, Site
from console.live import Live
from console.screens.glance import OUT, out_with
from console.screens.sorting import UP, Shown, Sort, Sorts, natural
from console.sieve import Sieve, straw
from console.widgets import Column, Fitted, Ink, Line, Rows, fit_columns, row, titled
from console.wording import age, chosen, local, online_word, plain, zone_name
from console.wording.lists import By
from console.wording.plant import Plant
from console.wording.rejections import reason_word
from console.wording.screens import Say, count, say

DEVICE = (
    Column(key="glyph", width=2),
    Column(key="device", width=18, grow=3, most=40, least=12),
    Column(key="link", width=14, least=8),
    Column(key="since", width=5, right=True),
    Column(key="heard", width=6, right=True),
    Column(key="zone", width=16, grow=2, most=34, rank=2),
    Column(key="sensors", width=7, right=True, rank=3),
    Column(key="id", width=12, grow=1, most=24, rank=4),
)
REJECTED = (
    Column(key="source", width=20, grow=2, most=40, least=12),
    Column(key="reason", width=20, grow=2, most=40, least=14),
    Column(key="count", width=8, right=True),
    Column(key="last", width=19, rank=1),
)
_TITLES: dict[str, StrEnum] = {
    "device": Say.COL_DEVICE,
    "link": Say.COL_LINK,
    "since": Say.COL_SINCE,
    "heard": Say.COL_HEARD,
    "zone": Say.COL_ZONE,
    "sensors": Say.COL_SENSORS,
    "source": Say.COL_SOURCE,
    "reason": Say.COL_REASON,
    "count": Say.COL_COUNT,
    "last": Say.COL_LAST,
}
_LINKS = {False: 0, None: 1, True: 2}


def heard(live: Live, device: Device) -> int | None:
    """Return when a sensor of the device was last heard of (ms)."""
    times = (live.picture.at(sensor.id) for sensor in device.sensors)
    return max((at for at in times if at is not None), default=None)


def _link(live: Live, devices: Sequence[Device]) -> Sequence[Device]:
    known = live.mirror.devices

    def weight(device: Device) -> Any:
        view = known.get(device.id)
        since = moment(view.since) if view and view.since else 0
        return _LINKS[view.online if view else None], -since

    return sorted(devices, key=weight)


def _quiet(live: Live, devices: Sequence[Device]) -> Sequence[Device]:
    return sorted(devices, key=lambda device: heard(live, device) or 0)


def _name(live: Live, devices: Sequence[Device]) -> Sequence[Device]:
    return sorted(devices, key=lambda device: natural(chosen(device.name)))


def _zone(live: Live, devices: Sequence[Device]) -> Sequence[Device]:
    site = live.mirror.site
    zones = {zone: natural(zone_name(site, zone)) for zone in {d.zone for d in devices}}
    return sorted(_name(live, devices), key=lambda device: zones[device.zone])


DEVICE_SORTS = (
    Sort[Device](word=By.LINK, columns=("link", "glyph", "since"), put=_link),
    Sort[Device](word=By.QUIET, columns=("heard",), put=_quiet),
    Sort[Device](word=By.NAME, columns=("device",), arrow=UP, put=_name),
    Sort[Device](word=By.PLACE, columns=("zone",), arrow=UP, put=_zone),
)
Rejections = Sequence[Rejection]
REJECTED_SORTS = (
    Sort[Rejection](
        word=By.COUNT,
        columns=("count",),
        put=lambda live, found: sorted(found, key=lambda one: -one.count),
    ),
    Sort[Rejection](
        word=By.LAST,
        columns=("last",),
        put=lambda live, found: sorted(found, key=lambda one: one.last_at, reverse=True),
    ),
    Sort[Rejection](
        word=By.SOURCE,
        columns=("source",),
        arrow=UP,
        put=lambda live, found: sorted(found, key=lambda one: natural(one.source)),
    ),
    Sort[Rejection](
        word=By.REASON,
        columns=("reason",),
        arrow=UP,
        put=lambda live, found: sorted(found, key=lambda one: reason_word(one.reason)),
    ),
)


class DeviceList:
    """Every device and how its link stands; `shown` and `total` are of the last time made."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.sorts = Sorts(*DEVICE_SORTS)
        self.shown = self.total = 0
        self._every: tuple[object, Sequence[Device]] = (None, ())
        self._shown: Shown[Device] = Shown(self._straw)

    def rows(self, sieve: Sieve, fitted: Fitted) -> Rows:
        """Return its rows in the columns `fitted`."""
        live = self.live
        if self._every[0] is not live.lineup:
            self._every = (live.lineup, list(live.mirror.site.devices.values()))
        devices = self._shown.of(live, self._every[1], sieve, self.sorts.now)
        self.shown, self.total = len(devices), len(self._every[1])
        keys = tuple(device.id for device in devices)
        return Rows(keys, lambda place: _device_row(live, fitted, devices[place]))

    def _straw(self, device: Device) -> str:
        site, view = self.live.mirror.site, self.live.mirror.devices.get(device.id)
        link = online_word(view.online if view else None)
        zone = zone_name(site, device.zone)
        return straw(device.id, chosen(device.name), zone, link, *device.aliases)


class RejectedList:
    """Every delivery that could not be used; `shown` and `total` are of the last time made."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.sorts = Sorts(*REJECTED_SORTS)
        self.shown = self.total = 0
        self._shown: Shown[Rejection] = Shown(
            lambda one: straw(one.source, one.reason, reason_word(one.reason))
        )

    def rows(self, every: Rejections, sieve: Sieve, fitted: Fitted) -> Rows:
        """Return its rows in the columns `fitted`."""
        found = self._shown.of(self.live, every, sieve, self.sorts.now)
        self.shown, self.total = len(found), len(every)
        keys = tuple(f"{one.source}|{one.reason}" for one in found)
        site = self.live.mirror.site
        return Rows(keys, lambda place: _rejected_row(site, fitted, found[place]))


def columns(of: Sequence[Column], width: int) -> Fitted:
    """Return the columns of one of the lists that fit, with their titles."""
    titles = {key: say(word) for key, word in _TITLES.items()}
    return fit_columns(titled(of, titles), width - 1)


def _device_row(live: Live, fitted: Fitted, device: Device) -> Line:
    site, view = live.mirror.site, live.mirror.devices.get(device.id)
    online = view.online if view else None
    glyph, ink = _link_look(online) if live.evaluated else ("?", "unknown")
    word = online_word(online)
    if out_with(live, device.id) is not None:
        glyph, ink, word = OUT, "faint", say(Plant.OUT_OF_SERVICE)
    since = age(live.age_s(moment(view.since))) if view and view.since else ""
    cells: dict[str, tuple[str, Ink]] = {
        "glyph": (glyph, ink),
        "device": (chosen(device.name), "text"),
        "link": (word, ink),
        "since": (since, "muted"),
        "heard": (age(live.age_s(heard(live, device))) if device.sensors else "", "text"),
        "zone": (zone_name(site, device.zone), "muted"),
        "sensors": (str(len(device.sensors)), "faint"),
        "id": (plain(device.id), "faint"),
    }
    return row(fitted, cells)


def _link_look(online: bool | None) -> tuple[str, Ink]:
    if online is None:
        return "?", "unknown"
    return ("●", "good") if online else ("✗", "high")


def _rejected_row(site: Site, fitted: Fitted, rejection: Rejection) -> Line:
    cells: dict[str, tuple[str, Ink]] = {
        "source": (plain(rejection.source), "text"),
        "reason": (reason_word(rejection.reason), "text"),
        "count": (count(rejection.count), "strong"),
        "last": (local(rejection.last_at, site.time_zone), "muted"),
    }
    return row(fitted, cells)
