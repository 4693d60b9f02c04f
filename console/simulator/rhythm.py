"""The rhythm of people: no two days are alike, and a weekend is not a working day."""

from __future__ import annotations

from console.simulator.chance import wander
from console.simulator.sun import DAY_MS

LATER_H = 0.3  # how far a day's course is usually off
SHIFT_H = 0.4  # and how far one device's is off the next's
OF_PEOPLE = frozenset({"fill", "occupancy", "arrivals", "charging", "noise", "motion", "door"})
OF_THE_SKY = frozenset(
    {"pm25", "pm10", "tsp", "so2", "no2", "co", "o3", "temperature", "humidity", "pressure"}
)
WEEKEND = {"occupancy": 1.06, "arrivals": 1.25, "fill": 1.08, "charging": 1.05}
SATURDAY = 5


def shift_h(quantity: str) -> float:
    """Return how far (h) one device's day may be off the next's: all are under one sky."""
    return 0.1 if quantity in OF_THE_SKY else SHIFT_H


def later_h(seed: int, device: str, quantity: str, at: int) -> float:
    """Return how much later (h) than usual a device's people are about on this day."""
    if quantity not in OF_PEOPLE:
        return 0.0
    return LATER_H * wander(f"{seed}/{device}/rhythm", at, DAY_MS)


def busier(quantity: str, weekday: int) -> float:
    """Return by how much more there is of it on that day of the week (0: Monday)."""
    return WEEKEND.get(quantity, 1.0) if weekday >= SATURDAY else 1.0
