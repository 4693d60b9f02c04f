"""Liftable parts of the screen: they know lines, inks and wording, never the app.

Those that are widgets are loaded when asked for: a command that draws lines needs no screen.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from console.widgets.bar import bar
from console.widgets.columns import (
    Cells,
    Column,
    Fitted,
    column_at,
    fit_columns,
    heading,
    row,
    spanning,
    titled,
)
from console.widgets.ink import (
    Ink,
    Line,
    Piece,
    between,
    clip,
    fit,
    joined,
    pad,
    part_at,
    to_ascii,
    width_of,
    wrap,
)
from console.widgets.spark import Bound, spark

if TYPE_CHECKING:
    from console.widgets.field import Field
    from console.widgets.keybar import KeyBar
    from console.widgets.ledger import Entry, Ledger, MarkingLedger, Rows
    from console.widgets.panel import Heading, Panel
    from console.widgets.scroll import Pane
    from console.widgets.sheet import Sheet
    from console.widgets.tiles import Tiles

__all__ = [
    "Bound",
    "Cells",
    "Column",
    "Entry",
    "Field",
    "Fitted",
    "Heading",
    "Ink",
    "KeyBar",
    "Ledger",
    "Line",
    "MarkingLedger",
    "Pane",
    "Panel",
    "Piece",
    "Rows",
    "Sheet",
    "Tiles",
    "bar",
    "between",
    "clip",
    "column_at",
    "fit",
    "fit_columns",
    "heading",
    "joined",
    "pad",
    "part_at",
    "row",
    "spanning",
    "spark",
    "titled",
    "to_ascii",
    "width_of",
    "wrap",
]

_HOMES = ("field", "sheet", "ledger", "panel", "scroll", "keybar", "tiles")


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"{__name__}.{home}")
            if name in vars(module):
                return getattr(module, name)
    raise AttributeError(name)
