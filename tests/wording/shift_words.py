"""Every kind of fact about shifts and the log, for the tests of words."""

from __future__ import annotations

from console.domain.facts import LogWritten
from console.domain.shift_facts import (
    HandoverAccepted,
    HandoverLapsed,
    HandoverOffered,
    PersonEnrolled,
    ShiftEnded,
    ShiftStarted,
)
from console.domain.shifts import Handover
from console.domain.values import Role

SHIFT_FACTS = (
    PersonEnrolled(person="Li\x1b[2J Wei", role=Role.OPERATOR),
    ShiftStarted(person="Li Wei", seat="console1", role=Role.OPERATOR),
    ShiftEnded(person="Li Wei", seat="console1"),
    HandoverOffered(handover=Handover(id="H-7", by="Li Wei", at=0, until=900_000)),
    HandoverAccepted(handover="H-7", by="Wang"),
    HandoverLapsed(handover="H-7"),
    LogWritten(text="pump 2 is \x1b[31mslow"),
    LogWritten(text="it was a bird", about="A-7"),
)
