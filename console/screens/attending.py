"""Calling the operator: the bell, the terminal's title, and word of acts that nobody confirmed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.app import App

from console.attention import KEEP_TITLE, RESTORE_TITLE, headline, title_sequence, titled
from console.widgets import Sheet, to_ascii
from console.wording import chosen
from console.wording.screens import say
from console.wording.truth import Truth

if TYPE_CHECKING:  # the first picture waits for none of them
    from console.live import Change, Live

HEED_S = 0.5  # so often it is looked at what waits; what is loud is heeded at once


class Attending(App[int]):
    """An app that calls whoever is not looking at it; only bytes a terminal may ignore."""

    live: Live
    _title: str | None = None
    _heeded = -HEED_S

    def on_mount(self) -> None:
        """Set the window's own title aside."""
        if titled(os.environ):
            self._title = ""
            self._to_terminal(KEEP_TITLE)

    def on_unmount(self) -> None:
        """Give the window its own title back."""
        if self._title is not None:
            self._title = None
            self._to_terminal(RESTORE_TITLE)

    def heed(self, change: Change) -> None:
        """Ring for what is new and for what waits, say it in the title, tell what is overdue."""
        from console.live import LOST

        live = self.live
        if change.overdue:
            from console.screens.asked import unconfirmed

            self.notify(unconfirmed(change.overdue), severity="warning", markup=False)
        now = live.elapsed()
        if change.facts and not change.loud and now - self._heeded < HEED_S:
            return  # in a storm of facts all alerts would be counted again for each handful
        self._heeded = now
        lost = live.ready and live.facts_standing() == LOST
        if live.attention.heed(now, loud=change.loud, waiting=live.calling, lost=lost):
            self.bell()
        self._entitle()

    def action_toggle_bell(self) -> None:
        """Silence the bell at this seat, or let it be heard again."""
        audible = self.live.attention.toggle()
        self.notify(say(Truth.BELL_HEARD if audible else Truth.BELL_SILENCED), markup=False)

    def action_bell_test(self) -> None:
        """Ring, and say what to do if nothing was heard."""
        self.bell()
        words = say(Truth.BELL_TESTED)
        if not self.live.attention.audible:
            words = f"{words}\n{say(Truth.BELL_TESTED_OFF)}"
        self.notify(words, timeout=15, markup=False)

    def _entitle(self) -> None:
        """Write the title where it changed."""
        if self._title is None or not self.live.ready:
            return
        waiting = self.live.lineup.waiting if self.live.evaluated else None
        title = headline(waiting, chosen(self.live.mirror.site.name))
        if Sheet.ASCII:
            title = to_ascii(title)
        if title != self._title:
            self._title = title
            self._to_terminal(title_sequence(title))

    def _to_terminal(self, sequence: str) -> None:
        if not self.is_headless and self._driver is not None:
            self._driver.write(sequence)
