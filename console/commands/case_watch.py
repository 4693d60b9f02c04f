"""What happens to the cases somebody watches, told as it happens."""

from __future__ import annotations

from collections.abc import Mapping, Set

from console.commands.watched import WatchedThings
from console.contract.case_folding import closed_before, folded, opened
from console.contract.case_views import CaseDetail, CaseView
from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.views import Snapshot
from console.domain.case_facts import CaseOpened, CaseReopened
from console.domain.cases import Step
from console.domain.facts import of_case
from console.domain.ids import CaseId
from console.domain.sites import Site


class WatchedCases(WatchedThings[CaseId, CaseView]):
    """Cases; the goal is a step."""

    def _listed(self, snapshot: Snapshot) -> dict[CaseId, CaseView]:
        return {case.id: case for case in snapshot.cases}

    def _asked(self, hub: Hub, id: CaseId) -> CaseView:
        return hub.ask(f"cases/{id}", CaseDetail).case

    def _about(self, fact: Fact) -> CaseId | None:
        return getattr(fact.what, "case", None)

    def _begun(self, fact: Fact) -> CaseView | None:
        what = fact.what
        if isinstance(what, CaseOpened):
            return opened(what, fact)
        # One that was closed when this began is known by the fact that reopens it.
        before = closed_before(what) if isinstance(what, CaseReopened) else None
        if before is None or not isinstance(what, CaseReopened):
            return None
        return folded(before, what, fact)

    def _after(self, before: CaseView, fact: Fact) -> CaseView:
        return folded(before, fact.what, fact) if of_case(fact.what) else before

    def _place(self, known: CaseView) -> Step:
        return known.step

    def _facets(self, known: CaseView, site: Site) -> Mapping[str, Set[str]]:
        return {
            "step": {known.step.value},
            "zone": {known.zone or ""},
            "unit": {task.unit for task in known.assignments},
            "alert": set(known.alerts),
            "outcome": {known.outcome or ""},
            "category": {known.category.value},
            "priority": {known.priority.value},
            "owner": {known.owner or ""},
            "source": {known.source.value},
            "suspended": {str(known.suspension is not None).lower()},
        }
