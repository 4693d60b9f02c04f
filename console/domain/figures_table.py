"""The table `diagnosis` of a site file, and the preset it changes: figures with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from console.domain.diagnosis.figures import NAMES, Figures
from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.strict import read, table
from console.domain.values import Bilingual

KEY = "diagnosis"
FIGURE_MAX = 1_000_000.0
DURATION_MAX_S = 30 * 86_400.0
SHARES = frozenset(
    {
        "valid_share",
        "spike_others",
        "regional_share",
        "rise_share",
        "fine_ratio",
        "weak_share",
        "hours_share",
    }
)
PERCENTS = frozenset({"own_percentile", "wind_percentile", "humidity"})
# What is written under which name: durations as `10m`, under names that need not say so.
FIELDS = {name.removesuffix("_s"): name for name in NAMES}


class RawNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with where it is from."""

    value: float
    source: Bilingual


class RawDuration(msgspec.Struct, frozen=True, kw_only=True):
    """A duration with where it is from."""

    value: str
    source: Bilingual


def preset_figures(document: Mapping[str, Any], file: str) -> Figures:
    """Return the figures of a preset, each with its source; raise `SettingsError` where wrong."""
    findings = Findings(file)
    figures = _read(document, "", Figures(), findings)
    for name in FIELDS:
        if name not in document:
            findings.add("missing_key", name)
    findings.raise_any()
    return figures


def read_figures(raw: object, usual: Figures, findings: Findings) -> Figures:
    """Return the `usual` figures with what a site sets itself: bare figures, or with a source."""
    return _read(table(raw, KEY, findings), KEY, usual, findings)


def _read(raw: Mapping[str, Any], key: str, usual: Figures, findings: Findings) -> Figures:
    values: dict[str, float] = {}
    sources = dict(usual.sources)
    for name, written in raw.items():
        at = under(key, name)
        field = FIELDS.get(name)
        if field is None:
            findings.unknown("unknown_key", at, name, FIELDS)
            continue
        value, source = _one(written, field, at, findings)
        if value is not None:
            values[field] = value
            sources.pop(field, None)
            if source is not None:
                sources[field] = source
    return replace(usual, **values, sources=sources)


def _one(
    written: object, field: str, key: str, findings: Findings
) -> tuple[float | None, Bilingual | None]:
    timed = field.endswith("_s")
    bare: object = written
    source: Bilingual | None = None
    if isinstance(written, dict):
        found: RawDuration | RawNumber | None
        if timed:
            found = read(written, RawDuration, key, findings)
        else:
            found = read(written, RawNumber, key, findings)
        if found is None:
            return None, None
        bare, source, key = found.value, found.source, under(key, "value")
    value = _duration(bare, key, findings) if timed else _number(bare, field, key, findings)
    return value, source


def _duration(written: object, key: str, findings: Findings) -> float | None:
    found = seconds(written) if isinstance(written, str) else None
    if not found or found > DURATION_MAX_S:
        findings.add("bad_period", key, found=str(written)[:40], expected="10m, 24h, 7d")
        return None
    return found


def _number(written: object, field: str, key: str, findings: Findings) -> float | None:
    if isinstance(written, bool) or not isinstance(written, int | float):
        findings.add("bad_value", key, found=str(written)[:40], expected="number")
        return None
    most = 1.0 if field in SHARES else 100.0 if field in PERCENTS else FIGURE_MAX
    if not 0 < written <= most:
        findings.add("bad_range", key, found=f"{written:g}", expected=f"0 < x <= {most:g}")
        return None
    return float(written)
