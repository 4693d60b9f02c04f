"""Going back and forward through where one was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.screens.history import History, Spot
from console.widgets import Ledger
from tests.ui.hands import Operator, at_console
from tests.ui.stage import afternoon, quiet

SPOTS = st.builds(Spot, st.sampled_from("abc"), st.none(), st.sampled_from(["1", "2", None]))


def selected(operator: Operator, name: str) -> str | None:
    return operator.app.screen.query_one(name, Ledger).selected


async def test_back_leads_to_the_place_and_to_what_was_selected_there() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2", "j", "j")
        alert = selected(operator, "#alerts")
        await operator.press("enter")
        assert operator.app.current_mode == "sensor"
        await operator.press("right_curly_bracket")
        sensor = selected(operator, "#sensors")
        await operator.press("5", "left_square_bracket")
        assert (operator.app.current_mode, selected(operator, "#sensors")) == ("sensor", sensor)
        await operator.press("left_square_bracket")
        assert (operator.app.current_mode, selected(operator, "#alerts")) == ("alerts", alert)
        await operator.press("left_square_bracket", "left_square_bracket")
        assert operator.app.current_mode == "wall"
        assert "nowhere further" in operator.told()
        await operator.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert operator.app.current_mode == "health"


async def test_minus_goes_to_and_fro() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("2", "j", "6", "minus")
        assert operator.app.current_mode == "alerts"
        await operator.press("minus")
        assert operator.app.current_mode == "shift"


async def test_what_is_gone_is_no_trouble() -> None:
    async with at_console(quiet()) as operator:
        await operator.press("minus", "left_square_bracket", "right_square_bracket", "2", "minus")
        assert operator.app.current_mode == "wall"


@given(st.lists(st.one_of(SPOTS, st.sampled_from([-1, 1, 0]))), SPOTS)
def test_the_trail_is_never_left(moves: list[Spot | int], first: Spot) -> None:
    history, here, seen = History(first), first, {first}
    for move in moves:
        if isinstance(move, Spot):
            history.go(here, move)
            here = move
            seen.add(move)
        else:
            found = history.step(here, move) if move else history.last(here)
            here = found if found is not None else here
        assert here in seen
    back = history.step(here, -1)
    if back is not None:
        assert history.step(back, 1) == here
