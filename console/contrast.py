"""How well one colour is read on another, by WCAG 2: from 1 (not at all) to 21."""

from __future__ import annotations

import re

Rgb = tuple[int, int, int]

READABLE = 4.5  # the least for text
BEST = 7.0
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", re.ASCII)


def parsed(text: str) -> Rgb | None:
    """Return the colour written as #rgb or #rrggbb; nothing for what is no such colour."""
    if _HEX.fullmatch(text) is None:
        return None
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def linear(colour: Rgb) -> tuple[float, float, float]:
    """Return the light of each part, from 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return red, green, blue


def luminance(colour: Rgb) -> float:
    """Return how light a colour is, from 0 (black) to 1 (white)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, whichever of them is the ground."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
