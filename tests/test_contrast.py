"""Contrast by WCAG 2, against figures known from elsewhere."""

from __future__ import annotations

import pytest

from console.contrast import contrast, luminance, parsed


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#fff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_known_contrasts(one: str, other: str, ratio: float) -> None:
    first, second = parsed(one), parsed(other)
    assert first is not None
    assert second is not None
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


def test_black_has_no_light_and_white_all_of_it() -> None:
    assert luminance((0, 0, 0)) == 0
    assert luminance((255, 255, 255)) == pytest.approx(1)


@pytest.mark.parametrize(
    "text", ["", "#", "#12", "#12345", "#1234567", "red", "#ggg", " #fff", "#１２３"]
)
def test_what_is_no_colour_is_none(text: str) -> None:
    assert parsed(text) is None
