"""Trying whether a party can be told."""

from __future__ import annotations

from console.contract.notices import TestNotice
from console.domain.ids import PartyId
from console.domain.parties import named
from console.screens.ask import Answers, Ask, Question, something
from console.screens.workplace import Workplace
from console.wording.dispatch import Work
from console.wording.screens import say


def ask_test(here: Workplace) -> None:
    """Ask which party is to get a test message; what comes of it is told as facts."""
    question = Question(
        title=say(Work.NOTICE_TEST), fields=(say(Work.NOTICE_PARTY),), objection=something
    )

    def answered(answers: Answers | None) -> None:
        if answers is None:
            return
        wanted = answers[0]
        party = named(here.live.mirror.site.parties, wanted)
        here.ask_hub([TestNotice(party=party.id if party else PartyId(wanted.strip()))])

    here.app.push_screen(Ask(question), answered)
