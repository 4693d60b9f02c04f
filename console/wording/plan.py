"""What the site plan says."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Plan(StrEnum):
    """What can be said; names in braces are filled in by `say`."""

    TITLE = _n("SITE PLAN")
    ALL_SCENES = _n("all scenes")
    DEVICES = _n("{count} of {total} devices")
    OUTSIDE = _n("not in sight")
    NORTH = _n("N")
    METRES = _n("{metres} m")
    KILOMETRES = _n("{kilometres} km")
    LEGEND_FINE = _n("fine")
    LEGEND_UNKNOWN = _n("not known")
    LEGEND_SHARED = _n("so many at one place")
    LEGEND_PATROL = _n("patrol")
    HERE = _n("HERE")
    IN_ZONE = _n("Also in {zone}")
    NO_DEVICE = _n("No device matches “{filter}”. esc shows all again.")
    NO_TROUBLE = _n("No trouble on the plan.")
