"""The table that completion reads, made of the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from console.commands.root import make
from console.completing.grammar import TABLE, Argument, Command, Option
from console.wording import help as spoken
from console.wording.catalog import use


def written() -> bytes:
    """Return the table as it should be on disk."""
    use("en")
    keys = {message: key for key, message in reversed(spoken.OPTIONS.items())}
    lines = (
        msgspec.json.encode(path) + b":" + msgspec.json.encode(_command(command, keys))
        for path, command in _all(make())
    )
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _all(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name in names(command):
        yield from _all(command.get_command(None, name), f"{path} {name}".lstrip())


def names(command: Any) -> tuple[str, ...]:
    """Return the commands of a group."""
    return tuple(command.list_commands(None)) if hasattr(command, "list_commands") else ()


def _command(command: Any, keys: dict[str, str]) -> Command:
    options, arguments = [], []
    for parameter in command.params:
        key = keys[parameter.help]
        if parameter.param_type_name == "argument":
            arguments.append(Argument(key, parameter.nargs == -1))
        else:
            takes = not (parameter.is_flag or parameter.count)
            options.append(Option(tuple(parameter.opts), key, takes, bool(parameter.multiple)))
    options.append(Option(("--help",), "help", False, False))
    return Command(tuple(options), tuple(arguments), names(command))


def write() -> None:
    """Write the table."""
    TABLE.write_bytes(written())
