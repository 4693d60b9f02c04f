"""Texts that mean harm, in every field that comes from outside: no terminal and no column heeds."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from tests.ui.hands import at_console
from tests.ui.hostile import TEXTS, hostile
from tests.ui.walk import DIALOGS, SHORTEST, WALK, Step, drawn, harmless, walked

WALKS = [
    pytest.param((100, 30), SHORTEST, id="100x30-short"),
    pytest.param((60, 20), WALK, id="60x20", marks=pytest.mark.again),
    pytest.param((120, 40), WALK, id="120x40", marks=pytest.mark.again),
    pytest.param((200, 50), WALK, id="200x50", marks=pytest.mark.again),
]


@pytest.mark.parametrize(("size", "steps"), WALKS)
async def test_no_place_or_dialog_lets_anything_through(
    size: tuple[int, int], steps: tuple[Step, ...]
) -> None:
    async with at_console(hostile(), size) as operator:
        seen = ""
        async for _step in walked(operator, steps):
            lines = drawn(operator)
            harmless(lines)
            seen += "\n".join(lines)
        # What is left of some of them, so that this test is about what it says.
        for words in ("[31mred", "[@click=app.quit]x", "agnp.exe", "one two  three", "长长", "CN"):
            assert words in seen, words


@pytest.mark.parametrize(
    "steps",
    [(DIALOGS[0], DIALOGS[4]), pytest.param(DIALOGS, marks=pytest.mark.again)],
    ids=["short", "all"],
)
async def test_what_is_pasted_is_a_line_and_no_order(steps: tuple[Step, ...]) -> None:
    async with at_console(hostile(), (100, 30)) as operator:
        fields = 0
        async for step in walked(operator, steps):
            for field in operator.app.screen.query(Input):
                fields += 1
                for text in TEXTS.values():
                    field.post_message(events.Paste(text))
                await operator.settle()
                assert field.value.isprintable(), step.name
                harmless(drawn(operator))
                field.value = ""
        assert fields > 0


async def test_a_toast_lets_nothing_through() -> None:
    async with at_console(hostile(), (100, 30)) as operator:
        hub = operator.stage.hub
        await operator.press("2", "g")
        first = hub.snapshot().alerts[0]
        hub.by_someone_else(first.id, TEXTS["escapes"] + TEXTS["emoji"] + TEXTS["markup"])
        await operator.press("a")
        assert operator.told(), "someone else was first"
        harmless(drawn(operator))
