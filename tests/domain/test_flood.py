"""Floods: against counting everything anew at every step."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.facts import FloodBegan, FloodEnded
from console.domain.flood import TEN_MINUTES_MS, Floods, Turn
from console.domain.ids import AlertId
from console.domain.load import DAY_MINUTES, MINUTE_MS, Minutes
from console.domain.policy import Policy

T = 1_790_000_000_000
FEW = Policy(flood_over=3, flood_under=2)


def named(number: int) -> AlertId:
    return AlertId(f"A-{number}")


def calls(floods: Floods, *moments: float) -> list[Turn]:
    """Let the alerts A-1, A-2 … call at so many seconds after T."""
    turns = []
    for number, seconds in enumerate(moments, 1):
        turns += floods.take(T + round(seconds * 1000), named(number))
    return turns


def test_a_flood_begins_above_its_figure_with_the_first_of_them() -> None:
    floods = Floods(FEW)
    assert calls(floods, 0, 1, 2) == []
    assert floods.take(T + 3_000, named(4)) == [(T + 3_000, FloodBegan(first=named(1), count=4))]
    assert floods.take(T + 3_000, named(5)) == []
    assert floods.flood is not None
    assert floods.flood.count == 5


def test_what_is_ten_minutes_old_no_longer_counts() -> None:
    assert calls(Floods(FEW), 0, 1, 2, 600) == []
    assert calls(Floods(FEW), 0, 1, 2, 599.999) == [
        (T + 599_999, FloodBegan(first=named(1), count=4))
    ]


def test_it_ends_when_fewer_than_its_lower_figure_are_left() -> None:
    floods = Floods(FEW)
    calls(floods, 0, 1, 2, 3)
    assert floods.ends_at() == T + 602_000  # one is left then
    assert floods.pass_time(T + 601_999) == []
    assert floods.pass_time(T + 700_000) == [(T + 602_000, FloodEnded(count=4))]
    assert floods.pass_time(T + 700_000) == []


def test_a_clock_that_is_behind_changes_no_order() -> None:
    floods = Floods(FEW)
    turns = calls(floods, 10, 5, 0, 7)
    assert turns == [(T + 10_000, FloodBegan(first=named(1), count=4))]


def test_a_flood_outlives_a_restart() -> None:
    before = Floods(FEW)
    calls(before, 0, 1, 2, 3, 4, 5)
    after = Floods(FEW, before.flood)
    for second in range(6):
        after.recall(T + second * 1000, named(second + 1))
    assert after.ends_at() == before.ends_at() == T + 604_000
    assert after.take(T + 6_000, named(7)) == []
    assert after.flood is not None
    assert after.flood.count == 7
    forgotten = Floods(FEW, before.flood)
    assert forgotten.pass_time(T + 3_000) == [(T + 3_000, FloodEnded(count=6))]


def test_a_storm_costs_no_more_memory_than_a_shower() -> None:
    floods, minutes = Floods(Policy()), Minutes()
    for number in range(50_000):
        floods.take(T + number // 5, named(number))
        minutes.take(T + number // 5)
    assert len(floods._newest) == 11
    assert len(minutes.counted()) == 1
    assert floods.flood is not None
    assert floods.flood.count == 50_000
    assert floods.flood.first == named(0)


class Naive:
    """Keeps every annunciation and counts them all at every millisecond that matters."""

    counted = 0

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.calls: list[tuple[int, AlertId]] = []
        self.turns: list[Turn] = []
        self.began: int | None = None  # how many calls there were when the flood began

    def count(self, now: int) -> int:
        return sum(now - TEN_MINUTES_MS < at <= now for at, _ in self.calls)

    def pass_time(self, now: int) -> None:
        leaving = sorted({at + TEN_MINUTES_MS for at, _ in self.calls})
        for moment in leaving:
            if self.began is None or moment > now:
                return
            if moment >= self.calls[self.began - 1][0] and (
                self.count(moment) < self.policy.flood_under
            ):
                self.turns.append((moment, FloodEnded(count=self.counted)))
                self.began = None

    def take(self, at: int, alert: AlertId) -> None:
        at = max([at, *(before for before, _ in self.calls)])
        self.pass_time(at)
        self.calls.append((at, alert))
        if self.began is not None:
            self.counted += 1
        elif (count := self.count(at)) > self.policy.flood_over:
            first = next(a for when, a in self.calls if when > at - TEN_MINUTES_MS)
            self.turns.append((at, FloodBegan(first=first, count=count)))
            self.began, self.counted = len(self.calls), count


policies = st.integers(1, 5).flatmap(
    lambda over: st.builds(Policy, flood_over=st.just(over), flood_under=st.integers(1, over))
)
steps = st.lists(
    st.tuples(
        st.sampled_from(["call", "call", "call", "wait"]),
        st.one_of(st.integers(-30_000, 30_000), st.integers(-1_000, 400_000)),
    ),
    max_size=60,
)


@settings(max_examples=300)
@given(policies, steps, st.integers(0, 60))
def test_it_is_as_if_all_were_counted(
    policy: Policy, todo: list[tuple[str, int]], restart: int
) -> None:
    floods, naive = Floods(policy), Naive(policy)
    turns: list[Turn] = []
    now = T
    for number, (what, ms) in enumerate(todo):
        if number == restart:  # from what the store keeps: the flood, and the calls
            again = Floods(policy, floods.flood)
            for at, alert in naive.calls:
                again.recall(at, alert)
            floods = again
        now = max(now + ms, T)
        if what == "call":
            turns += floods.take(now, named(number))
            naive.take(now, named(number))
        else:
            turns += floods.pass_time(now)
            naive.pass_time(now)
    assert turns == naive.turns


@given(st.lists(st.integers(0, 3 * 86_400_000), max_size=80))
def test_minutes_are_those_of_the_last_day(moments: list[int]) -> None:
    minutes = Minutes()
    expected: list[int] = []
    for ms in moments:
        minutes.pass_time(T + ms)
        expected = [m for m in expected if m > (T + ms) // MINUTE_MS - DAY_MINUTES]
        minutes.take(T + ms)
        expected.append(max([(T + ms) // MINUTE_MS, *expected]))
    assert minutes.counted() == tuple((m, expected.count(m)) for m in sorted(set(expected)))
    if moments:
        now = T + moments[-1]
        within = [m for m in expected if m > now // MINUTE_MS - 10]
        assert minutes.within(10, now) == len(within)
