"""What a limit rule judges at its target: the figure, and the band in which nothing moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from console.domain.alerts import Alert
from console.domain.ids import SensorId
from console.domain.meters.making import Made
from console.domain.meters.meter import Figure
from console.domain.readings import Reading
from console.domain.rules import LimitRule, Side
from console.hub.agenda import Key

# Given a sensor, a moment (ms) and a count: its newest readings from then on, oldest first.
History = Callable[[SensorId, int, int], Iterable[Reading]]

NEVER = -(2**62)


def nothing(sensor: SensorId, since: int, most: int) -> Iterable[Reading]:
    """Remember nothing."""
    return ()


class Feed:
    """One limit rule at one target, fed with readings.

    A single reading's value and what one sensor's readings make are judged at once. A `joint`
    figure, of several sensors, is judged once all readings of a moment are in: until then it is
    `pending` since that moment (ms).
    """

    __slots__ = (
        "_floor",
        "_roof",
        "asked",
        "figure",
        "key",
        "last",
        "made",
        "pending",
        "rule",
        "settled",
    )

    def __init__(self, rule: LimitRule, key: Key, made: Made | None) -> None:
        self.key = key
        self.made = made
        self.figure: Figure | None = None  # as of the newest reading, if it is known
        self.last: Figure | None = None  # the newest that counted
        self.settled = True
        self.asked = False  # some case waits to see it normal
        self.pending = NEVER
        self.fit(rule)

    def fit(self, rule: LimitRule) -> None:
        """Judge by this rule from now on."""
        self.rule = rule
        self._floor, self._roof = band([rule])

    @property
    def joint(self) -> bool:
        """Tell whether it is fed by several sensors."""
        return self.made is not None and self.made.joint

    def take(self, reading: Reading) -> bool:
        """Take a sound reading; tell whether there is anything to do about it."""
        made = self.made
        if made is None:
            return False
        bears = made.meter.take(reading.sensor, reading.at, reading.value)
        if not made.joint:
            return self.read()
        if bears and self.pending < reading.at:
            self.pending = reading.at
            return True
        return False

    def read(self) -> bool:
        """Read the figure anew; tell whether it is known and can move the rule."""
        if self.made is not None:
            return self.know(self.made.meter.figure())
        return False

    def know(self, figure: Figure | None) -> bool:
        """Take note of a figure; tell whether it is known and can move the rule."""
        self.figure = figure
        if figure is None:
            return False
        if self.settled:
            self.last = figure
            return not self._floor <= figure.value <= self._roof
        return True

    def settle(self, alert: Alert | None) -> None:
        """Look again whether the rule is at rest: no level active or standing."""
        self.settled = alert is None or not any(
            lane.active or lane.standing for lane in alert.lanes
        )


def band(rules: Sequence[LimitRule]) -> tuple[float, float]:
    """Return the lowest and highest value that is past no limit of any of `rules`."""
    highs = [level.limit for r in rules if r.side is Side.HIGH for level in r.levels]
    lows = [level.limit for r in rules if r.side is Side.LOW for level in r.levels]
    return max(lows, default=float("-inf")), min(highs, default=float("inf"))
