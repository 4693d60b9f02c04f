"""The words of lists and of what can be done about their items; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class By(StrEnum):
    """In which order a list is; `console.wording.screens.say` fills in."""

    PRIORITY = _n("by priority")
    NEWEST = _n("newest first")
    OLDEST = _n("oldest first")
    PLACE = _n("by place")
    STATE = _n("by state")
    CASE = _n("by case")
    KEPT = _n("by what keeps it")
    LEFT = _n("by time left")
    STEP = _n("by step")
    WAITING = _n("longest in its step")
    NAME = _n("by name")
    FITNESS = _n("best to send first")
    COUNT = _n("most first")
    SOURCE = _n("by source")
    REASON = _n("by reason")
    LAST = _n("last heard of first")
    LINK = _n("lost links first")
    QUIET = _n("longest silent first")


class Acts(StrEnum):
    """What can be done about an item, and why it cannot."""

    TITLE = _n("What can be done")
    NO_HUB = _n("hub not reached")
    OF_ROLE = _n("takes the role of {role}")
    ACKNOWLEDGED_BY = _n("already acknowledged by {person}")
    ACKNOWLEDGED = _n("already acknowledged")
    NOT_ACKNOWLEDGED = _n("nobody has acknowledged it")
    WITHHELD = _n("withheld: nobody is called")
    ALREADY_IN = _n("already in {case}")
    NO_UNITS = _n("the site has no patrol units")
    NO_FINDING = _n("nothing found yet")
    NOTHING_ORDERED = _n("nothing ordered is waiting")
    NO_UNIT_OUT = _n("no unit is out for it")
    HAS_SENSOR = _n("its sensor verifies it")
    ALONE = _n("no other alert stands")
