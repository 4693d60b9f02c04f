"""The tables `remedies` and `verification` of a site file: what is asked for as proof."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from console.domain.causes import Action
from console.domain.comparison import Terms
from console.domain.findings import Findings, under
from console.domain.remedy_catalogue import UsualRemedy
from console.domain.remedy_table import Catalogue, read_remedies
from console.domain.strict import read

PROOF = ("remedies", "verification")
KEY = "verification"
DAYS_MAX = 14  # of days before a case so many are looked at; more prove nothing better
DEFAULT = Terms()


class RawVerification(msgspec.Struct, frozen=True, kw_only=True):
    """How what comes and goes is compared; what is left out keeps its default."""

    days: int = DEFAULT.days
    share: float = DEFAULT.share
    fallen: float = DEFAULT.fallen


def read_proof(
    document: Mapping[str, Any], usual: Mapping[Action, UsualRemedy], findings: Findings
) -> tuple[Catalogue, Terms]:
    """Return the catalogue of remedies and the terms of a comparison, as a site has them."""
    catalogue = read_remedies(document.get("remedies", {}), usual, findings)
    written = read(document.get(KEY, {}), RawVerification, KEY, findings)
    if written is None:
        return catalogue, DEFAULT
    if not 1 <= written.days <= DAYS_MAX:
        expected = f"1..{DAYS_MAX}"
        findings.add("bad_range", under(KEY, "days"), found=str(written.days), expected=expected)
    for name in ("share", "fallen"):
        found = getattr(written, name)
        if not 0 < found <= 1:
            findings.add("bad_range", under(KEY, name), found=f"{found:g}", expected="0 < x <= 1")
    return catalogue, Terms(days=written.days, share=written.share, fallen=written.fallen)
