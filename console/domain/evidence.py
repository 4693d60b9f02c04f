"""What may be taken as evidence: bounded, and never more than a reference to a photo."""

from __future__ import annotations

from math import isfinite

from msgspec.structs import replace

from console.domain.causes import Seen
from console.domain.matters import Evidence
from console.errors import Refused

PHOTO_MAX = 200
UNIT_MAX = 20
NOTE_MAX = 2_000
VALUE_MAX = 1e9
COUNT_MAX = 1_000_000


def sound(evidence: Evidence | None) -> Evidence | None:
    """Return evidence as it is kept, empty words left out; raise Refused for what is none."""
    if evidence is None:
        return None
    photo, unit = _words(evidence.photo), _words(evidence.unit)
    _check(photo, evidence.value, unit)
    kept = Evidence(photo=photo, value=evidence.value, unit=unit, note=_words(evidence.note))
    _within("note", kept.note, NOTE_MAX)
    return None if kept == Evidence() else kept


def sound_seen(seen: Seen) -> Seen:
    """Return a finding as it is kept; raise Refused for what cannot be so."""
    photo, unit, note = _words(seen.photo), _words(seen.unit), _words(seen.note)
    _check(photo, seen.value, unit)
    _within("note", note, NOTE_MAX)
    if seen.count is not None and not 0 < seen.count <= COUNT_MAX:
        raise Refused("bad_count", value=seen.count, most=COUNT_MAX)
    return replace(seen, photo=photo, unit=unit, note=note)


def _check(photo: str | None, value: float | None, unit: str | None) -> None:
    _within("photo", photo, PHOTO_MAX)
    _within("unit", unit, UNIT_MAX)
    if photo is not None and not photo.isprintable():
        raise Refused("photo_not_a_reference")
    if value is not None and (not isfinite(value) or abs(value) > VALUE_MAX):
        raise Refused("value_out_of_range")
    if unit is not None and value is None:
        raise Refused("unit_without_value", unit=unit)


def _within(field: str, words: str | None, most: int) -> None:
    if words is not None and len(words) > most:
        raise Refused("text_too_long", field=field, most=most)


def _words(text: str | None) -> str | None:
    return None if text is None else text.strip() or None
