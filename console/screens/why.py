"""Why a sensor exceeds, as the hub tells it: the answer, its evidence, what to look for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from console.clock import moment
from console.contract.diagnosis_views import DiagnosisView
from console.contract.hub import Hub
from console.domain.diagnosis.verdicts import Patrol, Says, Verdict
from console.domain.ids import SensorId
from console.errors import ConsoleError
from console.live import Live
from console.widgets import Ink, Line, wrap
from console.wording import age
from console.wording.course import Course
from console.wording.diagnosis import answer_words, change_words, line_words, measured_words
from console.wording.diagnosis_words import look_word, patrol_word
from console.wording.screens import say

_GLYPHS: dict[Says, tuple[str, Ink]] = {
    Says.FOR: ("+", "good"),
    Says.AGAINST: ("–", "medium"),
    Says.NONE: ("·", "muted"),
}
_PATROLS: dict[Patrol, Ink] = {
    Patrol.WORTH_IT: "good",
    Patrol.UNSURE: "text",
    Patrol.SERVICE: "medium",
    Patrol.FINDS_NOTHING: "medium",
}


class WhyHeard(Message):
    """The hub told why a sensor exceeds, or why it could not."""

    def __init__(self, sensor: SensorId, told: DiagnosisView | ConsoleError) -> None:
        super().__init__()
        self.sensor = sensor
        self.told = told


def ask_why(hub: Hub, sensor: SensorId) -> WhyHeard:
    """Ask for the diagnosis of a sensor. Called on a worker's thread."""
    try:
        return WhyHeard(sensor, hub.ask(f"sensors/{sensor}/diagnosis", DiagnosisView))
    except ConsoleError as error:
        return WhyHeard(sensor, error)


def why_lines(live: Live, view: DiagnosisView, width: int) -> list[Line]:
    """Return a diagnosis: what it comes to first, then what speaks for and against it."""
    zone = live.mirror.site.time_zone
    if view.verdicts == (Verdict.NORMAL,):
        lines = _part(say(Course.WHY_NONE), width, "good")
    else:
        lines = []
        for place, answer in enumerate(view.answers):
            lines += _part(answer_words(answer), width, "strong" if place == 0 else "text")
    lines += _part(patrol_word(view.patrol), width, _PATROLS[view.patrol])
    lines += _part(measured_words(view, zone), width, "muted")
    lines += _section(Course.LOOK_FOR, [look_word(look) for look in view.checklist], width)
    if view.lines:
        lines += ((), ((say(Course.FOR_IT), "title"),))
        for line in view.lines:
            said = line_words(line, view.unit)
            lines += _marked(_GLYPHS[line.says], said, width)
    changes = [change_words(change, view.unit) for change in view.would_change]
    return [*lines, *_section(Course.WOULD_CHANGE, changes, width)]


def why_age(live: Live, view: DiagnosisView) -> str:
    """Return how old a diagnosis is."""
    return say(Course.WHY_AGE, age=age(live.age_s(moment(view.at))))


def _section(word: Course, said: Sequence[str], width: int) -> list[Line]:
    lines: list[Line] = [(), ((say(word), "title"),)] if said else []
    for each in said:
        lines += _marked(("∘", "accent"), each, width)
    return lines


def _marked(mark: tuple[str, Ink], text: str, width: int) -> list[Line]:
    glyph, ink = mark
    return [
        ((f"{glyph} " if place == 0 else "  ", ink), (part, "text"))
        for place, part in enumerate(wrap(text, max(width - 2, 10)))
    ]


def _part(text: str, width: int, ink: Ink) -> list[Line]:
    return [((part, ink),) for part in wrap(text, max(width, 10)) if part]
