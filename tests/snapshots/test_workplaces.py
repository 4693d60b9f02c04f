"""Each workplace as it is drawn, at the two sizes and in the two languages that must work.

Words are asserted elsewhere; these guard the layout. A changed picture needs a reason.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from console.wording import use
from tests.ui.hands import Operator
from tests.ui.stage import Stage, afternoon, flooded, proving, set_aside

Compare = Callable[..., bool]
PLACES = {
    "wall": (),
    "alerts": ("2",),
    "withheld": ("2", "v", "j"),
    "shelve": ("2", "s"),
    "flood": ("2", "j", "j", "right"),
    "doubt": ("enter",),
    "shift": ("6",),
    "dispatch": ("3", "G"),
    "sensor": ("enter",),
    "health": ("5",),
    "help": ("2", "question_mark"),
}

STAGES: dict[str, Callable[[], Stage]] = {
    "dispatch": proving,
    "withheld": set_aside,
    "doubt": set_aside,
    "shift": set_aside,
    "flood": flooded,
}


SMALL, WIDE = (80, 24), (120, 40)
EACH = [
    pytest.param(SMALL, "en", id="80x24-en"),
    pytest.param(SMALL, "zh_CN", id="80x24-zh_CN"),
    pytest.param(WIDE, "en", id="120x40-en"),
    pytest.param(WIDE, "zh_CN", id="120x40-zh_CN", marks=pytest.mark.again),
]


@pytest.mark.parametrize(("size", "language"), EACH)
@pytest.mark.parametrize("place", PLACES)
def test_workplace(snap_compare: Compare, place: str, size: tuple[int, int], language: str) -> None:
    use(language)
    stage = STAGES.get(place, afternoon)()
    app = stage.app()

    async def look(pilot: Pilot[int]) -> None:
        operator = Operator(stage, app, pilot)
        await operator.settle()
        await operator.press(*PLACES[place])

    assert snap_compare(app, run_before=look, terminal_size=size)
