"""Keys that come in a bunch, as over a slow line, are typed and not done as acts."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from tests.ui.hands import at_console
from tests.ui.stage import quiet


@pytest.mark.parametrize(("opener", "name"), [("slash", "/"), ("colon", ":")])
async def test_letters_right_after_the_key_that_opens_a_line_are_typed(
    opener: str, name: str
) -> None:
    async with at_console(quiet()) as operator:
        app = operator.app
        app.post_message(events.Key(opener, name))
        for letter in "dairm":
            app.post_message(events.Key(letter, letter))
        for _ in range(50):
            await operator.settle()
            if isinstance(app.focused, Input) and app.focused.value == "dairm":
                break
        assert isinstance(app.focused, Input)
        assert app.focused.value == "dairm"
