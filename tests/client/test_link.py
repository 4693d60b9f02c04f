"""The link against a small hub on a real socket that breaks, lags, lies and comes back."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from console.client import link as link_module
from console.client.hub import HubClient
from console.client.link import Link
from console.client.standing import Standing
from console.clock import WallClock
from console.contract.facts import Fact
from console.contract.hub import Beat
from console.contract.views import DrillView, Snapshot
from console.errors import ConsoleError, HubUnreachable
from tests.client.small_hub import END, HANG, NOON, TEAR, SmallHub, fact, snapshot

PATIENCE_S = 10.0
REAL = WallClock().elapsed


class Taker:
    """A taker that waits for its wake-ups and remembers what came."""

    def __init__(self, hub: HubClient, elapsed: Callable[[], float] = REAL) -> None:
        self.woken: queue.Queue[None] = queue.Queue()
        self.link = Link(hub, wake=lambda: self.woken.put(None), elapsed=elapsed)
        self.taken: list[Snapshot | Fact] = []

    def until(self, enough: Callable[[list[Snapshot | Fact]], bool]) -> None:
        """Take at every wake-up until `enough`."""
        while not enough(self.taken):
            self.woken.get(timeout=PATIENCE_S)
            self.taken += self.link.take()

    def numbers(self) -> list[int]:
        """Return what came as numbers, a snapshot's below zero."""
        return [-item.as_of if isinstance(item, Snapshot) else item.n for item in self.taken]


@contextmanager
def following(hub: HubClient, elapsed: Callable[[], float] = REAL) -> Iterator[Taker]:
    taker = Taker(hub, elapsed)
    taker.link.start()
    try:
        yield taker
    finally:
        taker.link.stop()
        assert "link" not in {thread.name for thread in threading.enumerate()}


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "RETRY_FIRST_S", 0.01)
    monkeypatch.setattr(link_module, "RETRY_LAST_S", 0.05)


class Hands:
    """Elapsed time that moves only when told."""

    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s


