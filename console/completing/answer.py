"""Answering a shell: what may stand at the cursor, a line each, and not a word besides."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from console.completing.grammar import Spot, spot, table
from console.completing.values import FILES, FOLDERS, THINGS, words
from console.errors import ConsoleError

VARIABLE = "WANSHOU_COMPLETE"  # set by the scripts: the name of the shell that asks
BASH = "bash"
MOST = 2_000  # lines; nobody reads more
SHORT = 60  # letters of a word on a thing
VALUES = "values"


def answer(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Print the kind of what may stand there, then every word of it with a tab and what it is.

    Bash gives the whole line up to the cursor, the others the words, the one at the cursor last.
    """
    with suppress(Exception):  # a key was pressed: whatever is wrong is told when it is run
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        kind, found = _answered(arguments, environ)
        sys.stdout.write("\n".join([kind, *found]) + "\n")
        sys.stdout.flush()
    return 0


def _answered(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[str, list[str]]:
    of_bash = environ[VARIABLE] == BASH
    given = _split(arguments[0])[1:] if of_bash else list(arguments)
    *before, begun = given or [""]
    here = spot(table(), before, begun)
    kind, named = _candidates(here)
    wanted = here.before + here.begun
    cut = _settled(wanted, environ) if of_bash else ""
    lines = []
    for value, note in _fitting(named, here, wanted):
        text = shlex.quote(value) if of_bash else value
        lines.append(
            f"{text.removeprefix(cut)}\t{note[:SHORT]}" if note else text.removeprefix(cut)
        )
        if len(lines) == MOST:
            break
    # Names of files are the shell's own matter, where nothing of ours begins so.
    return (VALUES if lines else kind), lines


def _fitting(
    named: Iterable[tuple[str, str]], here: Spot, wanted: str
) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for value, note in named:
        whole = here.before + value
        if value in seen or value in here.given or not value or not value.isprintable():
            continue
        if whole.casefold().startswith(wanted.casefold()):
            seen.add(value)
            yield whole, "".join(c if c.isprintable() else " " for c in note).strip()


def _candidates(here: Spot) -> tuple[str, Iterable[tuple[str, str]]]:
    if here.commands:
        from console.wording.help import help_of

        above = ".".join(here.path)
        return VALUES, [(name, help_of(f"{above}.{name}".lstrip("."))) for name in here.commands]
    if here.options:
        from console.wording.help import option

        return VALUES, [(each.names[-1], option(each.help)) for each in here.options]
    if here.value is None:
        return VALUES, []
    asked = THINGS.get(here.value, ())
    kind = next((each for each in asked if each in (FILES, FOLDERS)), VALUES)
    named = _things([each for each in asked if each != kind], here)
    return kind, [*named, *((word, "") for word in words(here.value))]


def _things(asked: Sequence[str], here: Spot) -> Iterator[tuple[str, str]]:
    if not asked:
        return
    from console.completing.things import KNOWN, Hub

    hub = Hub(_socket(here.settings))
    for each in asked:
        with suppress(KeyError, TypeError, AttributeError):  # a hub of another version
            yield from KNOWN[each](hub, here.begun)


def _socket(given: Mapping[str, str]) -> Path:
    from console.settings import load

    file = given.get("settings")
    with suppress(ConsoleError):
        overrides = {"socket": given.get("socket")}
        return load(overrides, file=Path(file) if file else None).settings.socket
    return Path(os.devnull)


def _split(line: str) -> list[str]:
    """Return the words of a line as far as it goes, the one at its end last (it may be empty)."""
    reader = shlex.shlex(line, posix=True)
    reader.whitespace_split, reader.commenters = True, ""
    found: list[str] = []
    try:
        found.extend(reader)
    except ValueError:  # a quote that is still open
        found.append(reader.token)
    ended = not line or (line[-1].isspace() and not line.endswith("\\ "))
    return [*found, ""] if ended else found


def _settled(wanted: str, environ: Mapping[str, str]) -> str:
    """Return the part of the word at the cursor that bash, which cuts words, leaves alone."""
    breaks = environ.get("COMP_WORDBREAKS", "")
    last = max((wanted.rfind(letter) for letter in breaks), default=-1)
    return wanted[: last + 1]
