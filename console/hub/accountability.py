"""Keeps the clocks of units that are out: who should have been heard of, and whose turn is next."""

from __future__ import annotations

from console.domain.accountability import check_due
from console.domain.cases import Case
from console.domain.ids import CaseId, UnitId
from console.domain.patrol_moves import ComeUp, Missed
from console.domain.people import PatrolPolicy
from console.hub.agenda import CHECKS, Agenda
from console.hub.casebook import Casebook


class Accountability:
    """Arms every check that is in a case; a task that waited behind another comes up in turn."""

    def __init__(self, policy: PatrolPolicy, cases: Casebook, agenda: Agenda) -> None:
        self._policy = policy
        self._cases = cases
        self._agenda = agenda
        self._armed: dict[CaseId, int] = {}
        agenda.keep(CHECKS, self.fall_due)
        cases.follow(self.take)

    def check(self, unit: UnitId, case: CaseId) -> PatrolPolicy | None:
        """Return how often `unit` is to be heard of for `case`; not at all while that waits."""
        tasks = self._cases.tasks(unit)
        return self._policy if not tasks or tasks[0][0].id == case else None

    def begin(self) -> None:
        """Take up every clock where the store left it."""
        for case in self._cases.open_cases():
            self._arm(case)

    def take(self, before: Case | None, case: Case, now: int) -> None:
        """Arm what a case asks for as it is since `now` (ms); let the next task of whoever it let
        go come up."""
        if before is not None and (before.assignments, before.outcome) == (
            case.assignments,
            case.outcome,
        ):
            return
        self._arm(case)
        for unit in dict.fromkeys(task.unit for task in case.assignments):
            tasks = self._cases.tasks(unit)
            if tasks and tasks[0][1].check_by is None and not tasks[0][1].misses:
                self._cases.act(tasks[0][0].id, ComeUp(unit, self._policy), now)

    def fall_due(self, wanted: CaseId, due: int) -> None:
        """Count who was not heard of, if it is still so."""
        self._armed.pop(wanted, None)
        case = self._cases.case(wanted)
        by = check_due(case)
        if by is not None and by <= due:
            self._cases.act(wanted, Missed(self._policy), due)
        else:
            self._arm(case)

    def _arm(self, case: Case) -> None:
        due = check_due(case)
        if due is not None and self._armed.get(case.id) != due:
            self._armed[case.id] = due
            self._agenda.add(due, CHECKS, case.id)
