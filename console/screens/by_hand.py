"""Recording a reading that was taken by hand."""

from __future__ import annotations

from math import isfinite

from console.contract.sensors import RecordReading
from console.domain.sites import Sensor
from console.screens.ask import Answers, Ask, Question, something
from console.screens.workplace import Workplace
from console.wording import number, plain, target_name
from console.wording.screens import Say, say


def ask_reading(here: Workplace, sensor: Sensor) -> None:
    """Ask for the value and how it was taken, and have it recorded."""
    name = target_name(here.live.mirror.site, sensor.id)
    question = Question(
        title=say(Say.RECORD_TITLE, what=name),
        fields=(say(Say.RECORD_VALUE, unit=plain(sensor.unit)), say(Say.RECORD_HOW)),
        objection=lambda answers: objection(sensor, answers),
    )

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            value, how = float(answers[0]), answers[1]
            here.ask_hub([RecordReading(sensor=sensor.id, value=value, how=how)])

    here.app.push_screen(Ask(question), answered)


def objection(sensor: Sensor, answers: Answers) -> str | None:
    """Say what is wrong with a reading typed in."""
    try:
        value = float(answers[0])
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        return say(Say.RECORD_NOT_A_NUMBER, text=plain(answers[0]))
    if not sensor.low <= value <= sensor.high:
        low, high = number(sensor.low, sensor.decimals), number(sensor.high, sensor.decimals)
        return say(Say.RECORD_OUTSIDE, value=plain(answers[0]), low=low, high=high)
    return something(answers)
