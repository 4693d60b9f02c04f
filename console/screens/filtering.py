"""Narrowing what a workplace shows by a few letters typed after a slash."""

from __future__ import annotations

from textual import on
from textual.screen import Screen
from textual.widgets import Input

from console.widgets import Ledger
from console.wording.screens import Say, say


def filter_line() -> Input:
    """Return the line a filter is typed into."""
    return Input(placeholder=say(Say.FILTER_HINT), id="filter", compact=True)


class Filtering(Screen[None]):
    """A screen whose lists can be filtered."""

    DEFAULT_CSS = """
    Filtering > #filter {
        dock: bottom; height: 1; margin-bottom: 1; display: none; background: $panel;
    }
    Filtering.-filtering > #filter { display: block; }
    """

    def look(self, *, anew: bool = False) -> None:
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

    def matches(self, *texts: str) -> bool:
        """Tell whether something called by `texts` passes the filter; `!x` hides what has x."""
        wanted = self.wanted.casefold()
        inverse = wanted.startswith("!")
        wanted = wanted.removeprefix("!").strip()
        if not wanted:
            return True
        return any(wanted in text.casefold() for text in texts) is not inverse

    def action_filter(self) -> None:
        """Type a filter."""
        self.add_class("-filtering", "-typing")
        self.query_one("#filter", Input).focus()

    def action_back(self) -> None:
        """Take the filter and all marks away."""
        self.query_one("#filter", Input).value = ""
        self.remove_class("-filtering", "-typing")
        self.unmark()
        self.look()
        self._to_list()

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self.look()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.set_class(bool(self.wanted), "-filtering")
        self.remove_class("-typing")
        self._to_list()

    def _to_list(self) -> None:
        if self.focused is None or self.focused.id == "filter":
            self.query(Ledger).first().focus()
