"""Counting what a load report tells, fact by fact in the order they happened."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from console.domain.acknowledging import Answers
from console.domain.alert_facts import (
    AlertEased,
    AlertFact,
    AlertMarkedSymptom,
    AlertRaised,
    AlertRose,
    AlertShelved,
    AlertSuppressed,
    AlertTakenOut,
)
from console.domain.episodes import Episodes, Spans
from console.domain.facts import FloodBegan, FloodEnded
from console.domain.flood import TEN_MINUTES_MS
from console.domain.ids import AlertId, RuleId, SensorId, TargetId
from console.domain.load_report import (
    ACTORS,
    HOUR_MOST,
    SPLIT,
    Actor,
    FloodTime,
    Habit,
    LoadReport,
    Part,
    Stale,
    Withholdings,
    rate,
    share,
)
from console.domain.policy import Policy
from console.domain.values import Priority

HOUR_MS = 3_600_000
DAY_S = 86_400.0


class Told(msgspec.Struct, frozen=True):
    """A fact of the stretch: its moment (ms), who did it, and whether it called the operator."""

    at: int
    what: AlertFact | FloodBegan | FloodEnded
    by: str | None = None
    called: bool = False


class Named(msgspec.Struct, frozen=True):
    """What an alert is of, and its priority where the stretch does not tell it."""

    rule: RuleId
    target: TargetId
    priority: Priority


NAMELESS = Named(RuleId(""), SensorId(""), Priority.LOW)


class Before(msgspec.Struct, frozen=True):
    """What was so when the stretch began: since when alerts stood before the operator (ms), and
    whether there was a flood."""

    standing: Mapping[AlertId, int] = {}
    flood: bool = False


class LoadCount:
    """The load of [start, end) (ms), counted in bounded space per annunciation."""

    def __init__(
        self,
        span: tuple[int, int],
        policy: Policy,
        *,
        known: Mapping[AlertId, Named],
        before: Before | None = None,
    ) -> None:
        before = before or Before()
        self._start, self._end = span
        self._policy = policy
        self._named = dict(known)
        self._calls: list[int] = []
        self._by_alert: Counter[AlertId] = Counter()
        self._by_priority: Counter[Priority] = Counter()
        self._raised: Counter[AlertId] = Counter()
        self._kinds: Counter[type] = Counter()
        self._withheld = 0
        self._episodes = Episodes(policy)
        self._spans = Spans(before.standing)
        self._answers = Answers(policy)
        self._flood_since = self._start if before.flood else None
        self._floods, self._flood_ms = int(before.flood), 0

    def take(self, told: Told) -> None:
        """Take the next fact; they come in the order of their numbers."""
        match told.what:
            case FloodBegan():
                self._flood_since, self._floods = told.at, self._floods + 1
            case FloodEnded():
                self._end_flood(told.at)
            case what:
                self._take(told, what)

    def report(self) -> LoadReport:
        """Return the table."""
        seconds = (self._end - self._start) / 1000
        count = len(self._calls)
        policy = self._policy
        return LoadReport(
            policy=policy,
            seconds=seconds,
            activations=self._raised.total(),
            annunciations=count,
            ten_minutes=rate(count, seconds, 600, policy.ten_minutes),
            hour=rate(count, seconds, 3600, policy.hour),
            day=rate(count, seconds, DAY_S, policy.day),
            busiest=busiest(self._calls),
            hours_over=share(*self._periods(HOUR_MS), HOUR_MOST),
            periods_over=share(*self._periods(TEN_MINUTES_MS), policy.flood_over),
            floods=self._flood_time(),
            priorities=self._parts(),
            bad_actors=self._actors(),
            chattering=self._habits(self._episodes.chattering()),
            fleeting=self._habits(self._episodes.fleeting()),
            stale=self._stale(),
            acknowledging=self._answers.figures(),
            withholdings=Withholdings(
                activations=self._withheld,
                shelved=self._kinds[AlertShelved],
                suppressed=self._kinds[AlertSuppressed],
                taken_out=self._kinds[AlertTakenOut],
                symptoms=self._kinds[AlertMarkedSymptom],
            ),
        )

    def _take(self, told: Told, what: AlertFact) -> None:
        self._kinds[type(what)] += 1
        if isinstance(what, AlertRaised):
            self._named[what.alert] = Named(what.rule, what.target, what.priority)
            self._raised[what.alert] += 1
            self._withheld += what.withheld is not None
        elif isinstance(what, AlertRose | AlertEased):
            named = msgspec.structs.replace(self._of(what.alert), priority=what.priority)
            self._named[what.alert] = named
        self._episodes.take(told.at, what)
        self._spans.take(told.at, what, called=told.called)
        if told.called:
            priority = self._of(what.alert).priority
            self._calls.append(told.at)
            self._by_alert[what.alert] += 1
            self._by_priority[priority] += 1
            self._answers.called(told.at, what, priority)
        self._answers.take(told.at, what, told.by)

    def _of(self, alert: AlertId) -> Named:
        return self._named.get(alert, NAMELESS)

    def _end_flood(self, at: int) -> None:
        if self._flood_since is not None:
            self._flood_ms += max(at, self._start) - self._flood_since
            self._flood_since = None

    def _flood_time(self) -> FloodTime:
        going_on = 0 if self._flood_since is None else self._end - self._flood_since
        ms = self._flood_ms + going_on
        return FloodTime(
            count=self._floods, seconds=ms / 1000, share=ms / (self._end - self._start)
        )

    def _periods(self, length_ms: int) -> tuple[Sequence[int], int]:
        """Return how many calls fell into each period, counted from the start, and how many
        periods there are; what is left over counts as one from its half on, else in the last."""
        periods = max((self._end - self._start + length_ms // 2) // length_ms, 1)
        counts = Counter(min((at - self._start) // length_ms, periods - 1) for at in self._calls)
        return list(counts.values()), periods

    def _parts(self) -> tuple[Part, ...]:
        total = max(len(self._calls), 1)
        return tuple(
            Part(
                priority=priority,
                count=(count := self._by_priority[priority]),
                share=count / total,
                target=target,
            )
            for priority, target in SPLIT.items()
        )

    def _actors(self) -> tuple[Actor, ...]:
        worst = sorted(self._by_alert.items(), key=lambda item: (-item[1], _number(item[0])))
        return tuple(
            Actor(
                alert=alert,
                rule=self._of(alert).rule,
                target=self._of(alert).target,
                annunciations=count,
                activations=self._raised[alert],
                share=count / len(self._calls),
            )
            for alert, count in worst[:ACTORS]
        )

    def _habits(self, counts: Mapping[AlertId, int]) -> tuple[Habit, ...]:
        worst = sorted(counts.items(), key=lambda item: (-item[1], _number(item[0])))
        return tuple(
            Habit(
                alert=alert,
                rule=self._of(alert).rule,
                target=self._of(alert).target,
                count=count,
            )
            for alert, count in worst
        )

    def _stale(self) -> tuple[Stale, ...]:
        long = round(self._policy.stale_s * 1000)
        found = [
            (alert, stood, still)
            for alert, (stood, still) in self._spans.longest(self._end).items()
            if stood > long
        ]
        return tuple(
            Stale(
                alert=alert,
                rule=self._of(alert).rule,
                target=self._of(alert).target,
                stood_s=stood / 1000,
                still=still,
            )
            for alert, stood, still in sorted(found, key=lambda one: (-one[1], _number(one[0])))
        )


def busiest(moments: Iterable[int]) -> int:
    """Return the most moments (ms) there are in any ten minutes."""
    recent: deque[int] = deque()
    most = 0
    for at in sorted(moments):
        recent.append(at)
        while recent[0] <= at - TEN_MINUTES_MS:
            recent.popleft()
        most = max(most, len(recent))
    return most


def _number(alert: AlertId) -> int:
    return int(alert.partition("-")[2])
