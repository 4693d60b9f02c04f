"""Reading a newer hub's snapshot: what cannot be read is left out, and named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from console.contract.views import Snapshot
from console.domain.sites import Site

# What of a site nothing else needs: a device without its zone would be worse than none.
OF_SITE = frozenset({"rules", "editions", "suppressions", "plan"})
NAMED_BY = ("id", "sensor", "device", "target", "seat", "unit")
STRANGERS_MOST = 1_000  # of more the first are named


def salvaged(told: Any) -> Snapshot:
    """Return as much of a snapshot (plain JSON) as can be read; `strangers` names the rest.

    Raise `msgspec.ValidationError` where what is needed cannot be read either.
    """
    if not isinstance(told, dict):
        return msgspec.convert(told, Snapshot)
    strangers: list[str] = []
    told = _sifted(told, Snapshot, strangers)
    if isinstance(told.get("site"), dict):
        told["site"] = _sifted(told["site"], Site, strangers, only=OF_SITE)
    named = list(dict.fromkeys(strangers))[:STRANGERS_MOST]
    return msgspec.convert({**told, "strangers": named}, Snapshot)


def _sifted(
    told: dict[str, Any], into: type, strangers: list[str], *, only: frozenset[str] | None = None
) -> dict[str, Any]:
    """Return `told` without the items of its lists and tables that cannot be read."""
    left = dict(told)
    for field, kind in _collections(into):
        held = told.get(field) if only is None or field in only else None
        if isinstance(held, list):
            left[field] = [
                item for item in held if _readable(item, kind, f"{field}/{_name(item)}", strangers)
            ]
        elif isinstance(held, dict):
            left[field] = {
                key: item
                for key, item in held.items()
                if _readable(item, kind, f"{field}/{key}", strangers)
            }
    return left


def _collections(into: type) -> Iterator[tuple[str, Any]]:
    """Yield the fields that hold many things of a kind, and the kind."""
    for field, hint in get_type_hints(into, include_extras=True).items():
        if get_origin(hint) in (tuple, dict):
            yield field, get_args(hint)[1 if get_origin(hint) is dict else 0]


def _readable(item: Any, kind: Any, name: str, strangers: list[str]) -> bool:
    try:
        msgspec.convert(item, kind)
    except msgspec.ValidationError:
        strangers.append(name)
        return False
    return True


def _name(item: Any) -> str:
    names = (item.get(key) for key in NAMED_BY) if isinstance(item, dict) else ()
    return next((name for name in names if isinstance(name, str)), "?")
