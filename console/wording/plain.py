"""Making text from outside safe to show: one line, nothing invisible, nothing that commands, and
nothing that terminals disagree about how wide it is."""

from __future__ import annotations

import re
import unicodedata

# Letters and marks that draw nothing, beyond the categories below; and the skin tones of emoji,
# which some terminals draw beside the emoji and some into it.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U0001d173-\U0001d17a\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)
_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_HARMLESS = "\ufffd"
# The letters of flags: two of them are one flag here and two boxes there.
_FLAGS = {0x1F1E6 + place: chr(ord("A") + place) for place in range(26)}
PILE_MOST = 3  # marks on one letter: no writing needs more, and piles reach into other lines


def plain(text: str) -> str:
    """Return `text` as one line without control, bidi or invisible characters; never raise.

    Line breaks and tabs become spaces; what cannot be encoded becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():
        text = "".join(map(_shown, text))
    text = _BLANK.sub("", text).translate(_FLAGS)
    if any(unicodedata.category(character) in _MARKS for character in text):
        text = _unpiled(text)
    return text


_MARKS = ("Mn", "Me")


def _unpiled(text: str) -> str:
    """Return `text` with few marks to a letter, and none around or without one."""
    kept: list[str] = []
    pile = 0
    for character in text:
        match unicodedata.category(character):
            case "Mn":
                pile += 1
                if kept and pile <= PILE_MOST:
                    kept.append(character)
            case "Me":  # around a letter, and so wider than it
                continue
            case _:
                pile = 0
                kept.append(character)
    return "".join(kept)


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character in _SPACES:
        return " "
    match unicodedata.category(character):
        case "Zs":
            return " "
        case "Cc" | "Cf":
            return ""
        case _:  # surrogates, private use, unassigned
            return _HARMLESS
