"""Alerts as lines: the queue, and trouble by sensor or device."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from operator import attrgetter

from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import SensorId, TargetId
from console.live import Live
from console.screens.caselist import case_with
from console.screens.glance import (
    OUT,
    act_on,
    age_of,
    bound_of,
    decimals_of,
    device_name,
    index_of,
    limit_of,
    matter,
    of_alert,
    quantity_name,
    sensor_at,
    soft,
)
from console.widgets import (
    Cells,
    Column,
    Entry,
    Fitted,
    Ink,
    Line,
    fit_columns,
    heading,
    row,
    spark,
)
from console.wording import number, plain, state_word
from console.wording.screens import Say, say

SPARK = 8
QUEUE = (
    Column(key="glyph", width=2),
    Column(key="id", width=8, grow=1, most=10),
    Column(key="word", width=8, rank=3),
    Column(key="where", width=14, grow=4, most=60),
    Column(key="quantity", width=8, grow=2, rank=4),
    Column(key="matter", width=12, grow=1, most=18, rank=1),
    Column(key="mark", width=1, rank=2),
    Column(key="state", width=14, rank=5),
    Column(key="age", width=5, right=True),
)
TROUBLE = (
    Column(key="glyph", width=2),
    Column(key="where", width=14, grow=4, most=60),
    Column(key="quantity", width=8, grow=2, rank=3),
    Column(key="value", width=7, right=True),
    Column(key="unit", width=6, rank=5),
    Column(key="spark", width=SPARK, rank=4),
    Column(key="word", width=8, rank=1),
    Column(key="limit", width=7, grow=1, most=12, rank=2),
    Column(key="age", width=5, right=True),
)
_CASE = Column(key="case", width=6, grow=1, most=8, rank=3)
_MARKS: dict[State, tuple[str, Ink]] = {
    State.UNACKNOWLEDGED: ("●", "accent"),
    State.ACKNOWLEDGED: ("✓", "muted"),
    State.RETURNED: ("↩", "muted"),
    State.NORMAL: (" ", "text"),
    State.SHELVED: ("▽", "faint"),
    State.SUPPRESSED: ("∅", "faint"),
    State.OUT_OF_SERVICE: (OUT, "faint"),
}


def by_age(alerts: Iterable[AlertView]) -> list[AlertView]:
    """Order for the queue: newest first."""
    return sorted(alerts, key=attrgetter("raised_at"), reverse=True)


def queue_entries(live: Live, alerts: Sequence[AlertView], width: int) -> list[Entry]:
    """Return one entry for each alert, called by its id."""
    fitted = queue_columns(live, width)
    return [Entry(alert.id, partial(queue_row, live, fitted, alert)) for alert in alerts]


def queue_row(live: Live, fitted: Fitted, alert: AlertView) -> Line:
    """Return an alert as a line of the queue."""
    return row(fitted, _queue_cells(live, alert))


def queue_columns(live: Live, width: int) -> Fitted:
    """Return the columns of the queue that fit `width`."""
    return fit_columns(_with_case(live, QUEUE), width - 1)


def queue_heading(live: Live, width: int) -> Line:
    """Return the line that names the queue's columns."""
    titles = {
        "id": Say.COL_ID,
        "word": Say.COL_PRIORITY,
        "where": Say.COL_WHERE,
        "matter": Say.COL_WHAT,
        "state": Say.COL_STATE,
        "case": Say.COL_CASE,
        "age": Say.COL_AGE,
    }
    columns = [
        Column(
            key=c.key,
            width=c.width,
            title=say(titles[c.key]) if c.key in titles else "",
            right=c.right,
            rank=c.rank,
            grow=c.grow,
            most=c.most,
        )
        for c in _with_case(live, QUEUE)
    ]
    return ((" ", "text"), *heading(fit_columns(columns, width - 1)))


def trouble_entries(live: Live, targets: Sequence[TargetId], width: int) -> list[Entry]:
    """Return one entry for each target, worst first."""
    fitted = fit_columns(_with_case(live, TROUBLE), width - 1)
    return [Entry(target, partial(_trouble_row, live, fitted, target)) for target in targets]


def _trouble_row(live: Live, fitted: Fitted, target: TargetId) -> Line:
    return row(fitted, _trouble_cells(live, target))


def _with_case(live: Live, columns: Sequence[Column]) -> Sequence[Column]:
    """Return the columns with one for the case, once there is any."""
    return (*columns[:-1], _CASE, columns[-1]) if live.mirror.cases else columns


def _case(live: Live, alert: AlertView) -> tuple[str, Ink]:
    case = case_with(live, alert.id)
    return (plain(case.id) if case else "", "accent")


def _queue_cells(live: Live, alert: AlertView) -> Cells:
    site = live.mirror.site
    glance = of_alert(live, alert)
    waiting = alert.state is State.UNACKNOWLEDGED
    ink: Ink = "strong" if waiting else "muted"
    mark = _MARKS[alert.state] if live.evaluated else (" ", "text")
    return {
        "glyph": (glance.glyph, glance.ink),
        "id": (plain(act_on(alert)), ink),
        "word": (glance.word, soft(glance.ink)),
        "where": (device_name(site, alert.target), ink),
        "quantity": (quantity_name(site, alert.target), "text" if waiting else "muted"),
        "matter": (matter(site, alert, alert.value), "text" if waiting else "muted"),
        "mark": mark,
        "state": (state_word(alert.state) if live.evaluated else "", mark[1]),
        "case": _case(live, alert),
        "age": (age_of(live, alert), ink),
    }


def _trouble_cells(live: Live, target: TargetId) -> Cells:
    site = live.mirror.site
    alerts = live.alerts_on(target)
    if not alerts:
        return {}  # it went while its line waited to be drawn
    alert = alerts[0]
    glance = of_alert(live, alert)
    value = live.picture.value(SensorId(target))
    sensor = sensor_at(site, target)
    limit = limit_of(site, alert)
    figure, unit = index_of(site, alert)
    if sensor is not None:
        figure, unit = number(value, decimals_of(site, target)), plain(sensor.unit)
    return {
        "glyph": (glance.glyph, glance.ink),
        "where": (device_name(site, target), "strong"),
        "quantity": (quantity_name(site, target), "muted"),
        "value": (figure, soft(glance.ink)),
        "unit": (unit, "faint"),
        "spark": spark(
            live.picture.trend(SensorId(target)),
            SPARK,
            bound=bound_of(site, glance),
        ),
        "word": (glance.word, soft(glance.ink)),
        "limit": (limit, "text"),
        "case": _case(live, alert),
        "age": (age_of(live, alert), "text"),
    }
