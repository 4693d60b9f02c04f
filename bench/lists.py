"""How long a key takes in the alert queue with 50,000 alerts in it, in this process.

From the key until the screen is drawn; processor time of the process, so that what else runs on
the machine does not count.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace
from textual.pilot import Pilot

from bench.target import told
from console.clock import utc
from console.contract.views import AlertView
from console.domain.ids import AlertId
from console.lineup import Lineup
from tests.ui.stage import Stage, afternoon

ALERTS = 50_000
SIZE = (120, 40)
MOST_MS = 100
TIMES = 5
SORTS, LETTERS = 6, "gate"


def main() -> None:
    """Print how long each kind of key took."""
    asyncio.run(_run())


async def _run() -> None:
    stage = afternoon()
    app = stage.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.drain()
        _fill(stage)
        await pilot.press("2")
        await pilot.pause()
        _tell("facts arrived, queue shown anew", [await _took(pilot, _facts(stage))])
        for what, keys in (
            ("j, k", ["j", "k"] * TIMES),
            ("a page", ["pagedown", "pageup"] * TIMES),
            ("G, g", ["G", "g"] * TIMES),
            ("space", ["space"] * TIMES),
            ("V", ["G", "V"]),
            ("all marked, none", ["asterisk", "asterisk"]),
            ("S", ["S"] * SORTS),
            ("a letter of a filter", ["slash", *LETTERS]),
            ("esc", ["escape"]),
        ):
            _tell(what, [await _took(pilot, key) for key in keys])


def _fill(stage: Stage) -> None:
    alerts = stage.live.mirror.alerts
    some = list(alerts.values())
    alerts.clear()
    for number in range(ALERTS):
        one: AlertView = some[number % len(some)]
        raised = utc(stage.hub.now) - timedelta(seconds=number)
        id = AlertId(f"A-{number}")
        alerts[id] = replace(one, id=id, raised_at=raised, order=number)
    _facts(stage)()


def _facts(stage: Stage) -> Callable[[], None]:
    def arrive() -> None:
        stage.live._lineup = Lineup(stage.live.mirror.alerts.values())

    return arrive


async def _took(pilot: Pilot[int], act: str | Callable[[], None]) -> float:
    begun = time.process_time()
    if isinstance(act, str):
        await pilot.press(act)
    else:
        act()
        pilot.app.workplace.look(anew=True)  # type: ignore[attr-defined]
    await pilot.pause(0)
    return (time.process_time() - begun) * 1000


def _tell(what: str, taken: list[float]) -> None:
    worst = max(taken)
    print(
        f"lists: {what}: median {statistics.median(taken):.0f} ms, worst {worst:.0f} ms"
        f"{told(worst, MOST_MS)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
