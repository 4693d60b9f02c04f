"""Reads a parsed TOML table as a struct, refusing at every depth what does not belong there."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from console.domain.findings import Findings, under
from console.domain.values import Bilingual

WHOLE_MAX = 2**53  # beyond it a float no longer holds every whole number

T = TypeVar("T", bound=msgspec.Struct)


def read(raw: object, into: type[T], key: str, findings: Findings) -> T | None:
    """Return `raw` as `into`, or note every problem under `key` and return nothing."""
    before = len(findings.problems)
    _check(raw, into, key, findings)
    return None if len(findings.problems) > before else msgspec.convert(raw, into)


def table(raw: object, key: str, findings: Findings) -> Mapping[str, Any]:
    """Return `raw` where it is a table; otherwise note that and return an empty one."""
    if isinstance(raw, dict):
        return raw
    findings.add("bad_value", key, found=type(raw).__name__, expected="table")
    return {}


def check_keys(raw: Mapping[str, Any], known: list[str], key: str, findings: Findings) -> None:
    """Note every key of `raw` that is not `known`."""
    for name in raw:
        if name not in known:
            findings.unknown("unknown_key", under(key, name), name, known)


def _check(raw: object, wanted: Any, key: str, findings: Findings) -> None:
    if get_origin(wanted) in (UnionType, Union):
        options = [option for option in get_args(wanted) if option is not NoneType]
        wanted = str if str in options and not isinstance(raw, dict) else options[0]
    origin = get_origin(wanted)
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        _check_struct(raw, wanted, key, findings)
    elif origin is dict:
        for name, value in table(raw, key, findings).items():
            _check(value, get_args(wanted)[1], under(key, name), findings)
    elif origin is tuple:
        _check_list(raw, get_args(wanted), key, findings)
    elif origin is Literal:
        _check_choice(raw, [str(option) for option in get_args(wanted)], key, findings)
    elif issubclass(wanted, Enum):
        _check_choice(raw, [str(option.value) for option in wanted], key, findings)
    else:
        expected = _LEAVES[wanted](raw)
        if expected:
            findings.add("bad_value", key, found=_shown(raw), expected=expected)


def _check_struct(raw: object, wanted: type, key: str, findings: Findings) -> None:
    given = table(raw, key, findings)
    if given is not raw:
        return
    hints, required = _fields(wanted)
    check_keys(given, list(hints), key, findings)
    for name, hint in hints.items():
        if name in given:
            _check(given[name], hint, under(key, name), findings)
        elif name in required:
            findings.add("missing_key", under(key, name))
    if wanted is Bilingual:
        for language, text in given.items():
            if isinstance(text, str) and not text.strip():
                findings.add("blank", under(key, language))


def _check_list(raw: object, parts: tuple[Any, ...], key: str, findings: Findings) -> None:
    if not isinstance(raw, list):
        findings.add("bad_value", key, found=_shown(raw), expected="list")
        return
    if parts[-1] is Ellipsis:
        parts = (parts[0],) * len(raw)
    if len(parts) != len(raw):
        findings.add("bad_value", key, found=f"{len(raw)}", expected=f"list of {len(parts)}")
        return
    for index, (value, wanted) in enumerate(zip(raw, parts, strict=True)):
        _check(value, wanted, under(key, index), findings)


def _check_choice(raw: object, options: list[str], key: str, findings: Findings) -> None:
    if not isinstance(raw, str):
        findings.add("bad_value", key, found=_shown(raw), expected=", ".join(options))
    elif raw not in options:
        findings.unknown("unknown_word", key, raw, options)


@lru_cache(maxsize=64)
def _fields(struct: type) -> tuple[dict[str, Any], frozenset[str]]:
    required = {field.name for field in msgspec.structs.fields(struct) if field.required}
    return get_type_hints(struct), frozenset(required)


def _not_text(raw: object) -> str | None:
    return None if isinstance(raw, str) else "text"


def _not_number(raw: object) -> str | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return "number"
    fits = abs(raw) <= WHOLE_MAX if isinstance(raw, int) else math.isfinite(raw)
    return None if fits else "finite number"


def _not_whole(raw: object) -> str | None:
    whole = isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) <= WHOLE_MAX
    return None if whole else "whole number"


def _not_truth(raw: object) -> str | None:
    return None if isinstance(raw, bool) else "true or false"


def _not_date(raw: object) -> str | None:
    return None if type(raw) is date else "date"  # a moment would be a date, too


_LEAVES = {
    str: _not_text,
    float: _not_number,
    int: _not_whole,
    bool: _not_truth,
    date: _not_date,
}


def _shown(raw: object) -> str:
    return str(raw)[:40] if isinstance(raw, str | int | float) else type(raw).__name__
