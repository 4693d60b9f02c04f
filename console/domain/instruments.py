"""What a kind of device measures, as a site file writes it, and the sensor a device gets of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from console.domain.checks import Checks, Pair
from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.ids import DeviceId, RuleId, sensor_id
from console.domain.sites import Sensor
from console.domain.values import Bilingual

DECIMALS_MAX = 6


class RawChecks(msgspec.Struct, frozen=True, kw_only=True):
    """What readings must pass; `flat` and `skew` are durations, `rate` is per minute.

    A figure of 0 takes back what the kind says for all its sensors.
    """

    flat: str | None = None
    spike: float | None = None
    rate: float | None = None
    skew: str | None = None


class RawPair(msgspec.Struct, frozen=True, kw_only=True):
    """Quantities of which `low` cannot be more than `ratio` times `high`."""

    low: str
    high: str
    ratio: float = 1.1


class RawSensor(msgspec.Struct, frozen=True, kw_only=True):
    """What every device of a kind measures; `period` is a duration."""

    name: Bilingual
    unit: str
    range: tuple[float, float]
    period: str
    at: Literal["start", "end"] = "end"
    decimals: int = 1
    rules: tuple[str, ...] = ()
    checks: RawChecks = RawChecks()


class RawOverride(msgspec.Struct, frozen=True, kw_only=True):
    """What differs at one device's sensor from its kind's."""

    range: tuple[float, float] | None = None
    period: str | None = None
    rules: tuple[str, ...] | None = None
    checks: RawChecks = RawChecks()


def check_sensor(raw: RawSensor, key: str, findings: Findings) -> None:
    """Note what is wrong with a kind's sensor, its rules aside."""
    check_measure(raw.range, raw.period, key, findings)
    check_checks(raw.checks, f"{key}.checks", findings)
    if not 0 <= raw.decimals <= DECIMALS_MAX:
        found, expected = str(raw.decimals), f"0..{DECIMALS_MAX}"
        findings.add("bad_range", f"{key}.decimals", found=found, expected=expected)


def check_override(raw: RawOverride, key: str, findings: Findings) -> None:
    """Note what is wrong with what differs at one device, its rules aside."""
    check_measure(raw.range, raw.period, key, findings)
    check_checks(raw.checks, f"{key}.checks", findings)


def check_measure(
    range: tuple[float, float] | None, period: str | None, key: str, findings: Findings
) -> None:
    """Note a range that is none, and a period that is none."""
    if range is not None and not range[0] < range[1]:
        findings.add(
            "bad_range", f"{key}.range", found=f"{range[0]:g}, {range[1]:g}", expected="low < high"
        )
    if period is not None and not seconds(period):
        findings.add("bad_period", f"{key}.period", found=period[:40], expected="10s, 5m, 1h")


def check_checks(raw: RawChecks, key: str, findings: Findings) -> None:
    """Note figures that no test can work with."""
    for name in ("flat", "skew"):
        written = getattr(raw, name)
        if written is not None and seconds(written) is None:
            at = under(key, name)
            findings.add("bad_duration", at, found=written[:40], expected="10s, 5m, 1h")
    for name in ("spike", "rate"):
        figure = getattr(raw, name)
        if figure is not None and figure < 0:
            findings.add("bad_range", under(key, name), found=f"{figure:g}", expected=">= 0")


def check_pairs(
    pairs: Iterable[RawPair], quantities: Iterable[str], key: str, findings: Findings
) -> None:
    """Note pairs of what is not measured, of one quantity with itself, or of no sense."""
    known = list(quantities)
    for index, pair in enumerate(pairs):
        at = under(key, index)
        for name in ("low", "high"):
            quantity = getattr(pair, name)
            if quantity not in known:
                findings.unknown("dangling_reference", under(at, name), quantity, known)
        if pair.low == pair.high:
            findings.add("duplicate", under(at, "high"), found=pair.high[:40])
        if pair.ratio <= 0:
            found = f"{pair.ratio:g}"
            findings.add("bad_range", under(at, "ratio"), found=found, expected="> 0")


def built_sensor(
    device: DeviceId, quantity: str, raw: RawSensor, changed: RawOverride, usual: RawChecks
) -> Sensor:
    """Return what `device` measures: its own words first, then its kind's, then the `usual`."""
    low, high = changed.range or raw.range
    rules = raw.rules if changed.rules is None else changed.rules
    return Sensor(
        id=sensor_id(device, quantity),
        device=device,
        quantity=quantity,
        name=raw.name,
        unit=raw.unit,
        low=low,
        high=high,
        period_s=seconds(changed.period or raw.period) or 1.0,
        at=raw.at,
        decimals=raw.decimals,
        rules=tuple(RuleId(rule) for rule in rules),
        checks=_checks((changed.checks, raw.checks, usual)),
    )


def built_pairs(pairs: Iterable[RawPair]) -> tuple[Pair, ...]:
    """Return what cannot be just anything to each other."""
    return tuple(Pair(low=pair.low, high=pair.high, ratio=pair.ratio) for pair in pairs)


def _checks(written: Iterable[RawChecks]) -> Checks:
    """Return the first that says something of each test; 0 says that there is none."""
    figures: dict[str, float | None] = {}
    for raw in written:
        for name, figure in (
            ("flat_s", None if raw.flat is None else seconds(raw.flat)),
            ("spike", raw.spike),
            ("rate", raw.rate),
            ("skew_s", None if raw.skew is None else seconds(raw.skew)),
        ):
            if figure is not None:
                figures.setdefault(name, figure)
    return Checks(**{name: figure or None for name, figure in figures.items()})
