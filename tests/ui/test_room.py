"""Small terminals: at 60×20 everything can be used, and on a smaller one nothing breaks."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets._toast import Toast

from console.wording import use
from tests.ui.hands import Operator, at_console
from tests.ui.stage import proving
from tests.ui.walk import EACH_PLACE, SHORT, WALK, Step, drawn, walked

LEAST = (60, 20)


@pytest.mark.parametrize(
    ("size", "language", "steps"),
    [
        pytest.param(LEAST, "zh_CN", SHORT, id="60x20-short"),
        pytest.param(LEAST, "en", WALK, id="60x20-en", marks=pytest.mark.again),
        pytest.param(LEAST, "zh_CN", WALK, id="60x20-zh_CN", marks=pytest.mark.again),
        pytest.param((80, 24), "en", WALK, id="80x24-en", marks=pytest.mark.again),
        pytest.param((80, 24), "zh_CN", WALK, id="80x24-zh_CN", marks=pytest.mark.again),
    ],
)
async def test_every_place_and_dialog_fits(
    size: tuple[int, int], language: str, steps: tuple[Step, ...]
) -> None:
    use(language)
    stage = proving().set_aside()
    stage.theme = "sixteen"  # its dialogs have frames, and so the least room
    async with at_console(stage, size) as operator:
        async for step in walked(operator, steps):
            drawn(operator)
            cut = [widget for widget in operator.app.screen.walk_children() if _cut(widget)]
            assert not cut, f"{step.name}: beyond the edge: {cut}"
            assert _in_hand(operator), f"{step.name}: what is in hand cannot be seen"


async def test_the_head_says_at_least_size_whether_the_picture_is_fresh() -> None:
    async with at_console(proving(), LEAST) as operator:
        first, second, *_ = drawn(operator)
        for words in ("values ●", "facts ●", "14:58"):
            assert words in first
        assert "unacknowledged" in second
        assert "load" in second


async def test_a_terminal_too_small_breaks_nothing_and_says_what_is_needed() -> None:
    async with at_console(proving(), (59, 19)) as operator:
        assert "60×20 is needed" in drawn(operator)[0]
        await operator.pilot.resize_terminal(20, 5)
        async for _step in walked(operator, EACH_PLACE):
            drawn(operator)
        for size in ((3, 2), (1, 1)):
            await operator.pilot.resize_terminal(*size)
            await operator.settle()
            drawn(operator)
        await operator.pilot.resize_terminal(*LEAST)
        await operator.settle()
        assert "needed" not in drawn(operator)[0]


@pytest.mark.again
async def test_no_dialog_breaks_on_a_terminal_too_small() -> None:
    async with at_console(proving().set_aside(), (24, 6)) as operator:
        async for _step in walked(operator, WALK):
            drawn(operator)


def _cut(widget: DOMNode) -> bool:
    """Tell whether something hides a part of a widget that no scrolling brings back."""
    if not isinstance(widget, Widget) or isinstance(widget, Toast):
        return False  # toasts go by themselves
    if not widget.display or not widget.region.area:
        return False
    above = [each for each in widget.ancestors if isinstance(each, Widget)]
    scrolls = any(each.max_scroll_y for each in above)
    return not scrolls and not all(each.region.contains_region(widget.region) for each in above)


def _in_hand(operator: Operator) -> bool:
    focused = operator.app.screen.focused
    return focused is None or focused.region.area > 0


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_every_duration_of_a_shelf_can_be_read(language: str) -> None:
    use(language)
    async with at_console(proving(), LEAST) as operator:
        await operator.press("2", "s")
        strip = operator.reads("#strip")
        assert "6 " in strip
        for line in strip.splitlines():
            assert cell_len(line) <= operator.app.screen.query_one("#strip").size.width
