"""What one shift hands to the next, as lines: each thing that was frozen, as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from console.clock import moment, utc
from console.domain.alerts import State
from console.domain.ids import AlertId
from console.domain.shifts import Handover, Owned, Shelved
from console.live import Live
from console.screens.glance import OUT, act_on, age_of, matter, of_alert
from console.screens.load import left
from console.screens.readiness import tasks
from console.widgets import Column, Entry, Ink, Line, Piece, between, fit_columns, row, wrap
from console.wording import (
    age,
    case_name,
    plain,
    role_word,
    step_word,
    target_name,
    unit_name,
)
from console.wording.names import place_name
from console.wording.screens import minute, say
from console.wording.shift import Shift

NOW = "now"
SHOWN = 40  # of each kind; how many more there are stands below
DUTY = (
    Column(key="mark", width=2),
    Column(key="person", width=12, grow=3, most=24),
    Column(key="role", width=10, grow=1, most=14, rank=2),
    Column(key="seat", width=10, grow=2, most=18, rank=1),
    Column(key="here", width=9, rank=3, most=12, grow=1),
    Column(key="since", width=5, right=True),
)


def standing_now(live: Live) -> Handover:
    """Return what would be handed over if it were frozen now."""
    lineup, around = live.lineup, live.mirror.around
    oldest = sorted(lineup.queue, key=lambda alert: alert.order)
    cases = live.mirror.cases
    return Handover(
        id=NOW,
        by=live.mirror.who.person,
        at=live.now(),
        until=live.now(),
        unacknowledged=tuple(a.id for a in oldest if a.state is not State.ACKNOWLEDGED),
        owned=tuple(
            Owned(a.id, a.occurrence, a.acknowledged_by, moment(a.acknowledged_at))
            for a in oldest
            if a.state is State.ACKNOWLEDGED and a.acknowledged_by and a.acknowledged_at
        ),
        shelved=tuple(
            Shelved(a.id, moment(a.shelf.until)) for a in lineup.withheld if a.shelf is not None
        ),
        out_of_service=tuple(sorted(around.out_of_service)),
        out=tuple(tasks(live)),
        cases=tuple(cases),
    )


def duty_entries(live: Live, width: int) -> list[Entry]:
    """Return a line for each seat where someone is signed on; this one first."""
    around, who = live.mirror.around, live.mirror.who
    fitted = fit_columns(DUTY, width - 1)
    duties = sorted(around.duties.values(), key=lambda duty: (duty.seat != who.seat, duty.seat))
    entries = []
    for duty in duties:
        here = duty.seat == who.seat
        since = age(live.age_s(moment(duty.since)))
        cells: dict[str, Piece] = {
            "mark": ("●" if here else "·", "good" if here else "muted"),
            "person": (plain(duty.person), "strong" if here else "text"),
            "role": (role_word(duty.role), "muted"),
            "seat": (plain(duty.seat), "muted"),
            "here": (say(Shift.THIS_SEAT) if here else "", "accent"),
            "since": (since, "text"),
        }
        entries.append(Entry(None, row(fitted, cells)))
    if not any(duty.seat == who.seat for duty in duties):
        entries.insert(0, Entry(None, _account(live)))
    return entries


def _account(live: Live) -> Line:
    """Return who acts here while nobody is signed on: the account itself, or at a shared seat
    nobody."""
    who = live.mirror.who
    role: Line = ((f"  {role_word(who.role)}", "muted"),)
    if who.shared:
        return (("○ ", "medium"), (say(Shift.SEAT_OF, seat=plain(who.seat)), "text"), *role)
    here: Line = ((f"  {say(Shift.THIS_SEAT)}", "accent"),)
    return (("● ", "good"), (plain(who.person), "strong"), *role, *here)


def handover_entries(live: Live, width: int) -> list[Entry]:
    """Return a line for each handover nobody signed yet, and one for what stands now."""
    zone = live.mirror.site.time_zone
    entries = []
    for handover in sorted(live.mirror.around.handovers.values(), key=lambda h: h.until):
        until = minute(utc(handover.until), zone)
        waits = say(Shift.WAITS_UNTIL, until=until, left=left(live, handover.until))
        name: Line = (
            ("→ ", "accent"),
            (f"{plain(handover.id)} ", "strong"),
            (plain(handover.by), "text"),
        )
        entries.append(Entry(handover.id, between(name, ((waits, "muted"),), width - 1)))
    standing: Line = (("· ", "muted"), (say(Shift.WHAT_STANDS), "text"))
    return [*entries, Entry(NOW, standing)]


def handed_lines(live: Live, handover: Handover, width: int, *, frozen: bool) -> list[Line]:
    """Return what is in a handover, section by section; `frozen` once it was offered."""
    lines: list[Line] = []
    zone = live.mirror.site.time_zone
    if frozen:
        at = minute(utc(handover.at), zone)
        told = say(Shift.FROZEN, at=at, person=plain(handover.by))
        until = minute(utc(handover.until), zone)
        waits = say(Shift.WAITS_UNTIL, until=until, left=left(live, handover.until))
        lines.append(between(((told, "text"),), ((waits, "muted"),), width))
        if handover.note:
            noted = wrap(plain(handover.note), max(width - 2, 10))
            lines += [(("│ ", "accent"), (line, "text")) for line in noted]
        lines.append(())
    for word, total, found in _sections(live, handover, width):
        count: Line = ((f" {total}", "strong"),) if total else ((f"  {say(Shift.NONE)}", "faint"),)
        lines.append(((say(word), "title" if total else "muted"), *count))
        lines += islice(found, SHOWN)
        if total > SHOWN:
            lines.append(((f"  +{total - SHOWN}", "muted"),))
    return lines


def _sections(
    live: Live, handover: Handover, width: int
) -> Iterator[tuple[Shift, int, Iterator[Line]]]:
    one = handover
    for word, what, line in (
        (Shift.UNACKNOWLEDGED, one.unacknowledged, _alert),
        (Shift.OWNED, one.owned, _owned),
        (Shift.SHELVES, one.shelved, _shelf),
        (Shift.OUT_OF_SERVICE, one.out_of_service, _out),
        (Shift.UNITS_OUT, one.out, _unit),
        (Shift.CASES, one.cases, _case),
    ):
        draw: Callable[[Live, Any, int], Line] = line
        yield word, len(what), (draw(live, each, width) for each in what)


def _alert(live: Live, id: AlertId, width: int, right: Line | None = None) -> Line:
    alert = live.mirror.alerts.get(id)
    if alert is None:
        gone: Line = (("  · ", "muted"), (f"{plain(id)}  {say(Shift.OVER_NOW)}", "muted"))
        return between(gone, right or (), width)
    site = live.mirror.site
    glance = of_alert(live, alert)
    line: Line = (
        ("  ", "text"),
        (f"{glance.glyph:<3}", glance.ink if glance.ink != "critical" else "high"),
        (f"{plain(act_on(alert))}  ", "text"),
        (target_name(site, alert.target), "strong"),
        (f"  {matter(site, alert, alert.value)}", "muted"),
    )
    return between(line, right or ((f" {age_of(live, alert)}", "muted"),), width)


def _owned(live: Live, owned: Owned, width: int) -> Line:
    held = age(live.age_s(owned.at))
    who = say(Shift.OWNED_SINCE, person=plain(owned.by), age=held)
    return _alert(live, owned.alert, width, ((f" {who}", "muted"),))


def _shelf(live: Live, shelved: Shelved, width: int) -> Line:
    until = minute(utc(shelved.until), live.mirror.site.time_zone)
    told = say(Shift.UNTIL, until=until, left=left(live, shelved.until))
    return _alert(live, shelved.alert, width, ((f" {told}", "muted"),))


def _out(live: Live, place: str, width: int) -> Line:
    view = live.mirror.around.out_of_service.get(place)
    note = plain(view.note) if view is not None else say(Shift.OVER_NOW)
    ink: Ink = "text" if view is not None else "muted"
    name: Line = ((f"  {OUT}  ", "muted"), (place_name(live.mirror.site, place), "strong"))
    return between((*name, (f"  {note}", ink)), (), width)


def _unit(live: Live, unit: str, width: int) -> Line:
    known = next((u for u in live.mirror.site.units if u == unit), None)
    name = unit_name(live.mirror.site, known) if known is not None else plain(unit)
    task = tasks(live).get(known) if known is not None else None
    at = f"  {plain(task[0].id)} {case_name(live.mirror.site, task[0])}" if task else ""
    return between((("  →  ", "muted"), (name, "strong"), (at, "muted")), (), width)


def _case(live: Live, id: str, width: int) -> Line:
    case = next((case for case in live.mirror.cases.values() if case.id == id), None)
    if case is None:
        return (("  ·  ", "muted"), (f"{plain(id)}  {say(Shift.OVER_NOW)}", "muted"))
    name: Line = (
        ("  ·  ", "muted"),
        (f"{plain(id)}  ", "accent"),
        (case_name(live.mirror.site, case), "strong"),
    )
    return between(name, ((f" {step_word(case.step)}", "muted"),), width)
