"""A walk through every workplace and every dialog: one more of either is a line here."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec
from textual.widgets import Input

from console.places import PLACES
from console.wording import plain
from tests.ui.hands import Operator


class Step(msgspec.Struct, frozen=True):
    """Something to look at: what it is called, and the keys that lead there from anywhere."""

    name: str
    keys: tuple[str, ...]


EACH_PLACE = tuple(Step(place.mode, (place.digit,)) for place in PLACES)
LISTS = (
    Step("wall, more", ("1", "v", "v")),
    Step("alerts, detail", ("2", "tab")),
    Step("alerts, all", ("2", "v", "v")),
    Step("dispatch, way", ("3", "G", "tab")),
    Step("dispatch, units", ("3", "tab", "tab")),
    Step("dispatch, file", ("3", "G", "enter")),
    Step("sensor, why", ("4", "tab")),
    Step("shift, log", ("6", "tab", "tab")),
    Step("filter", ("2", "slash", "z")),
)
DIALOGS = (
    Step("palette", ("1", "ctrl+p")),
    Step("command line", ("1", "colon", "a")),
    Step("jump", ("2", "ctrl+o")),
    Step("help", ("2", "question_mark")),
    Step("note", ("2", "g", "n")),
    Step("shelve", ("2", "g", "s")),
    Step("symptom", ("2", "g", "y")),
    Step("out of service", ("2", "g", "O")),
    Step("send", ("2", "g", "d")),
    Step("remedy", ("3", "G", "o")),
    Step("report", ("3", "g", "j", "p")),
    Step("menu of a case", ("3", "escape", "escape", "G", "m")),
    Step("menu of a unit", ("3", "tab", "tab", "m")),
    Step("edit", ("3", "G", "m", "e")),
    Step("rest", ("3", "G", "m", "s")),
    Step("record", ("4", "r")),
    Step("log line", ("2", "l")),
    Step("sign on", ("6", "i")),
    Step("hand over", ("6", "h")),
)
WALK = (*EACH_PLACE, *LISTS, *DIALOGS)
_LARGEST = ("palette", "shelve", "report", "hand over")
_LARGE = tuple(step for step in DIALOGS if step.name in _LARGEST)
SHORT = (*EACH_PLACE, *_LARGE)
SHORTEST = (*EACH_PLACE[:3], EACH_PLACE[5], *_LARGE[:2])


async def walked(operator: Operator, steps: tuple[Step, ...] = WALK) -> AsyncIterator[Step]:
    """Go to each of `steps`; leave whatever it opened."""
    for step in steps:
        await operator.pilot.press(*step.keys)
        await operator.settle()
        yield step
        if operator.app.workplace.has_class("-file"):
            await operator.pilot.press("escape")
        while len(operator.app.screen_stack) > 1 or isinstance(operator.app.focused, Input):
            before = operator.app.screen, operator.app.focused
            await operator.pilot.press("escape")
            after = operator.app.screen, operator.app.focused
            assert after != before, f"esc does not leave {step.name}"


def drawn(operator: Operator) -> list[str]:
    """Return the lines on the screen as they are drawn, everything that lies on it included."""
    strips = operator.app.screen._compositor.render_strips()
    width, height = operator.app.size
    assert len(strips) == height
    for number, strip in enumerate(strips):
        assert strip.cell_length == width, (number, strip.text)
    return [strip.text for strip in strips]


def harmless(lines: list[str]) -> None:
    """Nothing on the screen commands, hides, or is wider than it seems."""
    for line in lines:
        assert plain(line) == line, repr(line)
