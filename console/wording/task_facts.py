"""What happened to a unit's task, as one sentence."""

from __future__ import annotations

from typing import assert_never

from console.domain.matters import Heard
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolCheckedIn,
    PatrolDeclined,
    PatrolEnRoute,
    PatrolFact,
    PatrolLeft,
    PatrolOnSite,
    PatrolOverdue,
    PatrolReported,
    PatrolStoodDown,
    ReportAmended,
    SecondUnitAsked,
    TaskCameUp,
    UnitDispatched,
)
from console.domain.sites import Site
from console.wording.casework import seen_words
from console.wording.catalog import translator
from console.wording.matters import channel_word
from console.wording.names import unit_name
from console.wording.plain import plain

_ = translator("words")


def task_sentence(what: PatrolFact, site: Site) -> str:
    """Return a fact about a unit's task as a sentence, with how it was heard of."""
    told = _told(what, site)
    heard: Heard | None = getattr(what, "heard", None)
    if heard is None:
        return told
    said = channel_word(heard.channel)
    if heard.words:
        said = _("{channel}: “{words}”").format(channel=said, words=plain(heard.words))
    return _("{told}, heard {said}").format(told=told, said=said)


def _told(what: PatrolFact, site: Site) -> str:
    case, unit = plain(what.case), unit_name(site, what.unit)
    match what:
        case UnitDispatched():
            message = _("{case}: {unit} sent")
        case TaskCameUp():
            message = _("{case}: {unit} turns to it")
        case PatrolAccepted():
            message = _("{case}: {unit} accepted")
        case PatrolEnRoute():
            message = _("{case}: {unit} is on the way")
        case PatrolOnSite():
            message = _("{case}: {unit} is on site")
        case PatrolDeclined():
            message = _("{case}: {unit} declined")
        case PatrolStoodDown():
            message = _("{case}: {unit} called off")
        case PatrolCheckedIn():
            message = _("{case}: {unit} says all is well")
        case PatrolLeft():
            message = _("{case}: {unit} left")
        case PatrolOverdue():
            message = _("{case}: {unit} was not heard of in time ({misses} in a row)")
            return message.format(case=case, unit=unit, misses=what.misses)
        case SecondUnitAsked():
            message = _("{case}: {unit} asks for a second unit: “{asks}”")
            return message.format(case=case, unit=unit, asks=plain(what.asks))
        case ReportAmended():
            return _amended(what, unit)
        case PatrolReported():
            findings = _("; ").join(map(seen_words, what.findings))
            message = _("{case}: {unit} found {findings}")
            return message.format(case=case, unit=unit, findings=findings)
        case _:
            assert_never(what)
    return message.format(case=case, unit=unit)


def _amended(what: ReportAmended, unit: str) -> str:
    case = plain(what.case)
    if what.seen is None:
        message = _("{case}: {unit} takes finding {finding} back")
        return message.format(case=case, unit=unit, finding=what.finding)
    message = _("{case}: {unit} puts finding {finding} right: {seen}")
    return message.format(case=case, unit=unit, finding=what.finding, seen=seen_words(what.seen))
