"""The list `surroundings` of a site file: what may be why its sensors exceed."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from console.domain.findings import Findings, under
from console.domain.ids import ZoneId
from console.domain.landmarks import Place
from console.domain.strict import read
from console.domain.surroundings import DAY_MIN, Hours, Surrounding, SurroundingKind
from console.domain.values import Bilingual

KEY = "surroundings"
SURROUNDINGS_MAX = 200
HOURS_MAX = 8
LATITUDE_MAX = 90.0
LONGITUDE_MAX = 180.0

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)", re.ASCII)

# When each sort is usually at work: work on building sites by its permit from 06 to 22, meals
# from 11 to 13 and 17 to 20 (domain notes, inferred), the school run by convention.
USUAL: dict[SurroundingKind, Hours] = {
    SurroundingKind.BUILDING_SITE: ((360, 1_320),),
    SurroundingKind.KITCHEN: ((660, 780), (1_020, 1_200)),
    SurroundingKind.DROP_OFF: ((420, 540), (960, 1_080)),
}


class RawSurrounding(msgspec.Struct, frozen=True, kw_only=True):
    """Something around as written: with a `position`, a `zone`, or both."""

    kind: SurroundingKind
    name: Bilingual
    position: Place | None = None
    zone: str | None = None
    hours: tuple[tuple[str, str], ...] | None = None


def read_surroundings(
    raw: object, zones: Collection[str], findings: Findings
) -> tuple[Surrounding, ...]:
    """Return the sound ones; note everything wrong with the others."""
    if not isinstance(raw, list):
        findings.add("bad_value", KEY, found=type(raw).__name__, expected="list")
        return ()
    if len(raw) > SURROUNDINGS_MAX:
        expected = f"list of {SURROUNDINGS_MAX}"
        findings.add("bad_value", KEY, found=str(len(raw)), expected=expected)
        return ()
    found: list[Surrounding] = []
    for index, written in enumerate(raw):
        key = under(KEY, index)
        one = read(written, RawSurrounding, key, findings)
        if one is not None:
            _check(one, zones, key, findings)
            found.append(_built(one, key, findings))
    return tuple(found)


def _check(one: RawSurrounding, zones: Collection[str], key: str, findings: Findings) -> None:
    if one.position is None and one.zone is None:
        findings.add("missing_key", under(key, "position"))
    if one.zone is not None and one.zone not in zones:
        findings.unknown("dangling_reference", under(key, "zone"), one.zone, zones)
    if one.position is not None:
        latitude, longitude = one.position
        if abs(latitude) > LATITUDE_MAX or abs(longitude) > LONGITUDE_MAX:
            found = f"{latitude:g}, {longitude:g}"
            findings.add("bad_range", under(key, "position"), found=found, expected="±90, ±180")
    if one.hours is not None and len(one.hours) > HOURS_MAX:
        found, expected = str(len(one.hours)), f"list of {HOURS_MAX}"
        findings.add("bad_value", under(key, "hours"), found=found, expected=expected)


def _built(one: RawSurrounding, key: str, findings: Findings) -> Surrounding:
    hours = USUAL.get(one.kind, ())
    if one.hours is not None:
        at = under(key, "hours")
        hours = tuple(_stretch(pair, under(at, n), findings) for n, pair in enumerate(one.hours))
    zone = None if one.zone is None else ZoneId(one.zone)
    return Surrounding(kind=one.kind, name=one.name, place=one.position, zone=zone, hours=hours)


def _stretch(pair: tuple[str, str], key: str, findings: Findings) -> tuple[int, int]:
    since, until = (_minute(text, under(key, n), findings) for n, text in enumerate(pair))
    return since, until if until > since else until + DAY_MIN


def _minute(text: str, key: str, findings: Findings) -> int:
    match = _TIME.fullmatch(text)
    if match is None:
        findings.add("bad_time_of_day", key, found=text[:40], expected="22:00")
        return 0
    hour, minute = (part for part in match.groups() if part is not None)
    return int(hour) * 60 + int(minute)
