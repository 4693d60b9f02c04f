"""What happened, as one sentence."""

from __future__ import annotations

from console.contract.facts import Fact, Unknown
from console.domain.automation_facts import (
    AutomationBegan,
    AutomationBlocked,
    AutomationEnded,
    AutomationResumed,
)
from console.domain.case_facts import DirectiveRead, RemedyOverdue, VerificationStarted
from console.domain.control_facts import (
    CommandSent,
    CommandTimedOut,
    ControlModeChanged,
    InterlockTripped,
)
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.facts import (
    DeviceCameOnline,
    DeviceWentOffline,
    HubStarted,
    What,
    of_alert,
    of_automation,
    of_case,
    of_control,
    of_notice,
    of_shift,
    of_unit,
)
from console.domain.patrol_facts import PatrolOverdue, TaskCameUp
from console.domain.shift_facts import ShiftEnded, ShiftStarted
from console.domain.sites import Site
from console.domain.sla_facts import (
    CaseEscalated,
    ClockResumed,
    ClockSet,
    ClockStopped,
    StepOverdue,
)
from console.domain.unit_facts import UnitFreed
from console.wording.alert_facts import alert_sentence
from console.wording.automation_facts import automation_sentence
from console.wording.case_facts import case_sentence
from console.wording.catalog import translator
from console.wording.control_facts import control_sentence
from console.wording.names import target_name
from console.wording.notice_facts import notice_sentence
from console.wording.plain import plain
from console.wording.plant_facts import plant_sentence
from console.wording.shift_facts import shift_sentence
from console.wording.unit_facts import unit_sentence

_ = translator("words")

_NOBODYS = (
    *(VerificationStarted, PatrolOverdue, RemedyOverdue, TaskCameUp, CaseSuggested),
    *(CommandTimedOut, InterlockTripped),
    *(AutomationBegan, AutomationEnded, AutomationBlocked),
    *(ClockSet, ClockStopped, ClockResumed, StepOverdue),
)


def sentence(fact: Fact, site: Site, *, here: bool = False) -> str:
    """Return `fact` as a sentence for people of `site`, with who and why where known.

    Times of day in it are those of the site, or of this machine (`here`).
    """
    told = _what(fact.what, site, here)
    if _is_nobodys(fact.what):
        return told
    if fact.who is not None and not _says_who(fact):
        told = _("{told} by {person}").format(told=told, person=plain(fact.who.person))
    if fact.reason:
        told = _("{told} ({reason})").format(told=told, reason=plain(fact.reason))
    return told


def _is_nobodys(what: What | Unknown) -> bool:
    """Tell whether a fact only follows from what somebody did, or from time."""
    match what:
        case UnitFreed(lapsed=lapsed):
            return lapsed
        case ControlModeChanged(lapsed=lapsed) | AutomationResumed(lapsed=lapsed):
            return lapsed
        case CommandSent(automation=automation, why=why):
            return automation is not None or why is not None
        case CaseEscalated(by_hand=by_hand):
            return not by_hand
        case _:
            return isinstance(what, _NOBODYS)


def _says_who(fact: Fact) -> bool:
    """Tell whether the sentence names its person already."""
    match fact.what:
        case ShiftStarted(person=person) | ShiftEnded(person=person) | DirectiveRead(person=person):
            return fact.who is not None and fact.who.person == person
        case _:
            return False


def _what(what: What | Unknown, site: Site, here: bool) -> str:
    if of_alert(what):
        return alert_sentence(what, site, here=here)
    if of_case(what):
        return case_sentence(what, site, here=here)
    if of_shift(what):
        return shift_sentence(what)
    if of_unit(what):
        return unit_sentence(what, site, here=here)
    if of_control(what):
        return control_sentence(what, site, here=here)
    if of_automation(what):
        return automation_sentence(what, site, here=here)
    if of_notice(what):
        return notice_sentence(what, site)
    match what:
        case DeviceWentOffline():
            return _("{device} went offline").format(device=target_name(site, what.device))
        case DeviceCameOnline():
            return _("{device} came online").format(device=target_name(site, what.device))
        case HubStarted():
            return _("hub {version} started").format(version=plain(what.version))
        case Unknown():
            return _("something this version does not know ({kind})").format(kind=plain(what.kind))
        case _:
            return plant_sentence(what, site)
