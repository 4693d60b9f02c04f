"""Nothing from outside reaches a terminal raw."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.wording import plain

anything = st.text(alphabet=st.characters(codec=None, exclude_categories=[]))
nasty = st.text(
    alphabet=st.sampled_from(
        "\x1b\x9b\x07\x00\x7f\u202e\u2066\u200b\u200d\ufeff\ud800\U000e0041[]m1a万"
        "\u0301\u20e3\ufe0f\U0001f468\U0001f3fd\U0001f1e8\u1160"
    )
)


@given(anything | nasty)
def test_it_never_raises_and_lets_nothing_through_that_commands(text: str) -> None:
    shown = plain(text)
    assert type(shown) is str
    assert shown.isprintable()
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    shown.encode()


@given(anything | nasty)
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet=st.characters(codec="ascii", min_codepoint=32, max_codepoint=126)))
def test_printable_text_is_left_alone(text: str) -> None:
    assert plain(text) == text


@given(st.text(alphabet=st.characters(codec="utf-8")) | nasty)
def test_nothing_is_as_wide_in_one_terminal_as_it_is_not_in_another(text: str) -> None:
    shown = plain(text)
    assert cell_len(shown) == sum(cell_len(character) for character in shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31m", "31m"),
        ("gate\u202e1 etag", "gate1 etag"),
        ("a\r\nb\tc", "a  b c"),
        ("1号门\u200b空气探头", "1号门空气探头"),
        ("万寿桥\u3000社区", "万寿桥 社区"),
        ("\ud800", "\ufffd"),
        ("[/] [@click=app.quit]x[/]", "[/] [@click=app.quit]x[/]"),
        ("\u3164\u115fname", "name"),
        ("Z\u0351\u036b\u0343\u036a\u0302x", "Z\u0351\u036b\u0343x"),
        ("\u0301x", "x"),
        ("e\u0301", "e\u0301"),
        ("1\ufe0f\u20e3 gate", "1 gate"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\U0001f469\U0001f467"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ("\U0001f1e8\U0001f1f3", "CN"),
        ("\u2764\ufe0f", "\u2764"),
    ],
)
def test_examples(text: str, shown: str) -> None:
    assert plain(text) == shown