def test_a_snapshot_then_every_fact_after_it(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.set_snapshot(5)
    with following(client) as taker:
        follower = small_hub.follower()
        assert small_hub.asked[-1].query == {"after": ["5"]}
        for n in range(6, 30):
            follower.put(fact(n))
        taker.until(lambda taken: len(taken) == 25)
    assert taker.numbers() == [-5, *range(6, 30)]


def test_one_wake_up_per_batch(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.set_snapshot(0)
    with following(client) as taker:
        follower = small_hub.follower()
        for n in range(1, 200):
            follower.put(fact(n))
        follower.put(END)
        small_hub.follower()  # it came back: everything before has been offered
        assert taker.woken.qsize() == 1
        assert len(taker.link.take()) >= 200
        follower.put(END)


@pytest.mark.parametrize("ending", [END, TEAR, b"event: lost\ndata: {}\n\n", fact(99), b"data: {"])
def test_after_any_break_the_picture_is_asked_anew(
    small_hub: SmallHub, client: HubClient, ending: object
) -> None:
    small_hub.set_snapshot(1)
    with following(client) as taker:
        first = small_hub.follower()
        first.put(fact(2))
        first.put(ending)
        small_hub.set_snapshot(7)
        if ending == b"data: {":
            first.put(END)
        second = small_hub.follower()
        second.put(fact(8))
        taker.until(lambda taken: fact(8) in taken)
    assert taker.numbers()[-2:] == [-7, 8]
    assert 99 not in taker.numbers()


def test_a_hub_that_knows_less_is_believed(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.set_snapshot(50)
    with following(client) as taker:
        taker.until(lambda taken: bool(taken))
        follower = small_hub.follower()
        small_hub.set_snapshot(3)
        follower.put(END)
        small_hub.follower().put(fact(4))
        taker.until(lambda taken: fact(4) in taken)
    assert taker.numbers() == [-50, -3, 4]


def test_it_waits_for_a_hub_and_comes_back_to_it(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.set_snapshot(0)
    small_hub.stop()
    with following(client) as taker:
        assert taker.link.standing() is Standing.CONNECTING
        assert taker.link.age_s() is None
        assert taker.link.data_now() is None
        while taker.link.error is None:
            pass_time()
        assert isinstance(taker.link.error, HubUnreachable)
        for as_of in (1, 2, 3):
            small_hub.set_snapshot(as_of)
            small_hub.start()
            small_hub.follower()
            taker.until(lambda taken, as_of=as_of: snapshot(as_of) in taken)  # type: ignore[misc]
            while taker.link.standing() is not Standing.LIVE:
                pass_time()
            small_hub.stop()
            while taker.link.standing() is Standing.LIVE:
                pass_time()  # a broken link is not live, however lately it was heard
        assert taker.link.standing() is Standing.STALE


def pass_time() -> None:
    """Let another thread have its turn."""
    threading.Event().wait(0.005)


def test_a_full_inbox_becomes_one_snapshot(
    small_hub: SmallHub, client: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_module, "INBOX_FACTS", 10)
    small_hub.set_snapshot(0)
    with following(client) as taker:
        follower = small_hub.follower()
        for n in range(1, 40):
            follower.put(fact(n))
        with pytest.raises(queue.Empty):  # it waits for the taker instead of asking for ever
            small_hub.followers.get(timeout=0.3)
        small_hub.set_snapshot(39)
        taker.until(lambda taken: snapshot(39) in taken)
        small_hub.follower().put(fact(40))
        taker.until(lambda taken: fact(40) in taken)
    assert taker.numbers() == [-39, 40]


def test_standing_follows_the_last_sign_of_life(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.set_snapshot(0)
    hands = Hands()
    with following(client, hands) as taker:
        follower = small_hub.follower()
        taker.until(lambda taken: bool(taken))
        seen = []
        for s in (0.0, 4.9, 0.1, 9.9, 0.1, 100.0):
            hands.s += s
            seen.append(taker.link.standing())
        assert seen == [
            Standing.LIVE,
            Standing.LIVE,
            Standing.STALE,
            Standing.STALE,
            Standing.LOST,
            Standing.LOST,
        ]
        assert taker.link.age_s() == pytest.approx(115.0)
        follower.put(Beat(as_of=0, now=NOON + 77_000))
        while taker.link.standing() is not Standing.LIVE:
            pass_time()
        assert taker.link.data_now() == NOON + 77_000
        hands.s += 3
        assert taker.link.data_now() == NOON + 80_000


def test_in_a_drill_data_time_is_what_was_told(small_hub: SmallHub, client: HubClient) -> None:
    picture = snapshot(0)
    small_hub.answer(
        "/v1/snapshot",
        Snapshot(
            **{
                name: getattr(picture, name)
                for name in picture.__struct_fields__
                if name != "drill"
            },
            drill=DrillView(speed=60.0),
        ),
    )
    hands = Hands()
    with following(client, hands) as taker:
        small_hub.follower().put(fact(1))
        taker.until(lambda taken: fact(1) in taken)
        hands.s += 3
        assert taker.link.data_now() == NOON + 1000


def test_stop_frees_a_link_that_waits_for_facts(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.set_snapshot(0)
    with following(client) as taker:
        small_hub.follower().put(HANG)
        taker.until(lambda taken: bool(taken))


def test_stop_frees_a_link_whose_taker_is_gone(
    small_hub: SmallHub, client: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_module, "INBOX_FACTS", 2)
    small_hub.set_snapshot(0)
    with following(client):
        follower = small_hub.follower()
        for n in range(1, 9):
            follower.put(fact(n))
        with pytest.raises(queue.Empty):
            small_hub.followers.get(timeout=0.2)


def test_a_link_never_started_can_be_stopped(client: HubClient) -> None:
    Taker(client).link.stop()


def test_a_refusal_is_kept_for_the_header(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.refuse("/v1/snapshot", "NotPermitted", "no_seat", 403, {})
    with following(client) as taker:
        while taker.link.error is None:
            pass_time()
        assert taker.link.error.code == "no_seat"
        small_hub.set_snapshot(0)
        small_hub.follower()
        while taker.link.error is not None:
            pass_time()


class Broken:
    """A hub with a bug in it."""

    def ask(self, *_: object, **__: object) -> Snapshot:
        """Fail as no hub should."""
        raise ZeroDivisionError

    def do(self, *_: object, **__: object) -> object:
        """Do nothing."""
        raise ConsoleError("unused")

    def follow(self, after: int) -> object:
        """Follow nothing."""
        raise ConsoleError("unused")


def test_a_bug_on_the_links_thread_is_raised_where_it_is_seen() -> None:
    broken: object = Broken()
    woken = threading.Event()
    link = Link(broken, wake=woken.set, elapsed=WallClock().elapsed)  # type: ignore[arg-type]
    link.start()
    assert woken.wait(PATIENCE_S)
    with pytest.raises(ZeroDivisionError):
        link.take()
    link.stop()


def test_what_only_a_newer_hub_can_fold_in_is_asked_for_as_a_whole(
    small_hub: SmallHub, client: HubClient
) -> None:
    small_hub.set_snapshot(0)
    hands = Hands()
    strange = b'id: %d\nevent: fact\ndata: {"n": %d, "at": "2027-01-15T08:00:01Z", "what": %s}\n\n'
    with following(client, hands) as taker:
        follower = small_hub.follower()
        for n in (1, 2, 3):
            follower.put(strange % (n, n, b'{"type": "LampSang", "lamp": 7}'))
        taker.until(lambda taken: len(taken) == 4)
        assert taker.numbers() == [-0, 1, 2, 3]
        assert taker.link.error is None
        small_hub.set_snapshot(3)
        hands.s += link_module.ANEW_S
        follower.put(Beat(as_of=3, now=NOON))
        again = small_hub.follower()
        taker.until(lambda taken: snapshot(3) in taken)
        # It was asked for once; until something strange comes again, nothing is asked anew.
        hands.s += link_module.ANEW_S
        again.put(fact(4))
        taker.until(lambda taken: fact(4) in taken)
        assert small_hub.followers.empty()
