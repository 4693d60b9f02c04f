"""Writes docs/operations.md from the registry: `make docs`."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from console.contract.registry import OPERATIONS
from console.contract.request import Request

PAGE = Path(__file__).parent / "operations.md"
HEAD = """# Operations

What can be asked for. The hub makes its routes and checks roles from the same table. This page is
written by `make docs` from `console/contract/registry.py`; do not edit it.

| operation | command | key | least role | asks first | what it does |
|---|---|---|---|---|---|
"""


def render() -> str:
    """Return the page."""
    rows = "".join(_row(name, request) for name, request in OPERATIONS.items())
    return HEAD + rows + "".join(_section(name, r) for name, r in OPERATIONS.items())


def _row(name: str, request: type[Request]) -> str:
    command = f"`wanshou {name.replace('.', ' ')}`"
    key = f"`{request.key}`" if request.key else f"none: {request.no_key}"
    asks = "yes" if request.confirm else "no"
    role = request.role.name.lower()
    return f"| `{name}` | {command} | {key} | {role} | {asks} | {_sentences(request)[0]} |\n"


def _section(name: str, request: type[Request]) -> str:
    noun, verb = name.split(".")
    fields = "".join(
        f"| `{field.name}` | {_type(field.type)} | {'yes' if field.required else 'no'} |\n"
        for field in sorted(msgspec.structs.fields(request), key=lambda f: not f.required)
    )
    return (
        f"\n## {name}\n\n{' '.join(_sentences(request))}\n\n"
        f"`POST /v1/{noun}/{verb}`, body `{request.__name__}`:\n\n"
        f"| field | type | required |\n|---|---|---|\n{fields}"
    )


def _sentences(request: type[Request]) -> list[str]:
    text = " ".join((request.__doc__ or "").split())
    return re.split(r"(?<=\.) ", text)


def _type(hint: object) -> str:
    members = getattr(hint, "__args__", None) or (hint,)
    names = [
        _json(getattr(member, "__supertype__", member))
        for member in members
        if member is not type(None)
    ]
    return " or ".join(names)


def _json(kind: object) -> str:
    plain = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false"}
    name = getattr(kind, "__name__", str(kind))
    return {"datetime": "RFC 3339 time with zone"}.get(name) or plain.get(name, name)


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
