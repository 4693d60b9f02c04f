"""Keys: none that a terminal keeps for itself, and the page that lists them."""

from __future__ import annotations

import re

from console.keys import GROUPS
from docs.keys import PAGE, render
from tests.house.source import told

KEPT = re.compile(r"f\d+|(.*\+)?alt\+.*|ctrl\+[sqz]")  # by terminals, tmux or window systems
FROZEN = {"ctrl+s", "ctrl+q", "ctrl+z"}


def test_every_act_has_a_key_that_every_terminal_passes_on() -> None:
    stuck = [
        key.id
        for group in GROUPS.values()
        for key in group
        if all(KEPT.fullmatch(way) for way in key.keys.split(","))
    ]
    assert not stuck, told(stuck, "Give these a key besides F-keys, alt and flow control:")


def test_no_act_takes_a_key_that_may_freeze_the_terminal() -> None:
    bad = [
        key.id for group in GROUPS.values() for key in group if FROZEN & set(key.keys.split(","))
    ]
    assert not bad, told(bad, "These keys stop a terminal or a program:")


def test_the_page_of_keys_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == render(), "run: make docs"
