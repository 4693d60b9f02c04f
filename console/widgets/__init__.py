"""Liftable parts of the screen: they know lines, inks and wording, never the app."""

from __future__ import annotations

from console.widgets.bar import bar
from console.widgets.columns import Cells, Column, Fitted, fit_columns, heading, row, spanning
from console.widgets.ink import (
    Ink,
    Line,
    Piece,
    between,
    clip,
    fit,
    joined,
    pad,
    to_ascii,
    width_of,
    wrap,
)
from console.widgets.keybar import KeyBar
from console.widgets.ledger import Entry, Ledger
from console.widgets.panel import Panel
from console.widgets.scroll import Pane
from console.widgets.sheet import Sheet
from console.widgets.spark import Bound, spark

__all__ = [
    "Bound",
    "Cells",
    "Column",
    "Entry",
    "Fitted",
    "Ink",
    "KeyBar",
    "Ledger",
    "Line",
    "Pane",
    "Panel",
    "Piece",
    "Sheet",
    "bar",
    "between",
    "clip",
    "fit",
    "fit_columns",
    "heading",
    "joined",
    "pad",
    "row",
    "spanning",
    "spark",
    "to_ascii",
    "width_of",
    "wrap",
]
