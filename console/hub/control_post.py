"""Telling devices what they are to do: only what is committed, again until it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from console.clock import Clock
from console.contract.codec import encode
from console.contract.control_wire import Telling
from console.contract.facts import Fact
from console.contract.telemetry import Topics
from console.domain.control_facts import CommandSent
from console.domain.controls import Command
from console.domain.ids import ControlId
from console.domain.sites import Site
from console.hub.board import Board
from console.hub.broker import BrokerLink

AGAIN_S = 3.0  # a device that was away, or a broker that lost it, is told the same once more


class ControlPost:
    """Publishes commands under their ids; a device does each once, however often it comes.

    What is on its way is read off the board: a hub that was killed takes it up again from there.
    """

    def __init__(self, site: Site, clock: Clock, board: Board, link: BrokerLink) -> None:
        self._topics = Topics(site.root, site.id)
        self._clock = clock
        self._board = board
        self._link = link
        self._known = frozenset(site.controls())
        self._told = 0

    def count(self) -> int:
        """Return how often devices were told something since the hub started."""
        return self._told

    def tell(self, facts: Sequence[Fact]) -> None:
        """Tell what these facts say is to be told, as far as it still is."""
        sent = [fact.what.control for fact in facts if isinstance(fact.what, CommandSent)]
        for control in dict.fromkeys(sent):
            self._tell_one(control)

    def tell_all(self) -> None:
        """Tell everything that is not answered yet."""
        for control in list(self._board.around.controls):
            self._tell_one(control)

    async def tell_again(self) -> None:
        """Tell it now and then, for ever."""
        while True:
            await asyncio.sleep(AGAIN_S)
            self.tell_all()

    def _tell_one(self, control: ControlId) -> None:
        state = self._board.around.controls.get(control)
        if state is None or state.pending is None or control not in self._known:
            return
        if state.pending.expires > self._clock.now():
            self._publish(control, state.pending)

    def _publish(self, control: ControlId, command: Command) -> None:
        device, _, name = control.partition("/")
        telling = Telling(
            id=command.id, value=command.value, expires=command.expires, run_s=command.run_s
        )
        self._told += 1
        self._link.publish(self._topics.command(device, name), encode(telling))
