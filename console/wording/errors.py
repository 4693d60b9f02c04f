"""What went wrong and what to do about it, made of an error's code and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from console.clock import utc
from console.errors import (
    Conflict,
    ConsoleError,
    HubUnreachable,
    NotFound,
    NotPermitted,
    Refused,
    SettingsError,
)
from console.wording.catalog import translator
from console.wording.plain import plain
from console.wording.states import role_word
from console.wording.values import local

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


Words = tuple[str, str]

BY_CODE: dict[str, Words] = {
    "already_acknowledged": (
        _n("{id} was already acknowledged by {by} at {at}"),
        _n("Nothing more to do; add a note if you know more."),
    ),
    "alert_not_standing": (
        _n("{id} does not stand any more"),
        _n("Look at its history with: wanshou alerts show {id}"),
    ),
    "no_such_occurrence": (
        _n("{id} has no occurrence {occurrence}"),
        _n("Look at it with: wanshou alerts show {id}"),
    ),
    "occurrence_passed": (
        _n("{id} was raised again: you saw occurrence {occurrence}, now it is {current}"),
        _n("Look at the new one, then act on {id}@{current}."),
    ),
}

BY_KIND: dict[type[ConsoleError], Words] = {
    Refused: (_n("The hub refused this ({code})"), ""),
    SettingsError: (_n("{file}: {key} is not valid"), ""),
    HubUnreachable: (
        _n("No hub answers at {address}"),
        _n("Start one with `wanshou up`, or name another with --socket."),
    ),
    NotPermitted: (
        _n("Your seat may not do this"),
        _n("Ask someone whose role is {role} or higher, or have your role changed in settings."),
    ),
    NotFound: (_n("There is no {id}"), ""),
    Conflict: (_n("Someone else was first: {by}, {at}"), ""),
}
UNEXPECTED: Words = (_n("Something went wrong ({code})"), "")
NEAREST = _n("Did you mean {nearest}?")


def explain(error: ConsoleError) -> Words:
    """Return what happened and a hint (may be empty), in the language in use, safe to show."""
    message, hint = BY_CODE.get(error.code) or next(
        (words for kind, words in BY_KIND.items() if isinstance(error, kind)), UNEXPECTED
    )
    values = _Shown(error.code, error.parameters)
    if error.parameters.get("nearest") and not hint:
        hint = NEAREST
    return (
        _(message).format_map(values),
        _(hint).format_map(values) if hint else "",
    )


class _Shown(dict[str, str]):
    """Parameters as people read them; one that is absent reads as a question mark."""

    def __init__(self, code: str, parameters: Mapping[str, object]) -> None:
        super().__init__({"code": code})
        self.update({name: _shown(name, value) for name, value in parameters.items()})

    def __missing__(self, name: str) -> str:
        return "?"


def _shown(name: str, value: object) -> str:
    if name == "role":
        return role_word(str(value))
    if name == "at":
        return _moment(value)
    return plain(str(value))


def _moment(value: object) -> str:
    """Return a moment however it travelled: ms, RFC 3339 or a datetime."""
    if isinstance(value, int):
        value = utc(value)
    elif isinstance(value, str):
        with suppress(ValueError):
            value = datetime.fromisoformat(value)
    return local(value) if isinstance(value, datetime) else plain(str(value))
