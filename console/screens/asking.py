"""Asking the hub for what an operator wants done, away from the thread that draws."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, work
from textual.screen import Screen

from console.contract.request import Request
from console.keys import NEEDS_HUB
from console.live import Live
from console.screens.acts import CarriedOut, Then, carry_out_all, settle, told
from console.screens.asked import hindered, why_not

SAID_S = 3.0  # for so long one reason is enough, however often a key is pressed


class AskingHub(Screen[None]):
    """A screen that may ask the hub for things, and says what came of them."""

    live: Live
    _said_at = -SAID_S

    def why_not(self, action: str) -> str | None:
        """Return why an act (a Textual action) cannot be done now, in words; `None`: it can."""
        return why_not(self.live) if action.partition("(")[0] in NEEDS_HUB else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Strike out what the hub cannot be asked for while the fact link is not live."""
        return True if self.why_not(action) is None else None

    def on_key(self, event: events.Key) -> None:
        """Say why a struck key does nothing."""
        if self.live.evaluated:
            return  # no key is struck
        bound = self.active_bindings.get(event.key)
        if bound is None or bound.enabled:
            return
        reason = self.why_not(bound.binding.action)
        now = self.live.elapsed()
        if reason is not None and now - self._said_at >= SAID_S:
            self._said_at = now
            self.tell(reason, well=False)

    def ask_hub(
        self, requests: Sequence[Request], *, then: Then | None = None, also: Sequence[str] = ()
    ) -> None:
        """Have `requests` carried out, and `then` what follows from the last of them.

        What they are about (and `also`) is marked until it is in the picture; a toast says what
        came of them. What is on its way already is not asked for twice.
        """
        pending = self.live.pending
        hindrance = pending.hindrance(requests)
        if hindrance is not None:
            self.tell(hindered(hindrance), well=False)
            requests = pending.free(requests) if hindrance.act is not None else ()
        if not requests:
            return
        tickets = pending.begin(requests, self.live.elapsed(), also=also)
        self.show_asked()
        self._carry_out(tuple(requests), tickets, then)

    def show_asked(self) -> None:
        """Draw the marks of what is on its way."""

    @work(thread=True, group="acts")
    def _carry_out(
        self, requests: tuple[Request, ...], tickets: tuple[int, ...], then: Then | None
    ) -> None:
        outcomes = carry_out_all(self.live.hub, requests, then)
        self.post_message(CarriedOut(outcomes, tickets))

    def on_carried_out(self, event: CarriedOut) -> None:
        """Say what came of it."""
        settle(self.live.pending, event.tickets, event.outcomes)
        self.show_asked()
        words, well = told(event.outcomes)
        self.tell(words, well=well)

    def tell(self, words: str, *, well: bool = True) -> None:
        """Show a toast; its words are never markup."""
        self.notify(words, severity="information" if well else "warning", markup=False)
