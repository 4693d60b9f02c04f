"""What the published rates say, each figure with what it is of."""

from __future__ import annotations

from enum import StrEnum

from console.contract.rates import P90_LEAST, By, Passage
from console.domain.ids import ZoneId
from console.domain.sites import Site
from console.domain.values import Priority
from console.wording.catalog import numbered, translator
from console.wording.matters import category_word
from console.wording.names import zone_name
from console.wording.plain import plain
from console.wording.states import priority_word

_ = translator("commands")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Rate(StrEnum):
    """What can be said; names in braces are filled in by `rate`."""

    TITLE = _n("Published rates of {site}")
    ABOUT = _n("Cases filed or closed from {start} to {end}")
    NONE = _n("No case was filed or closed in this time.")
    FILED = _n("Filed")
    CLOSED = _n("Closed")
    DROPPED = _n("{count} more rejected, cancelled or the same as another")
    ON_TIME = _n("On time")
    OF_TERMED = _n("{n} of {of} closed that had a term")
    VERIFIED = _n("Verified")
    OF_CLOSED = _n("{n} of {of} closed")
    REWORK = _n("Rework")
    REWORK_OF = _n("{n} of {of} closed: returned or reopened")
    RESTED = _n("Rested")
    OF_ALL = _n("{n} of {of} filed or closed")
    RESPONSE = _n("How quick the response was")
    PASSAGE = _n("From, to")
    MEDIAN = _n("Median")
    P90 = _n("P90")
    OF = _n("Of")
    COUNTED = _n("{of} of {cases}")
    OVERDUE = _n("Where time ran out")
    STEP = _n("For")
    CASES = _n("Cases")
    GROUP = _n("Group")
    NOWHERE = _n("no place")
    FEW = _n("under {least} cases")
    METHOD = _n(
        "A case counts where it was filed or closed in this time; the response is that of the cases"
        " filed in it, as far as both moments are on record. Median: the middle value. P90: the"
        " smallest that nine tenths do not exceed (nearest rank), told from {least} cases on."
    )
    SMALL = _n(
        "{count} case in this time: too few to compare with other times or places.|"
        "{count} cases in this time: too few to compare with other times or places."
    )


PASSAGES: dict[Passage, str] = {
    Passage.ACKNOWLEDGED: _n("alert raised to acknowledged"),
    Passage.FILED: _n("alert raised to case filed"),
    Passage.DISPATCHED: _n("case filed to first unit sent"),
    Passage.ON_SITE: _n("first unit sent to somebody there"),
    Passage.CLOSED: _n("case filed to closed"),
    Passage.WHOLE: _n("alert raised to case closed"),
}
BY: dict[By, str] = {
    By.ZONE: _n("By place"),
    By.CATEGORY: _n("By category"),
    By.PRIORITY: _n("By priority"),
}


def rate(text: Rate, /, **values: object) -> str:
    """Return a sentence in the language in use with `values` in it, safe to show."""
    message = numbered(_(text), values.get("count"))
    return message.format(**{key: plain(str(value)) for key, value in values.items()})


def passage_word(passage: Passage) -> str:
    """Return from what to what a passage goes."""
    return _(PASSAGES[passage])


def by_word(by: By) -> str:
    """Return what groups are made by."""
    return _(BY[by])


def group_word(by: By, group: str | None, site: Site) -> str:
    """Return the name of a group."""
    if not group:
        return rate(Rate.NOWHERE)
    if by is By.CATEGORY:
        return category_word(group)
    if by is By.PRIORITY:
        return priority_word(Priority(group))
    return zone_name(site, ZoneId(group))


def few() -> str:
    """Return what stands where there are too few cases for a P90."""
    return rate(Rate.FEW, least=P90_LEAST)
