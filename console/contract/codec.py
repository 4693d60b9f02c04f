"""Turning contract values into JSON and back; requests strictly, the rest tolerantly."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from console.contract.facts import Fact

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_fact_decoder = msgspec.json.Decoder(Fact)


def encode(value: Any) -> bytes:
    """Return `value` as JSON; datetimes become RFC 3339 with zone."""
    return _encoder.encode(value)


def decode(payload: bytes | str, into: type[T]) -> T:
    """Read JSON as `into`; raise `msgspec.ValidationError` where it does not fit."""
    return msgspec.json.decode(payload, type=into)


def decode_fact(payload: bytes | str) -> Fact:
    """Read one fact."""
    return _fact_decoder.decode(payload)
