"""A story as it is played: between two steps everyone hears what happened, and acts on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Protocol

import msgspec

from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.patrols import PatrolAnswer, PatrolSaying
from console.domain.case_facts import Outcome
from console.domain.ids import UnitId
from console.simulator.cast import Cast
from console.simulator.hearing import Hearing
from console.simulator.operator import ScriptedOperator
from console.simulator.plot import Plot
from console.simulator.stories import Story

ROUNDS_MAX = 20  # of hearing and acting within one standstill: more would be a quarrel

Say = Callable[[UnitId, PatrolSaying], PatrolAnswer | None]


class Ending(Enum):
    """How a play ended."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class Cues(msgspec.Struct, frozen=True, kw_only=True):
    """How a story is put on: when it opens (ms), after which fact, and who acts.

    With `silent` someone else acts as the units; a `scripted` control room brings it to an end.
    """

    opens: int
    heard: int = 0
    silent: bool = False
    scripted: bool = False
    withheld: frozenset[str] = frozenset()


class Interlude(Protocol):
    """What happens between two steps, while data time stands still."""

    def turn(self, now: int, say: Say) -> Ending | None:
        """Let everyone act at `now` (ms); return how it ended, once it has."""


def staged(hub: Hub, story: Story, seed: int, cues: Cues) -> tuple[Plot, Play]:
    """Return what the story does to the world, and the people in it."""
    plot = Plot(story, seed, cues.opens)
    play = Play(
        Hearing(hub, cues.heard),
        Cast(plot, silent=cues.silent, withheld=cues.withheld),
        operator=ScriptedOperator(hub, story) if cues.scripted else None,
        over=cues.opens + round(story.lasts_s * 1000),
    )
    return plot, play


class Play:
    """Cast and control room of one story; with an `operator` it ends, by `over` (ms) at last."""

    def __init__(
        self, hearing: Hearing, cast: Cast, *, operator: ScriptedOperator | None, over: int
    ) -> None:
        self._hearing = hearing
        self._cast = cast
        self._operator = operator
        self._over = over

    def turn(self, now: int, say: Say) -> Ending | None:
        """Let everyone act at `now` (ms) until nobody has anything to add."""
        for _ in range(ROUNDS_MAX):
            news = self._hearing.news()
            self._cast.hear(news)
            told = self._cast.due(now)
            for each in told:
                say(each.unit, each.saying)
            if not self._operated(news) and not told:
                break
        return self._ending(now)

    def _operated(self, news: Iterable[Fact]) -> bool:
        return self._operator is not None and self._operator.hear(news)

    def _ending(self, now: int) -> Ending | None:
        if self._operator is None:
            return None
        if self._operator.outcome is not None:
            proved = self._operator.outcome is Outcome.VERIFIED
            return Ending.VERIFIED if proved else Ending.UNVERIFIED
        return Ending.UNVERIFIED if now >= self._over else None
