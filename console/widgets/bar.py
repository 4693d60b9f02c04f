"""How much of something has passed, as a line that fills."""

from __future__ import annotations

from console.widgets.ink import Ink, Line


def bar(share: float, width: int, *, ink: Ink = "accent") -> Line:
    """Draw `share` (0 to 1) of `width` cells; only what is whole looks whole."""
    full = int(max(0.0, min(1.0, share)) * width)
    return (("━" * full, ink), ("─" * (width - full), "faint"))
