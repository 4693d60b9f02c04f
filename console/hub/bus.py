"""Telling facts to followers: after commit, in order, without gaps, bounded for the slow."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence

from console.contract.codec import encode
from console.contract.facts import Fact
from console.contract.hub import Beat

WAITING_MAX = 5_000  # facts kept for one follower; one that falls further behind starts anew
BEAT_S = 2.0
PAGE = 500
LOST = b"event: lost\ndata: {}\n\n"

Past = Callable[[int, int], Sequence[Fact]]


class Follower:
    """One who listens: facts wait here until told."""

    def __init__(self) -> None:
        self.waiting: deque[Fact] = deque()
        self.woken = asyncio.Event()
        self.lost = False

    def offer(self, facts: Sequence[Fact]) -> None:
        """Queue facts; too many waiting means this follower has lost the thread."""
        if len(self.waiting) + len(facts) > WAITING_MAX:
            self.lost = True
            self.waiting.clear()
        else:
            self.waiting.extend(facts)
        self.woken.set()


class Bus:
    """All followers of one hub; touched by the hub's loop only."""

    def __init__(self, past: Past, beat: Callable[[], Beat]) -> None:
        self._past = past
        self._beat = beat
        self._followers: set[Follower] = set()
        self._stopping = False

    def __len__(self) -> int:
        return len(self._followers)

    def publish(self, facts: Sequence[Fact]) -> None:
        """Tell committed facts to everyone who follows."""
        if not facts:  # readings alone: nobody is woken, or the beats would fail to come
            return
        for follower in self._followers:
            follower.offer(facts)

    def stop(self) -> None:
        """End every stream, so that the server can close."""
        self._stopping = True
        for follower in self._followers:
            follower.woken.set()

    async def follow(self, after: int) -> AsyncIterator[bytes]:
        """Yield server-sent events: every fact after `after`, and beats in between."""
        follower = Follower()
        self._followers.add(follower)
        try:
            yield _beat_event(self._beat())
            newest = self._beat().as_of
            if after > newest:  # a store of the past was put back: what you know is not ours
                yield LOST
                return
            while after < newest:
                page = await asyncio.to_thread(self._past, after, PAGE)
                after = page[-1].n
                yield b"".join(map(_fact_event, page))
            async for event in self._live(follower, after):
                yield event
        finally:
            self._followers.discard(follower)

    async def _live(self, follower: Follower, after: int) -> AsyncIterator[bytes]:
        while not self._stopping:
            try:
                await asyncio.wait_for(follower.woken.wait(), BEAT_S)
            except TimeoutError:
                yield _beat_event(self._beat())
                continue
            follower.woken.clear()
            if follower.lost:
                yield LOST
                return
            facts = [fact for fact in follower.waiting if fact.n > after]
            follower.waiting.clear()
            if facts:
                after = facts[-1].n
                yield b"".join(map(_fact_event, facts))


def _fact_event(fact: Fact) -> bytes:
    return b"id: %d\nevent: fact\ndata: %s\n\n" % (fact.n, encode(fact))


def _beat_event(beat: Beat) -> bytes:
    return b"event: beat\ndata: %s\n\n" % encode(beat)
