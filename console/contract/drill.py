"""How the driver of a drill steps data time, and how the hub answers (design: the drill protocol).

The driver publishes everything up to `now`, then one `ClockStep` on `Topics.clock`; the hub adopts
`now` once it holds `sent` deliveries and answers on `Topics.clock_answer`; the driver waits for
that. A driver that gets no answer says the same step again, at last with `sent` 0: then the hub
takes what it has (it was restarted and counts afresh, or the broker lost some).
"""

from __future__ import annotations

import msgspec


class ClockStep(msgspec.Struct, frozen=True, kw_only=True):
    """Data time is now `now` (ms since the epoch) and runs `speed` times as fast as real time.

    `sent` counts the deliveries to the hub's topics (telemetry, status) published since the
    step before this one.
    """

    now: int
    speed: float
    sent: int


class ClockAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The hub has adopted `now` (ms since the epoch) and held `held` deliveries for it.

    To a step from before (a new driver asks whether anyone listens) it answers how many it holds
    already: the first step counts them in `sent`. `told` counts what it told controls since it
    started: devices act on all of that before the next step.
    """

    now: int
    held: int
    told: int = 0
