"""Turning contract values into JSON and back; requests strictly, the rest tolerantly."""

from __future__ import annotations

from typing import Any, TypeVar, cast, get_args

import msgspec

from console.contract.facts import Fact, Unknown
from console.contract.strangers import salvaged
from console.contract.views import Snapshot
from console.domain.facts import What

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_fact_decoder = msgspec.json.Decoder(Fact)
_kinds = {kind.__name__: kind for kind in (*get_args(What), Unknown)}
_NEW_WORD = ("Invalid enum value", "Invalid value")  # how msgspec names a code or tag of no meaning


def encode(value: Any) -> bytes:
    """Return `value` as JSON; datetimes become RFC 3339 with zone."""
    return _encoder.encode(value)


def decode(payload: bytes | str, into: type[T]) -> T:
    """Read JSON as `into`, facts of a kind, or with a code, unknown here as `Unknown`; of a
    snapshot as much as can be read.

    Raise `msgspec.ValidationError` where it does not fit.
    """
    try:
        return msgspec.json.decode(payload, type=into)
    except msgspec.ValidationError:
        told = _without_strangers(msgspec.json.decode(payload))
        try:
            return msgspec.convert(told, into)
        except msgspec.ValidationError:
            if into is not Snapshot:
                raise
            return cast(T, salvaged(told))


def decode_fact(payload: bytes | str) -> Fact:
    """Read one fact; one of a kind, or with a code, unknown here carries `Unknown`."""
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
    if not isinstance(kind, str) or (kind in _kinds and not _says_new_word(what, _kinds[kind])):
        return what
    return {"type": Unknown.__name__, "kind": kind}


def _says_new_word(what: Any, kind: type) -> bool:
    """Tell whether a fact of a known kind has a code that only a newer hub knows."""
    try:
        msgspec.convert(what, kind)
    except msgspec.ValidationError as error:
        return str(error).startswith(_NEW_WORD)
    return False
