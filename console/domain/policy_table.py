"""The table `policy` of a site file: durations as `8h`, bands as `{ target, most }`."""

from __future__ import annotations

from typing import Any

import msgspec

from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.policy import Band, Policy
from console.domain.strict import read

KEY = "policy"
DEFAULT = Policy()
COUNT_MAX = 100_000  # annunciations nobody would call few; also bounds what a flood remembers
SHELVE_MAX_S = 30 * 86_400.0  # a shelf longer than this is a rule that should be rewritten


class RawBand(msgspec.Struct, frozen=True, kw_only=True):
    """How many annunciations are well, and how many manageable."""

    target: float
    most: float


class RawPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """The table as written; what is left out keeps its default."""

    shelve_max: str | None = None
    handover: str | None = None
    flood_over: int = DEFAULT.flood_over
    flood_under: int = DEFAULT.flood_under
    ten_minutes: RawBand | None = None
    hour: RawBand | None = None
    day: RawBand | None = None
    chatter_times: int = DEFAULT.chatter_times
    chatter: str | None = None
    fleeting: str | None = None
    stale: str | None = None
    hasty: str | None = None
    bulk_most: int = DEFAULT.bulk_most
    bulk: str | None = None


# What is written under which name, by the field of `Policy` it sets.
DURATIONS = {
    "shelve_max_s": "shelve_max",
    "handover_s": "handover",
    "chatter_s": "chatter",
    "fleeting_s": "fleeting",
    "stale_s": "stale",
    "hasty_s": "hasty",
    "bulk_s": "bulk",
}
BANDS = ("ten_minutes", "hour", "day")
COUNTS = {"flood_over": 1, "flood_under": 1, "chatter_times": 2, "bulk_most": 1}


def read_policy(raw: object, findings: Findings) -> Policy:
    """Return the policy a site file sets; note everything wrong with it."""
    written = read(raw, RawPolicy, KEY, findings)
    if written is None:
        return DEFAULT
    chosen: dict[str, Any] = {name: getattr(written, name) for name in COUNTS}
    for name, least in COUNTS.items():
        _check_count(name, chosen[name], least, findings)
    if written.flood_under > written.flood_over:
        findings.add(
            "bad_range",
            under(KEY, "flood_under"),
            found=str(written.flood_under),
            expected=f"1..{written.flood_over}",
        )
    for field, name in DURATIONS.items():
        if (text := getattr(written, name)) is not None:
            chosen[field] = _duration(text, name, findings)
    for name in BANDS:
        if (band := getattr(written, name)) is not None:
            chosen[name] = _band(band, name, findings)
    if chosen.get("shelve_max_s", 0) > SHELVE_MAX_S:
        findings.add(
            "bad_range", under(KEY, "shelve_max"), found=written.shelve_max, expected="..30d"
        )
    return Policy(**chosen)


def _check_count(name: str, count: int, least: int, findings: Findings) -> None:
    if not least <= count <= COUNT_MAX:
        expected = f"{least}..{COUNT_MAX}"
        findings.add("bad_range", under(KEY, name), found=str(count), expected=expected)


def _duration(text: str, name: str, findings: Findings) -> float:
    found = seconds(text)
    if not found:
        findings.add("bad_period", under(KEY, name), found=text[:40], expected="8h, 15m, 60s")
        return 1.0
    return found


def _band(band: RawBand, name: str, findings: Findings) -> Band:
    if not 0 < band.target <= band.most:
        findings.add(
            "bad_range",
            under(KEY, name),
            found=f"{band.target:g}, {band.most:g}",
            expected="0 < target <= most",
        )
    return Band(target=band.target, most=band.most)
