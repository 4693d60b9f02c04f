"""Asking the hub for what an operator wants done, away from the thread that draws."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.screen import Screen

from console.contract.request import Request
from console.keys import NEEDS_HUB
from console.live import Live
from console.screens.acts import CarriedOut, carry_out, told


class AskingHub(Screen[None]):
    """A screen that may ask the hub for things, and says what came of them."""

    live: Live

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Strike out what the hub cannot be asked for while the fact link is not live."""
        if action in NEEDS_HUB and not self.live.evaluated:
            return None
        return True

    def ask_hub(self, requests: Sequence[Request]) -> None:
        """Have `requests` carried out; a toast says what came of them."""
        self._carry_out(tuple(requests))

    @work(thread=True, group="acts")
    def _carry_out(self, requests: tuple[Request, ...]) -> None:
        self.post_message(CarriedOut([carry_out(self.live.hub, each) for each in requests]))

    def on_carried_out(self, event: CarriedOut) -> None:
        """Say what came of it."""
        words, well = told(event.outcomes)
        self.tell(words, well=well)

    def tell(self, words: str, *, well: bool = True) -> None:
        """Show a toast; its words are never markup."""
        self.notify(words, severity="information" if well else "warning", markup=False)
