"""The board as lines: sections one below the other, turned like pages where there are too many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from console.board.digits import large
from console.board.spoken import Section, Sentence, sections, standing, warnings
from console.board.told import Told
from console.widgets import Ink, Line, Sheet, between, clip, pad, width_of, wrap
from console.wording import chosen
from console.wording.board import Board, say, speaking

GUTTER = 4  # columns between two languages side by side
SIDE_BY_SIDE = 110  # columns that two languages ask for
APART = 3  # columns between a large figure and what is said of it


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """How large everything is: columns of indent, cells to a dot of a figure (none: it is not
    drawn large), lines between sentences."""

    indent: int = 2
    dot: tuple[int, int] | None = None
    gap: int = 0


# The first whose width and height there are.
LAYOUTS: tuple[tuple[tuple[int, int], Layout], ...] = (
    ((100, 56), Layout(indent=4, dot=(4, 2), gap=1)),
    ((72, 20), Layout(dot=(2, 1))),
    ((50, 20), Layout(dot=(1, 1))),
    ((0, 0), Layout()),
)
Block = list[Line]
Page = list[Line]


def pages(told: Told | None, languages: Sequence[str], size: tuple[int, int]) -> list[Page]:
    """Return the pages of a screen of `size`: languages side by side where there is room, else one
    after the other."""
    width, height = size
    room = max(height - 1, 1)  # the last line says how to leave
    if told is None:
        return _waiting(languages, (width, room))
    if len(languages) > 1 and width >= SIDE_BY_SIDE:
        half = (width - GUTTER) // 2
        columns = [_spoken(told, language, (half, room)) for language in languages]
        return _beside(columns, half)
    return [page for language in languages for page in _spoken(told, language, (width, room))]


def foot(page: int, count: int, width: int) -> Line:
    """Return the last line: how to leave, and which page it is."""
    turning: Line = ((say(Board.PAGE, page=page + 1, pages=count), "faint"),) if count > 1 else ()
    leave: Line = ((" ", "text"), (say(Board.QUIT), "faint"))
    return between(leave, (*turning, (" ", "text")), width)


def _spoken(told: Told, language: str, size: tuple[int, int]) -> list[Page]:
    layout = next(one for least, one in LAYOUTS if size[0] >= least[0] and size[1] >= least[1])
    with speaking(language):
        head = _head(told, size[0], layout)
        blocks = [_block(section, size[0], layout) for section in sections(told)]
    return [[*head, *page] for page in _paged(blocks, size[1] - len(head))]


def _head(told: Told, width: int, layout: Layout) -> Block:
    """Say whose board it is and of when; what must be known before all else."""
    indent = layout.indent - 1
    name: Line = ((" " * indent, "text"), (chosen(told.site), "strong"))
    fresh = standing(told)
    when: Line = ((fresh.text, fresh.mood.value),)
    lines = [between(name, (*when, (" ", "text")), width)]
    if width_of(name) + width_of(when) + GUTTER > width:
        lines = [clip(name, width), *_wrapped(fresh, width, indent)]
    for warning in warnings(told):
        lines += _wrapped(warning, width, indent)
    return [*lines, ()]


def _block(section: Section, width: int, layout: Layout) -> Block:
    title: Line = ((" " * (layout.indent - 1) + section.title, "title"),)
    if section.figure and layout.dot is not None:
        return [title, *_with_figure(section, width, layout), ()]
    return [title, *_sentences(section, width, layout, indent=layout.indent), ()]


def _with_figure(section: Section, width: int, layout: Layout) -> Block:
    """Return a section with its figure large on the left."""
    wide, tall = layout.dot or (1, 1)
    shapes = large(section.figure, wide=wide, tall=tall, ascii=Sheet.ASCII)
    ink: Ink = section.mood.value
    taken = layout.indent + len(shapes[0]) + APART
    beside = _sentences(section, width - taken, layout, indent=0)
    lines: Block = []
    for row in range(max(len(shapes), len(beside))):
        shape = shapes[row] if row < len(shapes) else ""
        left: Line = ((" " * layout.indent + shape, ink),)
        lines.append((*pad(left, taken), *(beside[row] if row < len(beside) else ())))
    return lines


def _sentences(section: Section, width: int, layout: Layout, *, indent: int) -> Block:
    lines: Block = []
    for place, sentence in enumerate(section.sentences):
        if place:
            lines += [()] * layout.gap
        lines += _wrapped(sentence, width, indent)
    return lines


def _wrapped(sentence: Sentence, width: int, indent: int) -> Block:
    ink: Ink = sentence.mood.value
    room = max(width - indent - 1, 8)
    return [((" " * indent + line, ink),) for line in wrap(sentence.text, room)]


def _paged(blocks: Iterable[Block], room: int) -> list[Page]:
    """Share blocks out to pages; one that is taller than a page is cut where the page ends."""
    room = max(room, 2)
    found: list[Page] = [[]]
    for block in blocks:
        rest = block
        if found[-1] and len(found[-1]) + len(_trimmed(rest)) > room:
            found.append([])
        while len(_trimmed(rest)) > room:
            found[-1] += rest[:room]
            found.append([])
            rest = rest[room:]
        found[-1] += rest
    return [_trimmed(page) for page in found if _trimmed(page)] or [[]]


def _trimmed(lines: Block) -> Block:
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    return lines[:end]


def _beside(columns: Sequence[Sequence[Page]], half: int) -> list[Page]:
    """Return pages with the languages beside each other; the shorter one waits on its last."""
    count = max(map(len, columns))
    found: list[Page] = []
    for number in range(count):
        here = [column[min(number, len(column) - 1)] for column in columns]
        rows = max(map(len, here))
        page: Page = []
        for row in range(rows):
            cells = [page_[row] if row < len(page_) else () for page_ in here]
            page.append(_row(cells, half))
        found.append(page)
    return found


def _row(cells: Sequence[Line], half: int) -> Line:
    line: list[tuple[str, Ink]] = []
    for place, cell in enumerate(cells):
        if place:
            line.append((" " * GUTTER, "text"))
        line += pad(cell, half)
    return tuple(line)


def _waiting(languages: Sequence[str], size: tuple[int, int]) -> list[Page]:
    blocks: list[Block] = []
    for language in languages:
        with speaking(language):
            blocks.append([(), *_wrapped(Sentence(say(Board.WAITING)), size[0], 2)])
    return _paged(blocks, size[1])
