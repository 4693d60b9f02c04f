"""When remedies are due, by elapsed or by working time, and when they are overdue."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from console.domain.calendar import WorkingTime
from console.domain.cases import Case
from console.domain.causes import Action
from console.domain.ids import CaseId
from console.domain.proof_moves import TermPassed
from console.domain.remedies import late_at
from console.domain.remedy_catalogue import usual_of
from console.domain.remedy_table import DUE_MAX_S
from console.domain.sites import Site
from console.errors import Refused
from console.hub.agenda import REMEDIES, Agenda
from console.hub.casebook import Casebook


class RemedyTerms:
    """Arms the term of every remedy under way; a term is in the case, so a restart loses none."""

    def __init__(self, site: Site, casebook: Casebook, agenda: Agenda) -> None:
        self.casebook = casebook
        self._remedies = site.remedies
        self._working = WorkingTime(site.calendar, ZoneInfo(site.time_zone))
        self._agenda = agenda
        self._armed: dict[CaseId, int] = {}
        casebook.follow(self._changed)
        agenda.keep(REMEDIES, self._fall_due)

    def begin(self) -> None:
        """Take up where the store left off."""
        for case in self.casebook.open_cases():
            self._arm(case)

    def due(self, action: Action, wanted_s: float | None, now: int) -> int | None:
        """Return when `action` is due that is ordered at `now` (ms), within `wanted_s` seconds or
        what is usual; raise Refused for a term that is none."""
        usual = usual_of(self._remedies, action)
        within_s = usual.due_s if wanted_s is None else wanted_s
        if within_s is None:
            return None
        if not 0 < within_s <= DUE_MAX_S:
            raise Refused("due_out_of_range", most=DUE_MAX_S)
        if usual.working:
            return self._working.add(now, within_s)
        return now + round(within_s * 1000)

    def _changed(self, _before: Case | None, after: Case, _now: int) -> None:
        self._arm(after)

    def _arm(self, case: Case) -> None:
        wanted = late_at(case)
        if wanted is None:
            self._armed.pop(case.id, None)
        elif self._armed.get(case.id) != wanted:
            self._armed[case.id] = wanted
            self._agenda.add(wanted, REMEDIES, case.id)

    def _fall_due(self, case: CaseId, due: int) -> None:
        if self._armed.get(case) == due:
            del self._armed[case]
            self.casebook.act(case, TermPassed(), due)
