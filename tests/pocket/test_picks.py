"""Which causes a patrol is offered first, and what it picks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.causes import Cause
from console.domain.ranking import ANYWHERE, LIKELY
from console.pocket.lines import trend_word
from console.pocket.picks import PAGE, Picks


@pytest.mark.parametrize("quantity", [*LIKELY, "unheard-of", None])
def test_every_cause_can_be_picked_and_the_likely_ones_first(quantity: str | None) -> None:
    picks = Picks([quantity] if quantity else [])
    assert sorted(picks.order) == sorted(Cause)
    likely = LIKELY.get(quantity or "", ())
    assert picks.order[: len(likely)] == likely
    if likely:
        assert set(ANYWHERE) <= set(picks.shown())
    seen = set(picks.shown())
    picks.turn()
    assert seen | set(picks.shown()) == set(Cause)
    picks.turn()
    assert seen == set(picks.shown())


def test_picking_counting_and_leaving() -> None:
    picks = Picks(["pm10"])
    picks.toggle(1)
    picks.toggle(2)
    picks.add(1)
    picks.add(1)
    told = picks.findings("spray off")
    assert [(seen.cause, seen.count, seen.note) for seen in told] == [
        (Cause.CONSTRUCTION_DUST, None, "spray off"),
        (Cause.IDLING_VEHICLE, 2, None),
    ]
    picks.toggle(2)
    picks.add(1)  # of what was picked before it
    assert picks.counts == {Cause.CONSTRUCTION_DUST: 1}
    picks.add(-1)
    picks.add(-1)
    assert picks.counts == {Cause.CONSTRUCTION_DUST: None}
    picks.clear()
    picks.add(1)
    assert picks.findings("spray off") == ()


@given(st.lists(st.sampled_from(["toggle", "turn", "more", "less"]), max_size=40), st.data())
def test_a_count_is_never_below_one(acts: list[str], data: st.DataObject) -> None:
    picks = Picks(["noise"])
    for act in acts:
        match act:
            case "toggle":
                picks.toggle(data.draw(st.integers(0, PAGE + 1)))
            case "turn":
                picks.turn()
            case "more":
                picks.add(1)
            case _:
                picks.add(-1)
    assert all(seen.count is None or seen.count >= 1 for seen in picks.findings(""))
    assert picks.last is None or picks.last in picks.counts


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ((1.0,), ""),
        ((310, 312, 308, 250, 240, 230), "falling"),
        ((100, 110, 120, 200, 210, 220), "rising"),
        ((300, 301, 299, 300, 302, 300), "steady"),
        ((0, 0, 0, 0, 0, 0), "steady"),
    ],
)
def test_trends_are_words(values: tuple[float, ...], word: str) -> None:
    assert trend_word(values, 250.0) == word
