"""The table `remedies` of a site file, and the catalogue it changes entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from console.domain.causes import Action
from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.inventory import repeated
from console.domain.matters import Wanted
from console.domain.parties import PartyKind
from console.domain.remedy_catalogue import UsualRemedy
from console.domain.strict import read, table

KEY = "remedies"
DUE_MAX_S = 366 * 86_400.0  # what is due later than in a year is no remedy

Catalogue = dict[Action, UsualRemedy]


class RawRemedy(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as written; what a site leaves out is as the catalogue has it."""

    due: str | None = None
    working: bool | None = None
    proof: Wanted | None = None
    parties: tuple[PartyKind, ...] | None = None


def preset_remedies(document: Mapping[str, Any], file: str) -> Catalogue:
    """Return the shipped catalogue; raise `SettingsError` where it is wrong or lacks an action."""
    findings = Findings(file)
    catalogue = _read(document, "", {}, findings)
    for action in Action:
        if action not in document:
            findings.add("missing_key", action.value)
    findings.raise_any()
    return catalogue


def read_remedies(
    raw: object, usual: Mapping[Action, UsualRemedy], findings: Findings
) -> Catalogue:
    """Return the catalogue as a site has it; note everything wrong with the table."""
    return _read(table(raw, KEY, findings), KEY, usual, findings)


def _read(
    written: Mapping[str, Any], key: str, usual: Mapping[Action, UsualRemedy], findings: Findings
) -> Catalogue:
    catalogue = dict(usual)
    known = [action.value for action in Action]
    for name, raw in written.items():
        at = under(key, name)
        if name not in known:
            findings.unknown("unknown_key", at, name, known)
        elif (entry := read(raw, RawRemedy, at, findings)) is not None:
            action = Action(name)
            catalogue[action] = _entry(entry, usual.get(action, UsualRemedy()), at, findings)
    return catalogue


def _entry(raw: RawRemedy, usual: UsualRemedy, key: str, findings: Findings) -> UsualRemedy:
    repeated(raw.parties or (), under(key, "parties"), findings)
    return UsualRemedy(
        due_s=usual.due_s if raw.due is None else _due(raw.due, under(key, "due"), findings),
        working=usual.working if raw.working is None else raw.working,
        proof=usual.proof if raw.proof is None else raw.proof,
        kinds=usual.kinds if raw.parties is None else raw.parties,
    )


def _due(text: str, key: str, findings: Findings) -> float:
    found = seconds(text)
    if not found:
        findings.add("bad_period", key, found=text[:40], expected="2h, 30m, 1d")
        return 1.0
    if found > DUE_MAX_S:
        findings.add("bad_range", key, found=text, expected="..366d")
    return found
