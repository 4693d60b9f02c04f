"""What a patrol can say of its task, by name: each makes a request of what is picked and noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from console.contract.case_views import CaseView, FindingView
from console.contract.cases import FinishRemedy
from console.contract.patrols import (
    AcceptAssignment,
    AmendReport,
    ArriveOnSite,
    AskSecondUnit,
    CheckIn,
    DeclineAssignment,
    LeaveSite,
    PatrolRequest,
    ReportFindings,
    SetOut,
)
from console.contract.request import Request
from console.domain.causes import Seen
from console.domain.ids import UnitId
from console.domain.matters import Heard


class Unsaid(Exception):
    """Something is missing; `word` names what to tell the patrol."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Mind(msgspec.Struct, frozen=True, kw_only=True):
    """What a saying is made of; `heard` where the account is not the unit's."""

    unit: UnitId
    case: CaseView
    picked: tuple[Seen, ...] = ()
    note: str = ""
    remedy: int = 0
    heard: Heard | None = None


def _bare(kind: type[PatrolRequest]) -> Callable[[Mind], Request]:
    return lambda mind: kind(unit=mind.unit, case=mind.case.id, heard=mind.heard)


def _decline(mind: Mind) -> Request:
    if not mind.note:
        raise Unsaid("why.first")
    return DeclineAssignment(unit=mind.unit, case=mind.case.id, heard=mind.heard, reason=mind.note)


def _assist(mind: Mind) -> Request:
    if not mind.note:
        raise Unsaid("what.for.first")
    return AskSecondUnit(unit=mind.unit, case=mind.case.id, heard=mind.heard, note=mind.note)


def _report(mind: Mind) -> Request:
    if not mind.picked:
        raise Unsaid("pick")
    return ReportFindings(unit=mind.unit, case=mind.case.id, heard=mind.heard, findings=mind.picked)


def _amend(mind: Mind) -> Request:
    """Take back what is picked and was reported; with something else picked it was that."""
    told = _reported(mind)
    wrong = [finding for finding in told if finding.seen.cause in {s.cause for s in mind.picked}]
    causes = {finding.seen.cause for finding in wrong}
    right = [seen for seen in mind.picked if seen.cause not in causes]
    if len(wrong) != 1 or len(right) > 1:
        raise Unsaid("amend.pick")
    if not mind.note:
        raise Unsaid("why.first")
    return AmendReport(
        unit=mind.unit,
        case=mind.case.id,
        heard=mind.heard,
        finding=wrong[0].number,
        seen=msgspec.structs.replace(right[0], note=None) if right else None,
        reason=mind.note,
    )


def _done(mind: Mind) -> Request:
    if not mind.remedy:
        raise Unsaid("nothing.open")
    return FinishRemedy(case=mind.case.id, remedy=mind.remedy)


def _reported(mind: Mind) -> Sequence[FindingView]:
    found = mind.case.findings
    return [f for f in found if f.unit == mind.unit and not f.withdrawn]


SAYINGS: dict[str, Callable[[Mind], Request]] = {
    "accept": _bare(AcceptAssignment),
    "decline": _decline,
    "enroute": _bare(SetOut),
    "onsite": _bare(ArriveOnSite),
    "checkin": _bare(CheckIn),
    "assist": _assist,
    "report": _report,
    "amend": _amend,
    "done": _done,
    "leave": _bare(LeaveSite),
}
