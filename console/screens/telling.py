"""Telling a control something, letting go of it, and letting a device be worked on."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.contract.automations import ResumeAutomation, SuspendAutomation
from console.contract.controls import CommandDevice, MaintainDevice, ReleaseControl
from console.contract.request import Request
from console.domain.controls import value_said
from console.domain.durations import seconds
from console.domain.ids import ControlId, DeviceId
from console.screens.ask import Answers, Ask, Question
from console.screens.workplace import Workplace
from console.wording.plain import plain
from console.wording.screens import say
from console.wording.telling import Tell

Asked = tuple[Question, Callable[[Answers], Request]]


def ask_control(here: Workplace, act: str, about: str = "") -> None:
    """Ask for what an act needs, `about` what is in hand; the hub decides whether it may be, and
    says what forbids it."""
    question, request_of = _ACTS[act](here)
    if about:
        question = replace(question, given=(about,))

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            here.ask_hub([request_of(answers)])

    here.app.push_screen(Ask(question), answered)


def _command(here: Workplace) -> Asked:
    def objection(answers: Answers) -> str | None:
        if (wrong := _no_control(here, answers)) is not None:
            return wrong
        if value_said(answers[1]) is None:
            return say(Tell.NO_VALUE, text=plain(answers[1]))
        fits = not answers[2] or seconds(answers[2]) is not None
        return None if fits else say(Tell.NO_DURATION, text=plain(answers[2]))

    def request_of(answers: Answers) -> Request:
        value = value_said(answers[1])
        assert value is not None  # the dialog lets nothing else through
        return CommandDevice(
            control=ControlId(answers[0]),
            value=value,
            run_s=seconds(answers[2]),
            override=bool(answers[3]),
            reason=answers[3] or None,
        )

    fields = tuple(map(say, (Tell.CONTROL, Tell.VALUE, Tell.RUN, Tell.OVERRIDE)))
    question = Question(title=say(Tell.COMMAND), fields=fields, objection=objection)
    return question, request_of


def _release(here: Workplace) -> Asked:
    question = Question(
        title=say(Tell.RELEASE),
        fields=(say(Tell.CONTROL),),
        objection=lambda answers: _no_control(here, answers),
    )
    return question, lambda answers: ReleaseControl(control=ControlId(answers[0]))


def _maintain(here: Workplace) -> Asked:
    def objection(answers: Answers) -> str | None:
        device = here.live.mirror.site.devices.get(DeviceId(answers[0]))
        known = device is not None and device.controls
        return None if known else say(Tell.NO_DEVICE, id=plain(answers[0]))

    def request_of(answers: Answers) -> Request:
        return MaintainDevice(device=DeviceId(answers[0]), reason=answers[1] or None)

    fields = (say(Tell.DEVICE), say(Tell.REASON))
    question = Question(title=say(Tell.MAINTAIN), fields=fields, objection=objection)
    return question, request_of


def _suspend(here: Workplace) -> Asked:
    def request_of(answers: Answers) -> Request:
        return SuspendAutomation(
            automation=answers[0], for_s=seconds(answers[1]), reason=answers[2] or None
        )

    def objection(answers: Answers) -> str | None:
        if (wrong := _no_automation(here, answers)) is not None:
            return wrong
        fits = not answers[1] or seconds(answers[1]) is not None
        return None if fits else say(Tell.NO_DURATION, text=plain(answers[1]))

    fields = tuple(map(say, (Tell.AUTOMATION, Tell.SUSPEND_FOR, Tell.REASON)))
    return Question(title=say(Tell.SUSPEND), fields=fields, objection=objection), request_of


def _resume(here: Workplace) -> Asked:
    question = Question(
        title=say(Tell.RESUME),
        fields=(say(Tell.AUTOMATION),),
        objection=lambda answers: _no_automation(here, answers),
    )
    return question, lambda answers: ResumeAutomation(automation=answers[0])


def _no_automation(here: Workplace, answers: Answers) -> str | None:
    if answers[0] in here.live.mirror.site.automations:
        return None
    return say(Tell.NO_AUTOMATION, id=plain(answers[0]))


def _no_control(here: Workplace, answers: Answers) -> str | None:
    known = here.live.mirror.site.controls()
    if ControlId(answers[0]) in known:
        return None
    return say(Tell.NO_CONTROL, id=plain(answers[0]))


_ACTS: dict[str, Callable[[Workplace], Asked]] = {
    "command": _command,
    "release": _release,
    "maintain": _maintain,
    "suspend": _suspend,
    "resume": _resume,
}
