"""What is kept from the queue as lines: by whom or what, why, and for how much longer."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import partial

from console.clock import moment
from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import AlertId
from console.live import Live
from console.screens.caselist import device_of
from console.screens.glance import act_on, age_of, device_name, matter, of_alert, quantity_name
from console.screens.load import WARNING_MS, left
from console.widgets import Column, Entry, Fitted, Ink, Line, fit_columns, row, titled
from console.wording import plain, target_name
from console.wording.names import place_name, suppression_name
from console.wording.queue import Queue
from console.wording.screens import Say, minute, say

WITHHELD = (
    Column(key="glyph", width=2),
    Column(key="id", width=8, grow=1, most=10),
    Column(key="where", width=14, grow=3, most=40, least=10),
    Column(key="quantity", width=8, grow=2, most=16, rank=2),
    Column(key="matter", width=12, grow=1, most=18, rank=4),
    Column(key="stands", width=12, grow=1, most=14, rank=3),
    Column(key="why", width=30, grow=8, most=90, least=20),
    Column(key="left", width=5, right=True),
)
_TITLES: dict[str, StrEnum] = {
    "id": Say.COL_ID,
    "where": Say.COL_WHERE,
    "matter": Say.COL_WHAT,
    "stands": Say.COL_STATE,
    "why": Queue.COL_WHY,
    "left": Queue.COL_LEFT,
}
GROUPS: tuple[tuple[State | None, Queue], ...] = (
    (State.SHELVED, Queue.SHELVED),
    (State.OUT_OF_SERVICE, Queue.OUT_OF_SERVICE),
    (State.SUPPRESSED, Queue.SUPPRESSED),
    (None, Queue.SYMPTOMS),
)


def withheld(live: Live) -> list[AlertView]:
    """Return everything that is kept from the queue: withheld, or behind a cause."""
    lineup = live.lineup
    behind = [alert for alert in lineup.symptoms if not alert.state.withheld]
    return [*lineup.withheld, *(alert for alert in behind if alert.state.in_queue)]


def withheld_columns(width: int) -> Fitted:
    """Return the columns that fit `width`."""
    titles = {key: say(word) for key, word in _TITLES.items()}
    return fit_columns(titled(WITHHELD, titles), width - 1)


def withheld_entries(
    live: Live, alerts: Iterable[AlertView], width: int, *, grouped: bool = True
) -> list[Entry]:
    """Return one entry for each alert, called by its id; where they are `grouped`, under what
    keeps them back."""
    fitted = withheld_columns(width)
    known = list(alerts)
    if not grouped:
        return [Entry(a.id, partial(_row, live, fitted, a)) for a in known]
    entries: list[Entry] = []
    for state, word in GROUPS:
        kin = [a for a in known if (a.state if a.state.withheld else None) is state]
        if not kin:
            continue
        if entries:
            entries.append(Entry(None, ()))
        title: Line = ((say(word), "title"), (f" {len(kin)}", "muted"))
        entries.append(Entry(None, title))
        if state is State.SHELVED:
            kin.sort(key=lambda a: moment(a.shelf.until) if a.shelf else 0)
        entries += [Entry(a.id, partial(_row, live, fitted, a)) for a in kin]
    return entries


def why(live: Live, alert: AlertView) -> str:
    """Return who or what keeps an alert back, in one line."""
    site = live.mirror.site
    match alert.state:
        case State.SHELVED if alert.shelf is not None:
            until = minute(alert.shelf.until, site.time_zone)
            word = Queue.UNTIL_OVER if alert.shelf.one_shot else Queue.UNTIL
            by, reason = plain(alert.shelf.by), plain(alert.shelf.reason)
            return say(word, until=until, person=by, reason=reason)
        case State.SUPPRESSED:
            names = ", ".join(suppression_name(site, by) for by in alert.suppressed_by)
            return say(Queue.SUPPRESSED_BY, names=names)
        case State.OUT_OF_SERVICE:
            return _out(live, alert)
        case _:
            return behind(live, alert.symptom_of) if alert.symptom_of else ""


def behind(live: Live, cause: AlertId) -> str:
    """Return the name of the alert that another only follows from."""
    above = live.mirror.alerts.get(cause)
    called = f" {target_name(live.mirror.site, above.target)}" if above else ""
    return say(Queue.BEHIND, cause=plain(cause) + called)


def _out(live: Live, alert: AlertView) -> str:
    site = live.mirror.site
    place = next(iter(alert.out_of_service), alert.target)
    view = live.mirror.around.out_of_service.get(place)
    named = place_name(site, place)
    if view is not None and view.note and place in (alert.target, device_of(alert.target)):
        return plain(view.note)
    if view is None or not view.note:
        return say(Queue.OUT_WITH, place=named)
    return say(Queue.OUT_WITH_NOTE, place=named, note=plain(view.note))


def _row(live: Live, fitted: Fitted, alert: AlertView) -> Line:
    site = live.mirror.site
    glance = of_alert(live, alert)
    until = moment(alert.shelf.until) if alert.shelf is not None else None
    ends = until is not None and until - live.now() <= WARNING_MS
    shelved = until is not None and alert.state is State.SHELVED
    count: Ink = ("medium" if alert.standing else "text") if ends else "muted"
    return row(
        fitted,
        {
            "glyph": (glance.glyph, "muted"),
            "id": (plain(act_on(alert)), "text"),
            "where": (device_name(site, alert.target), "text"),
            "quantity": (quantity_name(site, alert.target), "muted"),
            "matter": (matter(site, alert, alert.value), "muted"),
            "stands": (
                say(Queue.STANDING if alert.standing else Queue.NOT_STANDING),
                "text" if alert.standing else "faint",
            ),
            "why": (why(live, alert), "text"),
            "left": (left(live, until), count)
            if shelved and until is not None
            else (age_of(live, alert), "faint"),
        },
    )
