"""Writes docs/keys.md from the tables of keys and of commands: `make docs`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from console.contract.registry import OPERATIONS
from console.keymap import by_id, scopes
from console.keys import DIALOGS, GROUPS, HELD, KEYLESS
from console.places import PLACES
from console.screens.command_words import NOUNS, SHORTS, VERBS, Kind, Slot
from console.wording.catalog import use
from console.wording.command_bar import kind_word, meaning_word
from console.wording.keycaps import key_cap, key_word

PAGE = Path(__file__).parent / "keys.md"
HEAD = """# Keys and commands

Everything on the screen is done by key, by command, from the palette (`^p`) and with the mouse: a
cap in the bottom line can be clicked. `?` shows the keys that work at that moment, and why the
struck ones do not. This page is written by `make docs`; do not edit it.

## Keys of your own

`keys.toml` in the folder of your settings (or the file that `screen.keys` names) moves keys:

```toml
[keys]
alerts.ack = "e"
app.help = "question_mark,ctrl+g"
```

The left side is an act as listed below and by `wanshou keys list`, the right side one key or
several. A key is a character, or a name as in `enter`, `f5`, `ctrl+g`, `shift+tab`, `comma`. Key
bar, `?` and the hints on the screen show your keys. A line that cannot be obeyed is told when the
console starts and by `wanshou keys check`, and left out: an unknown act or key, a key that another
act has on the same screen (two lines may swap theirs), anything about `^c`, which always leaves.

"""
EVERYWHERE = ("app", "workplace")
NAMES = {
    "everywhere": "Everywhere",
    "list": "In lists",
    "marking": "In lists that can be marked",
    "tiles": "On the wall's tiles",
    "pane": "In texts that scroll",
    "dialog": "In dialogs",
    "opening": "While the console starts",
    "plan": "On the plan's map",
    "help": "In the list of keys",
    "command": "On the command line",
    "palette": "In the palette",
    "jump": "While the lists have letters",
    "shelf": "Before a shelf",
    "report": "In the report for a unit",
}
COMMANDS = """## Commands

`:` opens a line for commands: the words of the command line (`:alerts ack A-12@1`), each shortened
as far as it stays the only one (`:al ac A-12`), or the verb alone (`:ack`, `:shelve 30m dust`,
`:send p1`). Above the line stands what the word being typed may become; `tab` completes it, then
takes one after the other; `↑` and `↓` walk through the lines of the session. Ids complete from what
the console knows. Without an object the selected or marked ones are meant, as by key; an object
named is brought into view first. What is wide or final asks as by key, and so does whatever was
left out. An alert, a case, a sensor or words of a name alone show it (`:A-12`, `:gate 1 air`).
What follows the parts in order is text; text that begins like an id is put in quotes.

| command | also | parts, in order | what it does |
|---|---|---|---|
"""


def render() -> str:
    """Return the page."""
    use("en")
    acts = "".join(_group(title, ids) for title, ids in _groups())
    return f"{HEAD}{acts}{COMMANDS}{''.join(_commands())}"


def _groups() -> Iterable[tuple[str, list[str]]]:
    """Yield the acts of each part of the screen."""
    yield NAMES["everywhere"], [key.id for group in EVERYWHERE for key in GROUPS[group]]
    widgets = {group for held in HELD for group in held}
    dialogs = {group for groups in DIALOGS for group in groups} - widgets
    for place in PLACES:
        common = set(yielded(EVERYWHERE)) | set(yielded(widgets))
        own = {id for name, ids in scopes() if name == place.mode for id in ids} - common
        if own:
            yield f"{place.mode.capitalize()}", [id for id in by_id() if id in own]
    for group in GROUPS:
        if group in widgets or group in dialogs:
            yield (
                NAMES[group],
                [key.id for key in GROUPS[group]],
            )


def yielded(groups: Iterable[str]) -> list[str]:
    """Return the acts of groups of keys."""
    return [key.id for group in groups for key in GROUPS[group]]


def _group(title: str, ids: list[str]) -> str:
    rows = "".join(f"| {_caps(by_id()[id].keys)} | {key_word(id)} | `{id}` |\n" for id in ids)
    return f"## {title}\n\n| keys | act | id |\n|---|---|---|\n{rows}\n"


def _caps(keys: str) -> str:
    return " ".join(f"`{key_cap(key)}`".replace("|", "\\|") for key in keys.split(","))


def _commands() -> Iterable[str]:
    for noun, verbs in NOUNS.items():
        for verb, name in verbs.items():
            if name in OPERATIONS:
                shorts = [word for word, names in SHORTS.items() if names == (name,)]
                keyless = " (no key)" if name in KEYLESS else ""
                yield _row(f"{noun} {verb}", shorts, name, keyless)
    for id, own in VERBS.items():
        if id not in OPERATIONS:
            yield _row(id.removeprefix("go."), [], own.name, "")


def _row(command: str, shorts: list[str], name: str, more: str) -> str:
    also = ", ".join(f"`{word}`" for word in shorts)
    parts = " ".join(map(_part, VERBS[name].slots))
    return f"| `{command}` | {also} | {parts} | {meaning_word(name)}{more} |\n"


def _part(slot: Slot) -> str:
    if slot.kind is Kind.FLAG:
        return f"`--{slot.name}`"
    what = kind_word(slot.kind.value).split(", as in")[0]
    if slot.marked:
        what = f"`--{slot.name}` {what}"
    return f"[{what}{' …' if slot.many and slot.kind is not Kind.TEXT else ''}]"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
