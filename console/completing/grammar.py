"""What may stand where on a command line, from a table made of the commands themselves.

Importing every command to ask it takes longer than a person waits for a key. The table is made
by `python -m tests.commands.golden`, and tested to be what the commands say.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

TABLE = Path(__file__).parent / "table.json"
END_OF_OPTIONS = "--"


class Option(msgspec.Struct, frozen=True, array_like=True):
    """An option: its names, the key of its help, whether a value follows, whether again."""

    names: tuple[str, ...]
    help: str
    takes: bool
    again: bool


class Argument(msgspec.Struct, frozen=True, array_like=True):
    """An argument: the key of its help, and whether it takes all that follows."""

    help: str
    many: bool


class Command(msgspec.Struct, frozen=True, array_like=True):
    """A command, or a group of `commands`."""

    options: tuple[Option, ...] = ()
    arguments: tuple[Argument, ...] = ()
    commands: tuple[str, ...] = ()

    def option(self, name: str) -> Option | None:
        """Return the option of a name."""
        return next((option for option in self.options if name in option.names), None)


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """What the word at the cursor may be.

    One of: a `value` (by the key of its help), one of `options`, one of `commands` below `path`.
    `before` is what of the word is already settled ("--zone="), `given` the words so far.
    """

    begun: str
    before: str = ""
    value: str | None = None
    options: tuple[Option, ...] = ()
    commands: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    settings: dict[str, str] = {}


Table = dict[str, Command]  # by the words that lead there: "", "alerts", "alerts ack"


def table() -> Table:
    """Return the whole command line."""
    return msgspec.json.decode(TABLE.read_bytes(), type=Table)


class _Walk:
    """Reads the words before the cursor as the command line would."""

    def __init__(self, all: Table) -> None:
        self._all = all
        self.here = all[""]
        self.path: list[str] = []
        self.values: list[str] = []
        self.used: set[str] = set()
        self.owed: Option | None = None  # whose value comes next
        self.plain = False  # no more options
        self.settings: dict[str, str] = {}
        self._by_option: dict[str, list[str]] = {}

    def take(self, word: str) -> None:
        if self.owed is not None:
            self._set(self.owed, word)
            self.owed = None
        elif not self.plain and word == END_OF_OPTIONS:
            self.plain = True
        elif not self.plain and word.startswith("-") and len(word) > 1:
            self._option(word)
        elif word in self.here.commands:
            self.path.append(word)
            self.here = self._all[" ".join(self.path)]
            self.values.clear()
            self.used.clear()
        else:
            self.values.append(word)
            if self.here.commands:
                self.here = Command()  # no such command: nothing is known of what follows

    def _option(self, word: str) -> None:
        name, sign, value = word.partition("=")
        option = self.here.option(name)
        if option is None:
            return
        self.used.update(option.names)
        if option.takes and sign:
            self._set(option, value)
        elif option.takes:
            self.owed = option

    def _set(self, option: Option, value: str) -> None:
        if not self.path:
            self.settings[option.names[0].lstrip("-")] = value
        self.values_of(option).append(value)

    def values_of(self, option: Option) -> list[str]:
        return self._by_option.setdefault(option.names[0], [])

    def argument(self) -> Argument | None:
        """Return the argument the next value belongs to."""
        arguments, place = self.here.arguments, len(self.values)
        if place < len(arguments):
            return arguments[place]
        return arguments[-1] if arguments and arguments[-1].many else None


def spot(all: Table, words: Sequence[str], begun: str) -> Spot:
    """Return what may stand at the cursor: after `words`, in the place of `begun`."""
    walk = _Walk(all)
    for word in words:
        walk.take(word)
    name, sign, value = begun.partition("=")
    if walk.owed is not None:
        return _value(walk, walk.owed.help, begun, given=walk.values_of(walk.owed))
    if not walk.plain and begun.startswith("-"):
        option = walk.here.option(name)
        if sign and option is not None and option.takes:
            given = walk.values_of(option)
            return _value(walk, option.help, value, before=f"{name}=", given=given)
        free = tuple(o for o in walk.here.options if o.again or not walk.used & set(o.names))
        return Spot(begun=begun, options=free)
    if walk.here.commands:
        return Spot(begun=begun, commands=walk.here.commands, path=tuple(walk.path))
    argument = walk.argument()
    if argument is None:
        return Spot(begun=begun)
    return _value(walk, argument.help, begun, given=walk.values)


def _value(
    walk: _Walk, key: str, begun: str, *, before: str = "", given: Sequence[str] = ()
) -> Spot:
    return Spot(
        begun=begun,
        before=before,
        value=key,
        path=tuple(walk.path),
        given=frozenset(given),
        settings=walk.settings,
    )
