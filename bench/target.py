"""Whether a figure is within what was aimed at."""

from __future__ import annotations


def told(figure: float, most: float, spelt: str | None = None) -> str:
    """Return the target and whether `figure` meets it, in brackets."""
    return f" (at most {spelt or f'{most:g}'}: {'met' if figure <= most else 'NOT MET'})"
