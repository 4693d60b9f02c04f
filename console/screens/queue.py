"""Alerts as lines: the queue, and trouble by sensor or device."""

from __future__ import annotations

from collections.abc import Sequence

from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import SensorId, TargetId
from console.live import Live
from console.screens.asked import mark_of, state_of
from console.screens.caselist import case_with
from console.screens.glance import (
    OUT,
    act_on,
    age_of,
    bound_of,
    device_name,
    index_of,
    limit_of,
    matter,
    newest,
    of_alert,
    quantity_name,
    sensor_at,
    soft,
)
from console.widgets import (
    Cells,
    Column,
    Fitted,
    Ink,
    Line,
    Piece,
    Rows,
    fit_columns,
    row,
    spark,
    titled,
)
from console.widgets.cursor import Keys
from console.wording import plain, state_word
from console.wording.screens import Say, say

SPARK = 8
QUEUE = (
    Column(key="glyph", width=2),
    Column(key="id", width=8, grow=1, most=10),
    Column(key="word", width=9, rank=5),
    Column(key="where", width=16, grow=6, most=60, least=10),
    Column(key="quantity", width=8, grow=2, most=24, rank=3, least=5),
    Column(key="matter", width=12, grow=1, most=18, rank=1, least=10),
    Column(key="mark", width=1, rank=2, least=1),
    Column(key="state", width=14, rank=6),
    Column(key="age", width=5, right=True),
)
TROUBLE = (
    Column(key="glyph", width=2),
    Column(key="where", width=14, grow=4, most=60, least=10),
    Column(key="quantity", width=8, grow=2, most=24, rank=3, least=5),
    Column(key="value", width=7, right=True),
    Column(key="unit", width=6, rank=6),
    Column(key="spark", width=SPARK, rank=4),
    Column(key="word", width=9, rank=5),
    Column(key="limit", width=7, grow=1, most=12, rank=2, least=6),
    Column(key="age", width=5, right=True),
)
_CASE = Column(key="case", width=6, grow=1, most=8, rank=4, least=5)
_TITLES = {
    "id": Say.COL_ID,
    "word": Say.COL_PRIORITY,
    "where": Say.COL_WHERE,
    "matter": Say.COL_WHAT,
    "state": Say.COL_STATE,
    "case": Say.COL_CASE,
    "age": Say.COL_AGE,
}
_TROUBLE_TITLES = {
    "where": Say.COL_WHERE,
    "value": Say.COL_VALUE,
    "word": Say.COL_PRIORITY,
    "limit": Say.COL_LIMIT,
    "case": Say.COL_CASE,
    "age": Say.COL_AGE,
}
_MARKS: dict[State, tuple[str, Ink]] = {
    State.UNACKNOWLEDGED: ("●", "accent"),
    State.ACKNOWLEDGED: ("✓", "muted"),
    State.RETURNED: ("↩", "muted"),
    State.NORMAL: (" ", "text"),
    State.SHELVED: ("▽", "faint"),
    State.SUPPRESSED: ("∅", "faint"),
    State.OUT_OF_SERVICE: (OUT, "faint"),
}


def queue_row(live: Live, fitted: Fitted, alert: AlertView) -> Line:
    """Return an alert as a line of the queue."""
    return row(fitted, _queue_cells(live, alert))


def queue_rows(live: Live, alerts: Sequence[AlertView], fitted: Fitted, keys: Keys) -> Rows:
    """Return alerts as rows called by `keys`; a row is made when it comes into view."""
    return Rows(keys, lambda place: queue_row(live, fitted, alerts[place]))


def queue_columns(live: Live, width: int) -> Fitted:
    """Return the columns of the queue that fit `width`."""
    return fit_columns(titled(_with_case(live, QUEUE), _titles(_TITLES)), width - 1)


def trouble_columns(live: Live, width: int) -> Fitted:
    """Return the columns of the trouble list that fit `width`."""
    return fit_columns(titled(_with_case(live, TROUBLE), _titles(_TROUBLE_TITLES)), width - 1)


def trouble_row(live: Live, fitted: Fitted, target: TargetId) -> Line:
    """Return a sensor or device in alert as a line."""
    return row(fitted, _trouble_cells(live, target))


def _titles(words: dict[str, Say]) -> dict[str, str]:
    return {key: say(word) for key, word in words.items()}


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
    state = (state_word(alert.state) if live.evaluated else "", mark[1])
    asked = mark_of(live, alert.id)
    if asked is not None:
        mark, state = asked, state_of(live, alert.id) or state
    return {
        "glyph": (glance.glyph, glance.ink),
        "id": (plain(act_on(alert)), ink),
        "word": (glance.word, soft(glance.ink)),
        "where": (device_name(site, alert.target), ink),
        "quantity": (quantity_name(site, alert.target), "text" if waiting else "muted"),
        "matter": (matter(site, alert, alert.value), "text" if waiting else "muted"),
        "mark": mark,
        "state": state,
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
    sensor = sensor_at(site, target)
    limit = limit_of(site, alert)
    figure, unit = index_of(site, alert)
    shown: Piece = (figure, soft(glance.ink))
    trend: Line = spark(live.picture.trend(SensorId(target)), SPARK, bound=bound_of(site, glance))
    if sensor is not None:
        measured, unit = newest(live, sensor, soft(glance.ink)), plain(sensor.unit)
        shown = measured.value
        if not live.current:
            trend = (measured.age,)  # where nothing comes in, how old it is says more
    return {
        "glyph": (glance.glyph, glance.ink),
        "where": (device_name(site, target), "strong"),
        "quantity": (quantity_name(site, target), "muted"),
        "value": shown,
        "unit": (unit, "faint"),
        "spark": trend,
        "word": (glance.word, soft(glance.ink)),
        "limit": (limit, "text"),
        "case": _case(live, alert),
        "age": (age_of(live, alert), "text"),
    }
