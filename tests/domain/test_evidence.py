"""Evidence: bounded, never more than a reference."""

from __future__ import annotations

import pytest

from console.domain.causes import Cause, Seen
from console.domain.evidence import sound, sound_seen
from console.domain.matters import Evidence
from console.errors import Refused


def test_empty_words_are_left_out() -> None:
    assert sound(Evidence(photo=" ", note="")) is None
    assert sound(Evidence(photo=" IMG-12 ", value=1.5, unit="mg/L")) == Evidence(
        photo="IMG-12", value=1.5, unit="mg/L"
    )
    assert sound(None) is None
    assert sound_seen(Seen(cause=Cause.ALGAE, note=" ")) == Seen(cause=Cause.ALGAE)


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (Evidence(photo="x" * 201), "text_too_long"),
        (Evidence(photo="IMG\x1b[31m"), "photo_not_a_reference"),
        (Evidence(photo="IMG\n12"), "photo_not_a_reference"),
        (Evidence(value=float("nan")), "value_out_of_range"),
        (Evidence(value=float("inf")), "value_out_of_range"),
        (Evidence(value=-1e12), "value_out_of_range"),
        (Evidence(unit="mg/L"), "unit_without_value"),
        (Evidence(value=1.0, unit="u" * 21), "text_too_long"),
        (Evidence(note="n" * 2_001), "text_too_long"),
    ],
)
def test_what_is_no_evidence(evidence: Evidence, code: str) -> None:
    with pytest.raises(Refused, match=code):
        sound(evidence)


@pytest.mark.parametrize("count", [0, -1, 1_000_001])
def test_what_cannot_be_counted(count: int) -> None:
    with pytest.raises(Refused, match="bad_count"):
        sound_seen(Seen(cause=Cause.IDLING_VEHICLE, count=count))
