"""The words of themes and of terminals too small; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Looks(StrEnum):
    """What can be said about how it looks; `console.wording.screens.say` fills in."""

    FELL_BACK = _n("The theme in use is {theme}.")
    FAULTS = _n("wanshou theme check {file} tells everything that is wrong.")
    CHANGED = _n("Theme {theme}, until you leave. To keep it, write into settings.toml: {line}")
    KNOWN = _n("In use: {theme}. There are: {known}.")
    PALETTE = _n("theme {theme}")
    DARK = _n("dark")
    LIGHT = _n("light")
    TOO_SMALL = _n("{width}×{height}: too small, {least_width}×{least_height} is needed")
