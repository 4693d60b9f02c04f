"""What is wrong with a file that people write: collected whole, each with the key it is at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from difflib import get_close_matches

import msgspec

from console.errors import SettingsError

PROBLEMS_MAX = 100  # a file with more is not worth reading on
WORD_LENGTH_MAX = 64  # longer words are not compared: nobody mistyped them

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing wrong: a stable `code`, the `key` path, the `nearest` known name, and what the
    file `found` where something else was `expected`."""

    code: str
    key: str
    nearest: str | None = None
    found: str | None = None
    expected: str | None = None


class Findings:
    """Gathers the problems of one file, so that its author hears of all of them at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(
        self, code: str, key: str, *, found: str | None = None, expected: str | None = None
    ) -> None:
        """Note a problem at `key`."""
        self._note(Problem(code=code, key=key, found=found, expected=expected))

    def unknown(self, code: str, key: str, word: str, known: Iterable[str]) -> None:
        """Note that `word` at `key` is none of the `known` names; offer the nearest."""
        self._note(
            Problem(code=code, key=key, found=word[:WORD_LENGTH_MAX], nearest=nearest(word, known))
        )

    def raise_any(self) -> None:
        """Raise the first problem as a `SettingsError` that carries them all in `problems`."""
        if not self.problems:
            return
        told = [msgspec.to_builtins(problem) for problem in self.problems]
        first = {"nearest": None, **told[0]}
        raise SettingsError(first.pop("code"), file=self.file, **first, problems=told)

    def _note(self, problem: Problem) -> None:
        if len(self.problems) < PROBLEMS_MAX:
            self.problems.append(problem)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that `word` was most likely meant to be."""
    close = get_close_matches(word[:WORD_LENGTH_MAX], list(known), n=1, cutoff=0.5)
    return close[0] if close else None


def under(key: str, part: str | int) -> str:
    """Return the path of `part` below `key`, as TOML would write it."""
    if isinstance(part, int):
        return f"{key}[{part}]"
    written = part if _BARE_KEY.fullmatch(part) else json.dumps(part, ensure_ascii=False)
    return f"{key}.{written}" if key else written
