"""One's own keys: a file that says which act answers to which; a bad line is told and left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from textual.binding import Binding, InvalidBinding
from textual.keys import Keys, key_to_character

from console.errors import SettingsError
from console.keys import DIALOGS, GROUPS, HELD, Key
from console.places import PLACES
from console.settings import Settings, nearest

TABLE = "keys"
INTERRUPT = "ctrl+c"
MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "meta", "hyper"})
NAMED = frozenset(key.value for key in Keys if not key.value.startswith("<"))
Scope = tuple[str, frozenset[str]]


class Keymap(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of each act that has others than usual, and what was wrong in the file."""

    file: str = ""
    keys: dict[str, str] = {}
    faults: tuple[SettingsError, ...] = ()

    def of(self, key: Key) -> str:
        """Return the keys an act answers to."""
        return self.keys.get(key.id, key.keys)

    def applied(self) -> dict[str, str]:
        """Return the keymap as Textual wants it: whatever shares a key with an act that moved is
        named, too, for Textual takes the whole key away."""
        usual = by_id()
        moved = {part for id in self.keys for part in usual[id].keys.split(",")}
        shared = {
            id: key.keys
            for id, key in usual.items()
            if id not in self.keys and moved & set(key.keys.split(","))
        }
        return {**shared, **self.keys}


def read_keymap(path: Path, *, required: bool = False) -> Keymap:
    """Return the keymap of a file; a file that is not there is none, unless it is `required`."""
    file = str(path)
    try:
        table = msgspec.toml.decode(path.read_text("utf-8"))
    except FileNotFoundError:
        missing = SettingsError("keymap_missing", file=file, key="")
        return Keymap(file=file, faults=(missing,) if required else ())
    except (OSError, UnicodeDecodeError) as error:
        fault = SettingsError("file_unreadable", file=file, key="", detail=str(error))
        return Keymap(file=file, faults=(fault,))
    except msgspec.DecodeError as error:
        fault = SettingsError("file_not_toml", file=file, key="", detail=str(error))
        return Keymap(file=file, faults=(fault,))
    lines = table.get(TABLE)
    strange = [name for name in table if name != TABLE]
    faults = [SettingsError("keymap_not_keys", file=file, key=name) for name in strange]
    if not isinstance(lines, dict):
        lines = {}
        faults += [SettingsError("keymap_not_keys", file=file, key=TABLE)] if not strange else []
    found = checked(dict(_flat(lines)), file)
    return Keymap(file=file, keys=found.keys, faults=(*faults, *found.faults))


def checked(lines: Mapping[str, Any], file: str = "") -> Keymap:
    """Return the lines that can be obeyed together, and what is wrong with the others."""
    keys: dict[str, str] = {}
    faults: list[SettingsError] = []
    for id, written in lines.items():
        try:
            keys[id] = _line(id, written, file)
        except SettingsError as fault:
            faults.append(fault)
    # The later line gives way; with it gone, others may clash with the keys it had left.
    while keys and (clash := _clash(keys)) is not None:
        id, key, other = clash
        faults.append(SettingsError("keymap_clash", file=file, key=id, pressed=key, other=other))
        del keys[id]
    return Keymap(file=file, keys=keys, faults=tuple(faults))


def _flat(lines: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield lines by their acts, whether `alerts.ack` stood in quotes or made a table."""
    for name, value in lines.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


@cache
def by_id() -> dict[str, Key]:
    """Return every key by its id."""
    return {key.id: key for group in GROUPS.values() for key in group}


@cache
def scopes() -> tuple[Scope, ...]:
    """Return which acts are in force together, and where: on each workplace with each thing that
    may be in hand there, and in each dialog."""
    app = [key.id for key in GROUPS["app"]]
    found: list[Scope] = []
    for place in PLACES:
        own = {*app, *_own(place.load())}
        found += [
            (place.mode, frozenset({*own, *_ids(held)}))
            for held, where in HELD.items()
            if where in (None, place.mode)
        ]
    # What comes before everything else is in force in dialogs, too.
    first = [key.id for key in GROUPS["app"] if key.first]
    found += [(groups[0], frozenset({*first, *_ids(groups)})) for groups in DIALOGS]
    return tuple(found)


def spelt(written: str) -> str | None:
    """Return a key by Textual's name for it (`?` is question_mark); nothing where there is none."""
    try:
        (bound,) = Binding.make_bindings([Binding(written.strip(), "none")])
    except (InvalidBinding, ValueError):
        return None
    *modifiers, key = bound.key.split("+")
    letter = len(key) == 1 or key_to_character(key) is not None
    if not MODIFIERS.issuperset(modifiers) or not (key in NAMED or bound.key in NAMED or letter):
        return None
    if modifiers == ["shift"] and len(key) == 1:
        return key.upper()  # that is what a terminal sends
    return bound.key


def _line(id: str, written: object, file: str) -> str:
    known = by_id()
    if id not in known:
        raise SettingsError("keymap_unknown_id", file=file, key=id, nearest=nearest(id, known))
    if not isinstance(written, str) or not written.strip():
        raise SettingsError("keymap_not_text", file=file, key=id)
    keys: dict[str, None] = {}
    for part in [","] if written.strip() == "," else written.split(","):
        key = spelt(part)
        if key is None:
            raise SettingsError("keymap_unknown_key", file=file, key=id, pressed=part.strip())
        keys[key] = None
    if known[id].first or INTERRUPT in keys:
        raise SettingsError("keymap_fixed", file=file, key=id, pressed="^c")
    return ",".join(keys)


def _clash(keys: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return the last line that takes a key another act has on the same screen: the line's id,
    the key, the other act."""
    usual = by_id()
    order = list(keys)
    found: list[tuple[str, str, str]] = []
    for _, ids in scopes():
        holders: dict[str, list[str]] = {}
        for id in sorted(ids):
            for key in keys.get(id, usual[id].keys).split(","):
                holders.setdefault(key, []).append(id)
        for key, rivals in holders.items():
            moved = sorted((id for id in rivals if id in keys), key=order.index)
            for id in moved:
                other = next((o for o in rivals if o != id and not _meant(usual, id, o)), None)
                if other is not None:
                    found.append((id, key, other))
    return max(found, key=lambda clash: order.index(clash[0]), default=None)


def _meant(usual: Mapping[str, Key], one: str, other: str) -> bool:
    """Tell whether two acts share a key as they are: then only one of them applies at a time."""
    return bool(set(usual[one].keys.split(",")) & set(usual[other].keys.split(",")))


def _ids(groups: Iterable[str]) -> list[str]:
    return [key.id for group in groups for key in GROUPS[group]]


def _own(screen: Any) -> list[str]:
    """Return the ids of the keys that a screen's class and those it is made of bind."""
    known = by_id()
    return [
        binding.id
        for each in screen.__mro__
        for binding in each.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id in known
    ]


def own_keymap(settings: Settings) -> Keymap:
    """Return the keymap that settings name; the usual file need not be there."""
    path = settings.screen.keys
    return read_keymap(path, required=path != Settings().screen.keys)
