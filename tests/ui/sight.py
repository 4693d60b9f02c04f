"""Colours as people with one kind of cone missing see them, and how far apart they look."""

from __future__ import annotations

from itertools import combinations

from console.contrast import Rgb, linear

Matrix = tuple[tuple[float, float, float], ...]
Light = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1, on linear light.
VISIONS: dict[str, Matrix] = {
    "ordinary": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Oklab (Ottosson 2020): light to cones, cones to lightness and two axes of colour.
_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def seen(colour: Rgb, vision: str) -> Light:
    """Return `colour` in Oklab as it is seen with `vision`."""
    light = _times(VISIONS[vision], linear(colour))
    cones = _times(_CONES, tuple(min(max(part, 0.0), 1.0) for part in light))
    return _times(_LAB, tuple(part ** (1 / 3) for part in cones))


def apart(one: Rgb, other: Rgb, vision: str) -> float:
    """Return how far apart two colours look, in hundredths of the way from black to white."""
    pairs = zip(seen(one, vision), seen(other, vision), strict=True)
    return float(100 * sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def closest(colours: dict[str, Rgb], vision: str) -> tuple[float, str, str]:
    """Return the two that look most alike, and how far apart they are."""
    return min(
        (apart(colours[one], colours[other], vision), one, other)
        for one, other in combinations(colours, 2)
    )


def _times(matrix: Matrix, light: tuple[float, ...]) -> Light:
    first, second, third = (sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix)
    return first, second, third
