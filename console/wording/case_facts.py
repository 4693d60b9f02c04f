"""What happened to a case, as one sentence."""

from __future__ import annotations

from typing import assert_never

from console.domain.case_facts import (
    CaseFact,
    CaseVerified,
    PointNormal,
    RemedyDone,
    RemedyOrdered,
    RemedyOverdue,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.ids import PartyId, SensorId
from console.domain.patrol_facts import PatrolFact
from console.domain.proof_facts import ComparisonBegan, DayCompared, ProofFact, RecurrenceMarked
from console.domain.sites import Site
from console.wording.casework import action_word, proof_word
from console.wording.catalog import translator
from console.wording.comparison import day_words
from console.wording.course_facts import course_sentence
from console.wording.diagnosis import suggested_sentence
from console.wording.names import party_name, rule_name, target_name
from console.wording.plain import plain
from console.wording.task_facts import task_sentence
from console.wording.values import figure

_ = translator("words")

_Gate = VerificationStarted | PointNormal | VerificationBroken | CaseVerified
_Remedied = RemedyOrdered | RemedyDone | RemedyOverdue


def case_sentence(what: CaseFact, site: Site, *, here: bool = False) -> str:
    """Return a fact about a case as a sentence, without who and why.

    Times in it are those of the site, or of this machine (`here`).
    """
    told = course_sentence(what, site, here=here)
    if told is not None:
        return told
    match what:
        case CaseSuggested():
            return suggested_sentence(what, site)
        case RemedyOrdered() | RemedyDone() | RemedyOverdue():
            return _remedied(what, site)
        case RecurrenceMarked() | ComparisonBegan() | DayCompared():
            return _compared(what, site)
        case VerificationStarted() | PointNormal() | VerificationBroken() | CaseVerified():
            return _gate(what, site)
        case _ if isinstance(what, PatrolFact):
            return task_sentence(what, site)
        case _:
            return _("{case}: {kind}").format(case=plain(what.case), kind=type(what).__name__)


def _remedied(what: _Remedied, site: Site) -> str:
    case = plain(what.case)
    match what:
        case RemedyOrdered():
            return _("{case}: {action} ordered from {party} (remedy {remedy})").format(
                case=case,
                action=action_word(what.action),
                party=party_name(site, PartyId(what.party)),
                remedy=what.remedy,
            )
        case RemedyDone():
            return _("{case}: remedy {remedy} done").format(case=case, remedy=what.remedy)
        case RemedyOverdue():
            return _("{case}: remedy {remedy} is overdue").format(case=case, remedy=what.remedy)
        case _:
            assert_never(what)


def _compared(what: ProofFact, site: Site) -> str:
    names = {
        "case": plain(what.case),
        "target": target_name(site, what.target),
        "rule": rule_name(site, what.rule),
    }
    match what:
        case RecurrenceMarked():
            message = _("{case}: {target} comes and goes ({rule}): {days} days are to prove it")
            return message.format(**names, days=what.days)
        case ComparisonBegan():
            message = _("{case}: {target} is compared with {days} days before the case ({rule})")
            return message.format(**names, days=len(what.before))
        case DayCompared():
            message = _("{case}: a day of {target} compared ({rule}): {told}")
            return message.format(**names, told=_day(what, site))
        case _:
            assert_never(what)


def _day(what: DayCompared, site: Site) -> str:
    sensor, day = site.sensors().get(SensorId(what.target)), what.day
    unit = "" if sensor is None else plain(sensor.unit)
    return day_words(day.episodes, day.increment, counted=day.counted, unit=unit)


def _gate(what: _Gate, site: Site) -> str:
    case = plain(what.case)
    match what:
        case VerificationStarted():
            return _("{case}: every remedy done, verification begins").format(case=case)
        case PointNormal():
            return _("{case}: {target} is normal ({rule}), its window runs").format(
                case=case,
                target=target_name(site, what.target),
                rule=rule_name(site, what.rule),
            )
        case VerificationBroken():
            return _(
                "{case}: {target} is not normal ({rule}{value}), its window starts over"
            ).format(
                case=case,
                target=target_name(site, what.target),
                rule=rule_name(site, what.rule),
                value=_measured(what.value),
            )
        case CaseVerified():
            told = _("{case} verified {proof}").format(case=case, proof=proof_word(what.proof))
            return f"{told}{_noted(what.note)}"
        case _:
            assert_never(what)


def _measured(value: float | None) -> str:
    return "" if value is None else _(", measured {value}").format(value=figure(value))


def _noted(note: str | None) -> str:
    return _(": “{note}”").format(note=plain(note)) if note else ""
