"""The landmarks of a site file: what its plan draws behind the devices."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from console.domain.findings import Findings, under
from console.domain.ids import ZoneId
from console.domain.landmarks import Landmark, LandmarkKind, Place
from console.domain.strict import read
from console.domain.values import Bilingual

LANDMARKS_MAX = 200
POINTS_MAX = 500  # of one landmark; a terminal has no use for more
LATITUDE_MAX = 90.0
LONGITUDE_MAX = 180.0


class RawLandmark(msgspec.Struct, frozen=True, kw_only=True):
    """A landmark as written: with a `name`, or that of the `zone` it is."""

    kind: LandmarkKind
    points: tuple[Place, ...]
    name: Bilingual | None = None
    zone: str | None = None


def read_plan(
    raw: object, zones: Mapping[str, Bilingual | None], findings: Findings
) -> tuple[Landmark, ...]:
    """Return the sound landmarks of the list `plan`; note everything wrong with the others.

    `zones` are the names of the zones, None for one that was found wrong.
    """
    if not isinstance(raw, list):
        findings.add("bad_value", "plan", found=type(raw).__name__, expected="list")
        return ()
    if len(raw) > LANDMARKS_MAX:
        findings.add("bad_value", "plan", found=str(len(raw)), expected=f"list of {LANDMARKS_MAX}")
        return ()
    found: list[Landmark] = []
    for index, written in enumerate(raw):
        key = under("plan", index)
        landmark = read(written, RawLandmark, key, findings)
        if landmark is not None:
            _check(landmark, zones, key, findings)
            name = landmark.name or zones.get(landmark.zone or "")
            if name is not None:
                found.append(_built(landmark, name))
    return tuple(found)


def _check(
    landmark: RawLandmark, zones: Mapping[str, Bilingual | None], key: str, findings: Findings
) -> None:
    if landmark.name is None and landmark.zone is None:
        findings.add("missing_key", under(key, "name"))
    if landmark.zone is not None and landmark.zone not in zones:
        findings.unknown("dangling_reference", under(key, "zone"), landmark.zone, zones)
    _check_points(landmark, under(key, "points"), findings)


def _check_points(landmark: RawLandmark, key: str, findings: Findings) -> None:
    count, least = len(landmark.points), landmark.kind.least
    most = 1 if landmark.kind is LandmarkKind.GATE else POINTS_MAX
    if not least <= count <= most:
        expected = f"{least}" if least == most else f"{least} – {most}"
        findings.add("bad_value", key, found=f"{count}", expected=f"list of {expected}")
    for index, (latitude, longitude) in enumerate(landmark.points):
        if abs(latitude) > LATITUDE_MAX or abs(longitude) > LONGITUDE_MAX:
            found = f"{latitude:g}, {longitude:g}"
            findings.add("bad_range", under(key, index), found=found, expected="±90, ±180")


def _built(raw: RawLandmark, name: Bilingual) -> Landmark:
    zone = None if raw.zone is None else ZoneId(raw.zone)
    return Landmark(kind=raw.kind, name=name, points=raw.points, zone=zone)
