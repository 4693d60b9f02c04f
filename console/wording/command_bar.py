"""The words of the command bar, of jumping and of going back; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Bar(StrEnum):
    """What can be said there; `console.wording.screens.say` fills in."""

    NO_FURTHER = _n("There is nowhere further to go.")
