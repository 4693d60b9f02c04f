"""A list of thousands: only what is in view is made, and only what changed is drawn."""

from __future__ import annotations

from collections import Counter
from functools import partial

from textual.app import App, ComposeResult

from console.widgets import Entry, Ledger, Line

MANY = 5_000
SIZE = (60, 20)


class Watched(Ledger):
    """A list that remembers which of its lines were drawn again."""

    def __init__(self) -> None:
        super().__init__(id="list")
        self.drawn: list[int] = []

    def redraw(self, y: int) -> None:
        self.drawn.append(y)
        super().redraw(y)


class Lists(App[None]):
    """One list, and how often each of its lines was made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: Counter[int] = Counter()
        self.told = "0"

    def compose(self) -> ComposeResult:
        yield Watched()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"ink-strong": "#fff", "row-selected": "#333", "row-resting": "#222"}

    def show(self, count: int = MANY) -> None:
        entries = [Entry(f"A-{n}", partial(self.line, n)) for n in range(count)]
        self.query_one(Ledger).show(entries)

    def line(self, number: int) -> Line:
        self.made[number] += 1
        return ((f"{number} {self.told if number == 3 else ''}", "text"),)


async def test_only_lines_in_view_are_made() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        await pilot.pause()
        assert set(app.made) <= set(range(SIZE[1]))
        app.made.clear()
        app.show()
        await pilot.pause()
        assert sum(app.made.values()) <= 2 * SIZE[1]


async def test_a_list_scrolled_to_its_end_makes_the_lines_there() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        await pilot.press("tab", "G")
        await pilot.pause()
        ledger = app.query_one(Ledger)
        assert ledger.selected == f"A-{MANY - 1}"
        assert MANY - 1 in app.made
        assert len(app.made) <= 3 * SIZE[1]


async def test_only_the_line_that_changed_is_drawn_again() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        await pilot.pause()
        ledger = app.query_one(Watched)
        ledger.drawn.clear()
        app.show()
        assert not ledger.drawn
        app.told = "1"
        app.show()
        assert ledger.drawn == [3]


async def test_the_selection_stays_with_its_item_among_thousands() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        ledger = app.query_one(Ledger)
        ledger.select("A-4000")
        app.show(MANY - 10)
        await pilot.pause()
        assert ledger.selected == "A-4000"
        app.show(100)
        await pilot.pause()
        assert ledger.selected == "A-99"
