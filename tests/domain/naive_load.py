"""A load report made the slow way: every figure by its definition, from the whole list of facts."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median_low
from typing import Any

from console.domain.alert_facts import (
    AlertAcknowledged,
    AlertCleared,
    AlertEased,
    AlertFact,
    AlertFolded,
    AlertMarkedSymptom,
    AlertRaised,
    AlertReturned,
    AlertRose,
    AlertShelved,
    AlertSuppressed,
    AlertTakenOut,
)
from console.domain.facts import FloodBegan, of_alert
from console.domain.ids import AlertId
from console.domain.load_count import Told
from console.domain.policy import Policy
from console.domain.values import Priority

ENDS = (AlertReturned, AlertCleared, AlertFolded)
LEAVES = (*ENDS, AlertShelved, AlertSuppressed, AlertTakenOut, AlertMarkedSymptom)


class NaiveReport:
    """Figures by name, as a `LoadReport` has them."""

    def __init__(self, told: list[Told], span: tuple[int, int], policy: Policy) -> None:
        self.told, self.policy = told, policy
        self.start, self.end = span
        self.facts: list[tuple[int, AlertFact, str | None, bool]] = [
            (one.at, one.what, one.by, one.called) for one in told if of_alert(one.what)
        ]
        self.calls = [(n, at, what) for n, (at, what, _, c) in enumerate(self.facts) if c]
        self.alerts = sorted({what.alert for _, what, _, _ in self.facts}, key=str)

    def of(self, alert: AlertId, *kinds: type) -> list[tuple[int, int, Any]]:
        return [
            (n, at, what)
            for n, (at, what, _, _) in enumerate(self.facts)
            if what.alert == alert and isinstance(what, kinds)
        ]

    def busiest(self) -> int:
        moments = [at for _, at, _ in self.calls]
        return max((sum(0 <= at - m < 600_000 for m in moments) for at in moments), default=0)

    def periods_over(self, seconds: int, most: int) -> tuple[int, int]:
        whole, rest = divmod((self.end - self.start) / 1000, seconds)
        count = int(whole) + (rest >= seconds / 2)
        if count == 0:
            count = 1
        edges = [self.start + n * seconds * 1000 for n in range(count)] + [self.end]
        full = sum(
            sum(low <= at < high for _, at, _ in self.calls) > most for low, high in pairwise(edges)
        )
        return full, count

    def flood(self) -> tuple[int, float]:
        """Return how many floods, and the seconds of them, second by second's edge."""
        turns = [(o.at, isinstance(o.what, FloodBegan)) for o in self.told if not of_alert(o.what)]
        seconds = 0.0
        for place, (at, began) in enumerate(turns):
            if began:
                over = turns[place + 1][0] if place + 1 < len(turns) else self.end
                seconds += (over - at) / 1000
        return sum(began for _, began in turns), seconds

    def priority(self, n: int, alert: AlertId) -> Priority:
        said = [
            what.priority
            for number, (_, what, _, _) in enumerate(self.facts)
            if number <= n
            and what.alert == alert
            and isinstance(what, AlertRaised | AlertRose | AlertEased)
        ]
        return said[-1] if said else Priority.LOW

    def priorities(self) -> dict[Priority, int]:
        found = [self.priority(n, what.alert) for n, _, what in self.calls]
        return {priority: found.count(priority) for priority in Priority}

    def actors(self) -> dict[AlertId, int]:
        counts = {a: sum(what.alert == a for _, _, what in self.calls) for a in self.alerts}
        return {alert: count for alert, count in counts.items() if count}

    def chattering(self) -> dict[AlertId, int]:
        found = {}
        for alert in self.alerts:
            raised = [at for _, at, _ in self.of(alert, AlertRaised)]
            most = max(
                (sum(0 <= m - at <= self.policy.chatter_s * 1000 for m in raised) for at in raised),
                default=0,
            )
            if most >= self.policy.chatter_times:
                found[alert] = most
        return found

    def runs(self, alert: AlertId) -> list[tuple[int, int | None]]:
        found = []
        raised = self.of(alert, AlertRaised)
        for place, (n, at, _) in enumerate(raised):
            until = raised[place + 1][0] if place + 1 < len(raised) else len(self.facts)
            over = [m for number, m, _ in self.of(alert, *ENDS) if n < number < until]
            found.append((at, over[0] if over else None))
        return found

    def fleeting(self) -> dict[AlertId, int]:
        near, found = self.policy.fleeting_s * 1000, {}
        for alert in self.alerts:
            runs = self.runs(alert)
            found[alert] = 0
            for place, (began, over) in enumerate(runs):
                if over is None or over - began >= near:
                    continue
                after = [b for b, _ in runs[place + 1 : place + 2]]
                before = [o for _, o in runs[:place][-1:]]
                if any(b - over < near for b in after):
                    continue
                if any(o is not None and began - o < near for o in before):
                    continue
                found[alert] += 1
        return {alert: count for alert, count in found.items() if count}

    def stale(self) -> dict[AlertId, tuple[float, bool]]:
        found: dict[AlertId, tuple[float, bool]] = {}
        for alert in self.alerts:
            spans: list[tuple[float, bool]] = []
            since: int | None = None
            for at, what, _, called in self.facts:
                if what.alert != alert:
                    continue
                if called and since is None:
                    since = at
                elif not called and isinstance(what, LEAVES) and since is not None:
                    spans.append(((at - since) / 1000, False))
                    since = None
            if since is not None:
                spans.append(((self.end - since) / 1000, True))
            if spans and max(spans)[0] > self.policy.stale_s:
                found[alert] = max(spans)
        return found

    def responses(self) -> dict[Priority, tuple[int, int, float | None, float | None]]:
        times: dict[Priority, list[float]] = {priority: [] for priority in Priority}
        pending = dict.fromkeys(Priority, 0)
        for n, at, what in self.calls:
            answer = self.answer(n, what)
            priority = self.priority(n, what.alert)
            if answer is None:
                pending[priority] += 1
            else:
                times[priority].append((answer[1] - at) / 1000)
        return {
            priority: (
                len(found),
                pending[priority],
                median_low(found) if found else None,
                sorted(found)[math.ceil(len(found) * 0.95) - 1] if found else None,
            )
            for priority, found in times.items()
        }

    def answer(self, n: int, what: AlertFact) -> tuple[int, int] | None:
        """Return the first acknowledgement of the occurrence after call `n`."""
        acts = self.of(what.alert, AlertAcknowledged)
        after = [(m, at) for m, at, act in acts if m > n and act.occurrence == what.occurrence]
        return after[0] if after else None

    def acts(self) -> dict[str, int]:
        """Return counts of acknowledgements: all, unpaired, in bulk, hasty, hurried."""
        answered: dict[int, int] = {}
        for n, at, what in self.calls:
            if (answer := self.answer(n, what)) is not None:
                answered[answer[0]] = answer[1] - at  # of several calls, the newest
        acts = [
            (n, at, by, what)
            for n, (at, what, by, _) in enumerate(self.facts)
            if isinstance(what, AlertAcknowledged)
        ]
        near = self.policy.bulk_s * 1000
        hurried = {
            n
            for n, at, by, _ in acts
            for begin in [m for _, m, who, _ in acts if who == by]
            if 0 <= at - begin <= near
            and sum(0 <= m - begin <= near for _, m, who, _ in acts if who == by)
            > self.policy.bulk_most
        }
        return {
            "count": len(acts),
            "unpaired": sum(n not in answered for n, _, _, _ in acts),
            "in_bulk": sum(what.bulk is not None for _, _, _, what in acts),
            "hasty": sum(ms < self.policy.hasty_s * 1000 for ms in answered.values()),
            "hurried": len(hurried),
        }
