"""Which screen each workplace is; each loads what it needs only when first opened."""

from __future__ import annotations

from console.live import Live
from console.screens.workplace import Workplace


def workplace(mode: str, live: Live) -> Workplace:
    """Make the base screen of `mode`."""
    if mode == "alerts":
        from console.screens.alerts import Alerts

        return Alerts(live)
    if mode == "dispatch":
        from console.screens.dispatch import Dispatch

        return Dispatch(live)
    if mode == "sensor":
        from console.screens.sensor import Sensor

        return Sensor(live)
    if mode == "health":
        from console.screens.health import Health

        return Health(live)
    if mode == "shift":
        from console.screens.shift import Shift

        return Shift(live)
    from console.screens.wall import Wall

    return Wall(live)
