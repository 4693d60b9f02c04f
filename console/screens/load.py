"""Alert load against what a person can take in: glyph, figure and word, never colour alone."""

from __future__ import annotations

import msgspec

from console.clock import moment, utc
from console.domain.policy import Band
from console.live import Live
from console.screens.glance import matter
from console.screens.urgent import urgent_lines
from console.widgets import Ink, Line, between, fit, joined, width_of
from console.wording import age, figure, plain, target_name
from console.wording.plant import Plant
from console.wording.screens import minute, say
from console.wording.shift import Shift

WARNING_MS = 900_000  # shelves that end so soon are told of
MINUTE_MS = 60_000


class Gauge(msgspec.Struct, frozen=True, kw_only=True):
    """Annunciations in one stretch against its band; `words` says the figure."""

    count: int
    band: Band
    words: Plant
    name: Shift

    @property
    def weight(self) -> int:
        """Return 0 (within the target), 1 (manageable) or 2 (more than one person can take)."""
        return 0 if self.count <= self.band.target else 1 if self.count <= self.band.most else 2


_LOOK: tuple[tuple[str, Ink], ...] = (("·", "muted"), ("◇", "low"), ("◆", "medium"))


def gauges(live: Live) -> list[Gauge]:
    """Return the load of ten minutes, an hour and a day."""
    policy = live.mirror.site.policy
    return [
        Gauge(count=live.load(minutes), band=band, words=words, name=name)
        for minutes, band, words, name in (
            (10, policy.ten_minutes, Plant.PER_TEN, Shift.LOAD_TEN),
            (60, policy.hour, Plant.PER_HOUR, Shift.LOAD_HOUR),
            (1440, policy.day, Plant.PER_DAY, Shift.LOAD_DAY),
        )
    ]


def load_line(live: Live, *, brief: bool = False) -> Line:
    """Return the gauge in one line; in `brief` the heaviest of its parts only."""
    found = gauges(live)
    if brief:
        found = [max(found, key=lambda gauge: (gauge.weight, -gauge.band.most))]
    parts = [_part(gauge, over=brief) for gauge in found]
    return joined((((say(Plant.LOAD), "muted"),), *parts), " " if brief else "  ")


def load_lines(live: Live) -> list[Line]:
    """Return a line for each stretch: how much, against what, and what that means."""
    lines: list[Line] = []
    for gauge in gauges(live):
        glyph, ink = _LOOK[gauge.weight]
        target, most = figure(gauge.band.target), figure(gauge.band.most)
        words = (Shift.LOAD_WELL, Shift.LOAD_MANAGEABLE, Shift.LOAD_TOO_MUCH)[gauge.weight]
        said = say(words, target=target, most=most)
        lines.append(
            (
                (f"{glyph} ", ink),
                (fit(say(gauge.name), 10), "muted"),
                (f"{gauge.count:>5}  ", "strong" if gauge.weight else "text"),
                (said, ink if gauge.weight else "faint"),
            )
        )
    return lines


def banners(live: Live, width: int) -> list[Line]:
    """Return what everyone must know now, on one line where it fits, each on its own else."""
    if not live.ready or not live.evaluated:
        return []
    urgent = urgent_lines(live, width)
    told = [line for line in (_flood(live, width), _shelves(live), _handover(live)) if line]
    if not told:
        return urgent
    line = joined(((), *told), "   ")
    if width_of(line) + 2 <= width:
        return [*urgent, ((" ", "text"), *line)]
    return [*urgent, *(between(((" ", "text"), *each), (), width) for each in told)]


def _part(gauge: Gauge, *, over: bool) -> Line:
    glyph, ink = _LOOK[gauge.weight]
    figures: Line = ((say(gauge.words, count=gauge.count), ink if gauge.weight else "text"),)
    if gauge.weight or not over:  # alone and well it needs none: a dot at the end waits for more
        figures += ((f" {glyph}", ink),)
    if over and gauge.weight:
        bound = gauge.band.most if gauge.weight > 1 else gauge.band.target
        figures += ((f" {say(Plant.OVER, figure=figure(bound))}", ink),)
    return figures


def _flood(live: Live, width: int) -> Line:
    flood = live.mirror.around.flood
    if flood is None:
        return ()
    site = live.mirror.site
    first = live.mirror.alerts.get(flood.first)
    called = plain(flood.first)
    if first is not None and width >= 100:
        called += f" {target_name(site, first.target)} {matter(site, first, first.value)}"
    elif first is not None:
        called += f" {target_name(site, first.target)}"
    since = minute(flood.since, site.time_zone)
    said = say(Plant.FLOOD_LINE, count=flood.count, at=since, first=called)
    return ((say(Plant.FLOOD), "critical"), (f" {said}", "strong"))


def _shelves(live: Live) -> Line:
    now = live.now()
    soon = [
        alert
        for alert in live.lineup.withheld
        if alert.shelf is not None and moment(alert.shelf.until) - now <= WARNING_MS
    ]
    if not soon:
        return ()
    standing = sum(alert.standing for alert in soon)
    first = min(moment(alert.shelf.until) for alert in soon if alert.shelf is not None)
    last = max(moment(alert.shelf.until) for alert in soon if alert.shelf is not None)
    left = max(1, -((now - (first if len(soon) == 1 else last)) // MINUTE_MS))
    word = Plant.SHELF_ENDS if len(soon) == 1 else Plant.SHELVES_END
    said = say(word, count=len(soon), minutes=left, standing=standing)
    return (("▽ ", "medium" if standing else "muted"), (said, "strong" if standing else "text"))


def _handover(live: Live) -> Line:
    offered = list(live.mirror.around.handovers.values())
    if not offered:
        return ()
    first = min(offered, key=lambda handover: handover.until)
    until = minute(utc(first.until), live.mirror.site.time_zone)
    said = say(Plant.HANDOVER_WAITS, id=plain(first.id), person=plain(first.by), until=until)
    return (("→ ", "accent"), (said, "text"))


def on_duty(live: Live) -> Line:
    """Return who acts at this seat, as the head says it; nothing where seats are not shared."""
    who = live.mirror.who
    if who.signed_on:
        return ((plain(who.person), "text"),)
    if who.shared:
        return ((say(Plant.NOBODY_ON), "medium"),)
    return ()


def left(live: Live, until: int) -> str:
    """Return how long it is until a moment (ms)."""
    return age(max(until - live.now(), 0) / 1000)
