"""All alerts of a site: their numbers, their deadlines, and what changed of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from console.domain.alert_facts import AlertFact, AlertRaised, AlertRetired
from console.domain.alerting import advance, deadline
from console.domain.alerts import Alert, State
from console.domain.ids import AlertId, RuleId
from console.domain.rules import Rule
from console.domain.stimuli import PutBack, Stimulus, Suppress, TakeOut, TimePassed, Unsuppress
from console.errors import NotFound
from console.hub.agenda import SENSORS, Agenda, Key
from console.hub.changes import Changes

# What withholds an alert from its very first raising: suppressions, and what is out of service.
Marks = tuple[tuple[str, ...], tuple[str, ...]]
Withholding = Suppress | Unsuppress | TakeOut | PutBack
Follower = Callable[[Alert, Alert, int], None]
Hearer = Callable[[Alert, Sequence[AlertFact], int], None]


class AlertBook:
    """One alert per rule and target; a number is spent only once something stirs."""

    def __init__(
        self,
        rules: Mapping[RuleId, Rule],
        alerts: Iterable[Alert],
        changes: Changes,
        agenda: Agenda,
        *,
        next_alert: int,
    ) -> None:
        self._rules = rules
        self._next = next_alert
        self._changes = changes
        self._agenda = agenda
        self._followers: list[Follower] = []
        self._hearers: list[Hearer] = []
        self._untold: deque[tuple[Alert, Alert, int]] = deque()
        self.by_key: dict[Key, Alert] = {(a.rule, a.target): a for a in alerts}
        self._keys: dict[AlertId, Key] = {a.id: key for key, a in self.by_key.items()}
        self._orders = max((a.order for a in self.by_key.values()), default=0)
        self._armed: dict[Key, int] = {}  # the deadline on the agenda, of maybe several
        self.marks: Callable[[Key], Marks] = lambda _key: ((), ())

    def follow(self, follower: Follower) -> None:
        """Call `follower(before, after, now)` whenever something happened to an alert."""
        self._followers.append(follower)

    def hear(self, hearer: Hearer) -> None:
        """Call `hearer(alert, facts, now)` with what happened to an alert, before any follower."""
        self._hearers.append(hearer)

    def raised(self) -> list[Alert]:
        """Return every alert that was ever raised."""
        return [alert for alert in self.by_key.values() if alert.occurrence]

    def alert(self, wanted: AlertId) -> Alert:
        """Return one alert; raise NotFound."""
        key = self._keys.get(wanted)
        if key is None or not self.by_key[key].occurrence:
            raise NotFound("no_such_alert", id=wanted)
        return self.by_key[key]

    def rule(self, key: Key) -> Rule:
        """Return the rule of an alert."""
        return self._rules[key[0]]

    def apply(self, key: Key, stimulus: Stimulus, now: int) -> None:
        """Advance one alert and note what changed."""
        before = self.by_key.get(key) or self._unborn(key)
        after, facts = advance(self.rule(key), before, stimulus, now)
        if key not in self.by_key:
            if not (after.episodes or any(lane.active for lane in after.lanes)):
                return  # nothing stirs: no number is spent
            self._keys[after.id] = key
            self._next += 1
        if after.occurrence > before.occurrence:
            after, facts = self._ordered(after, facts)
        self.by_key[key] = after
        self._changes.happened(now, facts)
        if facts or after.lanes != before.lanes or after.shelf != before.shelf:
            self._changes.alerts[after.id] = after
        self.arm(key)
        if facts:
            for hearer in self._hearers:
                hearer(after, facts, now)
            self._tell(before, after, now)

    def withhold(self, key: Key, stimulus: Withholding, now: int) -> None:
        """Withhold an alert or let it go; one that was never raised only takes note."""
        if self.by_key[key].occurrence:
            self.apply(key, stimulus, now)
            return
        alert, _facts = advance(self.rule(key), self.by_key[key], stimulus, now)
        self.by_key[key] = alert
        self._changes.alerts[alert.id] = alert

    def arm(self, key: Key) -> None:
        """See to it that the alert's next deadline is kept, unless an earlier one is on the agenda:
        what puts it off, reading by reading, leaves nothing behind there."""
        due = deadline(self.rule(key), self.by_key[key])
        if due is not None and self._armed.get(key, due + 1) > due:
            self._armed[key] = due
            self._agenda.add(due, SENSORS, key)

    def fall_due(self, key: Key, due: int) -> None:
        """Let a deadline take effect, or put it off to when it is now."""
        if self._armed.get(key) == due:
            del self._armed[key]
        alert = self.by_key.get(key)
        if alert is not None:
            wanted = deadline(self.rule(key), alert)
            if wanted is not None and wanted <= due:
                self.apply(key, TimePassed(), due)
            else:
                self.arm(key)

    def retire(self, key: Key, now: int) -> None:
        """Drop an alert whose rule is gone; its number is never used again."""
        alert = self.by_key.pop(key)
        self._armed.pop(key, None)
        del self._keys[alert.id]
        gone = AlertRetired(alert=alert.id, occurrence=alert.occurrence)
        self._changes.happened(now, (gone,))
        self._changes.alerts[alert.id] = replace(
            alert,
            state=State.NORMAL,
            level=-1,
            lanes=(),
            changed_at=now,
            shelf=None,
            suppressed_by=(),
            out_of_service=(),
            symptom_of=None,
            episodes=(),
        )

    def _tell(self, before: Alert, after: Alert, now: int) -> None:
        """Tell followers; what they change in turn is told after this, in the order it was."""
        self._untold.append((before, after, now))
        if len(self._untold) > 1:
            return
        try:
            while self._untold:
                for follower in self._followers:
                    follower(*self._untold[0])
                self._untold.popleft()
        finally:
            self._untold.clear()

    def _unborn(self, key: Key) -> Alert:
        suppressed_by, out_of_service = self.marks(key)
        alert = Alert(
            id=AlertId(f"A-{self._next}"),
            rule=key[0],
            target=key[1],
            suppressed_by=suppressed_by,
            out_of_service=out_of_service,
        )
        return replace(alert, state=alert.withheld or State.NORMAL)

    def _ordered(
        self, alert: Alert, facts: tuple[AlertFact, ...]
    ) -> tuple[Alert, tuple[AlertFact, ...]]:
        """Give a raising its place among all of them."""
        self._orders += 1
        told = tuple(
            replace(fact, order=self._orders) if isinstance(fact, AlertRaised) else fact
            for fact in facts
        )
        return replace(alert, order=self._orders), told
