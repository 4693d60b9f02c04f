"""What can be asked about one sensor's past: its readings, their picture, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from console.commands.diagnosing import diagnose
from console.commands.history import history
from console.commands.plot import plot

LOOKING_BACK: dict[str, Callable[..., Any]] = {
    "sensors.history": history,
    "sensors.plot": plot,
    "sensors.diagnose": diagnose,
}
