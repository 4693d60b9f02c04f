"""What happened on a shift, as one sentence."""

from __future__ import annotations

from typing import assert_never

from console.domain.shift_facts import (
    HandoverAccepted,
    HandoverLapsed,
    HandoverOffered,
    PersonEnrolled,
    ShiftEnded,
    ShiftFact,
    ShiftStarted,
)
from console.domain.shifts import HandoverStep
from console.wording.catalog import translator
from console.wording.plain import plain
from console.wording.states import role_word

_ = translator("words")


def handover_step_word(step: HandoverStep) -> str:
    """Return how far a handover is."""
    match step:
        case HandoverStep.OFFERED:
            return _("waits")
        case HandoverStep.ACCEPTED:
            return _("taken over")
        case HandoverStep.LAPSED:
            return _("lapsed")


def shift_sentence(what: ShiftFact) -> str:
    """Return a fact about a shift as a sentence, without who and why."""
    match what:
        case PersonEnrolled():
            return _("{person} may sign on as {role}").format(
                person=plain(what.person), role=role_word(what.role)
            )
        case ShiftStarted():
            return _("{person} signed on at {seat}").format(
                person=plain(what.person), seat=plain(what.seat)
            )
        case ShiftEnded():
            return _("{person} signed off at {seat}").format(
                person=plain(what.person), seat=plain(what.seat)
            )
        case HandoverOffered():
            return _("handover {id} offered").format(id=plain(what.handover.id))
        case HandoverAccepted():
            return _("handover {id} accepted").format(id=plain(what.handover))
        case HandoverLapsed():
            return _("handover {id} lapsed: nobody signed").format(id=plain(what.handover))
        case _:
            assert_never(what)
