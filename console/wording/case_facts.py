"""What happened to a case, as one sentence."""

from __future__ import annotations

from typing import assert_never

from console.domain.case_facts import (
    CaseClosed,
    CaseFact,
    CaseOpened,
    CaseVerified,
    Outcome,
    PointNormal,
    RemedyDone,
    RemedyOrdered,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    UnitDispatched,
)
from console.domain.sites import Site
from console.wording.casework import action_word, proof_word, seen_words
from console.wording.catalog import translator
from console.wording.diagnosis import suggested_sentence
from console.wording.names import rule_name, target_name, unit_name, zone_name
from console.wording.plain import plain
from console.wording.values import figure

_ = translator("words")

_Patrol = (
    UnitDispatched | PatrolAccepted | PatrolEnRoute | PatrolOnSite | PatrolReported | PatrolLeft
)
_Gate = VerificationStarted | PointNormal | VerificationBroken | CaseVerified | CaseClosed


def case_sentence(what: CaseFact, site: Site) -> str:
    """Return a fact about a case as a sentence, without who and why."""
    case = plain(what.case)
    match what:
        case CaseOpened():
            return _opened(what, site)
        case RemedyOrdered():
            return _("{case}: {action} ordered from {party} (remedy {remedy})").format(
                case=case,
                action=action_word(what.action),
                party=plain(what.party),
                remedy=what.remedy,
            )
        case CaseSuggested():
            return suggested_sentence(what, site)
        case RemedyDone():
            return _("{case}: remedy {remedy} done").format(case=case, remedy=what.remedy)
        case (
            UnitDispatched()
            | PatrolAccepted()
            | PatrolEnRoute()
            | PatrolOnSite()
            | PatrolReported()
            | PatrolLeft()
        ):
            return _patrol(what, site)
        case _:
            return _gate(what, site)


def _opened(what: CaseOpened, site: Site) -> str:
    about = [
        f"“{plain(what.title)}”" if what.title else "",
        zone_name(site, what.zone) if what.zone else "",
        " ".join(map(plain, what.alerts)),
    ]
    told = _(", ").join(part for part in about if part)
    message = _("{case} opened: {about}") if told else _("{case} opened")
    return message.format(case=plain(what.case), about=told)


def _patrol(what: _Patrol, site: Site) -> str:
    case, unit = plain(what.case), unit_name(site, what.unit)
    match what:
        case UnitDispatched():
            return _("{case}: {unit} sent").format(case=case, unit=unit)
        case PatrolAccepted():
            return _("{case}: {unit} accepted").format(case=case, unit=unit)
        case PatrolEnRoute():
            return _("{case}: {unit} is on the way").format(case=case, unit=unit)
        case PatrolOnSite():
            return _("{case}: {unit} is on site").format(case=case, unit=unit)
        case PatrolLeft():
            return _("{case}: {unit} left").format(case=case, unit=unit)
        case PatrolReported():
            findings = _("; ").join(map(seen_words, what.findings))
            return _("{case}: {unit} found {findings}").format(
                case=case, unit=unit, findings=findings
            )
        case _:
            assert_never(what)


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
        case CaseClosed(outcome=Outcome.VERIFIED):
            return _("{case} closed as verified").format(case=case)
        case CaseClosed():
            return _("{case} closed unverified").format(case=case)
        case _:
            assert_never(what)


def _measured(value: float | None) -> str:
    return "" if value is None else _(", measured {value}").format(value=figure(value))


def _noted(note: str | None) -> str:
    return _(": “{note}”").format(note=plain(note)) if note else ""
