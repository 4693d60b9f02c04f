"""Narrowing and sorting what a workplace shows: a filter typed after a slash, and orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from console.screens.sorting import Sorts
from console.sieve import Sieve, sieve, straw
from console.widgets import Field, Heading, Ledger, Line, Sheet, joined, width_of
from console.wording import plain
from console.wording.screens import Say, say

TYPED = 24  # cells that are left for what is typed


class FilterLine(Horizontal):
    """The line a filter is typed into, with what it does beside it."""

    DEFAULT_CSS = """
    FilterLine {
        dock: bottom; height: 1; margin-bottom: 1; display: none; background: $panel;
    }
    FilterLine > Input { width: 1fr; background: $panel; }
    FilterLine > Sheet { width: auto; background: $panel; overflow-y: hidden; height: 1; }
    """

    def compose(self) -> ComposeResult:
        """What is typed, and what is told about it."""
        yield Field(placeholder=say(Say.FILTER_HINT), id="filter", compact=True)
        yield Sheet(id="filter-told")

    def tell(self, counted: str) -> None:
        """Say how many match, and what the marks mean as far as there is room."""
        told = self.query_one("#filter-told", Sheet)
        line: Line = ((counted, "strong"),) if counted else ()
        for word in (Say.FILTER_NOT, Say.FILTER_FUZZY, Say.FILTER_QUOTES):
            longer = joined((line, ((say(word), "muted"),)), " · ")
            if width_of(longer) + TYPED > self.size.width:
                break
            line = longer
        line = (*line, (" ", "text"))
        told.styles.width = width_of(line)
        told.put([line])


def filter_line() -> FilterLine:
    """Return the line a filter is typed into."""
    return FilterLine(id="filter-line")


class Filtering(Screen[None]):
    """A screen whose lists can be narrowed and put into another order."""

    DEFAULT_CSS = """
    Filtering.-filtering > #filter-line { display: block; }
    """

    sorts_of: Mapping[str, Sorts[Any]] = {}  # by the id of their list
    _counts: Mapping[str, tuple[int, int]] = {}  # shown of how many, by list
    _last: str | None = None  # the list in hand before the filter was typed

    def look(self, *, anew: bool = False, values: bool = True) -> None:
        """Bring everything up to date."""
        raise NotImplementedError

    def unmark(self) -> None:
        """Take every mark away."""
        for ledger in self.query(Ledger):
            ledger.unmark()

    @property
    def wanted(self) -> str:
        """Return the filter's text."""
        return self.query_one("#filter", Input).value.strip()

    @property
    def sieve(self) -> Sieve:
        """Return what the filter lets through."""
        return sieve(self.wanted)

    def sieve_of(self, ledger: str) -> Sieve:
        """Return what the filter lets through of one list, where only that in hand is narrowed."""
        meant = self._last or next(iter(self.sorts_of), ledger)
        return self.sieve if ledger == meant else sieve("")

    def matches(self, *texts: str) -> bool:
        """Tell whether something called by `texts` passes the filter."""
        narrowing = self.sieve
        return narrowing.open or narrowing.passes(straw(*texts))

    def counted(self, ledger: str, shown: int, total: int) -> Line:
        """Take note of how many a list shows; return the filter as its title says it."""
        self._counts = {**self._counts, ledger: (shown, total)}
        if self.has_class("-typing"):
            self.tell_filter()
        return narrowed(self.sieve)

    def tell_filter(self) -> None:
        """Say in the filter's line how many match of the list in hand, or of the first."""
        lists = (self._in_hand() or "", *self._counts)
        found = next((self._counts[one] for one in lists if one in self._counts), None)
        told = say(Say.FILTER_MATCH, count=found[0], total=found[1]) if found else ""
        self.query_one(FilterLine).tell(told)

    def action_filter(self) -> None:
        """Type a filter."""
        self._last = self._in_hand()
        self.add_class("-filtering", "-typing")
        self.query_one("#filter", Input).focus()
        self.call_after_refresh(self.tell_filter)

    def action_back(self) -> None:
        """Take the filter and all marks away."""
        self.query_one("#filter", Input).value = ""
        self.remove_class("-filtering", "-typing")
        self.unmark()
        self.look()
        self._to_list()

    def action_sort(self) -> None:
        """Put the list in hand into its next order."""
        sorts = self._sorts()
        if sorts is not None:
            sorts.turn()
            self.look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer orders where the list in hand has some."""
        if action == "sort":
            return self._sorts() is not None
        return super().check_action(action, parameters)

    @on(Heading.Pressed)
    def _sort_by_column(self, event: Heading.Pressed) -> None:
        sorts = self.sorts_of.get(event.of)
        if sorts is not None and sorts.press(event.column):
            self.look()

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self.look()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.set_class(bool(self.wanted), "-filtering")
        self.remove_class("-typing")
        self._to_list()

    def _in_hand(self) -> str | None:
        return self.focused.id if isinstance(self.focused, Ledger) else self._last

    def _sorts(self) -> Sorts[Any] | None:
        return self.sorts_of.get(self._in_hand() or next(iter(self.sorts_of), ""))

    def _to_list(self) -> None:
        if self.focused is not None and self.focused.id != "filter":
            return
        lists = list(self.query(Ledger))
        ledger = next((one for one in lists if one.id == self._last), lists[0])
        ledger.focus()
        ledger.reveal()


def narrowed(by: Sieve) -> Line:
    """Return the filter as a list's title says that it narrows."""
    return () if by.open else ((f" /{plain(by.text)} ", "accent"),)
