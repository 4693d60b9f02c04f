"""Saying that a remedy is done, and that it worked where no sensor can tell: what shows it."""

from __future__ import annotations

from math import isfinite

from console.contract.cases import FinishRemedy, VerifyCase
from console.domain.case_facts import Proof
from console.domain.ids import CaseId
from console.domain.matters import Evidence, Wanted
from console.screens.acting import Act, Asked, Scene
from console.screens.ask import Answers, Question, something
from console.screens.choose import Offer
from console.widgets import Entry
from console.wording import action_word, plain, proof_word
from console.wording.deeds import Deed
from console.wording.dispatch import Work
from console.wording.lists import Acts
from console.wording.screens import say

_HINTS = {
    Wanted.NOTE: Deed.SHOWS_NOTE,
    Wanted.PHOTO: Deed.SHOWS_PHOTO,
    Wanted.READING: Deed.SHOWS_READING,
}


def _id(scene: Scene) -> CaseId:
    return scene.case.id if scene.case is not None else CaseId("")


def _which(act: Act, scene: Scene, said: Answers) -> Asked | None:
    remedies = scene.case.remedies if scene.case is not None else ()

    def rows(width: int) -> list[Entry]:
        return [
            Entry(
                str(remedy.number),
                (
                    (f"{remedy.number} ", "muted"),
                    (action_word(remedy.action), "strong"),
                    (f"  {plain(remedy.party)}", "muted"),
                ),
            )
            for remedy in remedies
            if remedy.done_at is None
        ]

    return Offer(title=say(Work.FINISH_TITLE, case=scene.what), rows=rows)


def _wanted(scene: Scene, number: str) -> Wanted:
    remedies = scene.case.remedies if scene.case is not None else ()
    found = (remedy.wants for remedy in remedies if str(remedy.number) == number)
    return next(found, Wanted.NONE)


def _what_shows(act: Act, scene: Scene, said: Answers) -> Asked | None:
    wanted = _wanted(scene, said[0])
    if wanted is Wanted.NONE:
        return None
    return Question(
        title=say(Work.FINISH_TITLE, case=scene.what),
        text=say(Deed.SHOWN_BY),
        fields=(say(_HINTS[wanted]),),
        objection=_no_reading if wanted is Wanted.READING else something,
    )


def _finished(scene: Scene, said: Answers) -> FinishRemedy:
    wanted = _wanted(scene, said[0])
    evidence = _evidence(wanted, said[1]) if len(said) > 1 else None
    return FinishRemedy(case=_id(scene), remedy=int(said[0]), evidence=evidence)


def _evidence(wanted: Wanted, text: str) -> Evidence:
    match wanted:
        case Wanted.PHOTO:
            return Evidence(photo=text)
        case Wanted.READING:
            value, unit = _reading(text)
            return Evidence(value=value, unit=unit)
        case _:
            return Evidence(note=text)


def _reading(text: str) -> tuple[float, str | None]:
    """Return a value and its unit, as in "88 µg/m³"; one that is no number is not finite."""
    figure, _, unit = text.strip().partition(" ")
    try:
        return float(figure.replace(",", ".")), unit.strip() or None
    except ValueError:
        return float("nan"), None


def _no_reading(answers: Answers) -> str | None:
    if not isfinite(_reading(answers[0])[0]):
        return say(Deed.NO_READING, text=plain(answers[0]))
    return something(answers)


def _how(act: Act, scene: Scene, said: Answers) -> Asked | None:
    return Offer(
        title=say(Work.VERIFY_TITLE, case=scene.what),
        rows=lambda width: [
            Entry(proof, ((proof_word(proof), "text"),))
            for proof in (Proof.READING, Proof.INSPECTION)
        ],
    )


def _seen(act: Act, scene: Scene, said: Answers) -> Asked | None:
    reading = said[0] == Proof.READING
    note = say(Work.VERIFY_HINT)
    return Question(
        title=say(Work.VERIFY_TITLE, case=scene.what),
        text=proof_word(Proof(said[0])),
        fields=(say(Deed.SHOWS_READING), note) if reading else (note,),
        objection=_no_reading if reading else something,
    )


def _verified(scene: Scene, said: Answers) -> VerifyCase:
    proof = Proof(said[0])
    evidence = _evidence(Wanted.READING, said[1]) if proof is Proof.READING else None
    return VerifyCase(case=_id(scene), proof=proof, note=said[-1], evidence=evidence)


def _waiting(scene: Scene) -> str | None:
    remedies = scene.case.remedies if scene.case is not None else ()
    waits = any(remedy.done_at is None for remedy in remedies)
    return None if waits else say(Acts.NOTHING_ORDERED)


def _anyone(scene: Scene) -> str | None:
    return say(Deed.NO_CASE) if scene.case is None else None


FINISH = Act(
    request=FinishRemedy, key="f", hindrance=_waiting, make=_finished, asks=(_which, _what_shows)
)
VERIFY = Act(request=VerifyCase, key="v", hindrance=_anyone, make=_verified, asks=(_how, _seen))
