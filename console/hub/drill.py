"""A drill on the hub's side: hold what arrives until the driver steps data time, then let go."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from console.clock import SteppedClock
from console.contract.drill import ClockAnswer, ClockStep
from console.contract.views import DrillView
from console.hub.mailbox import Delivery

HELD_MAX = 50_000  # deliveries; a driver that sends more in one step is let go early


class Drill:
    """Holds deliveries between steps; adopts a step once all that was sent for it is here."""

    def __init__(self, clock: SteppedClock, clock_topic: str) -> None:
        self._clock = clock
        self._topic = clock_topic
        self._held: list[Delivery] = []
        self._said: list[Delivery] = []
        self._step: ClockStep | None = None
        self.speed = 1.0

    @property
    def view(self) -> DrillView:
        """Return what consoles watermark their screens with."""
        return DrillView(speed=self.speed)

    def is_step(self, delivery: Delivery) -> bool:
        """Tell whether a delivery is the driver's."""
        return delivery.topic == self._topic

    def hold(self, deliveries: Sequence[Delivery]) -> bool:
        """Keep deliveries, noting the newest step; tell whether it is time to `release`."""
        for delivery in deliveries:
            if self.is_step(delivery):
                self._said.append(delivery)
                self._note(delivery)
            else:
                self._held.append(delivery)
        step = self._step
        ready = step is not None and (self._asks(step) or len(self._held) >= step.sent)
        return ready or len(self._held) + len(self._said) >= HELD_MAX

    def release(self) -> tuple[list[Delivery], list[Delivery], ClockAnswer | None]:
        """Adopt the step; hand over what was held, what the driver said, and the answer.

        The answer goes out after commit. A driver that only asks whether anyone listens is told
        how much is held already, from a driver before it that never came to its step.
        """
        said, self._said = self._said, []
        step, self._step = self._step, None
        if step is not None and self._asks(step):
            return [], said, ClockAnswer(now=step.now, held=len(self._held))
        held, self._held = self._held, []
        if step is None:
            return held, said, None
        self.speed = step.speed
        self._clock.step(step.now)
        return held, said, ClockAnswer(now=step.now, held=len(held))

    def _note(self, delivery: Delivery) -> None:
        try:
            step = msgspec.json.decode(delivery.payload, type=ClockStep)
        except msgspec.DecodeError:
            return  # not a step: the driver gets no answer and says it again
        pending = self._step
        if step.now > self._clock.now():
            if pending is None or step.now >= pending.now:
                self._step = step
        # One from before is a redelivery, unless nothing was sent: then its driver asks whether
        # anyone listens. An adopted one said again lost its answer. Neither lets go of what is
        # held for the step to come, nor takes its place.
        elif pending is None and (step.now == self._clock.now() or step.sent == 0):
            self._step = step

    def _asks(self, step: ClockStep) -> bool:
        return step.now <= self._clock.now()
