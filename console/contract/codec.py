"""Turning contract values into JSON and back; requests strictly, the rest tolerantly."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

import msgspec

from console.contract.facts import Fact, Unknown
from console.domain.facts import What

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_fact_decoder = msgspec.json.Decoder(Fact)
_kinds = frozenset(kind.__name__ for kind in (*get_args(What), Unknown))


def encode(value: Any) -> bytes:
    """Return `value` as JSON; datetimes become RFC 3339 with zone."""
    return _encoder.encode(value)


def decode(payload: bytes | str, into: type[T]) -> T:
    """Read JSON as `into`, facts of a kind unknown here as `Unknown`.

    Raise `msgspec.ValidationError` where it does not fit.
    """
    try:
        return msgspec.json.decode(payload, type=into)
    except msgspec.ValidationError:
        return msgspec.convert(_without_strangers(msgspec.json.decode(payload)), into)


def decode_fact(payload: bytes | str) -> Fact:
    """Read one fact; one of a kind unknown here carries `Unknown`."""
    try:
        return _fact_decoder.decode(payload)
    except msgspec.ValidationError:
        return decode(payload, Fact)


def _without_strangers(value: Any) -> Any:
    """Return plain JSON with what only a newer hub knows said as `Unknown`."""
    if isinstance(value, list):
        return [_without_strangers(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _unknown(item) if key == "what" else _without_strangers(item)
        for key, item in value.items()
    }


def _unknown(what: Any) -> Any:
    kind = what.get("type") if isinstance(what, dict) else None
    if not isinstance(kind, str) or kind in _kinds:
        return what
    return {"type": Unknown.__name__, "kind": kind}
