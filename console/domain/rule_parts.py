"""What rules of every kind say alike, as written in TOML, and how it is checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.rules import UNSAID, Label, Level, Side
from console.domain.values import Bilingual

VERIFY = "15m"  # how long a case must see it normal, unless the rule says otherwise
DAY_S = 86_400.0


class RawRule(msgspec.Struct, frozen=True, kw_only=True):
    """What every rule may say; `only_when` is a condition and read apart.

    A `source` that is one text stands for both languages: it may just cite a document.
    """

    kind: str
    name: Bilingual
    verify: str = VERIFY
    label: Label = Label.CONVENTION
    source: Bilingual | str = UNSAID
    edition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    guidance: Bilingual | None = None
    latching: bool = True
    only_when: str = ""


class RawDelayed(RawRule, frozen=True, kw_only=True):
    """A rule that waits; delays are durations."""

    on_delay: str = "0s"
    off_delay: str = "0s"


class RawLevelled(RawDelayed, frozen=True, kw_only=True):
    """A rule with limits on one side."""

    side: Side = Side.HIGH
    levels: tuple[Level, ...]


def shared(raw: RawRule, key: str, findings: Findings) -> dict[str, Any]:
    """Return the fields of a rule that all kinds have; note what is wrong with them."""
    if raw.valid_from and raw.valid_to and raw.valid_from > raw.valid_to:
        at, expected = under(key, "valid_to"), f">= {raw.valid_from.isoformat()}"
        findings.add("bad_range", at, found=raw.valid_to.isoformat(), expected=expected)
    return {
        "name": raw.name,
        "verify_s": duration(raw.verify, under(key, "verify"), findings),
        "label": raw.label,
        "source": both(raw.source),
        "edition": raw.edition,
        "valid_from": raw.valid_from,
        "valid_to": raw.valid_to,
        "guidance": raw.guidance,
        "latching": raw.latching,
    }


def both(written: Bilingual | str) -> Bilingual:
    """Return a text in both languages; where only one was written, it is the same in both."""
    return Bilingual(zh=written, en=written) if isinstance(written, str) else written


def delays(raw: RawDelayed, key: str, findings: Findings) -> dict[str, Any]:
    """Return the fields of a rule that waits."""
    return {
        "on_delay_s": duration(raw.on_delay, under(key, "on_delay"), findings),
        "off_delay_s": duration(raw.off_delay, under(key, "off_delay"), findings),
    }


def duration(written: str, key: str, findings: Findings) -> float:
    """Return the seconds that `written` says; note where it is no duration."""
    found = seconds(written)
    if found is None:
        findings.add("bad_duration", key, found=written[:40], expected="10s, 5m, 1h")
        return 0.0
    return found


def stretch(written: str, key: str, findings: Findings, *, most_d: int) -> float:
    """Return a stretch of time that must be there and end: more than nothing, at most so long."""
    found = duration(written, key, findings)
    if seconds(written) is not None and not 0 < found <= most_d * DAY_S:
        findings.add("bad_range", key, found=written[:40], expected=f"> 0s, <= {most_d}d")
    return found


def within(value: float, key: str, findings: Findings, *, least: float, most: float) -> None:
    """Note a figure that is less or more than it may be."""
    if not least <= value <= most:
        findings.add("bad_range", key, found=f"{value:g}", expected=f">= {least:g}, <= {most:g}")


def check_share(share: float, key: str, findings: Findings) -> None:
    """Note what can be no share of a window."""
    if not 0 < share <= 1:
        at = under(key, "valid_share")
        findings.add("bad_range", at, found=f"{share:g}", expected="> 0, <= 1")


def check_levels(levels: Sequence[Level], side: Side, key: str, findings: Findings) -> None:
    """Note levels that do not run from mild to severe, or clear on the wrong side."""
    key = under(key, "levels")
    if not levels:
        findings.add("no_levels", key)
    sign = 1 if side is Side.HIGH else -1
    for index, level in enumerate(levels):
        if sign * level.clear > sign * level.limit:
            findings.add(
                "clear_side",
                under(under(key, index), "clear"),
                found=f"{level.clear:g}",
                expected=f"{'<=' if sign > 0 else '>='} {level.limit:g}",
            )
    for index, (mild, severe) in enumerate(pairwise(levels), start=1):
        rises = sign * severe.limit > sign * mild.limit and sign * severe.clear >= sign * mild.clear
        if not rises or severe.priority.rank <= mild.priority.rank:
            findings.add("levels_order", under(key, index), found=severe.priority.value)
