"""Load and folds as rows and fields for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from console.contract.load_views import FoldView, Gauge, LoadNow
from console.contract.views import Page
from console.domain.folding import FoldKind
from console.domain.ids import DeviceId, RuleId, TargetId
from console.domain.sites import Site
from console.printing import Column, Listing
from console.wording import (
    figure,
    local,
    plain,
    priority_glyph,
    priority_word,
    rule_name,
    target_name,
    zone_name,
)
from console.wording.commands import say

SHOWN = 20  # of a list of alerts in a report; --json has all

T = TypeVar("T")


def fold_listing(page: Page[FoldView], site: Site | None) -> Listing[FoldView]:
    """Return folds as a table; without a site, things go by their ids."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.alerts",
        name=lambda fold: f"{fold.first.id}@{fold.first.occurrence}",
        columns=(
            Column("count", _count, right=True),
            Column(
                "priority", lambda fold: f"{priority_glyph(fold.worst)} {priority_word(fold.worst)}"
            ),
            Column("zone", lambda fold: zone_name(site, fold.zone) if site and fold.zone else ""),
            Column("cause", lambda fold: cause_text(fold, site)),
            Column("waiting", lambda fold: str(fold.unacknowledged), right=True),
            Column("first", lambda fold: plain(f"{fold.first.id}@{fold.first.occurrence}")),
            Column("target", lambda fold: _target(site, fold.first.target)),
            Column("raised", lambda fold: local(fold.first.raised_at)),
        ),
    )


def cause_text(fold: FoldView, site: Site | None) -> str:
    """Return what the alerts of a fold have in common."""
    match fold.cause.kind:
        case FoldKind.ALERT:
            return say("fold.cause.alert", id=fold.cause.id)
        case FoldKind.DEVICE:
            return say("fold.cause.device", name=_target(site, DeviceId(fold.cause.id)))
        case FoldKind.RULE:
            return _rule(site, RuleId(fold.cause.id))


def gauge_fields(now: LoadNow, site: Site) -> Iterator[tuple[str, str]]:
    """Return the load now, against what a person can follow."""
    yield "at", local(now.now)
    yield "ten_minutes", _gauge(now.ten_minutes)
    yield "hour", _gauge(now.hour)
    yield "day", _gauge(now.day)
    flood, policy = now.load.flood, site.policy
    if flood is None:
        yield "flood", say("load.calm", over=policy.flood_over, under=policy.flood_under)
    else:
        since = local(flood.since)
        yield "flood", say("load.flood", since=since, count=flood.count, first=flood.first)


def _count(fold: FoldView) -> str:
    if not fold.symptoms:
        return str(fold.count)
    return say("fold.symptoms", count=fold.count, symptoms=len(fold.symptoms))


def _gauge(gauge: Gauge) -> str:
    band = gauge.band
    return say(
        "load.gauge",
        count=gauge.count,
        target=figure(band.target),
        most=figure(band.most),
        burden=say(f"burden.{gauge.burden}"),
    )


def _rule(site: Site | None, rule: RuleId) -> str:
    return rule_name(site, rule) if site else plain(rule)


def _target(site: Site | None, target: TargetId) -> str:
    return target_name(site, target) if site else plain(target)
