"""The gate at a case's end: each point's progress against its sensor's trend and limit."""

from __future__ import annotations

from math import ceil

from console.clock import moment
from console.contract.case_views import CaseView, PointView
from console.domain.ids import SensorId
from console.domain.rules import LimitRule, Side
from console.domain.sites import Sensor, Site
from console.live import Live
from console.screens.glance import decimals_of, device_name
from console.widgets import Bound, Ink, Line, bar, joined, spark
from console.wording import age, chosen, number, quantity
from console.wording.course import Course
from console.wording.dispatch import Work
from console.wording.screens import say

EVIDENCE_PERIODS = 1.5
SPARK = 24


def proof_lines(live: Live, case: CaseView, progress: float | None, width: int) -> list[Line]:
    """Return how near a case is to being verified; `progress` is the hub's word for it (0 to 1),
    which counts where it is known."""
    counting = case.settled_at is not None and case.verified_at is None
    lines: list[Line] = []
    if counting:
        shares = [share(live, point) for point in case.points]
        passed = min(shares, default=0.0) if progress is None else progress
        whole: Line = ((f"  {int(passed * 100):3d} %", "strong"),)
        lines.append((*bar(passed, max(width - 7, 4)), *whole))
    for point in case.points:
        lines += _point(live, point, width, counting=counting, several=len(case.points) > 1)
    return lines


def share(live: Live, point: PointView) -> float:
    """Return how much of a point's window has passed, 0 to 1: only as far as a reading is
    evidence, so that a silent sensor's window stands still."""
    if point.normal_since is None or point.window_s <= 0:
        return 0.0
    return max(0.0, min(1.0, _passed_s(live, point) / point.window_s))


def window_words(window_s: float) -> str:
    """Return the length of a window as m:ss or 1h05."""
    return age(ceil(window_s))


def _passed_s(live: Live, point: PointView) -> float:
    if point.normal_since is None:
        return 0.0
    known = live.now()
    sensor = _sensor(live.mirror.site, point)
    if sensor is not None:
        at = live.picture.at(sensor.id)
        covered = (at or 0) + sensor.period_s * EVIDENCE_PERIODS * 1000
        known = min(known, round(covered))
    return max((known - moment(point.normal_since)) / 1000, 0.0)


def _point(
    live: Live, point: PointView, width: int, *, counting: bool, several: bool
) -> list[Line]:
    """Return a point's trend with its value and limit, and how long it has been normal."""
    site = live.mirror.site
    sensor = _sensor(site, point)
    bound = _bound(site, point)
    value = live.picture.value(sensor.id) if sensor else None
    past = bound is not None and value is not None and bound.passed(value)
    name = chosen(sensor.name) if sensor else device_name(site, point.target)
    where = f"{device_name(site, point.target)} " if several and sensor else ""
    said: list[Line] = [((where + name, "muted"),)]
    if sensor is not None:
        ink: Ink = "high" if past else "good"
        shown = quantity(value, sensor.unit, sensor.decimals)
        said.append(((shown, ink if bound else "text"),))
        if bound is not None:
            said.append(((_wants(site, point, bound), "muted"),))
    lines: list[Line] = [((_normal(live, point), "text"),)] if counting else []
    if point.of_days:
        lines = _days(point)
    lines.append(joined(said))
    trend = live.picture.trend(sensor.id) if sensor else ()
    if trend:
        lines.append(spark(trend, min(SPARK, len(trend), width), bound=bound, ink="good"))
    return lines


def _normal(live: Live, point: PointView) -> str:
    if point.normal_since is None:
        return say(Work.NOT_NORMAL)
    window = window_words(point.window_s)
    passed = min(_passed_s(live, point), point.window_s)
    return say(Work.NORMAL_FOR, passed=age(passed), window=window)


def _days(point: PointView) -> list[Line]:
    """Return how often it came in the hours that matter, before the case and since the remedy."""
    hours = "–".join(f"{hour:02d}" for hour in (point.hours[:1] + point.hours[-1:]))
    kept = sum(day.counted for day in point.days)
    lines: list[Line] = [((say(Course.DAYS, hours=hours, kept=kept, days=point.of_days), "text"),)]
    for word, days in ((Course.DAYS_BEFORE, point.before), (Course.DAYS_SINCE, point.days)):
        counts = " ".join(str(day.episodes) if day.counted else "?" for day in days) or "–"
        lines.append(((f"  {say(word)} ", "muted"), (counts, "strong")))
    return lines


def _wants(site: Site, point: PointView, bound: Bound) -> str:
    word = Work.AT_MOST if bound.side is Side.HIGH else Work.AT_LEAST
    return say(word, limit=number(bound.limit, decimals_of(site, point.target)))


def _bound(site: Site, point: PointView) -> Bound | None:
    """Return what the mildest level clears at: only past that is it normal again."""
    rule = site.rules.get(point.rule)
    if not isinstance(rule, LimitRule) or not rule.levels:
        return None
    return Bound(rule.levels[0].clear, rule.side, "high")


def _sensor(site: Site, point: PointView) -> Sensor | None:
    return site.sensors().get(SensorId(point.target))
