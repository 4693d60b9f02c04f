"""Rules on how a device, a sensor or another alert stands, as written: nothing is measured."""

from __future__ import annotations

from console.domain.alerts import EPISODES_MOST
from console.domain.findings import Findings, under
from console.domain.ids import RuleId
from console.domain.rule_parts import RawDelayed, RawRule, delays, duration, shared, stretch, within
from console.domain.rules import NoDataRule, OfflineRule, QualityRule, RecurringRule
from console.domain.values import Priority

WITHIN_D_MAX = 31


class RawNoData(RawRule, frozen=True, kw_only=True):
    """Silence for some of the sensor's periods."""

    priority: Priority
    periods: float = 3.0
    least: str = "10s"


class RawOffline(RawDelayed, frozen=True, kw_only=True):
    """A device that says it is offline."""

    priority: Priority


class RawQuality(RawDelayed, frozen=True, kw_only=True):
    """A device with a sensor that is not believed."""

    priority: Priority


class RawRecurring(RawRule, frozen=True, kw_only=True):
    """Short episodes of another rule that come back."""

    of: str
    priority: Priority
    times: int = 3
    within: str = "7d"
    shorter_than: str = "4h"


def no_data(id: RuleId, raw: RawNoData, key: str, findings: Findings) -> NoDataRule:
    """Return the rule; note what is wrong with it."""
    if raw.periods < 1:
        findings.add("bad_range", under(key, "periods"), found=str(raw.periods), expected=">= 1")
    return NoDataRule(
        id=id,
        priority=raw.priority,
        periods=raw.periods,
        least_s=duration(raw.least, under(key, "least"), findings),
        **shared(raw, key, findings),
    )


def offline(id: RuleId, raw: RawOffline, key: str, findings: Findings) -> OfflineRule:
    """Return the rule; note what is wrong with it."""
    common = shared(raw, key, findings) | delays(raw, key, findings)
    return OfflineRule(id=id, priority=raw.priority, **common)


def quality(id: RuleId, raw: RawQuality, key: str, findings: Findings) -> QualityRule:
    """Return the rule; note what is wrong with it."""
    common = shared(raw, key, findings) | delays(raw, key, findings)
    return QualityRule(id=id, priority=raw.priority, **common)


def recurring(id: RuleId, raw: RawRecurring, key: str, findings: Findings) -> RecurringRule:
    """Return the rule; note what is wrong with it."""
    within(raw.times, under(key, "times"), findings, least=2, most=EPISODES_MOST)
    shorter, at = under(key, "shorter_than"), under(key, "within")
    return RecurringRule(
        id=id,
        of=RuleId(raw.of),
        priority=raw.priority,
        times=raw.times,
        within_s=stretch(raw.within, at, findings, most_d=WITHIN_D_MAX),
        shorter_than_s=stretch(raw.shorter_than, shorter, findings, most_d=WITHIN_D_MAX),
        **shared(raw, key, findings),
    )
