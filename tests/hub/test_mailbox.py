"""The mailbox between a network thread and the loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable

import pytest

from console.hub.mailbox import Delivery, Mailbox


def delivery(number: int, *, qos: int = 1, size: int = 0) -> Delivery:
    return Delivery("t", b"%d" % number + b" " * size, 0, False, qos, number, 0)


def in_thread(mailbox: Mailbox, deliveries: Iterable[Delivery]) -> threading.Thread:
    def offer_all() -> None:
        for one in deliveries:
            mailbox.offer(one)

    thread = threading.Thread(target=offer_all)
    thread.start()
    return thread


async def test_everything_offered_by_a_thread_is_taken_once_and_in_order() -> None:
    mailbox = Mailbox(500, asyncio.get_running_loop())
    thread = in_thread(mailbox, (delivery(number) for number in range(20_000)))
    taken: list[Delivery] = []
    while len(taken) < 20_000:
        taken += await mailbox.take(300, moderate_s=0.001)
    thread.join()
    assert [one.mid for one in taken] == list(range(20_000))
    assert len(mailbox) == 0
    assert mailbox.dropped == 0


async def test_one_wake_up_per_batch() -> None:
    loop = asyncio.get_running_loop()
    woken = 0

    class Counting:
        def call_soon_threadsafe(self, callback: object) -> None:
            nonlocal woken
            woken += 1
            loop.call_soon_threadsafe(callback)  # type: ignore[arg-type]

    mailbox = Mailbox(1_000, Counting())  # type: ignore[arg-type]
    for _ in range(3):
        thread = in_thread(mailbox, (delivery(number) for number in range(200)))
        thread.join()
        assert len(await mailbox.take(1_000)) == 200
    assert woken == 3


async def test_qos_0_beyond_capacity_is_dropped_and_counted_but_qos_1_still_fits() -> None:
    mailbox = Mailbox(10, asyncio.get_running_loop())
    taken_in = [mailbox.offer(delivery(number, qos=0)) for number in range(15)]
    assert taken_in == [True] * 10 + [False] * 5
    assert mailbox.dropped == 5
    assert all(mailbox.offer(delivery(number)) for number in range(10))
    assert len(await mailbox.take(100)) == 20


async def test_qos_1_waits_for_room() -> None:
    mailbox = Mailbox(5, asyncio.get_running_loop())
    thread = in_thread(mailbox, (delivery(number) for number in range(12)))
    taken: list[Delivery] = []
    while len(taken) < 12:
        taken += await mailbox.take(5)
    await asyncio.to_thread(thread.join)
    assert [one.mid for one in taken] == list(range(12))


async def test_qos_1_is_turned_away_when_there_is_no_room_for_long() -> None:
    mailbox = Mailbox(1, asyncio.get_running_loop(), wait_most_s=0.05)
    assert mailbox.offer(delivery(1))
    assert not await asyncio.to_thread(mailbox.offer, delivery(2))
    assert mailbox.dropped == 0
    assert [one.mid for one in await mailbox.take(10)] == [1]


async def test_large_payloads_count_by_size() -> None:
    mailbox = Mailbox(100, asyncio.get_running_loop(), bytes_most=10_000)
    taken_in = [mailbox.offer(delivery(number, qos=0, size=3_000)) for number in range(5)]
    assert taken_in == [True, True, True, False, False]
    await mailbox.take(100)
    # One larger than everything allowed still comes through, alone.
    assert mailbox.offer(delivery(9, qos=0, size=20_000))


async def test_being_cancelled_loses_nothing() -> None:
    mailbox = Mailbox(10, asyncio.get_running_loop())
    for number in range(5):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(mailbox.take(1_000, moderate_s=60), 0.01)
        mailbox.offer(delivery(number))
    assert [one.mid for one in await mailbox.take(1_000)] == list(range(5))


async def test_close_frees_an_offer_that_waits_and_keeps_what_is_inside() -> None:
    mailbox = Mailbox(1, asyncio.get_running_loop(), wait_most_s=60)
    mailbox.offer(delivery(1))
    thread = in_thread(mailbox, [delivery(2)])
    mailbox.close()
    await asyncio.to_thread(thread.join)
    assert not mailbox.offer(delivery(3))
    assert [one.mid for one in await mailbox.take(10)] == [1]
    with pytest.raises(TimeoutError):  # closed and empty is no reason to spin
        await asyncio.wait_for(mailbox.take(10), 0.01)


def test_offering_after_the_loop_ended_does_no_harm() -> None:
    async def make() -> Mailbox:
        return Mailbox(10, asyncio.get_running_loop())

    mailbox = asyncio.run(make())
    assert mailbox.offer(delivery(1))
