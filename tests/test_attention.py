"""The bell rings for what is new and what waits, never too often; the title commands nothing."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.attention import BELL_S, TITLE_MOST, Attention, headline, title_sequence, titled
from console.domain.values import Priority

MOMENTS = st.lists(
    st.tuples(
        st.floats(0.05, 40.0),  # seconds since the moment before
        st.booleans(),  # something loud came
        st.one_of(st.none(), st.integers(0, 3)),  # so many wait; none: nobody knows
        st.booleans(),  # the hub is lost
    ),
    max_size=60,
)


@given(MOMENTS, st.sampled_from([0.0, 1.0, 20.0, 60.0]))
def test_it_never_rings_more_often_than_allowed(
    moments: list[tuple[float, bool, int | None, bool]], nag_s: float
) -> None:
    attention = Attention(nag_s=nag_s)
    now, rang = 0.0, []
    for passed, loud, waiting, lost in moments:
        now += passed
        if attention.heed(now, loud=loud, waiting=waiting, lost=lost):
            rang.append(now)
    assert all(later - sooner >= BELL_S for sooner, later in pairwise(rang))


@given(MOMENTS, st.booleans())
def test_silenced_it_never_rings_and_acknowledges_nothing(
    moments: list[tuple[float, bool, int | None, bool]], was_on: bool
) -> None:
    attention = Attention(bell=was_on)
    if was_on:
        assert attention.toggle() is False
    now = 0.0
    for passed, loud, waiting, lost in moments:
        now += passed
        assert not attention.heed(now, loud=loud, waiting=waiting, lost=lost)
    assert attention.toggle() is True
    # What was missed is not rung for afterwards; what still waits is, in its time.
    assert not attention.heed(now + 0.1, loud=False, waiting=0)


def rings(attention: Attention, until: int, waiting: int | None, *, start: int = 0) -> list[int]:
    """Return the tenths of a second at which it rings while so many wait."""
    tenths = range(start, until)
    return [n for n in tenths if attention.heed(n / 10, loud=False, waiting=waiting)]


@given(st.integers(6, 120))
def test_it_nags_while_something_waits_and_stops_once_nothing_does(nag_s: int) -> None:
    attention = Attention(nag_s=nag_s)
    assert attention.heed(0.0, loud=True, waiting=1)
    nagged = rings(attention, 10 * (nag_s * 4 + 1), 1, start=1)
    assert nagged == [n * nag_s * 10 for n in (1, 2, 3, 4)]
    assert rings(attention, 10 * nag_s * 8, 0, start=10 * nag_s * 4 + 10) == []


def test_without_a_nag_it_rings_once() -> None:
    attention = Attention(nag_s=0)
    assert attention.heed(0.0, loud=True, waiting=1)
    assert rings(attention, 20_000, 1, start=1) == []


def test_what_came_too_soon_after_a_ring_rings_late_unless_it_was_answered() -> None:
    attention = Attention()
    assert attention.heed(0.0, loud=True, waiting=1)
    assert not attention.heed(1.0, loud=True, waiting=2)
    assert attention.heed(5.0, loud=False, waiting=2)
    assert not attention.heed(6.0, loud=True, waiting=3)
    assert not attention.heed(7.0, loud=False, waiting=0)
    assert not attention.heed(12.0, loud=False, waiting=0)


def test_what_nobody_can_answer_does_not_nag_and_a_lost_hub_rings_once() -> None:
    attention = Attention(nag_s=10)
    assert attention.heed(0.0, loud=True, waiting=1)
    assert rings(attention, 600, None, start=1) == []
    assert attention.heed(60.0, loud=False, waiting=None, lost=True)
    assert not attention.heed(90.0, loud=False, waiting=None, lost=True)
    assert attention.heed(91.0, loud=False, waiting=1), "it has waited long enough by now"


def test_taken_back_by_a_person_it_nags_only_in_its_time() -> None:
    attention = Attention(nag_s=30)
    assert not attention.heed(100.0, loud=False, waiting=0)
    assert not attention.heed(200.0, loud=False, waiting=1)
    assert not attention.heed(229.0, loud=False, waiting=1)
    assert attention.heed(230.0, loud=False, waiting=1)


def test_the_title_says_the_worst_and_how_many() -> None:
    waiting = {Priority.LOW: 3, Priority.HIGH: 2, Priority.CRITICAL: 0}
    assert headline(waiting, "Wanshouqiao") == "▲5 wanshou – Wanshouqiao"
    assert headline({Priority.CRITICAL: 1}, "万寿桥") == "▲▲1 wanshou – 万寿桥"
    assert headline({}, "Wanshouqiao") == "wanshou – Wanshouqiao"
    assert headline(None, "Wanshouqiao") == "? wanshou – Wanshouqiao"


@given(st.text())
def test_a_title_holds_no_command(name: str) -> None:
    written = title_sequence(headline({Priority.HIGH: 1}, name))
    inside = re.fullmatch(r"\x1b\]2;(.*)\x1b\\", written, re.DOTALL)
    assert inside is not None
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", inside[1])
    assert len(inside[1]) <= TITLE_MOST


def test_only_a_terminal_that_takes_titles_gets_one() -> None:
    taking = ("xterm-256color", "screen-256color", "tmux-256color", "xterm-kitty", "foot")
    assert all(titled({"TERM": term}) for term in taking)
    refusing = ("", "dumb", "linux", "linux-16color", "vt100", "vt220", "unknown", "ansi")
    assert not any(titled({"TERM": term}) for term in refusing)
    assert not titled({})
