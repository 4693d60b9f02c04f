"""What a limit rule judges of its readings, in words; msgids of the `screens` catalog."""

from __future__ import annotations

from typing import assert_never

from console.domain.gauges import (
    AirIndex,
    Change,
    Count,
    Deviation,
    Gauge,
    Mean,
    Unchanged,
    Value,
    WaterClass,
)
from console.domain.rules import Rule
from console.wording.catalog import translator
from console.wording.plain import plain
from console.wording.queue import span
from console.wording.values import figure

_ = translator("screens")

_CLASSES = ("I", "II", "III", "IV", "V")


def gauge_word(gauge: Gauge) -> str:
    """Return which figure is judged; nothing where it is each reading as it is."""
    match gauge:
        case Value():
            return ""
        case Mean():
            return _("mean over {span}, valid from {share} % covered").format(
                span=span(gauge.window_s), share=figure(gauge.valid_share * 100)
            )
        case Change():
            return _("change over {span}").format(span=span(gauge.over_s))
        case Deviation():
            return _("distance from its neighbours' median (at least {least})").format(
                least=gauge.least
            )
        case Unchanged():
            return _("seconds without any change")
        case Count():
            return _("times past {limit} within {span}").format(
                limit=figure(gauge.limit), span=span(gauge.within_s)
            )
        case AirIndex():
            return _("air quality index, HJ 633-{edition}").format(edition=plain(gauge.edition))
        case WaterClass():
            return _("water classes worse than {target}, GB 3838-2002").format(
                target=_CLASSES[min(max(gauge.target, 1), 5) - 1]
            )
        case _:
            assert_never(gauge)


def validity(rule: Rule) -> str:
    """Return the edition of a rule's figures and when they are in force; nothing where unsaid."""
    edition = plain(rule.edition)
    start = rule.valid_from.isoformat() if rule.valid_from else ""
    end = rule.valid_to.isoformat() if rule.valid_to else ""
    if start and end:
        return (
            _("{edition} in force {start} to {end}")
            .format(edition=edition, start=start, end=end)
            .strip()
        )
    if start:
        return _("{edition} in force from {start}").format(edition=edition, start=start).strip()
    if end:
        return _("{edition} in force until {end}").format(edition=edition, end=end).strip()
    return edition
