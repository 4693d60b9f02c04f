"""What an alert's facts make of its view: the very view that the hub would show after each."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from console.clock import utc
from console.contract.facts import Fact
from console.contract.projection import episode_views
from console.contract.views import AlertView, ShelfView
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
)
from console.domain.alerts import EPISODES_MOST, State
from console.domain.withholding import with_name, without_name

UNOWNED: dict[str, Any] = {"acknowledged_by": None, "acknowledged_at": None}


def raised(what: AlertRaised, fact: Fact, before: AlertView | None = None) -> AlertView:
    """Return the view of an alert that was just raised; `before` is the one it had."""
    kept = before or AlertView(
        id=what.alert,
        occurrence=what.occurrence,
        rule=what.rule,
        target=what.target,
        state=State.NORMAL,
        standing=True,
        priority=what.priority,
        limit=what.limit,
        value=what.value,
        raised_at=fact.at,
        changed_at=fact.at,
    )
    return replace(
        kept,
        occurrence=what.occurrence,
        state=what.withheld or State.UNACKNOWLEDGED,
        standing=True,
        priority=what.priority,
        limit=what.limit,
        value=what.value,
        raised_at=fact.at,
        changed_at=fact.at,
        notes=0,
        order=what.order,
        suppressed_by=what.suppressed_by,
        out_of_service=what.out_of_service,
        episodes=episode_views(what.episodes),
        **UNOWNED,
    )


def known_by(what: AlertFact, fact: Fact) -> AlertView | None:
    """Return the view an alert had that was normal until `what` withheld it, where it says so."""
    if not isinstance(what, AlertShelved | AlertSuppressed | AlertTakenOut) or what.quiet is None:
        return None
    quiet = what.quiet
    return AlertView(
        id=what.alert,
        occurrence=what.occurrence,
        rule=quiet.rule,
        target=quiet.target,
        state=State.NORMAL,
        standing=False,
        priority=quiet.priority,
        limit=quiet.limit,
        value=quiet.value,
        raised_at=utc(quiet.raised_at),
        changed_at=fact.at,
        notes=quiet.notes,
        order=quiet.order,
        episodes=episode_views(quiet.episodes),
    )


def folded(view: AlertView, what: AlertFact, fact: Fact) -> AlertView:
    """Return `view` once `what` happened to its alert."""
    match what:
        case AlertRaised():
            return raised(what, fact, view)
        case AlertRose() | AlertEased() | AlertReturned() | AlertCleared() | AlertFolded():
            return _moved(view, what, fact)
        case AlertRetired():
            return replace(
                view, state=State.NORMAL, standing=False, changed_at=fact.at, symptom_of=None
            )
        case AlertAcknowledged() | AlertUnacknowledged() | AlertPassedOn() | AlertNoted():
            return _owned(view, what, fact)
        case AlertShelved() | AlertShelfEnding() | AlertUnshelved():
            return _shelved(view, what, fact)
        case AlertMarkedSymptom():
            return replace(view, symptom_of=what.of, changed_at=fact.at)
        case AlertReleased():
            return _stated(replace(view, symptom_of=None, changed_at=fact.at), what.state)
        case EpisodeCounted():
            counted = (*view.episodes, *episode_views([what.episode]))
            episodes = sorted(counted, key=lambda e: (e.ended, e.began))
            return replace(view, episodes=tuple(episodes[-EPISODES_MOST:]))
        case _:
            return _by_design(view, what, fact)


def _moved(
    view: AlertView,
    what: AlertRose | AlertEased | AlertReturned | AlertCleared | AlertFolded,
    fact: Fact,
) -> AlertView:
    view = replace(view, changed_at=fact.at)
    match what:
        case AlertRose():
            told = {"priority": what.priority, "limit": what.limit, "value": what.value}
            return replace(view, state=what.withheld or State.UNACKNOWLEDGED, **told, **UNOWNED)
        case AlertEased():
            return replace(view, priority=what.priority, limit=what.limit, value=what.value)
        case AlertReturned():
            state = what.withheld or State.RETURNED
            return replace(view, state=state, standing=False, value=what.value)
        case AlertCleared():
            return replace(view, state=State.NORMAL, standing=False, value=what.value)
        case AlertFolded():
            return replace(view, state=what.withheld or State.NORMAL, standing=False)


def _owned(
    view: AlertView,
    what: AlertAcknowledged | AlertUnacknowledged | AlertPassedOn | AlertNoted,
    fact: Fact,
) -> AlertView:
    match what:
        case AlertAcknowledged():
            # Acknowledging what has returned ends it: its AlertCleared is the very next fact.
            return replace(
                view,
                state=State.ACKNOWLEDGED if view.standing else view.state,
                changed_at=fact.at,
                acknowledged_by=fact.who.person if fact.who else None,
                acknowledged_at=fact.at,
            )
        case AlertUnacknowledged():
            return replace(view, state=State.UNACKNOWLEDGED, changed_at=fact.at, **UNOWNED)
        case AlertPassedOn():
            return replace(view, acknowledged_by=what.to)
        case AlertNoted():
            return replace(view, notes=view.notes + 1)


def _shelved(
    view: AlertView, what: AlertShelved | AlertShelfEnding | AlertUnshelved, fact: Fact
) -> AlertView:
    match what:
        case AlertShelved():
            shelf = ShelfView(
                until=utc(what.until),
                by=fact.who.person if fact.who else "",
                at=fact.at,
                reason=fact.reason or "",
                one_shot=what.one_shot,
            )
            changed_at = view.changed_at if view.state is what.state else fact.at
            return _stated(replace(view, shelf=shelf, changed_at=changed_at), what.state)
        case AlertUnshelved():
            return replace(_restated(view, what.state, fact), shelf=None)
        case AlertShelfEnding():
            return view


def _by_design(
    view: AlertView,
    what: AlertSuppressed | AlertUnsuppressed | AlertTakenOut | AlertPutBack,
    fact: Fact,
) -> AlertView:
    match what:
        case AlertSuppressed():
            view = _withheld(view, what.state, fact)
            return replace(view, suppressed_by=with_name(view.suppressed_by, what.by))
        case AlertUnsuppressed():
            view = _restated(view, what.state, fact)
            return replace(view, suppressed_by=without_name(view.suppressed_by, what.by))
        case AlertTakenOut():
            view = _withheld(view, what.state, fact)
            return replace(view, out_of_service=with_name(view.out_of_service, what.by))
        case AlertPutBack():
            view = _restated(view, what.state, fact)
            return replace(view, out_of_service=without_name(view.out_of_service, what.by))


def _withheld(view: AlertView, state: State, fact: Fact) -> AlertView:
    if state is view.state:
        return view
    return replace(view, state=state, changed_at=fact.at, **UNOWNED)


def _restated(view: AlertView, state: State, fact: Fact) -> AlertView:
    return replace(view, state=state, changed_at=fact.at, **UNOWNED)


def _stated(view: AlertView, state: State) -> AlertView:
    return view if state is view.state else replace(view, state=state, **UNOWNED)
