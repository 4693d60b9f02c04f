"""The board as lines: sections one below the other, turned like pages where there are too many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from console.board.digits import ROWS, large
from console.board.spoken import Section, Sentence, day_and_time, sections, standing, warnings
from console.board.told import Told
from console.widgets import Ink, Line, Sheet, between, clip, pad, width_of, wrap
from console.wording import chosen
from console.wording.board import Board, say, speaking

INDENT = 2
GUTTER = 4  # columns between two languages side by side
BROAD = 60  # columns that large figures ask for
SIDE_BY_SIDE = 110  # columns that two languages ask for

Block = list[Line]
Page = list[Line]


def pages(told: Told | None, languages: Sequence[str], size: tuple[int, int]) -> list[Page]:
    """Return the pages of a screen of `size`: languages side by side where there is room, else one
    after the other."""
    width, height = size
    room = max(height - 1, 1)  # the last line says how to leave
    if told is None:
        return [_waiting(languages, width)]
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
    with speaking(language):
        head = _head(told, size[0])
        blocks = [_block(section, size) for section in sections(told)]
    return [[*head, *page] for page in _paged(blocks, size[1] - len(head))]


def _head(told: Told, width: int) -> Block:
    name: Line = ((" ", "text"), (chosen(told.site), "strong"))
    fresh = standing(told)
    when: Line = ((day_and_time(told), "text"),) if told.current else _piece(fresh)
    lines = [between(name, (*when, (" ", "text")), width)]
    if width_of(name) + width_of(when) + 2 > width:
        lines = [clip(name, width), *_wrapped(Sentence(when[0][0], fresh.mood), width, 1)]
    for warning in warnings(told):
        lines += _wrapped(warning, width, 1)
    return [*lines, ()]


def _block(section: Section, size: tuple[int, int]) -> Block:
    width, height = size
    title: Line = ((" " + section.title, "title"),)
    if section.figure and width >= BROAD and height > ROWS * 3:
        return [title, *_with_figure(section, width), ()]
    lines: Block = [title]
    for sentence in section.sentences:
        lines += _wrapped(sentence, width, INDENT)
    return [*lines, ()]


def _with_figure(section: Section, width: int) -> Block:
    """Return a section with its figure large on the left."""
    shapes = large(section.figure, ascii=Sheet.ASCII)
    ink: Ink = section.mood.value
    taken = INDENT + len(shapes[0]) + 3
    beside = [
        line for sentence in section.sentences for line in _wrapped(sentence, width - taken, 0)
    ]
    lines: Block = []
    for row in range(max(len(shapes), len(beside))):
        shape = shapes[row] if row < len(shapes) else ""
        left: Line = ((" " * INDENT + shape, ink),)
        lines.append((*pad(left, taken), *(beside[row] if row < len(beside) else ())))
    return lines


def _wrapped(sentence: Sentence, width: int, indent: int) -> Block:
    ink: Ink = sentence.mood.value
    room = max(width - indent - 1, 8)
    return [((" " * indent + line, ink),) for line in wrap(sentence.text, room)]


def _piece(sentence: Sentence) -> Line:
    return ((sentence.text, sentence.mood.value),)


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


def _waiting(languages: Sequence[str], width: int) -> Page:
    lines: Page = [()]
    for language in languages:
        with speaking(language):
            lines += [*_wrapped(Sentence(say(Board.WAITING)), width, INDENT), ()]
    return lines
