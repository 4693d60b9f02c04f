"""A document as one HTML file: nothing in it is fetched, nothing in it runs, all in it is text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import assert_never

from console.clock import utc
from console.reporting.document import (
    Block,
    Callout,
    Cell,
    Chart,
    Column,
    Document,
    Figures,
    Heading,
    Paragraph,
    Points,
    Spark,
    Table,
    Timeline,
    safe,
)
from console.reporting.page_style import STYLE
from console.reporting.plot_sheet import PAGE, PHONE
from console.reporting.plot_svg import svg_of
from console.wording import local
from console.wording.documents import mark_of, say_more

SPARK_WIDTH, SPARK_HEIGHT = 96, 22
LANGUAGES = {"zh_CN": "zh-CN", "en": "en"}
# Should anything ever get past the escaping: a reader that honours this runs and fetches nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page_of(document: Document) -> str:
    """Return the document as a whole HTML file."""
    title = told(document.title)
    parts = [
        "<!doctype html>",
        f'<html lang="{LANGUAGES[document.language]}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<header><h1>{title}</h1><p>{told(document.about)}</p></header>",
    ]
    for block in document.blocks:
        parts += _block(block)
    parts.append("</main>")
    if document.foot:
        parts.append(f"<footer>{told(document.foot)}</footer>")
    return "\n".join([*parts, "</body>", "</html>", ""])


def told(text: str) -> str:
    """Return a text that is only text in HTML, in an attribute as well."""
    return escape(safe(text).strip(), quote=True)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h2>{told(block.text)}</h2>"
        case Paragraph():
            yield f"<p>{told(block.text)}</p>"
        case Points():
            items = "".join(f"<li>{told(text)}</li>" for text in block.texts)
            yield f"<ul>{items}</ul>"
        case Callout():
            mark = f"<strong>{escape(mark)}</strong>" if (mark := mark_of(block.tone)) else ""
            yield f'<p class="callout {block.tone}">{mark}{told(block.text)}</p>'
        case Figures():
            yield from _figures(block)
        case Table():
            yield from _table(block)
        case Timeline():
            yield from _timeline(block)
        case Chart():
            yield from _chart(block)
        case _:
            assert_never(block)


def _figures(block: Figures) -> Iterator[str]:
    yield '<dl class="figures">'
    for item in block.items:
        beside = f"<small>{told(item.beside)}</small>" if item.beside else ""
        value = f"{told(item.value) or '–'}{beside}"
        yield f'<div class="{item.tone}"><dt>{told(item.label)}</dt><dd>{value}</dd></div>'
    yield "</dl>"


def _table(block: Table) -> Iterator[str]:
    # On a phone its rows are cards; the roles keep it a table to those who have it read out.
    yield f'<table role="table"><caption>{told(block.caption)}</caption>'
    heads = "".join(
        f'<th scope="col" role="columnheader"{_right(column)}>{told(column.title)}</th>'
        for column in block.columns
    )
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
    yield '<tbody role="rowgroup">'
    for row in block.rows:
        cells = "".join(
            f'<td role="cell" data-title="{told(column.title)}"{_right(column)}>{_cell(cell)}</td>'
            for column, cell in zip(block.columns, row, strict=True)
        )
        yield f'<tr role="row">{cells}</tr>'
    yield "</tbody></table>"
    if block.left_out:
        yield f'<p class="more">{told(say_more(block.left_out))}</p>'


def _timeline(block: Timeline) -> Iterator[str]:
    yield f'<section class="timeline"><h3>{told(block.caption)}</h3>'
    if block.left_out:
        yield f'<p class="more">{told(say_more(block.left_out))}</p>'
    yield "<ol>"
    for entry in block.entries:
        yield f"<li><time>{told(entry.at)}</time> <span>{told(entry.text)}</span></li>"
    yield "</ol></section>"


def _chart(block: Chart) -> Iterator[str]:
    """Yield the drawing twice, for wide and for narrow pages, and what its numbers stand for."""
    bounds = block.start, block.end
    yield f"<figure><figcaption>{told(block.caption)}</figcaption>"
    for place, sheet in (("wide", PAGE), ("narrow", PHONE)):
        drawn = svg_of([block.plotted], bounds, sheet=sheet, marks=block.marks, zone=block.zone)
        yield f'<div class="{place}">{drawn}</div>'
    if block.marks:
        yield '<ol class="marks">'
        for mark in block.marks:
            at = told(local(utc(mark.at), block.zone)[:16])
            yield f'<li class="{mark.ink}"><time>{at}</time> {told(mark.word)}</li>'
        yield "</ol>"
    yield "</figure>"


def _cell(cell: Cell) -> str:
    return _spark(cell) if isinstance(cell, Spark) else told(cell)


def _spark(one: Spark) -> str:
    if len(one.values) < 2:
        return ""
    limits = () if one.limit is None else (one.limit,)
    low: float = min((*one.values, *limits))
    high: float = max((*one.values, *limits))
    span: float = (high - low) or 1.0

    def y(value: float) -> float:
        return 2.0 + (high - value) / span * (SPARK_HEIGHT - 4)

    step = SPARK_WIDTH / (len(one.values) - 1)
    points = " ".join(f"{n * step:.1f},{y(value):.1f}" for n, value in enumerate(one.values))
    drawn = [f'<svg class="spark" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" aria-hidden="true">']
    for limit in limits:
        ends = f'x1="0" x2="{SPARK_WIDTH}" y1="{y(limit):.1f}" y2="{y(limit):.1f}"'
        drawn.append(f'<line class="limit" stroke="var(--high)" {ends}/>')
    drawn.append(f'<polyline class="line" stroke="var(--accent)" points="{points}"/></svg>')
    return "".join(drawn)


def _right(column: Column) -> str:
    return ' class="right"' if column.right else ""
