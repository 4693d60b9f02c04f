"""What a filter's text lets through: words, words that must not be there, letters in order.

Words stand apart by spaces, and each must be somewhere in what an item is called by; quotes
hold words together. `!word` must not be there; `~word` wants only the word's letters in that
order; `-f` in front says so of every word. Capitals and full-width letters count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import normalize

FUZZY = "-f"
BETWEEN = "\n"  # stands between the texts of one item: no word reaches across it
_WORD = re.compile(r'([!~]*)("[^"]*"?|[^\s"!~]\S*)|([!~]+)')

Test = Callable[[str], bool]


class Sieve:
    """A filter's text, made ready to be tried on many items."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        told = folded(self.text)
        self.fuzzy = told == FUZZY or told.startswith(FUZZY + " ")
        self._tests = _tests(told.removeprefix(FUZZY) if self.fuzzy else told, fuzzy=self.fuzzy)
        self._only = self._tests[0] if len(self._tests) == 1 else None

    @property
    def open(self) -> bool:
        """Tell whether everything passes."""
        return not self._tests

    def passes(self, straw: str) -> bool:
        """Tell whether an item with this `straw` passes."""
        if self._only is not None:
            return self._only(straw)
        return all(test(straw) for test in self._tests)


def straw(*texts: str) -> str:
    """Return what an item is called by, as sieves are tried on it."""
    return folded(BETWEEN.join(texts))


@lru_cache(maxsize=8)
def sieve(text: str) -> Sieve:
    """Return the sieve of a filter's text; the same text is made ready once."""
    return Sieve(text)


def folded(text: str) -> str:
    """Return `text` as it is compared: without capitals, full-width letters or small figures."""
    return (text if text.isascii() else normalize("NFKC", text)).casefold()


def _tests(told: str, *, fuzzy: bool) -> tuple[Test, ...]:
    tests: list[Test] = []
    waiting = ""  # marks that stand alone belong to the word after them
    for marks, word, alone in _WORD.findall(told):
        waiting += marks + alone
        wanted = word.strip('"').strip() if word.startswith('"') else word
        if not wanted:
            continue
        test = _in_order(wanted) if fuzzy or "~" in waiting else _holding(wanted)
        tests.append(_not(test) if "!" in waiting else test)
        waiting = ""
    return tuple(tests)


def _holding(word: str) -> Test:
    return lambda straw: word in straw


def _in_order(word: str) -> Test:
    letters = [re.escape(letter) for letter in word if not letter.isspace()]
    # Each step takes all there is before its letter and gives nothing back: one pass, always.
    found = re.compile("^" + "".join(rf"[^{each}\n]*+{each}" for each in letters), re.MULTILINE)
    return lambda straw: found.search(straw) is not None


def _not(test: Test) -> Test:
    return lambda straw: not test(straw)
