"""What happened to an alert, as one sentence."""

from __future__ import annotations

from typing import assert_never

from console.domain.alert_facts import (
    AlertAcknowledged,
    AlertCleared,
    AlertEased,
    AlertFact,
    AlertFolded,
    AlertMarkedSymptom,
    AlertNoted,
    AlertPassedOn,
    AlertPutBack,
    AlertRaised,
    AlertReleased,
    AlertRetired,
    AlertReturned,
    AlertRose,
    AlertShelfEnding,
    AlertShelved,
    AlertSuppressed,
    AlertTakenOut,
    AlertUnacknowledged,
    AlertUnshelved,
    AlertUnsuppressed,
    EpisodeCounted,
    Unshelving,
)
from console.domain.sites import Site
from console.domain.stimuli import Why
from console.wording.catalog import translator
from console.wording.names import place_name, rule_name, suppression_name, target_name
from console.wording.plain import plain
from console.wording.states import priority_word, state_word
from console.wording.values import clock_time, figure

_ = translator("words")


def alert_sentence(what: AlertFact, site: Site, *, here: bool = False) -> str:
    """Return a fact about an alert as a sentence, without who and why.

    Times of day are those of the site, or of this machine (`here`).
    """
    match what:
        case AlertRaised() | AlertRose() | AlertEased():
            return _level(what, site)
        case AlertAcknowledged() | AlertUnacknowledged() | AlertPassedOn() | AlertNoted():
            return _owned(what)
        case AlertShelved() | AlertShelfEnding() | AlertUnshelved():
            return _shelved(what, None if here else site.time_zone)
        case AlertSuppressed() | AlertUnsuppressed() | AlertTakenOut() | AlertPutBack():
            return _by_design(what, site)
        case _:
            return _ended(what, site)


def _level(what: AlertRaised | AlertRose | AlertEased, site: Site) -> str:
    told = {
        "alert": _occurrence(what),
        "priority": priority_word(what.priority),
        "value": _measured(what.value, what.limit),
    }
    match what:
        case AlertRaised(withheld=withheld):
            told |= {"target": target_name(site, what.target), "rule": rule_name(site, what.rule)}
            if withheld is not None:
                return _(
                    "{alert} raised while {state}, {priority}: {target}, {rule}{value}"
                ).format(**told, state=state_word(withheld))
            return _("{alert} raised, {priority}: {target}, {rule}{value}").format(**told)
        case AlertRose():
            return _("{alert} rose to {priority}{value}").format(**told)
        case AlertEased():
            return _("{alert} eased to {priority}{value}").format(**told)
        case _:
            assert_never(what)


def _owned(what: AlertAcknowledged | AlertUnacknowledged | AlertPassedOn | AlertNoted) -> str:
    alert = _occurrence(what)
    match what:
        case AlertAcknowledged(bulk=int(bulk)):
            return _("{alert} acknowledged, with {count} at once").format(alert=alert, count=bulk)
        case AlertAcknowledged(note=None):
            return _("{alert} acknowledged").format(alert=alert)
        case AlertAcknowledged(note=note):
            return _("{alert} acknowledged: “{note}”").format(alert=alert, note=plain(note or ""))
        case AlertUnacknowledged(why=Why.PERSON):
            return _("{alert} no longer acknowledged").format(alert=alert)
        case AlertUnacknowledged():
            return _("{alert} no longer acknowledged: its owner went off duty").format(alert=alert)
        case AlertPassedOn():
            return _("{alert} passed on to {person}").format(alert=alert, person=plain(what.to))
        case AlertNoted():
            return _("{alert} noted: “{note}”").format(alert=alert, note=plain(what.note))
        case _:
            assert_never(what)


def _shelved(what: AlertShelved | AlertShelfEnding | AlertUnshelved, zone: str | None) -> str:
    alert = _occurrence(what)
    match what:
        case AlertShelved(one_shot=True):
            return _("{alert} shelved until it next ends, at most until {until}").format(
                alert=alert, until=clock_time(what.until, zone)
            )
        case AlertShelved():
            until = clock_time(what.until, zone)
            return _("{alert} shelved until {until}").format(alert=alert, until=until)
        case AlertShelfEnding():
            until = clock_time(what.until, zone)
            if what.standing:
                return _("{alert}: shelf ends at {until}, still standing").format(
                    alert=alert, until=until
                )
            return _("{alert}: shelf ends at {until}").format(alert=alert, until=until)
        case AlertUnshelved(why=Unshelving.EXPIRED):
            return _("{alert}: shelf ended, {state}").format(
                alert=alert, state=state_word(what.state)
            )
        case AlertUnshelved():
            return _("{alert} unshelved ({state})").format(
                alert=alert, state=state_word(what.state)
            )
        case _:
            assert_never(what)


def _by_design(
    what: AlertSuppressed | AlertUnsuppressed | AlertTakenOut | AlertPutBack, site: Site
) -> str:
    alert, state = _occurrence(what), state_word(what.state)
    match what:
        case AlertSuppressed():
            return _("{alert} suppressed: {by}").format(
                alert=alert, by=suppression_name(site, what.by)
            )
        case AlertUnsuppressed():
            return _("{alert} no longer suppressed ({by}), {state}").format(
                alert=alert, by=suppression_name(site, what.by), state=state
            )
        case AlertTakenOut():
            return _("{alert} out of service with {place}").format(
                alert=alert, place=place_name(site, what.by)
            )
        case AlertPutBack():
            return _("{alert} in service again with {place}, {state}").format(
                alert=alert, place=place_name(site, what.by), state=state
            )
        case _:
            assert_never(what)


def _ended(
    what: AlertReturned
    | AlertCleared
    | AlertFolded
    | AlertRetired
    | AlertMarkedSymptom
    | AlertReleased
    | EpisodeCounted,
    site: Site,
) -> str:
    alert = _occurrence(what)
    match what:
        case AlertReturned(withheld=None):
            return _("{alert} returned to normal, not acknowledged").format(alert=alert)
        case AlertReturned():
            return _("{alert} returned to normal").format(alert=alert)
        case AlertCleared():
            return _("{alert} cleared").format(alert=alert)
        case AlertFolded():
            return _("{alert} folded into {target}").format(
                alert=alert, target=target_name(site, what.into)
            )
        case AlertRetired():
            return _("{alert} retired: the site file no longer has its rule").format(alert=alert)
        case AlertMarkedSymptom():
            return _("{alert} marked as a symptom of {cause}").format(
                alert=alert, cause=plain(what.of)
            )
        case AlertReleased():
            return _("{alert} stands for itself again, {state}").format(
                alert=alert, state=state_word(what.state)
            )
        case EpisodeCounted():
            return _("{alert}: an episode of {minutes} min counted").format(
                alert=alert, minutes=round((what.episode.ended - what.episode.began) / 60_000)
            )
        case _:
            assert_never(what)


def _occurrence(what: AlertFact) -> str:
    # What a pattern counts before it is ever raised is of no occurrence yet.
    return f"{plain(what.alert)}@{what.occurrence}" if what.occurrence else plain(what.alert)


def _measured(value: float | None, limit: float | None) -> str:
    if value is None:
        return ""
    if limit is None:
        return _(", measured {value}").format(value=figure(value))
    return _(", measured {value}, limit {limit}").format(value=figure(value), limit=figure(limit))
