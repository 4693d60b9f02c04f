"""A scene's key figures, drawn: one way for each shape, the same for every scene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from console.contract.scene_views import FigureView
from console.domain.key_figures import Bar, KeyFigure, Shape
from console.domain.sites import Site
from console.widgets import Ink, Line, Piece, clip, fit, width_of
from console.widgets.bar import bar
from console.widgets.spark import spark
from console.wording import chosen
from console.wording.scenes import bar_words, known_words, value_words

NAME, VALUE, LONG, LEAST = 30, 16, 48, 4  # cells
ROOM_ABOVE = 1.1  # of the highest value: a bar that is full says that there is no more
MARK = "┃"
HUNDRED = 100.0
DRAWN = (Shape.CONTROLS, Shape.AUTOMATIONS)  # these stand in lists of their own


def figure_lines(figures: Sequence[FigureView], site: Site, width: int) -> list[Line]:
    """Return all figures, with a blank line after those of several lines."""
    lines: list[Line] = []
    for view in figures:
        if view.figure.shape in DRAWN:
            continue
        drawn = list(_lines(view, site, width))
        if lines and len(drawn) > 1 and lines[-1] != ():
            lines.append(())
        lines += [*drawn, ()] if len(drawn) > 1 else drawn
    return lines


def _lines(view: FigureView, site: Site, width: int) -> Iterator[Line]:
    name = min(NAME, max(width - VALUE - 2, 8))
    room = max(width - name - VALUE - 2, 0)
    known = known_words(view)
    ink: Ink = "strong" if view.value is not None else "unknown"
    head: Line = (
        (fit(chosen(view.figure.name), name), "title"),
        (" ", "text"),
        (fit(value_words(view), VALUE), ink),
        (" ", "text"),
    )
    told: Line = ((f" {known}", "unknown"),) if known else ()
    yield (*head, *_graph(view, room - width_of(told)), *told)
    for each in view.bars:
        yield _bar_line(view, each, site, (name, room))


def _bar_line(view: FigureView, each: Bar, site: Site, widths: tuple[int, int]) -> Line:
    name, room = widths
    of, value, more = bar_words(view, each, site)
    ink: Ink = "text" if each.value is not None else "unknown"
    drawn = clip(((more, "muted"),), room) if more else _filled(view.figure, each.value, room)
    return (
        (fit(f"  {of}", name), "muted"),
        (" ", "text"),
        (fit(value, VALUE), ink),
        (" ", "text"),
        *drawn,
    )


def _graph(view: FigureView, room: int) -> Line:
    """Return what is drawn beside a figure's value."""
    figure = view.figure
    match figure.shape:
        case Shape.SHARE:
            return _filled(figure, view.value, room)
        case Shape.BALANCE if view.value and round(view.value, figure.decimals):
            return bar((view.against or 0.0) / view.value, max(min(room, LONG), 0))
        case Shape.TREND:
            return spark([value for _, value in view.points], max(min(room, LONG), 0))
        case Shape.FORECAST:
            half = max(min(room, LONG) // 2 - 1, 0)
            today = spark([value for _, value in view.points], half, ink="accent")
            return (*today, (" ", "text"), *spark([value for _, value in view.usual], half))
        case _:
            return ()


def _filled(figure: KeyFigure, value: float | None, room: int) -> Line:
    """Return a bar of what there is, with its marks where they lie."""
    wide = min(room, LONG)
    if value is None or wide < LEAST:
        return ()
    full = HUNDRED if figure.unit == "%" else max(max((*figure.marks, value)) * ROOM_ABOVE, 1e-9)
    drawn = bar(value / full, wide)
    for mark in sorted(figure.marks):
        if 0 < mark < full:
            drawn = _marked(drawn, int(mark / full * wide))
    return drawn


def _marked(line: Line, at: int) -> Line:
    """Return a line with a mark in the cell `at`."""
    pieces: list[Piece] = []
    for text, ink in line:
        if 0 <= at < len(text):
            pieces += [(text[:at], ink), (MARK, "text"), (text[at + 1 :], ink)]
        else:
            pieces.append((text, ink))
        at -= len(text)
    return tuple(piece for piece in pieces if piece[0])
