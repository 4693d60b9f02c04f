"""A document as Markdown that chats and wikis show alike; nothing in it is markup of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from console.clock import utc
from console.reporting.document import (
    Block,
    Callout,
    Cell,
    Chart,
    Document,
    Figures,
    Heading,
    Paragraph,
    Points,
    Spark,
    Table,
    Timeline,
    safe,
    spark_of,
)
from console.widgets.spark import spark
from console.wording import local
from console.wording.documents import Doc, mark_of, say_more, tell

# What some dialect reads as more than itself; a backslash before it says that it is not. A colon
# is harmless in a time of day.
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~$&^@]|:(?=//|[a-z])", re.I)
_FIRST = re.compile(r"^(?:[-+=]|\d+(?=[.)](?:\s|$)))")  # what makes a list or a heading of a line
_LINKED = re.compile(r"\bwww(?=\.)", re.I)


def markdown_of(document: Document) -> str:
    """Return the document as Markdown."""
    parts = [[f"# {told(document.title)}"], [told(document.about)]]
    parts += [list(_block(block)) for block in document.blocks]
    if document.foot:
        parts += [["---"], [told(document.foot)]]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def told(text: str) -> str:
    """Return a text that is only text in Markdown."""
    text = _SPECIAL.sub(r"\\\g<0>", safe(text).strip())
    text = _LINKED.sub(r"\g<0>\\", text)
    return _FIRST.sub(_not_first, text)


def _not_first(found: re.Match[str]) -> str:
    sign = found[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"## {told(block.text)}"
        case Paragraph():
            yield told(block.text)
        case Points():
            yield from (f"- {told(text)}" for text in block.texts)
        case Callout():
            mark = mark_of(block.tone)
            bold = mark.replace(mark.strip(), f"**{mark.strip()}**") if mark else ""
            yield f"> {bold}{told(block.text)}"
        case Figures():
            for item in block.items:
                beside = f" ({told(item.beside)})" if item.beside else ""
                label = told(tell(Doc.LABELLED, label=item.label))
                yield f"- {label} **{told(item.value) or '–'}**{beside}"
        case Table():
            yield from _table(block)
        case Timeline():
            if block.left_out:
                yield f"- {told(say_more(block.left_out))}"
            yield from (f"- {told(entry.at)} {told(entry.text)}" for entry in block.entries)
        case Chart():
            yield from _chart(block)
        case _:
            assert_never(block)


def _table(block: Table) -> Iterator[str]:
    yield f"**{told(block.caption)}**"
    yield ""
    yield f"| {' | '.join(told(column.title) or ' ' for column in block.columns)} |"
    yield f"| {' | '.join('---:' if column.right else '---' for column in block.columns)} |"
    for row in block.rows:
        yield f"| {' | '.join(map(_cell, row))} |"
    if block.left_out:
        yield ""
        yield told(say_more(block.left_out))


def _cell(cell: Cell) -> str:
    return _spark(cell) if isinstance(cell, Spark) else told(cell)


def _spark(one: Spark) -> str:
    if not one.values:
        return ""
    return "".join(text for text, _ink in spark(one.values, len(one.values)))


def _chart(block: Chart) -> Iterator[str]:
    """Yield a trend of letters: the picture is the page's."""
    values = [sample.value for sample in block.plotted.past.samples if sample.sound]
    yield f"**{told(block.caption)}**"
    if values:
        yield ""
        yield _spark(spark_of(values))
    if block.marks:
        yield ""
    for count, mark in enumerate(block.marks, 1):
        yield f"{count}. {told(local(utc(mark.at), block.zone)[:16])} {told(mark.word)}"
