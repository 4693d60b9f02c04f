"""Lines in inks on a terminal that is no screen: colours where it has any, ASCII where it must."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping

from console.printing import put_all
from console.widgets.ink import Ink, Line, to_ascii
from console.wording.catalog import speaks_unicode

# The sixteen colours of the terminal: they go with whatever ground it has.
SGR: Mapping[Ink, str] = {
    "strong": "1",
    "title": "1",
    "faint": "2",
    "accent": "36",
    "good": "32",
    "low": "34",
    "medium": "33",
    "high": "1;31",
    "critical": "1;31",
    "unknown": "35",
    "watermark": "1;35",
}


def paint(lines: Iterable[Line]) -> None:
    """Print `lines` on stdout."""
    coloured = sys.stdout.isatty() and has_colours(os.environ)
    spelt = not speaks_unicode(os.environ)
    put_all(painted(line, coloured=coloured, ascii=spelt) for line in lines)


def painted(line: Line, *, coloured: bool, ascii: bool) -> str:
    """Return a line as a terminal takes it."""
    text = "".join(_piece(words, ink, coloured) for words, ink in line)
    return (to_ascii(text) if ascii else text).rstrip()


def has_colours(environ: Mapping[str, str]) -> bool:
    """Tell whether colours are wanted: NO_COLOR and a dumb terminal say no."""
    return not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def _piece(words: str, ink: Ink, coloured: bool) -> str:
    code = SGR.get(ink)
    return f"\x1b[{code}m{words}\x1b[0m" if coloured and code and words.strip() else words
