"""What happens to the cases somebody watches, told as it happens."""

from __future__ import annotations

from collections.abc import Mapping, Set

import msgspec
from msgspec.structs import replace

from console.contract.case_views import CaseDetail, CaseView
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.views import Snapshot
from console.domain.case_facts import (
    CaseClosed,
    CaseOpened,
    CaseVerified,
    Outcome,
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    RemedyOrdered,
    UnitDispatched,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.cases import Leg, Step
from console.domain.ids import AlertId, CaseId, UnitId, ZoneId
from console.errors import NotFound
from console.printing import GAP, Format, json_text, put
from console.wording import local, plain, sentence

_LEADS_TO: dict[type, Step] = {
    PatrolReported: Step.REMEDY,
    RemedyOrdered: Step.REMEDY,
    VerificationStarted: Step.VERIFYING,
    VerificationBroken: Step.VERIFYING,
    CaseVerified: Step.VERIFIED,
    CaseClosed: Step.CLOSED,
}
_LEGS: dict[type, Leg] = {
    UnitDispatched: Leg.SENT,
    PatrolAccepted: Leg.ACCEPTED,
    PatrolEnRoute: Leg.EN_ROUTE,
    PatrolOnSite: Leg.ON_SITE,
    PatrolReported: Leg.REPORTED,
    PatrolLeft: Leg.LEFT,
}
# Before anything is found, the units' coming and going is all there is.
_EARLY = (Step.OPEN, Step.DISPATCHED, Step.ON_SITE)


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of a case."""

    step: Step = Step.OPEN
    zone: ZoneId | None = None
    alerts: frozenset[AlertId] = frozenset()
    legs: dict[UnitId, Leg] = {}
    outcome: Outcome | None = None


class WatchedCases:
    """Prints the facts about cases that are wanted, and waits for a `goal` if there is one.

    With ids, the goal is that every one of them is at that step, also at the start; without,
    that any which fits comes to it.
    """

    def __init__(
        self,
        hub: Hub,
        wanted: Set[CaseId],
        query: Mapping[str, Set[str]],
        *,
        goal: Step | None,
        how: Format,
    ) -> None:
        snapshot = hub.ask("snapshot", Snapshot)
        self.as_of = snapshot.as_of
        self._hub = hub
        self._site = snapshot.site
        self._wanted = wanted
        self._query = query
        self._goal = goal
        self._how = how
        self._known = {case.id: _known(case) for case in snapshot.cases}
        self._came_to: Step | None = None
        for case in wanted:
            self._remembered(case)

    def take(self, fact: Fact) -> bool:
        """Print a fact if it is about a case that is wanted; tell whether it was."""
        id: CaseId | None = getattr(fact.what, "case", None)
        if id is None:
            return False
        before = _Known() if isinstance(fact.what, CaseOpened) else self._remembered(id)
        if before is None:
            return False
        case = self._known[id] = _after(before, fact)
        if not self._fits(id, case):
            return False
        self._came_to = case.step
        self._print(fact, id)
        return True

    def reached(self) -> bool:
        """Tell whether the goal is."""
        if self._goal is None:
            return False
        if self._wanted:
            return all(self._known[case].step is self._goal for case in self._wanted)
        return self._came_to is self._goal

    def _remembered(self, id: CaseId) -> _Known | None:
        if id not in self._known:
            try:
                self._known[id] = _known(self._hub.ask(f"cases/{id}", CaseDetail).case)
            except NotFound:
                if id in self._wanted:
                    raise
                return None
        return self._known[id]

    def _fits(self, id: CaseId, case: _Known) -> bool:
        if self._wanted and id not in self._wanted:
            return False
        have: dict[str, Set[str]] = {
            "step": {case.step.value},
            "zone": {case.zone or ""},
            "unit": set(case.legs),
            "alert": case.alerts,
            "outcome": {case.outcome or ""},
        }
        return all(have[name] & values for name, values in self._query.items())

    def _print(self, fact: Fact, case: CaseId) -> None:
        match self._how:
            case Format.TABLE:
                put(local(fact.at) + GAP + sentence(fact, self._site))
            case Format.IDS:
                put(plain(case))
            case _:
                put(json_text(fact))


def _known(case: CaseView) -> _Known:
    return _Known(
        step=case.step,
        zone=case.zone,
        alerts=frozenset(case.alerts),
        legs={task.unit: task.leg for task in case.assignments},
        outcome=case.outcome,
    )


def _after(case: _Known, fact: Fact) -> _Known:
    what = fact.what
    if isinstance(what, CaseOpened):
        return _Known(zone=what.zone, alerts=frozenset(what.alerts))
    if isinstance(what, CaseClosed):
        case = replace(case, outcome=what.outcome)
    unit: UnitId | None = getattr(what, "unit", None)
    if unit is not None and type(what) in _LEGS:
        case = replace(case, legs={**case.legs, unit: _LEGS[type(what)]})
    if type(what) in _LEADS_TO:
        return replace(case, step=_LEADS_TO[type(what)])
    return replace(case, step=_early(case)) if case.step in _EARLY else case


def _early(case: _Known) -> Step:
    out = [leg for leg in case.legs.values() if leg is not Leg.LEFT]
    if Leg.ON_SITE in out:
        return Step.ON_SITE
    return Step.DISPATCHED if out else Step.OPEN
