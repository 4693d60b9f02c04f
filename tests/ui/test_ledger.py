"""A list of 50,000: only what is in view is made, only what changed is drawn; keys and mouse."""

from __future__ import annotations

from collections import Counter
from functools import partial

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.pilot import Pilot

from console import themes
from console.widgets import Entry, Heading, Ledger, Line, MarkingLedger, Panel, Rows
from console.widgets.columns import Column, fit_columns

MANY = 50_000
SIZE = (60, 20)
ROOM = 18  # title and heading take two lines


class Watched(MarkingLedger):
    """A list that remembers which of its rows were drawn again."""

    def __init__(self) -> None:
        super().__init__(id="list")
        self.drawn: list[int] = []

    def refresh(self, *regions: Region, **kinds: bool) -> Watched:
        self.drawn += [region.y for region in regions]
        super().refresh(*regions, **kinds)
        return self


class Lists(App[None]):
    """One list under a title and a heading, and how often each of its lines was made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: Counter[int] = Counter()
        self.told = "0"
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Panel(Heading("list"), Watched())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.read(themes.DEFAULT).variables()

    def on_mount(self) -> None:
        columns = (Column(key="a", width=10, title="number"), Column(key="b", width=8))
        self.query_one(Heading).title(fit_columns(columns, 40), "a", "▾")
        self.query_one(Watched).focus()

    def show(self, count: int = MANY) -> None:
        keys = tuple(f"A-{n}" for n in range(count))
        self.ledger.show(Rows(keys, self.line))

    def line(self, number: int) -> Line:
        self.made[number] += 1
        return ((f"{number} {self.told if number == 3 else ''}", "text"),)

    @property
    def ledger(self) -> Watched:
        return self.query_one(Watched)

    def on_ledger_opened(self, event: Ledger.Opened) -> None:
        self.posted.append(event)

    def on_heading_pressed(self, event: Heading.Pressed) -> None:
        self.posted.append(event)


async def test_only_lines_in_view_are_made() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        await pilot.pause()
        assert set(app.made) <= set(range(ROOM))
        app.made.clear()
        app.show()
        await pilot.pause()
        assert sum(app.made.values()) <= 2 * ROOM


async def test_no_key_makes_more_lines_than_are_in_view() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        await pilot.pause()
        for key in ("j", "G", "k", "pageup", "space", "V", "asterisk", "g", "pagedown"):
            app.made.clear()
            await pilot.press(key)
            await pilot.pause()
            assert sum(app.made.values()) <= 4 * ROOM, key
        app.ledger.select("A-40000")
        await pilot.pause()
        app.made.clear()
        app.show(MANY - 10)
        await pilot.pause()
        assert sum(app.made.values()) <= 4 * ROOM


async def test_a_list_scrolled_to_its_end_makes_the_lines_there() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        await pilot.press("G")
        await pilot.pause()
        assert app.ledger.selected == f"A-{MANY - 1}"
        assert MANY - 1 in app.made
        assert len(app.made) <= 3 * ROOM


async def test_only_the_line_that_changed_is_drawn_again() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        await pilot.pause()
        app.ledger.drawn.clear()
        app.show()
        assert not app.ledger.drawn
        app.told = "1"
        app.show()
        assert app.ledger.drawn == [3]


async def test_the_selection_stays_with_its_item_among_thousands() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        app.ledger.select("A-40000")
        app.show(MANY - 10)
        await pilot.pause()
        assert app.ledger.selected == "A-40000"
        assert visible(app) == "A-40000"
        app.show(100)
        await pilot.pause()
        assert app.ledger.selected == "A-99"


async def test_marks_one_by_one_in_a_range_and_all() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show(30)
        await pilot.press("space", "j", "j", "V")
        assert app.ledger.marked == {"A-0", "A-1", "A-2", "A-3"}
        await pilot.press("asterisk")
        assert len(app.ledger.marked) == 30
        await pilot.press("asterisk")
        assert not app.ledger.marked


async def test_a_list_without_marks_lets_those_keys_be() -> None:
    class Plain(App[None]):
        def get_theme_variable_defaults(self) -> dict[str, str]:
            return themes.read(themes.DEFAULT).variables()

        def compose(self) -> ComposeResult:
            yield Ledger(id="plain")

        def on_mount(self) -> None:
            self.query_one(Ledger).show([Entry("a", (("a", "text"),))])

    async with Plain().run_test(size=SIZE) as pilot:
        await pilot.press("tab", "space", "V", "asterisk")
        assert not pilot.app.query_one(Ledger).marked


async def click(pilot: Pilot[None], x: int, y: int) -> None:
    await pilot.click("#list", offset=(x, y))
    await pilot.pause(0)


async def test_a_click_selects_and_another_opens() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show(30)
        await click(pilot, 5, 0)
        assert not app.posted  # it was selected, but nobody had clicked it yet
        await click(pilot, 5, 4)
        assert (app.ledger.selected, app.posted) == ("A-4", [])
        await click(pilot, 5, 4)
        assert [event.key for event in app.posted if isinstance(event, Ledger.Opened)] == ["A-4"]
        await pilot.press("j", "k")
        await click(pilot, 5, 4)
        assert len(app.posted) == 1


async def test_a_click_on_the_mark_cell_marks() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show(30)
        await click(pilot, 0, 4)
        assert (app.ledger.marked, app.ledger.selected) == ({"A-4"}, "A-0")


async def test_a_click_on_a_triangle_opens_at_once() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.ledger.show([Entry(key, (("▸ ", "accent"), (key, "text"))) for key in "ab"])
        await click(pilot, 1, 1)
        assert [event.key for event in app.posted if isinstance(event, Ledger.Opened)] == ["b"]


async def test_a_click_on_a_title_takes_the_list_in_hand_and_on_a_heading_says_which() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show(30)
        app.set_focus(None)
        await pilot.click(".title")
        await pilot.pause()
        assert app.focused is app.ledger
        await pilot.click("#list-heading", offset=(14, 0))
        await pilot.pause()
        pressed = [event for event in app.posted if isinstance(event, Heading.Pressed)]
        assert [(event.of, event.column) for event in pressed] == [("list", "b")]


async def test_the_wheel_scrolls_and_leaves_the_selection() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        app.show()
        await pilot.pause()
        app.ledger.scroll_down(animate=False)
        await pilot.pause()
        assert app.ledger.scroll_offset.y > 0
        assert app.ledger.selected == "A-0"


async def test_to_the_top_shows_what_the_first_item_stands_under() -> None:
    app = Lists()
    async with app.run_test(size=SIZE) as pilot:
        entries = [Entry(None, (("TITLE", "title"),))]
        entries += [Entry(f"{n}", partial(app.line, n)) for n in range(60)]
        app.ledger.show(entries)
        await pilot.press("G")
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert app.ledger.scroll_offset.y == 0


def visible(app: Lists) -> str | None:
    """Return the selected item if it is in view."""
    ledger = app.ledger
    top = int(ledger.scroll_offset.y)
    return next((k for k in ledger.keys[top : top + ROOM] if k == ledger.selected), None)
