"""Making text from outside safe to show: one line, nothing invisible, nothing that commands."""

from __future__ import annotations

import re
import unicodedata

# Letters and marks that draw nothing, beyond the categories below.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U0001d173-\U0001d17a\U000e0100-\U000e01ef]"
)
_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_HARMLESS = "\ufffd"


def plain(text: str) -> str:
    """Return `text` as one line without control, bidi or invisible characters; never raise.

    Line breaks and tabs become spaces; what cannot be encoded becomes U+FFFD.
    """
    if not text.isprintable():
        text = "".join(map(_shown, text))
    return _BLANK.sub("", text)


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
