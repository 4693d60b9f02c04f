"""A load report in words: the table with every threshold it was made with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from console.contract.load_views import LoadReportView
from console.domain.ids import RuleId, TargetId
from console.domain.load_report import (
    Actor,
    Habit,
    LoadReport,
    Part,
    Rate,
    Response,
    Share,
    Stale,
)
from console.domain.sites import Site
from console.wording.commands import say
from console.wording.names import rule_name, target_name
from console.wording.states import priority_glyph, priority_word
from console.wording.values import age, figure, local

SHOWN = 20  # of a list of alerts in a report; --json has all

T = TypeVar("T")


def report_fields(
    view: LoadReportView, site: Site, zone: str | None = None
) -> Iterator[tuple[str, str]]:
    """Return a load report with every threshold it was made with; times are those of `zone`, or
    of this machine."""
    report = view.report
    hours = figure(report.seconds / 3600)
    yield (
        "stretch",
        say(
            "report.stretch", start=local(view.start, zone), end=local(view.end, zone), hours=hours
        ),
    )
    yield (
        "annunciations",
        say(
            "report.annunciations",
            count=report.annunciations,
            activations=report.activations,
            withheld=report.withholdings.activations,
        ),
    )
    per_ten = _rate(report.ten_minutes)
    yield "ten_minutes", say("report.busiest", rate=per_ten, count=report.busiest)
    yield "hour", _rate(report.hour)
    yield "day", _rate(report.day)
    yield "periods_over", _share(report.periods_over)
    yield "hours_over", _share(report.hours_over)
    yield "flood_time", _flood_time(report)
    yield "priorities", "\n".join(map(_part, report.priorities))
    yield "bad_actors", _actors(report, site)
    yield from _habits(report, site)
    yield "responses", "\n".join(map(_response, report.acknowledging.responses))
    yield "acknowledging", _how(report)
    yield "withholdings", _withheld(report)


def _habits(report: LoadReport, site: Site) -> Iterator[tuple[str, str]]:
    policy = report.policy
    stretch = _length(policy.chatter_s)
    chatter = say("report.chattering", times=policy.chatter_times, stretch=stretch)
    yield "chattering", _listed(chatter, report.chattering, lambda one: _habit(one, site))
    fleeting = say("report.fleeting", stretch=_length(policy.fleeting_s))
    yield "fleeting", _listed(fleeting, report.fleeting, lambda one: _habit(one, site))
    stale = say("report.stale", stretch=_length(policy.stale_s))
    yield "stale", _listed(stale, report.stale, lambda one: _stood(one, site))


def _withheld(report: LoadReport) -> str:
    kept = report.withholdings
    return say(
        "report.withheld",
        shelved=kept.shelved,
        suppressed=kept.suppressed,
        taken_out=kept.taken_out,
        symptoms=kept.symptoms,
    )


def _rate(rate: Rate) -> str:
    return say(
        "report.rate",
        average=figure(rate.average),
        target=figure(rate.band.target),
        most=figure(rate.band.most),
        burden=say(f"burden.{rate.burden}"),
    )


def _share(share: Share) -> str:
    return say(
        "report.share",
        over=share.over,
        of=share.of,
        most=share.most,
        share=_percent(share.share),
        target=_percent(share.target),
    )


def _flood_time(report: LoadReport) -> str:
    floods = report.floods
    return say(
        "report.floods",
        count=floods.count,
        time=_hours(floods.seconds),
        share=_percent(floods.share),
        target=_percent(floods.target),
    )


def _part(part: Part) -> str:
    return say(
        "report.part",
        priority=f"{priority_glyph(part.priority)} {priority_word(part.priority)}",
        count=part.count,
        share=_percent(part.share),
        target=_percent(part.target),
    )


def _actors(report: LoadReport, site: Site) -> str:
    if not report.bad_actors:
        return say("report.none")
    share = _percent(sum(actor.share for actor in report.bad_actors))
    head = say("report.actors", count=len(report.bad_actors), share=share)
    return _listed(head, report.bad_actors, lambda actor: _actor(actor, site))


def _actor(actor: Actor, site: Site) -> str:
    return say(
        "report.actor",
        alert=actor.alert,
        count=actor.annunciations,
        share=_percent(actor.share),
        activations=actor.activations,
        what=_what(site, actor.rule, actor.target),
    )


def _habit(habit: Habit, site: Site) -> str:
    what = _what(site, habit.rule, habit.target)
    return say("report.times", alert=habit.alert, count=habit.count, what=what)


def _stood(stale: Stale, site: Site) -> str:
    what = _what(site, stale.rule, stale.target)
    told = "report.stands" if stale.still else "report.stood"
    return say(told, alert=stale.alert, time=_hours(stale.stood_s), what=what)


def _listed(head: str, items: Sequence[T], line: Callable[[T], str]) -> str:
    if not items:
        return f"{head} {say('report.none')}"  # the threshold is told all the same
    lines = [head, *map(line, items[:SHOWN])]
    if len(items) > SHOWN:
        lines.append(say("report.more", count=len(items) - SHOWN))
    return "\n".join(lines)


def _response(response: Response) -> str:
    priority = f"{priority_glyph(response.priority)} {priority_word(response.priority)}"
    if not response.acknowledged:
        return say("report.never", priority=priority, pending=response.pending)
    return say(
        "report.response",
        priority=priority,
        count=response.acknowledged,
        median=age(response.median_s),
        p95=age(response.p95_s),
        pending=response.pending,
    )


def _how(report: LoadReport) -> str:
    acts, policy = report.acknowledging, report.policy
    return say(
        "report.how",
        count=acts.count,
        bulk=acts.in_bulk,
        hasty=acts.hasty,
        hasty_s=_length(policy.hasty_s),
        hurried=acts.hurried,
        bulk_most=policy.bulk_most,
        bulk_s=_length(policy.bulk_s),
        unpaired=acts.unpaired,
    )


def _what(site: Site, rule: RuleId, target: TargetId) -> str:
    return f"{rule_name(site, rule)}, {target_name(site, target)}"


def _percent(share: float) -> str:
    return figure(share * 100)


def _hours(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _length(seconds: float) -> str:
    return f"{figure(seconds / 3600)} h" if seconds >= 3600 else f"{figure(seconds)} s"
