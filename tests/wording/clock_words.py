"""One fact of every kind that the clocks of a case tell."""

from __future__ import annotations

from console.domain.ids import CaseId, PartyId
from console.domain.sla_facts import (
    CaseEscalated,
    ClockResumed,
    ClockSet,
    ClockStopped,
    StepOverdue,
    Timed,
)

CASE = CaseId("C-7")
AT = 1_790_000_000_000
CLOCK_FACTS = (
    ClockSet(case=CASE, step=Timed.FILED, since=AT, due=AT, whole=AT, whole_since=AT),
    ClockSet(case=CASE, step=Timed.HANDLING, since=AT),
    ClockStopped(case=CASE, left_s=60),
    ClockResumed(case=CASE, since=AT, due=AT),
    ClockResumed(case=CASE, since=AT),
    StepOverdue(case=CASE, step=Timed.WHOLE, due=AT),
    CaseEscalated(case=CASE, rung=1, party=PartyId("grid\x1b[2J"), step=Timed.FILED),
    CaseEscalated(case=CASE, rung=2, party=PartyId("owners"), by_hand=True),
)
