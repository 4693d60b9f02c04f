"""What a filter lets through, against a model that takes every word by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.sieve import Sieve, sieve, straw

GATE = straw("A-1001", "Gate 1 air probe PM10", "air-gate-1/pm10", "critical", "unacknowledged")
LAKE = straw("A-1002", "湖心 水质 溶解氧", "water-lake/do", "medium", "acknowledged")


@pytest.mark.parametrize(
    ("text", "gate", "lake"),
    [
        ("", True, True),
        ("gate", True, False),
        ("GATE pm10", True, False),
        ("gate lake", False, False),
        ("!gate", False, True),
        ("! gate", False, True),
        ("！gate", False, True),
        ("a-100 !gate", False, True),
        ("!critical !medium", False, False),
        ("溶解氧", False, True),
        ("Ｇａｔｅ", True, False),
        ("~g1p", True, False),
        ("-f g1p", True, False),
        ("-f g1p !crit", False, False),
        ("~!g1p", False, True),
        ('"gate 1"', True, False),
        ('"gate pm10"', False, False),
        ('!"gate 1"', False, True),
        ('"gate 1', True, False),
        ("!", True, True),
        ("~", True, True),
        ("-f", True, True),
        ("-f  ", True, True),
        ('"', True, True),
        ("unack", True, False),
        ("-", True, True),
        ("-fx", False, False),
    ],
)
def test_words_marks_and_quotes(text: str, gate: bool, lake: bool) -> None:
    assert (Sieve(text).passes(GATE), Sieve(text).passes(LAKE)) == (gate, lake)


def test_no_word_reaches_from_one_text_into_the_next() -> None:
    assert not Sieve("ab").passes(straw("a", "b"))
    assert not Sieve("~ab").passes(straw("a", "b"))


def test_what_lets_everything_through_says_so() -> None:
    assert all(Sieve(text).open for text in ("", "  ", "!", "-f", "~ !", '""'))
    assert not Sieve("x").open


def test_the_same_text_is_made_ready_once() -> None:
    assert sieve("gate 1") is sieve("gate 1")


def test_many_letters_in_order_take_one_pass() -> None:
    assert not Sieve("~" + "a" * 40 + "b").passes(straw("a" * 20_000))


WORD = st.text(st.sampled_from("abc1"), min_size=1, max_size=4)
MARKED = st.tuples(st.sampled_from(["", "!", "~", "!~", "~!"]), WORD)
TEXTS = st.lists(st.text(st.sampled_from("abcABC1 "), max_size=8), min_size=1, max_size=3)


def naive(fuzzy: bool, words: list[tuple[str, str]], texts: list[str]) -> bool:
    for marks, word in words:
        loose = fuzzy or "~" in marks
        here = any(_within(word, text.lower(), loose=loose) for text in texts)
        if here is ("!" in marks):
            return False
    return True


def _within(word: str, text: str, *, loose: bool) -> bool:
    if not loose:
        return word in text
    letters = iter(text)
    return all(letter in letters for letter in word)


@given(fuzzy=st.booleans(), words=st.lists(MARKED, max_size=3), texts=TEXTS)
def test_it_agrees_with_taking_every_word_by_itself(
    fuzzy: bool, words: list[tuple[str, str]], texts: list[str]
) -> None:
    text = ("-f " if fuzzy else "") + " ".join(marks + word for marks, word in words)
    assert Sieve(text).passes(straw(*texts)) is naive(fuzzy, words, texts)


@given(st.text(max_size=30), st.text(max_size=40))
def test_no_text_breaks_it(text: str, item: str) -> None:
    assert Sieve(text).passes(straw(item)) in (True, False)
