"""What the words of a command stand for: ids, durations, words of a closed vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from console.domain.case_facts import Proof
from console.domain.causes import Action, Cause
from console.domain.durations import seconds
from console.domain.matters import Category, Channel
from console.domain.values import Priority, Role
from console.screens.command_words import Kind

IDS: dict[Kind, re.Pattern[str]] = {
    Kind.ALERT: re.compile(r"A-\d{1,18}(@\d{1,9})?", re.ASCII | re.IGNORECASE),
    Kind.CASE: re.compile(r"C-\d{1,18}", re.ASCII | re.IGNORECASE),
    Kind.HANDOVER: re.compile(r"H-\d{1,18}", re.ASCII | re.IGNORECASE),
}
WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.ACTION: tuple(action.value for action in Action),
    Kind.PROOF: (Proof.READING.value, Proof.INSPECTION.value),
    Kind.CAUSE: tuple(cause.value for cause in Cause),
    Kind.CATEGORY: tuple(category.value for category in Category),
    Kind.CHANNEL: tuple(channel.value for channel in Channel),
    Kind.PRIORITY: tuple(priority.value for priority in Priority),
    Kind.ROLE: tuple(role.name.lower() for role in Role),
}
# Those the site itself tells of.
LISTED = (Kind.UNIT, Kind.SENSOR, Kind.PLACE, Kind.ZONE, Kind.CONTROL, Kind.AUTOMATION)


class Known(Protocol):
    """What there is at this moment."""

    def ids(self, kind: Kind) -> Sequence[str]:
        """Return what is there of a kind, what matters most first."""

    def find(self, words: str) -> Sequence[str]:
        """Return the ids of what is called so, or nearly."""

    def occurrence(self, alert: str) -> int | None:
        """Return the occurrence of an alert that stands now."""


def fits(kind: Kind, word: str, known: Known) -> bool:
    """Tell whether a word may stand for something of that kind."""
    if kind in IDS:
        return IDS[kind].fullmatch(word) is not None
    if kind is Kind.CAUSE:
        cause, _, count = word.partition("=")
        return len(_short(cause, WORDS[kind])) == 1 and (not count or count.isdecimal())
    if kind in WORDS or kind is Kind.THEME:
        return len(_short(word, choices(kind, known))) == 1
    if kind in LISTED:
        return word.casefold() in {each.casefold() for each in known.ids(kind)}
    match kind:
        case Kind.DURATION:
            return seconds(word) is not None
        case Kind.NUMBER:
            return word.isascii() and word.isdecimal() and len(word) < 4
        case Kind.VALUE:
            return re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", word, re.ASCII) is not None
        case _:
            return True


def spelt(kind: Kind, word: str, known: Known) -> str:
    """Return a word in full, as the console writes it."""
    if kind in IDS:
        return word.upper()
    if kind is Kind.CAUSE:
        cause, equals, count = word.partition("=")
        return f"{_short(cause, WORDS[kind])[0]}{equals}{count}"
    if kind in LISTED:
        return next((id for id in known.ids(kind) if id.casefold() == word.casefold()), word)
    if kind in WORDS or kind is Kind.THEME:
        return _short(word, choices(kind, known))[0]
    return word


def choices(kind: Kind, known: Known) -> Sequence[str]:
    return WORDS.get(kind) or known.ids(kind)


def _short(typed: str, words: Sequence[str]) -> list[str]:
    lower = typed.casefold()
    found = [word for word in words if lower and word.replace("_", "-").startswith(lower)]
    found = found or [word for word in words if lower and word.startswith(lower)]
    return [word for word in found if len(word) == len(lower)] or found
