"""What patrol units say over the broker, and what they are answered.

A saying becomes the very request that the command line would make, for the unit's own seat. Its
`id` makes it one act however often it is delivered, like the idempotency key of a request.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import msgspec

from console.clock import Clock
from console.contract.cases import FinishRemedy
from console.contract.codec import encode
from console.contract.facts import Who
from console.contract.patrols import (
    AcceptAssignment,
    AmendReport,
    ArriveOnSite,
    AskSecondUnit,
    CheckIn,
    DeclineAssignment,
    LeaveSite,
    PatrolAnswer,
    PatrolFinding,
    PatrolRequest,
    PatrolSaying,
    ReportFindings,
    SetOut,
)
from console.contract.request import Request
from console.contract.telemetry import PAYLOAD_BYTES_MAX, Topics
from console.domain.causes import Seen
from console.domain.ids import CaseId, UnitId
from console.domain.sites import Site
from console.domain.values import Role
from console.errors import Conflict, NotFound, NotPermitted, Refused
from console.hub.casebook import Casebook
from console.hub.desk import Desk
from console.hub.mailbox import Delivery
from console.hub.people import Seat
from console.hub.tally import Tally

SEAT = "mqtt"
ID_MOST = 128  # characters; it is kept with the receipt
WITHOUT_PARAMETERS: dict[str, type[PatrolRequest]] = {
    "accept": AcceptAssignment,
    "enroute": SetOut,
    "onsite": ArriveOnSite,
    "checkin": CheckIn,
    "leave": LeaveSite,
}
_ASSIGNMENT = re.compile(r"(C-\d{1,9})/(\d{1,6})")
# Where a value that does not fit stands in a saying, and what that is called.
_MISFITS = {"cause": "unknown_cause", "at": "bad_time", "id": "bad_id", "value": "bad_value"}

Answered = tuple[str, bytes]  # a topic and what to publish there


class Unheard(Exception):
    """A saying that means nothing: `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Named(msgspec.Struct):
    """As much of a saying as an answer needs."""

    id: str


class PatrolMail:
    """Takes sayings one at a time; what cannot be used is answered, and counted."""

    def __init__(
        self, site: Site, clock: Clock, casebook: Casebook, desk: Desk, *, tally: Tally
    ) -> None:
        self._topics = Topics(site.root, site.id)
        self._units = site.units
        self._clock = clock
        self._book = casebook
        self._desk = desk
        self._tally = tally
        self._start, self._end = self._topics.patrol_report_filter.split("+")

    def is_saying(self, delivery: Delivery) -> bool:
        """Tell whether a delivery is a unit's."""
        return delivery.topic.startswith(self._start)

    async def hear(self, delivery: Delivery) -> Answered | None:
        """Carry out one saying; return its answer, to be published now that it is committed.

        The caller holds the journal's turn.
        """
        self._tally.deliveries += 1
        unit = UnitId(delivery.topic.removeprefix(self._start).removesuffix(self._end))
        if unit not in self._units:
            self._tally.reject(unit[:80], "unknown_unit", self._clock.now())
            return None
        code = await self._carry_out(unit, delivery)
        if code is not None:
            self._tally.reject(unit, code, self._clock.now())
        answer = PatrolAnswer(id=_id_of(delivery.payload), accepted=code is None, code=code)
        return self._topics.patrol_answer(unit), encode(answer)

    async def _carry_out(self, unit: UnitId, delivery: Delivery) -> str | None:
        """Return nothing, or the code of why not."""
        if delivery.retained:
            return "retained"  # nobody knows how old it is
        seat = Seat(Who(unit, SEAT), Role.PATROL, unit)
        try:
            saying = _read(delivery.payload)
            case, number = _assignment(saying.assignment)
            request = _request(unit, case, saying)
            unless = partial(self._require_current, unit, case, number)
            await self._desk.decide(request, seat, f"patrol:{unit}:{saying.id}", unless=unless)
        except Unheard as unheard:
            return unheard.reason
        except (Refused, Conflict, NotFound, NotPermitted) as refusal:
            return refusal.code
        return None

    def _require_current(self, unit: UnitId, case: CaseId, number: int) -> None:
        """Raise Unheard unless the assignment is the unit's newest one at this case."""
        tasks = [a.number for a in self._book.case(case).assignments if a.unit == unit]
        if number not in tasks:
            raise Unheard("wrong_assignment")
        if number != tasks[-1]:
            raise Unheard("assignment_passed")


def _read(payload: bytes) -> PatrolSaying:
    if len(payload) > PAYLOAD_BYTES_MAX:
        raise Unheard("too_large")
    try:
        saying = msgspec.json.decode(payload, type=PatrolSaying)
    except msgspec.ValidationError as error:
        field = str(error).rpartition("$")[2].rpartition(".")[2].rstrip("`")
        raise Unheard(_MISFITS.get(field, "wrong_shape")) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        nan = b"NaN" in payload or b"Infinity" in payload
        raise Unheard("not_finite" if nan else "not_json") from None
    if not 1 <= len(saying.id) <= ID_MOST:
        raise Unheard("bad_id")
    return saying


def _id_of(payload: bytes) -> str:
    """Return the id of a saying, as far as it can be made out."""
    if len(payload) > PAYLOAD_BYTES_MAX:
        return ""
    try:
        return msgspec.json.decode(payload, type=_Named).id[:ID_MOST]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def _assignment(said: str) -> tuple[CaseId, int]:
    found = _ASSIGNMENT.fullmatch(said.upper())
    if found is None:
        raise Unheard("wrong_assignment")
    return CaseId(found.group(1)), int(found.group(2))


def _request(unit: UnitId, case: CaseId, saying: PatrolSaying) -> Request:
    if (kind := WITHOUT_PARAMETERS.get(saying.act)) is not None:
        return kind(unit=unit, case=case, reason=saying.reason)
    make = _WITH_PARAMETERS.get(saying.act)
    if make is None:
        raise Unheard("unknown_act")
    return make(unit, case, saying)


def _decline(unit: UnitId, case: CaseId, saying: PatrolSaying) -> Request:
    return DeclineAssignment(unit=unit, case=case, reason=saying.reason)


def _assist(unit: UnitId, case: CaseId, saying: PatrolSaying) -> Request:
    return AskSecondUnit(unit=unit, case=case, note=saying.note or "", reason=saying.reason)


def _report(unit: UnitId, case: CaseId, saying: PatrolSaying) -> Request:
    return ReportFindings(unit=unit, case=case, findings=tuple(map(_seen, saying.findings)))


def _amend(unit: UnitId, case: CaseId, saying: PatrolSaying) -> Request:
    if saying.finding is None or len(saying.findings) > 1:
        raise Unheard("no_finding")
    seen = _seen(saying.findings[0]) if saying.findings else None
    return AmendReport(
        unit=unit, case=case, finding=saying.finding, seen=seen, reason=saying.reason
    )


def _done(_unit: UnitId, case: CaseId, saying: PatrolSaying) -> Request:
    if saying.remedy is None:
        raise Unheard("no_remedy")
    return FinishRemedy(case=case, remedy=saying.remedy, evidence=saying.evidence)


def _seen(found: PatrolFinding) -> Seen:
    return Seen(**msgspec.structs.asdict(found))


_WITH_PARAMETERS: dict[str, Callable[[UnitId, CaseId, PatrolSaying], Request]] = {
    "decline": _decline,
    "assist": _assist,
    "report": _report,
    "amend": _amend,
    "done": _done,
}
