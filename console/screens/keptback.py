"""What keeps an alert from the queue, and what it keeps back itself: rows for its detail."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from console.clock import moment
from console.contract.views import AlertView
from console.domain.ids import AlertId
from console.domain.rules import RecurringRule
from console.live import Live
from console.screens.load import left
from console.wording import figure, plain, target_name
from console.wording.names import place_name, suppression_name
from console.wording.queue import Queue
from console.wording.screens import minute, say, time_of_day

HOUR_S = 3_600
Row = tuple[StrEnum, str]


def kept_back(live: Live, alert: AlertView) -> list[Row]:
    """Return a row for each thing that withholds the alert, its cause, and its symptoms."""
    return list(_rows(live, alert))


def _rows(live: Live, alert: AlertView) -> Iterator[Row]:
    site, zone = live.mirror.site, live.mirror.site.time_zone
    if alert.state.withheld or alert.shelf is not None:
        word = Queue.STILL_STANDS if alert.standing else Queue.STANDS_NO_MORE
        yield Queue.CONDITION, say(word)
    if alert.shelf is not None:
        word = Queue.SHELF_ONE_SHOT if alert.shelf.one_shot else Queue.SHELF_LINE
        yield (
            Queue.SHELF,
            say(
                word,
                until=minute(alert.shelf.until, zone),
                left=left(live, moment(alert.shelf.until)),
                person=plain(alert.shelf.by),
                reason=plain(alert.shelf.reason),
            ),
        )
    for by in alert.suppressed_by:
        yield Queue.BY_DESIGN, suppression_name(site, by)
    for place in alert.out_of_service:
        yield Queue.OUT, _out(live, place)
    if alert.symptom_of is not None:
        yield Queue.SYMPTOM_OF, _called(live, alert.symptom_of)
    for symptom in live.lineup.behind(alert.id):
        yield Queue.HAS_SYMPTOMS, _called(live, symptom.id)
    stale_s = site.policy.stale_s
    stood = live.age_s(moment(alert.raised_at)) or 0.0
    # A pattern stands for days by its nature; anything else that does is nobody's matter.
    pattern = isinstance(site.rules.get(alert.rule), RecurringRule)
    if alert.standing and alert.state.in_queue and stood > stale_s and not pattern:
        yield Queue.STALE, say(Queue.STALE_LINE, hours=figure(stale_s / HOUR_S))


def _out(live: Live, place: str) -> str:
    view = live.mirror.around.out_of_service.get(place)
    named = place_name(live.mirror.site, place)
    if view is None:
        return named
    at = time_of_day(view.at, live.mirror.site.time_zone)
    return say(Queue.OUT_LINE, place=named, person=plain(view.by), at=at, note=plain(view.note))


def _called(live: Live, id: AlertId) -> str:
    alert = live.mirror.alerts.get(id)
    called = f"  {target_name(live.mirror.site, alert.target)}" if alert is not None else ""
    return plain(id) + called
