"""The console's keys: every act with those it answers to, and what is wrong in one's own file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.clock import WallClock
from console.commands.failures import described
from console.commands.options import Output, Plain, command
from console.commands.session import loaded
from console.errors import SettingsError
from console.printing import Column, Listing, json_text, put, put_all, show
from console.wording import explain, plain
from console.wording.commands import say
from console.wording.help import help_of, option
from console.wording.keycaps import key_caps, key_word

if TYPE_CHECKING:
    from console.keymap import Keymap

app = typer.Typer(
    help=help_of("keys"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

File = Annotated[Path | None, typer.Argument(metavar="[FILE]", help=option("keys.file"))]
REFUSED = 1


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """An act, the keys it answers to, what it does, where it is in force, whose keys they are."""

    id: str
    keys: tuple[str, ...]
    word: str
    where: tuple[str, ...]
    own: bool


@command(app, "keys.list")
def list_keys(ctx: typer.Context, output: Output) -> None:
    """Print every act with its keys."""
    from console.keymap import own_keymap

    how, keymap = output.format, own_keymap(loaded(ctx).settings)
    columns = (
        Column[Bound]("id", lambda bound: bound.id),
        Column[Bound]("keys", lambda bound: key_caps(",".join(bound.keys))),
        Column[Bound]("act", lambda bound: bound.word),
        Column[Bound]("where", lambda bound: ", ".join(bound.where)),
        Column[Bound]("origin", lambda bound: keymap.file if bound.own else say("default")),
    )
    items = list(_bound(keymap))
    now = WallClock().now()
    show(Listing(items=items, name=lambda bound: bound.id, columns=columns, as_of=now), how)


@command(app, "keys.check")
def check(ctx: typer.Context, file: File = None, *, output: Plain) -> None:
    """Tell everything that is wrong in a file of keys."""
    from console.keymap import own_keymap, read_keymap

    settings = loaded(ctx).settings
    keymap = read_keymap(file, required=True) if file is not None else own_keymap(settings)
    if output.json:
        put(json_text({"file": keymap.file, "keys": keymap.keys, "faults": told(keymap.faults)}))
    elif keymap.faults:
        put_all(fault_lines(keymap.faults))
    else:
        put(say("keys.fine", file=plain(keymap.file), count=len(keymap.keys)))
    if keymap.faults:
        raise typer.Exit(REFUSED)


def fault_lines(faults: Iterable[SettingsError]) -> list[str]:
    """Return what is wrong, each with what to do about it."""
    lines: list[str] = []
    for fault in faults:
        message, hint = explain(fault)
        lines += [message, f"  {hint}"] if hint else [message]
    return lines


def told(faults: Iterable[SettingsError]) -> list[dict[str, object]]:
    """Return what is wrong, for machines."""
    return [
        {**fault.parameters, **{k: v for k, v in described(fault).items() if k != "ids"}}
        for fault in faults
    ]


def _bound(keymap: Keymap) -> Iterable[Bound]:
    from console.keymap import by_id, scopes
    from console.places import PLACES

    places = tuple(place.mode for place in PLACES)
    for id, key in by_id().items():
        found = tuple(dict.fromkeys(name for name, ids in scopes() if id in ids))
        everywhere = set(places) <= set(found)
        yield Bound(
            id=id,
            keys=tuple(keymap.of(key).split(",")),
            word=key_word(id),
            where=(say("keys.everywhere"),) if everywhere else found,
            own=id in keymap.keys,
        )
