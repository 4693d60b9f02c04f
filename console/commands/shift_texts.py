"""Duties, handovers and the log as rows and fields for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from console.contract.facts import Fact
from console.contract.shift_views import HandoverLine, HandoverView, ShiftsView
from console.contract.state_views import DutyView
from console.contract.views import AlertView, Page
from console.domain.facts import LogWritten
from console.domain.shifts import HandoverStep
from console.domain.sites import Site
from console.printing import GAP, Column, Listing
from console.wording import (
    age,
    local,
    plain,
    priority_word,
    role_word,
    rule_name,
    state_word,
    step_word,
    target_name,
    unit_name,
)
from console.wording.commands import say
from console.wording.names import case_name, place_name
from console.wording.shift_facts import handover_step_word

_STYLES = {HandoverStep.OFFERED: "bold yellow", HandoverStep.LAPSED: "red"}


def duty_listing(view: ShiftsView) -> Listing[DutyView]:
    """Return who is signed on as a table."""
    return Listing(
        items=view.duties,
        as_of=view.as_of,
        none="none.duties",
        name=lambda duty: duty.seat,
        columns=(
            Column("seat", lambda duty: plain(duty.seat)),
            Column("person", lambda duty: plain(duty.person)),
            Column("role", lambda duty: role_word(duty.role)),
            Column("since", lambda duty: local(duty.since)),
        ),
    )


def handover_listing(page: Page[HandoverLine]) -> Listing[HandoverLine]:
    """Return handovers as a table."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.handovers",
        name=lambda line: line.id,
        columns=(
            Column("id", lambda line: plain(line.id)),
            Column("step", _step, style=lambda line: _STYLES.get(line.step, "")),
            Column("handed_by", lambda line: plain(line.by)),
            Column("handed_at", lambda line: local(line.at)),
            Column("until", lambda line: local(line.until)),
            Column("accepted_by", lambda line: plain(line.accepted_by or "")),
            Column("unacknowledged", lambda line: str(line.unacknowledged), right=True),
            Column("owned", lambda line: str(line.owned), right=True),
            Column("shelved", lambda line: str(line.shelved), right=True),
            Column("out", lambda line: str(line.out), right=True),
            Column("cases", lambda line: str(line.cases), right=True),
        ),
    )


def handover_fields(view: HandoverView, site: Site | None) -> Iterator[tuple[str, str]]:
    """Return a handover in full: what stood then, and the state each thing is in now."""
    line = view.line
    yield "id", plain(line.id)
    yield "step", _step(line)
    yield "handed_by", plain(line.by)
    yield "handed_at", local(line.at)
    yield "until", local(line.until)
    yield "accepted_by", plain(line.accepted_by or "")
    if line.ended_at is not None:
        yield "ended", local(line.ended_at)
    yield "note", plain(line.note or "")
    for name, rows in (*_alerts(view, site), *_places(view, site)):
        yield name, "\n".join(rows)


def _alerts(view: HandoverView, site: Site | None) -> Iterator[tuple[str, list[str]]]:
    def age_of(since: datetime) -> str:
        return age((view.line.at - since).total_seconds())

    yield (
        "unacknowledged",
        [
            _row(alert, site, say("raised.since", age=age_of(alert.raised_at)))
            for alert in view.unacknowledged
        ],
    )
    yield (
        "owned",
        [
            _row(o.alert, site, say("owned.since", person=o.by, age=age_of(o.since)))
            for o in view.owned
        ],
    )
    yield "shelved", [_row(s.alert, site, say("until.at", at=local(s.until))) for s in view.shelved]


def _places(view: HandoverView, site: Site | None) -> Iterator[tuple[str, list[str]]]:
    places = view.out_of_service
    yield "out_of_service", [place_name(site, p) if site else plain(p) for p in places]
    yield "out", [unit_name(site, unit) if site else plain(unit) for unit in view.out]
    yield (
        "cases",
        [
            GAP.join((plain(case.id), step_word(case.step), case_name(site, case) if site else ""))
            for case in view.cases
        ],
    )


def log_listing(page: Page[Fact]) -> Listing[Fact]:
    """Return lines of the log as a table."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.log",
        name=lambda fact: str(fact.n),
        columns=(
            Column("at", lambda fact: local(fact.at)),
            Column("person", lambda fact: plain(fact.who.person if fact.who else "")),
            Column("seat", lambda fact: plain(fact.who.seat if fact.who else "")),
            Column("about", lambda fact: plain(_written(fact).about or "")),
            Column("text", lambda fact: plain(_written(fact).text)),
        ),
    )


def _written(fact: Fact) -> LogWritten:
    return fact.what if isinstance(fact.what, LogWritten) else LogWritten(text="")


def _step(line: HandoverLine) -> str:
    return handover_step_word(line.step)


def _row(alert: AlertView, site: Site | None, told: str) -> str:
    names = (target_name(site, alert.target), rule_name(site, alert.rule)) if site else ()
    now = state_word(alert.state)
    return GAP.join((plain(alert.id), priority_word(alert.priority), *names, told, now))
