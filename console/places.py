"""The workplaces, in order: one more is a screen, its stylesheet and a line here (and its word)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import msgspec


class Place(msgspec.Struct, frozen=True):
    """One workplace: its Textual mode, the digit that leads there, and its screen's class, as
    `module:Class`, loaded only when first opened.

    Its word is that of the key `app.<mode>` (`wording/keycaps.py`).
    """

    mode: str
    digit: str
    screen: str

    @property
    def key_id(self) -> str:
        """Return the id of the key that leads there."""
        return f"app.{self.mode}"

    def load(self) -> Any:
        """Return the screen's class."""
        module, _, name = self.screen.partition(":")
        return getattr(import_module(module), name)


PLACES = (
    Place("wall", "1", "console.screens.wall:Wall"),
    Place("alerts", "2", "console.screens.alerts:Alerts"),
    Place("dispatch", "3", "console.screens.dispatch:Dispatch"),
    Place("sensor", "4", "console.screens.sensor:Sensor"),
    Place("health", "5", "console.screens.health:Health"),
    Place("shift", "6", "console.screens.shift:Shift"),
    Place("plan", "7", "console.screens.plan:Plan"),
    Place("reports", "8", "console.screens.reports:Reports"),
    Place("scenes", "9", "console.screens.scenes:Scenes"),
)
