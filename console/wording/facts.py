"""What happened, as one sentence."""

from __future__ import annotations

from typing import assert_never

from console.contract.facts import Fact, Unknown
from console.domain.case_facts import VerificationStarted
from console.domain.facts import (
    AlertAcknowledged,
    AlertCleared,
    AlertEased,
    AlertFolded,
    AlertNoted,
    AlertRaised,
    AlertRetired,
    AlertReturned,
    AlertRose,
    DeviceCameOnline,
    DeviceWentOffline,
    HubStarted,
    ReadingRecorded,
    What,
)
from console.domain.sites import Site
from console.wording.case_facts import case_sentence
from console.wording.catalog import translator
from console.wording.names import rule_name, target_name
from console.wording.plain import plain
from console.wording.states import priority_word
from console.wording.values import figure

_ = translator("words")


def sentence(fact: Fact, site: Site) -> str:
    """Return `fact` as a sentence for people of `site`, with who and why where known."""
    told = _what(fact.what, site)
    if fact.who is not None and not isinstance(fact.what, VerificationStarted):
        told = _("{told} by {person}").format(told=told, person=plain(fact.who.person))
    if fact.reason:
        told = _("{told} ({reason})").format(told=told, reason=plain(fact.reason))
    return told


def _what(what: What | Unknown, site: Site) -> str:
    match what:
        case AlertRaised() | AlertRose() | AlertEased():
            return _level(what, site)
        case (
            AlertReturned()
            | AlertCleared()
            | AlertAcknowledged()
            | AlertNoted()
            | AlertFolded()
            | AlertRetired()
        ):
            return _alert(what, site)
        case DeviceWentOffline():
            return _("{device} went offline").format(device=target_name(site, what.device))
        case DeviceCameOnline():
            return _("{device} came online").format(device=target_name(site, what.device))
        case ReadingRecorded():
            return _("{sensor}: {value} recorded by hand ({how})").format(
                sensor=target_name(site, what.sensor),
                value=figure(what.value),
                how=plain(what.how),
            )
        case HubStarted():
            return _("hub {version} started").format(version=plain(what.version))
        case Unknown():
            return _("something this version does not know ({kind})").format(kind=plain(what.kind))
        case _:
            return case_sentence(what, site)


def _level(what: AlertRaised | AlertRose | AlertEased, site: Site) -> str:
    told = {
        "alert": _occurrence(what.alert, what.occurrence),
        "priority": priority_word(what.priority),
        "value": _measured(what.value, what.limit),
    }
    match what:
        case AlertRaised():
            return _("{alert} raised, {priority}: {target}, {rule}{value}").format(
                **told, target=target_name(site, what.target), rule=rule_name(site, what.rule)
            )
        case AlertRose():
            return _("{alert} rose to {priority}{value}").format(**told)
        case AlertEased():
            return _("{alert} eased to {priority}{value}").format(**told)
        case _:
            assert_never(what)


def _alert(
    what: AlertReturned
    | AlertCleared
    | AlertAcknowledged
    | AlertNoted
    | AlertFolded
    | AlertRetired,
    site: Site,
) -> str:
    alert = _occurrence(what.alert, what.occurrence)
    match what:
        case AlertReturned():
            return _("{alert} returned to normal, not acknowledged").format(alert=alert)
        case AlertCleared():
            return _("{alert} cleared").format(alert=alert)
        case AlertAcknowledged(note=None):
            return _("{alert} acknowledged").format(alert=alert)
        case AlertAcknowledged(note=note):
            return _("{alert} acknowledged: “{note}”").format(alert=alert, note=plain(note or ""))
        case AlertNoted():
            return _("{alert} noted: “{note}”").format(alert=alert, note=plain(what.note))
        case AlertFolded():
            return _("{alert} folded into {target}").format(
                alert=alert, target=target_name(site, what.into)
            )
        case AlertRetired():
            return _("{alert} retired: the site file no longer has its rule").format(alert=alert)
        case _:
            assert_never(what)


def _occurrence(alert: str, occurrence: int) -> str:
    return f"{plain(alert)}@{occurrence}"


def _measured(value: float | None, limit: float | None) -> str:
    if value is None:
        return ""
    if limit is None:
        return _(", measured {value}").format(value=figure(value))
    return _(", measured {value}, limit {limit}").format(value=figure(value), limit=figure(limit))
