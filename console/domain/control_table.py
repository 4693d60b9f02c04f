"""The controls of a kind of device as a site file writes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from console.domain.controls import Control, ControlKind
from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.ids import ControlId, DeviceId, SensorId
from console.domain.values import Bilingual

RANGES = {
    ControlKind.SWITCH: (0.0, 1.0),
    ControlKind.VALVE: (0.0, 1.0),
    ControlKind.LEVEL: (0.0, 100.0),
    ControlKind.FIGURE: (0.0, 1_000_000.0),
}
LONGEST_S = 86_400.0  # of a duration of a control: whatever runs for a day wants no control


class RawShows(msgspec.Struct, frozen=True, kw_only=True):
    """Which quantity of the same device shows the effect: it must be above a value in time."""

    sensor: str
    above: float = 0.0
    within: str = "15m"


class RawControl(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that every device of a kind can be told (see `Control`)."""

    name: Bilingual
    kind: ControlKind = ControlKind.SWITCH
    unit: str = ""
    range: tuple[float, float] | None = None
    safe: float = 0.0
    longest: str | None = None
    confirm: str = "10s"
    rest: str | None = None
    shows: RawShows | None = None


def check_controls(
    controls: Mapping[str, RawControl], measured: Collection[str], key: str, findings: Findings
) -> None:
    """Note everything wrong with the controls of a kind that measures these quantities."""
    for name, raw in controls.items():
        _check_control(raw, measured, under(key, name), findings)


def built_controls(device: DeviceId, controls: Mapping[str, RawControl]) -> tuple[Control, ...]:
    """Return a device's controls."""
    return tuple(_built(device, name, raw) for name, raw in controls.items())


def bounds_of(raw: RawControl) -> tuple[float, float]:
    """Return the least and the greatest value: those of the kind where none are written."""
    return raw.range or RANGES[raw.kind]


def _check_control(
    raw: RawControl, measured: Collection[str], key: str, findings: Findings
) -> None:
    low, high = bounds_of(raw)
    if low >= high:
        findings.add("bad_range", under(key, "range"), found=f"{low:g}", expected=f"< {high:g}")
    elif not low <= raw.safe <= high:
        expected = f"{low:g} .. {high:g}"
        findings.add("bad_range", under(key, "safe"), found=f"{raw.safe:g}", expected=expected)
    for name in ("longest", "confirm", "rest"):
        _check_duration(getattr(raw, name), under(key, name), findings)
    if raw.shows is not None:
        _check_duration(raw.shows.within, under(under(key, "shows"), "within"), findings)
        if raw.shows.sensor not in measured:
            at = under(under(key, "shows"), "sensor")
            findings.unknown("dangling_reference", at, raw.shows.sensor, measured)


def _check_duration(written: str | None, key: str, findings: Findings) -> None:
    if written is None:
        return
    found = seconds(written)
    if found is None:
        findings.add("bad_duration", key, found=written[:40], expected="10s, 5m, 1h")
    elif not 0 < found <= LONGEST_S:
        findings.add("bad_range", key, found=written[:40], expected="> 0s, <= 1d")


def _built(device: DeviceId, name: str, raw: RawControl) -> Control:
    low, high = bounds_of(raw)
    shows = raw.shows
    return Control(
        id=ControlId(f"{device}/{name}"),
        device=device,
        name=raw.name,
        kind=raw.kind,
        unit=raw.unit,
        low=low,
        high=high,
        safe=raw.safe,
        longest_s=None if raw.longest is None else seconds(raw.longest),
        confirm_s=seconds(raw.confirm) or 10.0,
        rest_s=(seconds(raw.rest) if raw.rest else None) or 0.0,
        sensor=None if shows is None else SensorId(f"{device}/{shows.sensor}"),
        least=None if shows is None else shows.above,
        shows_s=(seconds(shows.within) if shows else None) or 900.0,
    )
