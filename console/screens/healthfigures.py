"""How the hub is, in figures: in a column where there is room beside the lists, else run on."""

from __future__ import annotations

from collections.abc import Sequence

from console.contract.views import Health
from console.live import Live
from console.widgets import Ink, Line, Piece, fit, width_of, wrap
from console.wording import local, plain, role_word
from console.wording.rejections import warning_word
from console.wording.screens import Say, count, say, size

LABEL = 14
Row = tuple[Say, str, Ink]
Group = tuple[Say, Sequence[Row]]


def figures(live: Live, told: Health, width: int, *, narrow: bool) -> list[Line]:
    """Return every figure under its title."""
    groups: list[Group] = [
        (Say.HUB, _hub(live, told)),
        (Say.BROKER, _broker(told)),
        (Say.STORE, _store(told)),
        (Say.INTAKE, _intake(told)),
    ]
    if narrow:
        groups.append(groups.pop(0))  # where not all is seen, what may go wrong comes first
    lines: list[Line] = []
    for title, rows in groups:
        if narrow:
            lines += _run_on(title, rows, width)
            continue
        if lines:
            lines.append(())
        lines.append(((say(title), "title"),))
        for word, text, ink in rows:
            for place, part in enumerate(wrap(text, max(width - LABEL, 8))):
                lines.append(((fit(say(word) if place == 0 else "", LABEL), "muted"), (part, ink)))
    return lines


def _run_on(title: Say, rows: Sequence[Row], width: int) -> list[Line]:
    """Return a group's figures one after another, beside its title."""
    label = max(width_of(((say(each), "title"),)) for each in (Say.HUB, Say.BROKER, Say.INTAKE)) + 2
    lines: list[Line] = []
    line: tuple[Piece, ...] = ((fit(say(title), label), "title"),)
    room = 0
    for word, text, ink in rows:
        told: Line = ((f"{say(word)} ", "muted"), (text, ink))
        if room and width_of(line) + 2 + width_of(told) > width:
            lines.append(line)
            line, room = ((" " * label, "text"),), 0
        line = (*line, *(((" · ", "faint"),) if room else ()), *told)
        room += 1
    return [*lines, line]


def _hub(live: Live, told: Health) -> list[Row]:
    zone, who = live.mirror.site.time_zone, live.mirror.who
    rows: list[Row] = [
        (Say.VERSION, plain(told.version), "text"),
        (Say.STARTED, local(told.started_at, zone), "text"),
        (Say.DATA_TIME, local(told.data_time, zone), "text"),
        (Say.AS_OF, count(told.as_of), "text"),
        (Say.FOLLOWERS, count(told.followers), "text"),
    ]
    if who is not None:
        person, seat = plain(who.person), plain(who.seat)
        line = say(Say.YOU_LINE, person=person, seat=seat, role=role_word(who.role))
        rows.append((Say.YOU, line, "text"))
    return rows


def _broker(told: Health) -> list[Row]:
    broker = told.broker
    rows: list[Row] = [
        (Say.ADDRESS, plain(broker.url), "text"),
        (Say.CONNECTED, *_yes(broker.connected)),
        (Say.EMBEDDED, say(Say.YES if broker.embedded else Say.NO), "text"),
        (Say.RESTARTS, count(broker.restarts), "medium" if broker.restarts else "text"),
    ]
    if broker.queue_bytes is not None:
        rows.append((Say.BROKER_QUEUE, size(broker.queue_bytes), "text"))
    if broker.warning:
        rows.append((Say.WARNING, warning_word(broker.warning), "medium"))
    return rows


def _intake(told: Health) -> list[Row]:
    mailbox = say(
        Say.MAILBOX_LINE, count=count(told.mailbox), capacity=count(told.mailbox_capacity)
    )
    return [
        (Say.DELIVERIES, count(told.deliveries), "text"),
        (Say.READINGS_COUNT, count(told.readings), "text"),
        (Say.LATE, count(told.late), "text"),
        (Say.DUPLICATES, count(told.duplicates), "text"),
        (Say.REJECTED_COUNT, count(told.rejected), "medium" if told.rejected else "text"),
        (Say.MAILBOX, mailbox, "text"),
        (Say.DROPPED, count(told.mailbox_dropped), "medium" if told.mailbox_dropped else "text"),
    ]


def _store(told: Health) -> list[Row]:
    rows: list[Row] = [
        (Say.SIZE, size(told.store_bytes), "text"),
        (Say.FREE, size(told.disk_free_bytes), "text"),
    ]
    if told.store_full:
        rows.append((Say.WARNING, say(Say.STORE_FULL), "high"))
    return rows


def _yes(claim: bool) -> tuple[str, Ink]:
    return (say(Say.YES), "good") if claim else (say(Say.NO), "high")
