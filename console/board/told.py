"""What the board tells: decided from facts and figures alone, nothing invented.

Where something is not known it is None, and is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from console.board.figures import CHARGE, FILL, FREE, Figures, rated
from console.board.works import Work, works
from console.contract.views import AlertView
from console.domain.air_index import Grade, grade
from console.domain.alerts import State
from console.domain.gauges import AirIndex, WaterClass
from console.domain.ids import ZoneId
from console.domain.sites import Device, Site
from console.domain.values import Bilingual
from console.domain.water_class import BEYOND, ITEMS, classify
from console.mirror import Mirror

LAMP = "lamp"  # a word in the id of a kind
RECYCLING = "recycling"


class Air(msgspec.Struct, frozen=True, kw_only=True):
    """A place's air by HJ 633; no index where it is not published, or not known now."""

    place: Bilingual
    index: int | None = None

    @property
    def grade(self) -> Grade | None:
        """Return the level the index belongs to."""
        return None if self.index is None else grade(self.index)


class Water(msgspec.Struct, frozen=True, kw_only=True):
    """A place's water by GB 3838: 1 to 5, 6 beyond; with `least` it may be worse."""

    place: Bilingual
    water_class: int | None = None
    least: bool = False
    items: tuple[str, ...] = ()


class Lamps(msgspec.Struct, frozen=True, kw_only=True):
    """How many lamps there are, and how they are; the rest is in order."""

    total: int
    faulty: int = 0
    out_of_service: int = 0
    unknown: int = 0

    @property
    def fine(self) -> int:
        """Return how many are in order."""
        return self.total - self.faulty - self.out_of_service - self.unknown


class CarPark(msgspec.Struct, frozen=True, kw_only=True):
    """A car park and how many stalls are free."""

    name: Bilingual
    free: int | None = None


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """A container for recycling and how full it is (percent)."""

    name: Bilingual
    fill: int | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the board says, as of data time `at` (ms); not `current`, it is of then only.

    Air is by place, the highest index first.
    """

    site: Bilingual
    time_zone: str
    as_of: int
    at: int
    current: bool
    drill: bool
    air: tuple[Air, ...] = ()
    water: tuple[Water, ...] = ()
    lamps: Lamps | None = None
    parking: tuple[CarPark, ...] = ()
    bins: tuple[Bin, ...] = ()
    work: tuple[Work, ...] = ()
    work_known: bool = True


def told(mirror: Mirror, figures: Figures, *, current: bool, known: bool = True) -> Told:
    """Return what the board says; not `known`, nothing is said of how things are."""
    site = mirror.site
    here = mirror if known else _nobody(mirror)
    seen = figures if known else Figures(at=figures.at)
    return Told(
        site=site.name,
        time_zone=site.time_zone,
        as_of=mirror.as_of,
        at=figures.at,
        current=current,
        drill=mirror.drill is not None,
        air=_air(here, seen),
        water=_water(here, seen),
        lamps=_lamps(here, seen, known=known),
        parking=tuple(_parking(here, seen)),
        bins=tuple(_bins(here, seen)),
        work=works(here),
        work_known=known,
    )


def _nobody(mirror: Mirror) -> Mirror:
    blank = Mirror()
    blank.site, blank.as_of = mirror.site, mirror.as_of
    return blank


def _air(mirror: Mirror, figures: Figures) -> tuple[Air, ...]:
    worst: dict[ZoneId, int | None] = {}
    for device, rule in rated(mirror.site):
        if isinstance(rule.gauge, AirIndex):
            figure = figures.figure(device.id) if _in_service(mirror, device) else None
            index = None if figure is None else round(figure.value)
            before = worst.setdefault(device.zone, index)
            worst[device.zone] = index if before is None else max(before, index or 0)
    found = [Air(place=_place(mirror.site, zone), index=index) for zone, index in worst.items()]
    return tuple(sorted(found, key=lambda air: -1 if air.index is None else air.index)[::-1])


def _water(mirror: Mirror, figures: Figures) -> tuple[Water, ...]:
    zones: dict[ZoneId, list[Water]] = {}
    for device, rule in rated(mirror.site):
        if isinstance(rule.gauge, WaterClass):
            rating = _rating(mirror, figures, device, rule.gauge)
            zones.setdefault(device.zone, []).append(rating)
    return tuple(_worst(ratings) for ratings in zones.values())


def _rating(mirror: Mirror, figures: Figures, device: Device, gauge: WaterClass) -> Water:
    """Return a sonde's class: of its newest sound values, and never better than the hub judged."""
    place = _place(mirror.site, device.zone)
    items = [s for s in device.sensors if s.quantity in ITEMS]
    values = {s.quantity: v for s in items if (v := figures.value(s)) is not None}
    found = classify(values, lake=gauge.lake, target=gauge.target)
    if found is None or not _in_service(mirror, device):
        return Water(place=place)
    figure = figures.figure(device.id)
    judged = gauge.target + round(figure.value) if figure is not None and figure.value > 0 else 0
    return Water(
        place=place,
        water_class=min(max(found.water_class, judged), BEYOND),
        least=len(values) < len(items),
        items=tuple(found.classes),
    )


