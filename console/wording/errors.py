"""What went wrong and what to do about it, made of an error's code and parameters."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from console.clock import utc
from console.domain.alerts import State
from console.errors import ConsoleError
from console.wording.case_errors import Words
from console.wording.casework import leg_word, step_word
from console.wording.catalog import translator
from console.wording.error_table import BY_CODE, BY_KIND, NEAREST, UNEXPECTED
from console.wording.plain import plain
from console.wording.spans import span
from console.wording.states import role_word, state_word
from console.wording.values import age, figure, local

_ = translator("words")

ROLES = frozenset({"role", "have"})
_LENGTHS = frozenset({"longest_s", "left_s"})
_STATES = frozenset(state.value for state in State)


def explain(error: ConsoleError) -> Words:
    """Return what happened and a hint (may be empty), in the language in use, safe to show."""
    message, hint = _words(error)
    if error.parameters.get("nearest"):
        hint = NEAREST
    values = _Shown({name: _shown(name, value) for name, value in error.parameters.items()})
    values["code"] = plain(error.code)
    values["where"] = _where(values)
    return _(message).format_map(values), _(hint).format_map(values) if hint else ""


def _words(error: ConsoleError) -> Words:
    if error.code in BY_CODE:
        return BY_CODE[error.code]
    return next((words for kind, words in BY_KIND if isinstance(error, kind)), UNEXPECTED)


class _Shown(dict[str, str]):
    """Parameters as people read them; one that is absent reads as a question mark."""

    def __missing__(self, name: str) -> str:
        return "?"


def _where(values: dict[str, str]) -> str:
    parts = [values[name] for name in ("file", "key") if values.get(name)]
    return ": ".join(parts) or "?"


def _shown(name: str, value: object) -> str:
    if name in ROLES:
        return role_word(str(value))
    if name == "leg":
        return leg_word(str(value))
    if name == "step":
        return step_word(str(value))
    if name == "state" and value in _STATES:
        return state_word(State(str(value)))
    if name == "longest" and isinstance(value, int | float):
        return age(value)
    if name in _LENGTHS and isinstance(value, int | float):
        return span(value)
    if name == "in_unit":
        return f" {plain(str(value))}" if value else ""  # it follows a figure
    if isinstance(value, float):
        return figure(value)
    if name in ("at", "until"):
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
