"""The lists `sla` and `escalation` of a site file, by its calendar: terms as `30m`, `4h`, `2wd`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

import msgspec

from console.domain.calendar import Calendar
from console.domain.calendar_table import read_calendar
from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.ids import PartyId
from console.domain.matters import Category
from console.domain.sla import Hours, Rung, Sla, Term
from console.domain.sla_facts import Timed
from console.domain.strict import check_keys, read
from console.domain.values import Priority

TABLES = ("calendar", "sla", "escalation")
TERMS_MAX = 500
RUNGS_MAX = 10
WITHIN_MAX_S = 400 * 86_400.0  # a case that may take longer than a year is no case
WEEKS_MAX = 60  # of working hours: the horizon is far beyond, whatever the holidays
EXAMPLE = "30m, 4h, 2wd"

_DAYS = re.compile(r"(\d{1,3}(?:\.\d)?)wd", re.ASCII)

T = TypeVar("T", bound=msgspec.Struct)


class RawTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term as written; `1wd` is a usual working day of the site's calendar."""

    step: Timed
    within: str
    hours: Hours = Hours.WORKING
    category: Category | None = None
    priority: Priority | None = None
    source: str = ""


class RawRung(msgspec.Struct, frozen=True, kw_only=True):
    """A rung of the chain as written."""

    party: str
    after: str


def read_clockwork(document: Mapping[str, Any], findings: Findings) -> tuple[Calendar, Sla]:
    """Return the calendar, the terms and the chain of a site file; note everything wrong."""
    calendar = read_calendar(document.get("calendar", {}), findings)
    parties = document.get("parties")
    known = parties if isinstance(parties, dict) else ()
    terms = _terms(document.get("sla", []), calendar, findings)
    chain = _chain(document.get("escalation", []), calendar, known, findings)
    return calendar, Sla(terms=terms, chain=chain)


def usual_terms(document: Mapping[str, Any], calendar: Calendar, file: str) -> tuple[Term, ...]:
    """Return the terms of a file that holds nothing else, by a site's calendar; raise
    `SettingsError` with all that is wrong."""
    findings = Findings(file)
    check_keys(document, ["sla"], "", findings)
    terms = _terms(document.get("sla", []), calendar, findings)
    findings.raise_any()
    return terms


def _terms(raw: object, calendar: Calendar, findings: Findings) -> tuple[Term, ...]:
    found: list[Term] = []
    taken: set[tuple[object, ...]] = set()
    for key, one in _rows(raw, "sla", RawTerm, TERMS_MAX, findings):
        within = _within(one.within, one.hours, calendar, under(key, "within"), findings)
        what = (one.step, one.category, one.priority)
        if what in taken:
            findings.add("duplicate", key, found=" ".join(str(word) for word in what if word))
        taken.add(what)
        found.append(
            Term(
                step=one.step,
                within_s=within,
                hours=one.hours,
                category=one.category,
                priority=one.priority,
                source=one.source,
            )
        )
    return tuple(found)


def _chain(
    raw: object, calendar: Calendar, parties: Collection[str], findings: Findings
) -> tuple[Rung, ...]:
    found: list[Rung] = []
    for key, one in _rows(raw, "escalation", RawRung, RUNGS_MAX, findings):
        if one.party not in parties:
            findings.unknown("dangling_reference", under(key, "party"), one.party, parties)
        after = _counted(one.after, calendar)
        if after is None or after > _most(calendar):
            at = under(key, "after")
            findings.add("bad_period", at, found=one.after[:40], expected=EXAMPLE)
            continue
        if found and after <= found[-1].after_s:
            expected = f"> {found[-1].after_s:g} s"
            findings.add("bad_range", under(key, "after"), found=one.after[:40], expected=expected)
        found.append(Rung(party=PartyId(one.party), after_s=after))
    return tuple(found)


def _rows(
    raw: object, key: str, into: type[T], most: int, findings: Findings
) -> list[tuple[str, T]]:
    if not isinstance(raw, list):
        findings.add("bad_value", key, found=type(raw).__name__, expected="list")
        return []
    if len(raw) > most:
        findings.add("bad_value", key, found=str(len(raw)), expected=f"list of {most}")
        return []
    rows = [(under(key, n), read(one, into, under(key, n), findings)) for n, one in enumerate(raw)]
    return [(at, row) for at, row in rows if row is not None]


def _within(text: str, hours: Hours, calendar: Calendar, key: str, findings: Findings) -> float:
    found = _counted(text, calendar)
    if hours is Hours.ALWAYS and _DAYS.fullmatch(text):
        findings.add("bad_period", key, found=text, expected="30m, 4h, 2d")
    elif not found or found > (WITHIN_MAX_S if hours is Hours.ALWAYS else _most(calendar)):
        findings.add("bad_period", key, found=text[:40], expected=EXAMPLE)
    return found or 1.0


def _counted(text: str, calendar: Calendar) -> float | None:
    if (days := _DAYS.fullmatch(text)) is not None:
        return float(days[1]) * calendar.usual_s
    return seconds(text)


def _most(calendar: Calendar) -> float:
    return min(WITHIN_MAX_S, calendar.week_s * WEEKS_MAX)
