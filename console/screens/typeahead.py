"""What is typed right after a key that opens something to type into waits until that is there:
over a slow line keys come in bunches, and the letters of a filter would be done as acts."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input

OPENERS = frozenset({"filter", "command", "palette", "jump", "note", "write_log"})
GLANCE_S = 0.01
HELD_MOST = 500  # what comes beyond is lost, as it is after the last glance
GLANCES = 300  # then what was held is let go: better lost than done as acts


class TypingAhead(App[int]):
    """An app that hands keys to what they were meant for."""

    _held: list[events.Key] | None = None
    _held_on: Screen[object] | None = None  # where the key was pressed that opens

    async def on_event(self, event: events.Event) -> None:
        """Hold keys while something to type into is on its way."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._held is not None:
            if len(self._held) < HELD_MOST:
                self._held.append(event)
            if self._is_there():
                await self._hand_on()
        else:
            if self._opens(event.key):
                self._held, self._held_on = [], self.screen
                self._look_for_it(GLANCES)
            await super().on_event(event)

    def _opens(self, key: str) -> bool:
        if isinstance(self.focused, Input):
            return False
        active = self.screen.active_bindings.get(key)
        return active is not None and active.enabled and active.binding.action in OPENERS

    def _is_there(self) -> bool:
        opened = self.screen is not self._held_on and self.screen.is_mounted
        return opened or isinstance(self.focused, Input)

    def _look_for_it(self, left: int) -> None:
        async def look() -> None:
            if self._held is None or not self.screen_stack:
                return  # handed on already, or the app is on its way out
            if self._is_there():
                await self._hand_on()
            elif left:
                self._look_for_it(left - 1)
            else:
                self._held = None

        self.set_timer(GLANCE_S, look)

    async def _hand_on(self) -> None:
        held, self._held = self._held or [], None
        for event in held:
            await self.on_event(event)
