"""The patrol units of a site file: who can be sent, from where, with what."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from console.domain.findings import Findings, under
from console.domain.ids import UnitId, ZoneId
from console.domain.inventory import check_id, repeated
from console.domain.people import Unit
from console.domain.strict import read, table
from console.domain.values import Bilingual


class RawUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as written; `zone` is the one it usually walks."""

    name: Bilingual
    members: tuple[str, ...] = ()
    zone: str | None = None
    kit: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    on_duty: bool = True


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
        kit=raw.kit,
        accounts=raw.accounts,
        on_duty=raw.on_duty,
    )
