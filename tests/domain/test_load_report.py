"""The load report: by hand where it is told in the standard, against definitions elsewhere."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.alert_facts import (
    AlertAcknowledged,
    AlertCleared,
    AlertMarkedSymptom,
    AlertRaised,
    AlertReleased,
    AlertReturned,
    AlertRose,
    AlertShelved,
    AlertUnshelved,
    Unshelving,
)
from console.domain.alerts import State
from console.domain.facts import FloodBegan, FloodEnded
from console.domain.ids import AlertId, RuleId, SensorId
from console.domain.load import annunciates
from console.domain.load_count import Before, LoadCount, Named, Told
from console.domain.load_report import LoadReport
from console.domain.policy import Burden, Policy
from console.domain.values import Priority
from tests.domain.naive_load import NaiveReport

T = 1_790_000_000_000
DAY_MS = 86_400_000
POLICY = Policy()
FEW = Policy(
    flood_over=4,
    chatter_times=3,
    chatter_s=60,
    fleeting_s=50,
    stale_s=300,
    hasty_s=20,
    bulk_most=2,
    bulk_s=40,
)


def named(number: int) -> AlertId:
    return AlertId(f"A-{number}")


def raised(number: int, occurrence: int = 1, **more: Any) -> AlertRaised:
    return AlertRaised(
        alert=named(number),
        occurrence=occurrence,
        rule=RuleId("r"),
        target=SensorId(f"d{number}/pm10"),
        priority=more.pop("priority", Priority.LOW),
        **more,
    )


def told(second: float, what: Any, by: str | None = None, called: bool | None = None) -> Told:
    at = T + round(second * 1000)
    calls = annunciates(what) if called is None and hasattr(what, "alert") else bool(called)
    return Told(at, what, by, calls)


def report(
    *facts: Told,
    seconds: float = 86_400,
    policy: Policy = POLICY,
    before: Before | None = None,
    known: dict[AlertId, Named] | None = None,
) -> LoadReport:
    count = LoadCount((T, T + round(seconds * 1000)), policy, known=known or {}, before=before)
    for fact in facts:
        count.take(fact)
    return count.report()


def test_a_quiet_day() -> None:
    quiet = report()
    assert (quiet.annunciations, quiet.activations, quiet.busiest) == (0, 0, 0)
    assert quiet.ten_minutes.burden is Burden.WELL
    assert (quiet.hours_over.of, quiet.periods_over.of) == (24, 144)
    assert [part.count for part in quiet.priorities] == [0, 0, 0, 0]
    assert quiet.policy == POLICY


def test_averages_and_their_bands() -> None:
    facts = [told(n * 432, raised(n)) for n in range(200)]  # 200 in a day
    busy = report(*facts)
    assert busy.day.average == 200
    assert busy.day.burden is Burden.MANAGEABLE  # 144 is well, 288 manageable
    assert round(busy.hour.average, 3) == 8.333
    assert round(busy.ten_minutes.average, 3) == 1.389
    assert busy.ten_minutes.burden is Burden.MANAGEABLE
    assert report(*facts, seconds=43_200).hour.burden is Burden.TOO_MUCH


def test_annunciations_and_activations_are_counted_apart() -> None:
    counted = report(
        told(0, raised(1)),
        told(1, raised(2, withheld=State.SHELVED)),
        told(2, raised(3), called=False),  # a symptom
        told(3, AlertRose(alert=named(1), occurrence=1, priority=Priority.HIGH)),
    )
    assert (counted.activations, counted.annunciations) == (3, 2)
    assert counted.withholdings.activations == 1


def test_full_hours_and_periods_count_from_the_start() -> None:
    facts = [told(1800 + n, raised(n)) for n in range(31)]
    full = report(*facts, seconds=5_400)
    assert (full.hours_over.over, full.hours_over.of) == (1, 2)
    assert (full.periods_over.over, full.periods_over.of) == (1, 9)
    assert report(*facts[:30], seconds=5_400).hours_over.over == 0  # above 30, not from 30 on


def test_time_in_flood_begins_before_and_ends_after_the_stretch() -> None:
    before = Before(flood=True)
    ended = told(100, FloodEnded(count=9))
    began = told(900, FloodBegan(first=named(1), count=11))
    floods = report(ended, began, seconds=1_000, before=before).floods
    assert (floods.count, floods.seconds, floods.share) == (2, 200, 0.2)
    assert report(seconds=1_000, before=before).floods.share == 1


def test_chattering_and_fleeting() -> None:
    chatter = [
        told(second, what)
        for n in range(3)
        for second, what in (
            (n * 30, raised(1, n + 1)),
            (n * 30 + 5, AlertReturned(alert=named(1), occurrence=n + 1)),
        )
    ]
    alone = [
        told(500, raised(2)),
        told(510, AlertReturned(alert=named(2), occurrence=1)),
        told(511, AlertAcknowledged(alert=named(2), occurrence=1)),
        told(511, AlertCleared(alert=named(2), occurrence=1)),
    ]
    found = report(*chatter, *alone)
    assert [(habit.alert, habit.count) for habit in found.chattering] == [(named(1), 3)]
    assert [(habit.alert, habit.count) for habit in found.fleeting] == [(named(2), 1)]
    assert found.chattering[0].target == "d1/pm10"


def test_stale_is_what_stood_before_the_operator_too_long() -> None:
    known = {named(9): Named(RuleId("r"), SensorId("d9/pm10"), Priority.HIGH)}
    stale = report(
        told(0, raised(1)),
        told(0, raised(2)),
        told(80_000, AlertShelved(alert=named(2), occurrence=1, until=T)),
        told(86_000, AlertReturned(alert=named(9), occurrence=4)),
        seconds=2 * 86_400,
        before=Before({named(9): T - 3_600_000}),
        known=known,
    ).stale
    assert [(one.alert, one.stood_s, one.still) for one in stale] == [
        (named(1), 172_800, True),
        (named(9), 89_600, False),
    ]
    assert stale[1].target == "d9/pm10"


def test_an_acknowledgement_answers_its_own_occurrence() -> None:
    acts = report(
        told(0, raised(1, priority=Priority.MEDIUM)),
        told(10, AlertRose(alert=named(1), occurrence=1, priority=Priority.HIGH)),
        told(40, AlertAcknowledged(alert=named(1), occurrence=1), by="Li"),
        told(50, raised(2)),
        told(60, AlertReturned(alert=named(2), occurrence=1)),
        told(70, raised(2, 2)),
        told(71, AlertAcknowledged(alert=named(2), occurrence=2, bulk=7), by="Li"),
        told(80, AlertAcknowledged(alert=named(3), occurrence=5), by="Li"),
        told(90, raised(4)),
    ).acknowledging
    assert (acts.count, acts.unpaired, acts.in_bulk, acts.hasty) == (3, 1, 1, 1)
    by_priority = {one.priority: one for one in acts.responses}
    assert by_priority[Priority.HIGH].median_s == 30
    assert by_priority[Priority.MEDIUM].median_s == 40
    low = by_priority[Priority.LOW]
    assert (low.acknowledged, low.pending, low.p95_s) == (1, 2, 1)


def test_one_person_too_fast() -> None:
    facts = [told(0, raised(n)) for n in range(8)]
    six = [
        told(100 + n, AlertAcknowledged(alert=named(n), occurrence=1), by="Li") for n in range(6)
    ]
    two = [
        told(103 + n, AlertAcknowledged(alert=named(n), occurrence=1), by="Wang") for n in (6, 7)
    ]
    assert report(*facts, *six, *two).acknowledging.hurried == 6
    assert report(*facts, *six[:5], *two).acknowledging.hurried == 0


def test_what_comes_back_from_a_shelf_calls_by_its_own_priority() -> None:
    known = {named(1): Named(RuleId("r"), SensorId("d1/pm10"), Priority.CRITICAL)}
    back = AlertUnshelved(
        alert=named(1), occurrence=3, why=Unshelving.EXPIRED, state=State.UNACKNOWLEDGED
    )
    parts = report(told(5, back), known=known).priorities
    assert [(part.priority, part.count) for part in parts if part.count] == [(Priority.CRITICAL, 1)]


class Tale:
    """Makes facts as a hub would tell them, from anything."""

    def __init__(self) -> None:
        self.facts: list[Told] = []
        self.occurrence: dict[int, int] = {}
        self.standing: set[int] = set()
        self.withheld: set[int] = set()
        self.symptoms: set[int] = set()
        self.flood = False

    def tell(self, second: float, what: Any, number: int, by: str | None = None) -> None:
        called = annunciates(what) and number not in self.symptoms
        self.facts.append(told(second, what, by, called))

    def take(self, second: float, act: str, number: int, priority: Priority) -> None:
        seen = self.occurrence.get(number, 0)
        about: Any = {"alert": named(number), "occurrence": seen}
        withheld = State.SHELVED if number in self.withheld else None
        match act:
            case "raise" if number not in self.standing:
                self.occurrence[number] = seen + 1
                self.standing.add(number)
                what = raised(number, seen + 1, priority=priority, withheld=withheld)
                self.tell(second, what, number)
            case "rise" if number in self.standing:
                rose = AlertRose(**about, priority=priority, withheld=withheld)
                self.tell(second, rose, number)
            case "return" if number in self.standing:
                self.standing.discard(number)
                self.tell(second, AlertReturned(**about, withheld=withheld), number)
            case "Li" | "Wang" if seen:
                bulk = 3 if priority is Priority.HIGH else None
                self.tell(second, AlertAcknowledged(**about, bulk=bulk), number, act)
            case "shelve" if seen and number not in self.withheld:
                self.withheld.add(number)
                self.tell(second, AlertShelved(**about, until=0), number)
            case "unshelve" if number in self.withheld:
                self.withheld.discard(number)
                state = State.UNACKNOWLEDGED if number in self.standing else State.NORMAL
                back = AlertUnshelved(**about, why=Unshelving.PERSON, state=state)
                self.tell(second, back, number)
            case "mark" if seen and number not in self.symptoms:
                self.symptoms.add(number)
                self.tell(second, AlertMarkedSymptom(**about, of=named(99)), number)
            case "release" if number in self.symptoms:
                self.symptoms.discard(number)
                state = State.UNACKNOWLEDGED if number in self.standing else State.NORMAL
                self.tell(second, AlertReleased(**about, state=state), number)
            case "flood":
                self.flood = not self.flood
                turn = FloodBegan(first=named(1), count=5) if self.flood else FloodEnded(count=5)
                self.facts.append(told(second, turn))


ACTS = ["raise", "return", "rise", "Li", "Wang", "shelve", "unshelve", "mark", "release", "flood"]
acts = st.tuples(
    st.sampled_from(["raise", "raise", "raise", "return", "return", "return", *ACTS]),
    st.integers(1, 4),
    st.sampled_from(Priority),
    st.sampled_from([0, 1, 5, 19, 20, 40, 49, 50, 60, 61, 300, 301, 600, 1_000]),
)


@settings(max_examples=300)
@given(st.lists(acts, max_size=80))
def test_it_says_what_the_definitions_say(story: list[tuple[str, int, Priority, int]]) -> None:
    tale, second = Tale(), 0
    for act, number, priority, wait in story:
        second += wait
        tale.take(second, act, number, priority)
    span = (T, T + (second + 700) * 1000)
    made = report(*tale.facts, seconds=second + 700, policy=FEW)
    naive = NaiveReport(tale.facts, span, FEW)
    assert made.annunciations == len(naive.calls)
    assert made.busiest == naive.busiest()
    for share, seconds, most in ((made.hours_over, 3600, 30), (made.periods_over, 600, 4)):
        assert (share.over, share.of) == naive.periods_over(seconds, most)
    assert (made.floods.count, made.floods.seconds) == naive.flood()
    assert {part.priority: part.count for part in made.priorities} == naive.priorities()
    assert {one.alert: one.annunciations for one in made.bad_actors} == naive.actors()
    assert {one.alert: one.count for one in made.chattering} == naive.chattering()
    assert {one.alert: one.count for one in made.fleeting} == naive.fleeting()
    assert {one.alert: (one.stood_s, one.still) for one in made.stale} == naive.stale()
    found = {
        one.priority: (one.acknowledged, one.pending, one.median_s, one.p95_s)
        for one in made.acknowledging.responses
    }
    assert found == naive.responses()
    counted = {name: getattr(made.acknowledging, name) for name in naive.acts()}
    assert counted == naive.acts()
