"""Decides what people say about cause and symptom: two levels, and a cause that is not over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.clock import moment
from console.contract.alerts import MarkSymptom, ReleaseSymptom
from console.contract.facts import Fact
from console.domain import stimuli
from console.domain.alert_facts import AlertMarkedSymptom
from console.domain.alerts import Alert, State
from console.domain.ids import AlertId
from console.errors import Conflict, Refused
from console.hub.engine import Engine
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling
from console.hub.symptom_book import silent

FACTS_OF = 1_000  # newest facts of an alert among which its mark is looked for

History = Callable[[AlertId, int], Sequence[Fact]]


class SymptomDesk:
    """One method per operation; `history` gives an alert's newest facts, oldest first."""

    def __init__(self, engine: Engine, history: History) -> None:
        self._engine = engine
        self._history = history
        self.handlers: Handlers = {
            MarkSymptom: self._mark,
            ReleaseSymptom: self._release,
        }

    def _mark(self, request: MarkSymptom, seat: Seat, now: int) -> Ruling:
        alert, cause = self._engine.alert(request.alert), self._engine.alert(request.of)
        if alert.id == cause.id:
            raise Refused("own_cause", id=alert.id)
        if alert.symptom_of is not None:
            return self._marked(alert, request, seat)
        if cause.state is State.NORMAL:
            raise Refused("cause_is_over", id=cause.id)
        if silent(cause):
            raise Refused("alert_withheld", id=cause.id, state=cause.state.value)
        if cause.symptom_of is not None:
            raise Refused("cause_is_symptom", id=cause.id, of=cause.symptom_of)
        if symptoms := self._engine.symptoms.of(alert.id):
            raise Refused("symptom_is_cause", id=alert.id, count=len(symptoms), first=symptoms[0])
        if alert.state is State.NORMAL:
            raise Refused("alert_not_standing", id=alert.id)
        act = stimuli.MarkSymptom(request.occurrence, cause.id)
        return Ruling(about=self._engine.act(alert.id, act, now).id)

    def _release(self, request: ReleaseSymptom, _seat: Seat, now: int) -> Ruling:
        alert = self._engine.alert(request.alert)
        if alert.symptom_of is None:
            raise Refused("not_a_symptom", id=alert.id)
        return Ruling(about=self._engine.act(alert.id, stimuli.ReleaseSymptom(), now).id)

    def _marked(self, alert: Alert, request: MarkSymptom, seat: Seat) -> Ruling:
        """Let a person say the same again; anyone else, or anything else, comes too late."""
        mark = self._mark_of(alert)
        by = mark.who.person if mark is not None and mark.who is not None else ""
        if alert.symptom_of == request.of and by == seat.who.person:
            return Ruling(about=alert.id)
        at = alert.changed_at if mark is None else moment(mark.at)
        raise Conflict("already_symptom", id=alert.id, of=alert.symptom_of, by=by, at=at)

    def _mark_of(self, alert: Alert) -> Fact | None:
        facts = reversed(self._history(alert.id, FACTS_OF))
        return next((fact for fact in facts if isinstance(fact.what, AlertMarkedSymptom)), None)
