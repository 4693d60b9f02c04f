"""Commands on their way to devices: kept until taken, and counted as the hub counts them."""

from __future__ import annotations

import msgspec

from console.contract.control_wire import Telling
from console.domain.ids import ControlId
from console.simulator.deeds import Told

WAITING_MAX = 20_000  # beyond it new ones are dropped: the hub says them again


class Commands:
    """What the hub told devices, as it comes; not safe for threads."""

    def __init__(self, command_filter: str) -> None:
        self._prefix = command_filter.removesuffix("+/+")
        self._waiting: list[Told] = []
        self._count: int | None = None  # the hub's own, when it last said it
        self._missing = 0  # that it told and we did not hear yet

    @property
    def complete(self) -> bool:
        """Tell whether all is here that the hub said it told."""
        return self._missing <= 0

    def hear(self, topic: str, payload: bytes | bytearray) -> bool:
        """Take a message if it is a command; tell whether it is."""
        if not topic.startswith(self._prefix):
            return False
        if self._count is not None:
            self._missing -= 1
        try:
            telling = msgspec.json.decode(payload, type=Telling)
        except msgspec.DecodeError:
            return True  # no device understands it, as a real one would not
        if len(self._waiting) < WAITING_MAX:
            self._waiting.append(Told(ControlId(topic.removeprefix(self._prefix)), telling))
        return True

    def expect(self, count: int) -> None:
        """Take the hub's count of what it told; one that started again counts from nothing."""
        if self._count is not None:
            self._missing += count - self._count if count >= self._count else count
        self._count = count

    def take(self) -> list[Told]:
        """Return what came since; what did not come in time is not waited for any more."""
        self._missing = min(self._missing, 0)
        waiting, self._waiting = self._waiting, []
        return sorted(waiting, key=lambda told: (told.control, told.telling.id))
