"""Letting a person sign on: name, role and PIN."""

from __future__ import annotations

from console.contract.shifts import EnrolPerson
from console.screens.ask import Answers, Ask, Question, something
from console.screens.workplace import Workplace
from console.wording.screens import say
from console.wording.shift import Shift


def ask_enrolment(here: Workplace) -> None:
    """Ask who may sign on, as what, and with which PIN; the hub says who may be let."""
    question = Question(
        title=say(Shift.ENROL_TITLE),
        fields=(say(Shift.NAME), say(Shift.ENROL_ROLE), say(Shift.PIN)),
        masked=(2,),
        objection=something,
    )

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            name, role, pin = answers
            here.ask_hub([EnrolPerson(person=name, as_role=role, pin=pin)])

    here.app.push_screen(Ask(question), answered)
