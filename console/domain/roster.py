"""The patrol units of a site file: who can be sent, from where, with what, and when."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.ids import UnitId, ZoneId
from console.domain.inventory import check_id, repeated
from console.domain.people import PatrolPolicy, Skill, Span, Unit
from console.domain.strict import read, table
from console.domain.unit_states import written_span
from console.domain.values import Bilingual

CHECK_IN_LEAST_S = 60.0
CHECK_IN_MOST_S = 24 * 3600.0
SPANS_MOST = 6


class RawUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as written; `zone` is the one it usually walks, `shift` spans like "08:00-20:00"."""

    name: Bilingual
    members: tuple[str, ...] = ()
    zone: str | None = None
    skills: tuple[Skill, ...] = ()
    kit: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    shift: tuple[str, ...] = ()
    on_duty: bool = True


class RawPatrols(msgspec.Struct, frozen=True, kw_only=True):
    """The table `patrols` as written; what is left out keeps its default."""

    check_in: str | None = None
    on_site: str | None = None


def read_patrols(raw: object, findings: Findings) -> PatrolPolicy:
    """Return how often units that are out must be heard of; on site as on the way, unless said."""
    written = read(raw, RawPatrols, "patrols", findings)
    if written is None or (written.check_in is None and written.on_site is None):
        return PatrolPolicy()
    way_s = _check_in(written.check_in, "check_in", findings)
    site_s = _check_in(written.on_site, "on_site", findings)
    way_s = way_s or PatrolPolicy().check_in_s
    return PatrolPolicy(check_in_s=way_s, on_site_s=site_s or way_s)


def _check_in(text: str | None, name: str, findings: Findings) -> float | None:
    if text is None:
        return None
    found, key = seconds(text), under("patrols", name)
    if not found:
        findings.add("bad_period", key, found=text[:40], expected="30m, 1h")
    elif not CHECK_IN_LEAST_S <= found <= CHECK_IN_MOST_S:
        findings.add("bad_range", key, found=text[:40], expected="1m..24h")
    return found


def read_units(raw: object, zones: Collection[str], findings: Findings) -> dict[UnitId, Unit]:
    """Return the sound units of the table `units`; note everything wrong with the others."""
    units: dict[UnitId, Unit] = {}
    taken: set[str] = set()
    for id, written in table(raw, "units", findings).items():
        key = under("units", id)
        check_id(id, key, findings)
        unit = read(written, RawUnit, key, findings)
        if unit is None:
            continue
        _check(unit, zones, key, findings)
        _check_accounts(unit, taken, f"{key}.accounts", findings)
        units[UnitId(id)] = _unit(UnitId(id), unit)
    return units


def _check(unit: RawUnit, zones: Collection[str], key: str, findings: Findings) -> None:
    if unit.zone is not None and unit.zone not in zones:
        findings.unknown("dangling_reference", f"{key}.zone", unit.zone, zones)
    repeated(unit.skills, f"{key}.skills", findings)
    for index, text in enumerate(unit.shift):
        if written_span(text) is None:
            at = under(f"{key}.shift", index)
            findings.add("bad_time_of_day", at, found=text[:40], expected="08:00-20:00")
    if len(unit.shift) > SPANS_MOST:
        expected = f"list of {SPANS_MOST}"
        findings.add("bad_value", f"{key}.shift", found=str(len(unit.shift)), expected=expected)
    for name in ("members", "kit", "accounts"):
        words: tuple[str, ...] = getattr(unit, name)
        repeated(words, f"{key}.{name}", findings)
        for index, word in enumerate(words):
            if not word.strip():
                findings.add("blank", under(f"{key}.{name}", index))


def _check_accounts(unit: RawUnit, taken: set[str], key: str, findings: Findings) -> None:
    # An account in two units could not say for which of them it speaks.
    for index, account in enumerate(unit.accounts):
        if account in taken:
            findings.add("duplicate", under(key, index), found=account[:40])
    taken.update(unit.accounts)


def _unit(id: UnitId, raw: RawUnit) -> Unit:
    return Unit(
        id=id,
        name=raw.name,
        members=raw.members,
        zone=None if raw.zone is None else ZoneId(raw.zone),
        skills=raw.skills,
        kit=raw.kit,
        accounts=raw.accounts,
        shift=_spans(raw.shift),
        on_duty=raw.on_duty,
    )


def _spans(written: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(span for text in written if (span := written_span(text)) is not None)
