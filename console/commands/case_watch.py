"""What happens to the cases somebody watches, told as it happens."""

from __future__ import annotations

from collections.abc import Mapping, Set

import msgspec
from msgspec.structs import replace

from console.commands.watched import WatchedThings
from console.contract.case_views import CaseDetail, CaseView
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.views import Snapshot
from console.domain.case_facts import (
    CaseClosed,
    CaseOpened,
    CaseVerified,
    Outcome,
    RemedyOrdered,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.cases import OVER, Leg, Step
from console.domain.ids import AlertId, CaseId, UnitId, ZoneId
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    UnitDispatched,
)
from console.domain.sites import Site

_LEADS_TO: dict[type, Step] = {
    PatrolReported: Step.HANDLING,
    RemedyOrdered: Step.HANDLING,
    VerificationStarted: Step.FED_BACK,
    VerificationBroken: Step.FED_BACK,
    CaseVerified: Step.VERIFIED,
    CaseClosed: Step.CLOSED,
}
_LEGS: dict[type, Leg] = {
    UnitDispatched: Leg.OFFERED,
    PatrolAccepted: Leg.ACCEPTED,
    PatrolEnRoute: Leg.EN_ROUTE,
    PatrolOnSite: Leg.ON_SITE,
    PatrolReported: Leg.REPORTED,
    PatrolLeft: Leg.RELEASED,
}
# Before anything is found, the units' coming and going is all there is.
_EARLY = (Step.COLLECTED, Step.FILED, Step.DISPATCHED, Step.HANDLING)


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of a case."""

    step: Step = Step.FILED
    zone: ZoneId | None = None
    alerts: frozenset[AlertId] = frozenset()
    legs: dict[UnitId, Leg] = {}
    outcome: Outcome | None = None


class WatchedCases(WatchedThings[CaseId, _Known]):
    """Cases; the goal is a step."""

    def _listed(self, snapshot: Snapshot) -> dict[CaseId, _Known]:
        return {case.id: _known(case) for case in snapshot.cases}

    def _asked(self, hub: Hub, id: CaseId) -> _Known:
        return _known(hub.ask(f"cases/{id}", CaseDetail).case)

    def _about(self, fact: Fact) -> CaseId | None:
        return getattr(fact.what, "case", None)

    def _begun(self, fact: Fact) -> _Known | None:
        what = fact.what
        if not isinstance(what, CaseOpened):
            return None
        return _Known(zone=what.zone, alerts=frozenset(what.alerts))

    def _after(self, before: _Known, fact: Fact) -> _Known:
        return _after(before, fact.what)

    def _place(self, known: _Known) -> Step:
        return known.step

    def _facets(self, known: _Known, site: Site) -> Mapping[str, Set[str]]:
        return {
            "step": {known.step.value},
            "zone": {known.zone or ""},
            "unit": set(known.legs),
            "alert": known.alerts,
            "outcome": {known.outcome or ""},
        }


def _known(case: CaseView) -> _Known:
    return _Known(
        step=case.step,
        zone=case.zone,
        alerts=frozenset(case.alerts),
        legs={task.unit: task.leg for task in case.assignments},
        outcome=case.outcome,
    )


def _after(case: _Known, what: object) -> _Known:
    if isinstance(what, CaseClosed):
        case = replace(case, outcome=what.outcome)
    unit: UnitId | None = getattr(what, "unit", None)
    if unit is not None and type(what) in _LEGS:
        case = replace(case, legs={**case.legs, unit: _LEGS[type(what)]})
    if type(what) in _LEADS_TO:
        return replace(case, step=_LEADS_TO[type(what)])
    return replace(case, step=_early(case)) if case.step in _EARLY else case


def _early(case: _Known) -> Step:
    out = [leg for leg in case.legs.values() if leg not in OVER]
    if Leg.ON_SITE in out:
        return Step.HANDLING
    return Step.DISPATCHED if out else Step.FILED
