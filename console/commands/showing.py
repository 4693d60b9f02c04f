"""Showing things in full, each asked for by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

import msgspec
import typer

from console.commands.acting import Failure, complain, exit_code, failure_document
from console.errors import NotFound
from console.printing import Format, fields, json_text, put, put_all
from console.wording import plain

T = TypeVar("T")


class Details(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """How one thing is asked for, named, and told: in rows of title and text, or in `lines`."""

    ask: Callable[[str], T]
    name: Callable[[T], str]
    rows: Callable[[T], Iterable[tuple[str, str]]] = lambda _thing: ()
    lines: Callable[[T], Iterable[str]] | None = None


def show_each(ids: Sequence[str], details: Details[T], how: Format) -> None:
    """Print every thing there is; end with what there is not."""
    items: list[T] = []
    failures: list[Failure] = []
    for id in ids:
        try:
            items.append(details.ask(id))
        except NotFound as error:
            if len(ids) == 1:
                raise
            failures.append(Failure(id, error))
    if how is Format.JSON:
        _document(items, failures, single=len(ids) == 1)
    else:
        _print(items, details, how)
        complain(failures, len(ids))
    if failures:
        raise typer.Exit(exit_code(failures, len(ids)))


def _document(items: Sequence[T], failures: Sequence[Failure], *, single: bool) -> None:
    if single:
        put(json_text(items[0]))
        return
    document: dict[str, object] = {"items": items, "next": None}
    if failures:
        document["error"] = failure_document(failures, some_done=bool(items))
    put(json_text(document))


def _print(items: Sequence[T], details: Details[T], how: Format) -> None:
    match how:
        case Format.NDJSON:
            put_all(json_text(item) for item in items)
        case Format.IDS:
            put_all(plain(details.name(item)) for item in items)
        case _:
            for n, item in enumerate(items):
                if n:
                    put("")
                if details.lines is not None:
                    put_all(details.lines(item))
                else:
                    fields(details.rows(item))