def _worst(ratings: Sequence[Water]) -> Water:
    """Return the worst of a place; where one is not known it may be worse."""
    known = [rating for rating in ratings if rating.water_class is not None]
    if not known:
        return ratings[0]
    worst = max(known, key=lambda rating: rating.water_class or 0)
    least = len(known) < len(ratings) or any(rating.least for rating in known)
    items = dict.fromkeys(item for rating in known for item in rating.items)
    return Water(place=worst.place, water_class=worst.water_class, least=least, items=tuple(items))


def _lamps(mirror: Mirror, figures: Figures, *, known: bool) -> Lamps | None:
    lamps = [d for d in mirror.site.devices.values() if LAMP in d.kind.split("-")]
    if not lamps:
        return None
    if not known:
        return Lamps(total=len(lamps), unknown=len(lamps))
    troubled = {a.target.partition("/")[0] for a in mirror.alerts.values() if _stands(a)}
    faulty = out = unknown = 0
    for lamp in lamps:
        link = mirror.devices.get(lamp.id)
        charge = [figures.value(s) for s in lamp.sensors if s.quantity == CHARGE]
        if not _in_service(mirror, lamp):
            out += 1
        elif lamp.id in troubled or (link is not None and link.online is False):
            faulty += 1
        elif not any(value is not None for value in charge):
            unknown += 1
    return Lamps(total=len(lamps), faulty=faulty, out_of_service=out, unknown=unknown)


def _parking(mirror: Mirror, figures: Figures) -> Iterable[CarPark]:
    for device, value in _measured(mirror, figures, FREE):
        yield CarPark(name=device.name, free=value)


def _bins(mirror: Mirror, figures: Figures) -> Iterable[Bin]:
    for device, value in _measured(mirror, figures, FILL):
        if device.scene == RECYCLING:
            yield Bin(name=device.name, fill=value)


def _measured(
    mirror: Mirror, figures: Figures, quantity: str
) -> Iterable[tuple[Device, int | None]]:
    for device in mirror.site.devices.values():
        sensor = next((s for s in device.sensors if s.quantity == quantity), None)
        if sensor is not None:
            value = figures.value(sensor) if _in_service(mirror, device) else None
            yield device, None if value is None else round(value)


def _stands(alert: AlertView) -> bool:
    return alert.standing and alert.state is not State.NORMAL


def _in_service(mirror: Mirror, device: Device) -> bool:
    out = mirror.around.out_of_service
    return not any(place in out for place in (device.id, device.zone))


def _place(site: Site, zone: ZoneId) -> Bilingual:
    known = site.zones.get(zone)
    return known.name if known is not None else site.name
