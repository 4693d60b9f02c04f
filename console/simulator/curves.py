"""How each quantity usually runs through a day, before chance and mishap."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

Points = tuple[tuple[float, float], ...]

DAY_H = 24.0


class Curve(msgspec.Struct, frozen=True):
    """A value by local hour, in the quantity's usual unit, joined by straight lines.

    `noise` is the spread of chance as a fraction of the value; `memory` (0 to 1) is how much of
    it stays from one reading to the next.
    """

    points: Points
    noise: float = 0.03
    memory: float = 0.9

    def at(self, hour: float) -> float:
        """Return the value at `hour` of the local day; midnight joins both ends."""
        hour %= DAY_H
        after = bisect_right(self.points, hour, key=lambda point: point[0])
        left = self.points[after - 1]
        right = self.points[after % len(self.points)]
        width = (right[0] - left[0]) % DAY_H or DAY_H
        share = ((hour - left[0]) % DAY_H) / width
        return left[1] + (right[1] - left[1]) * share


def _steady(value: float, noise: float = 0.03, memory: float = 0.9) -> Curve:
    return Curve(((0, value),), noise, memory)


CURVES: dict[str, Curve] = {
    # Air: traffic in the morning and evening, a late peak when the air is still.
    "pm25": Curve(((2, 28), (8, 38), (14, 22), (19, 34), (22, 41)), 0.03, 0.9),
    "pm10": Curve(((2, 50), (8, 70), (14, 42), (19, 64), (22, 76)), 0.03, 0.9),
    "tsp": Curve(((3, 90), (8, 160), (12, 130), (16, 175), (21, 120)), 0.08, 0.9),
    "so2": Curve(((4, 7), (9, 12), (15, 8)), 0.10, 0.9),
    "no2": Curve(((3, 22), (8, 52), (14, 24), (18.5, 58), (23, 34)), 0.10, 0.9),
    "co": Curve(((3, 0.5), (8, 1.0), (14, 0.6), (18.5, 1.1)), 0.10, 0.9),
    "o3": Curve(((5, 18), (10, 60), (15, 128), (19, 62)), 0.06, 0.95),
    "temperature": Curve(((6, 17), (15, 26), (21, 20)), 0.01, 0.98),
    "humidity": Curve(((6, 84), (15, 56), (21, 72)), 0.02, 0.97),
    "pressure": _steady(956, 0.0004, 0.99),
    "wind-speed": Curve(((4, 0.6), (14, 2.4), (20, 1.0)), 0.35, 0.85),
    "wind-direction": Curve(((4, 40), (14, 160), (20, 70)), 0.3, 0.97),
    "rain": _steady(0),
    "noise": Curve(((3, 37), (6.5, 42), (8, 50), (12, 52), (18.5, 52), (21.4, 42)), 0.03, 0.6),
    # Light and its power.
    "lux": Curve(((6, 0), (9, 24000), (12.5, 62000), (16, 26000), (19, 0)), 0.05, 0.95),
    "pv-power": Curve(((6.2, 0), (9, 42), (12.5, 96), (16, 44), (18.8, 0)), 0.05, 0.95),
    "soc": Curve(((6.5, 48), (12, 82), (17, 96), (19, 95)), 0.01, 0.98),
    "voltage": Curve(((3, 231), (12, 227), (19.5, 221)), 0.004, 0.9),
    "current": Curve(((5, 9), (7, 1.5), (18, 1.5), (19.5, 11)), 0.06, 0.8),
    "leak": _steady(18, 0.10, 0.9),
    "charging": Curve(((3, 1800), (8, 600), (14, 900), (20, 6200), (23, 4800)), 0.12, 0.9),
    # Water in tanks, soil and pipes; sprinklers run at dawn.
    "level": Curve(((4.9, 74), (8, 46), (20, 66)), 0.006, 0.95),
    "inflow": Curve(((4, 12), (9, 28), (16, 20)), 0.15, 0.9),
    "tap": Curve(((12, 0),), 0.0),
    "pressed": Curve(((12, 0),), 0.0),
    "present": Curve(((12, 1),), 0.0),
    "lamp-power": Curve(((12, 0.5),), 0.0),
    "soil-moisture": Curve(((4.9, 68), (8, 86), (18, 72)), 0.01, 0.97),
    "soil-temperature": Curve(((7, 16), (17, 21)), 0.005, 0.98),
    "flow": Curve(((4.95, 0), (5, 180), (8, 175), (8.05, 0)), 0.03, 0.7),
    "power": Curve(((4.95, 4), (5, 1450), (8, 1430), (8.05, 4)), 0.02, 0.7),
    # Rivers and the lake: algae breathe by night.
    "ph": Curve(((6, 7.5), (15, 7.9), (21, 7.7)), 0.004, 0.97),
    "do": Curve(((5.5, 6.3), (15, 8.6), (21, 7.2)), 0.015, 0.95),
    "nh3n": Curve(((4, 0.34), (9, 0.52), (20, 0.46)), 0.06, 0.95),
    "turbidity": Curve(((4, 9), (11, 13), (18, 11)), 0.10, 0.93),
    "conductivity": _steady(420, 0.02, 0.97),
    "water-temperature": Curve(((7, 17.5), (16, 20)), 0.003, 0.98),
    "water-level": Curve(((4, 1.42), (16, 1.56)), 0.01, 0.97),
    # Bins fill until the afternoon round; car parks fill at meal times.
    "fill": Curve(((0, 28), (12, 39), (15.4, 44), (15.6, 5), (20, 19)), 0.015, 0.95),
    "occupancy": Curve(((3, 26), (9, 48), (12.3, 74), (15, 50), (18.6, 76), (22, 40)), 0.03, 0.93),
    "arrivals": Curve(((3, 0.3), (9, 4), (12, 9), (15, 3), (18.3, 10), (22, 2)), 0.5, 0.4),
    # Buildings and radio.
    "smoke": _steady(0.3, 0.35, 0.7),
    "signal": _steady(-71, 0.03, 0.85),
    "load": Curve(((4, 18), (14, 34), (20, 30)), 0.15, 0.8),
    # People who asked to be looked after: nobody calls; doors and rooms have their day.
    "help": _steady(0),
    "duty": _steady(1, 0),
    "door": Curve(((5, 0), (7, 1), (9, 0), (16, 0), (17.5, 1), (20, 0)), 0.4, 0.3),
    "motion": Curve(((4.5, 0), (7, 6), (12, 8), (14, 3), (18, 8), (22.5, 0)), 0.3, 0.5),
}
