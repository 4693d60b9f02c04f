"""Every state, every stimulus: the whole diagram walked, and compared with the standard's.

Where the paid standard was not read the table is that of the field's secondary sources; what is
this house's own is marked.
"""

from __future__ import annotations

from collections import deque
from itertools import product

import pytest

from console.domain.alert_facts import AlertFact
from console.domain.alerting import advance
from console.domain.alerts import FOREVER, Alert, Shelf, State
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.rules import Level, LimitRule
from console.domain.stimuli import (
    Acknowledge,
    Folded,
    MarkSymptom,
    Measured,
    Note,
    PassOn,
    PutBack,
    ReleaseSymptom,
    Shelve,
    Stimulus,
    Suppress,
    TakeOut,
    TimePassed,
    Unacknowledge,
    Unshelve,
    Unsuppress,
)
from console.domain.values import Bilingual, Priority
from console.errors import ConsoleError

QUEUE = ("unacknowledged", "acknowledged", "returned")
WITHHELD = ("shelved", "suppressed", "out-of-service")
ANY = ("normal", *QUEUE)

ISA_TRANSITIONS = {
    ("normal", "raised", "unacknowledged"),
    ("returned", "raised", "unacknowledged"),
    ("unacknowledged", "rose", "unacknowledged"),
    ("acknowledged", "rose", "unacknowledged"),
    ("unacknowledged", "eased", "unacknowledged"),
    ("acknowledged", "eased", "acknowledged"),
    ("unacknowledged", "returned", "returned"),
    ("acknowledged", "cleared", "normal"),
    ("unacknowledged", "acknowledged", "acknowledged"),
    ("returned", "acknowledged+cleared", "normal"),
    ("acknowledged", "unacknowledged", "unacknowledged"),
    # Into E, F and G from anywhere before the operator, or from normal.
    *((state, "shelved", "shelved") for state in ANY),
    *((state, "suppressed", "suppressed") for state in ANY),
    *((state, "takenout", "out-of-service") for state in ANY),
    # Out of them: unacknowledged while it stands, else normal; never acknowledged.
    *(
        (state, how, after)
        for state, how in (
            ("shelved", "unshelved"),
            ("suppressed", "unsuppressed"),
            ("out-of-service", "putback"),
        )
        for after in ("normal", "unacknowledged")
    ),
    ("shelved", "returned+unshelved", "normal"),  # a one-shot shelf
    ("shelved", "shelved", "shelved"),  # by the same person, for longer
    # Several may withhold at once: the strongest names the state.
    ("shelved", "suppressed", "suppressed"),
    ("shelved", "takenout", "out-of-service"),
    ("suppressed", "takenout", "out-of-service"),
    ("suppressed", "unsuppressed", "shelved"),
    ("out-of-service", "putback", "shelved"),
    ("out-of-service", "putback", "suppressed"),
    ("suppressed", "shelved", "suppressed"),
    ("out-of-service", "shelved", "out-of-service"),
    ("out-of-service", "suppressed", "out-of-service"),
    ("suppressed", "unshelved", "suppressed"),
    ("out-of-service", "unshelved", "out-of-service"),
    ("out-of-service", "unsuppressed", "out-of-service"),
    ("suppressed", "returned+unshelved", "suppressed"),
    ("out-of-service", "returned+unshelved", "out-of-service"),
    # Withheld, it goes on evaluating.
    *(
        (state, fact, state)
        for state, fact in product(WITHHELD, ("raised", "rose", "eased", "returned", "folded"))
    ),
    # The house's own: folding, symptoms, notes, passing on.
    ("unacknowledged", "folded", "normal"),
    ("acknowledged", "folded", "normal"),
    *((state, "markedsymptom", state) for state in (*ANY, *WITHHELD)),
    *((state, "released", state) for state in (*ANY, *WITHHELD) if state != "acknowledged"),
    ("acknowledged", "released", "unacknowledged"),
    # A symptom that gets worse than it was stands for itself again.
    *((state, "rose+released", "unacknowledged") for state in ("unacknowledged", "acknowledged")),
    *((state, "raised+released", "unacknowledged") for state in ("normal", "returned")),
    *(
        (state, fact, state)
        for state, fact in product(WITHHELD, ("raised+released", "rose+released"))
    ),
    *((state, "noted", state) for state in (*ANY, *WITHHELD)),
    ("acknowledged", "passedon", "acknowledged"),
}

RULE = LimitRule(
    id=RuleId("air.pm10"),
    name=Bilingual(zh="可吸入颗粒物", en="PM10"),
    levels=(
        Level(priority=Priority.LOW, limit=100.0, clear=90.0),
        Level(priority=Priority.HIGH, limit=150.0, clear=140.0),
    ),
)
START = Alert(id=AlertId("A-1"), rule=RULE.id, target=SensorId("gate-1/pm10"))


def stimuli(alert: Alert) -> list[Stimulus]:
    """Return one of each kind, bound to the occurrence that is."""
    shelf = Shelf(until=FOREVER, by="lin", at=0, reason="works")
    return [
        *(Measured(value=value, holds_until=FOREVER) for value in (50.0, 95.0, 120.0, 160.0)),
        Acknowledge(occurrence=alert.occurrence, person="lin"),
        Unacknowledge(occurrence=alert.occurrence),
        PassOn(to="zhao"),
        Note(occurrence=alert.occurrence, note="seen"),
        Folded(into=DeviceId("gw-north")),
        TimePassed(),
        Shelve(shelf),
        Shelve(Shelf(until=FOREVER - 1, by="lin", at=0, reason="works", one_shot=True)),
        Unshelve(),
        Suppress(by="rain"),
        Unsuppress(by="rain"),
        TakeOut(by="gate-1"),
        PutBack(by="gate-1"),
        MarkSymptom(occurrence=alert.occurrence, of=AlertId("A-9")),
        ReleaseSymptom(),
    ]


def walked(latching: bool) -> tuple[set[tuple[str, str, str]], set[tuple[str, str]]]:
    """Walk from the start wherever stimuli lead; return transitions and what was tried where."""
    rule = LimitRule(id=RULE.id, name=RULE.name, levels=RULE.levels, latching=latching)
    seen, waiting = {_shape(START)}, deque([START])
    transitions: set[tuple[str, str, str]] = set()
    tried: set[tuple[str, str]] = set()
    while waiting:
        alert = waiting.popleft()
        for stimulus in stimuli(alert):
            tried.add((alert.state.value, type(stimulus).__name__))
            try:
                after, facts = advance(rule, alert, stimulus, 0)
            except ConsoleError:
                continue
            if facts:
                transitions.add((alert.state.value, _said(facts), after.state.value))
            else:
                assert after.state is alert.state
            if _shape(after) not in seen:
                seen.add(_shape(after))
                waiting.append(after)
    return transitions, tried


def test_the_whole_diagram_is_walked_and_is_the_standard_s() -> None:
    transitions, tried = walked(latching=True)
    assert transitions == ISA_TRANSITIONS
    kinds = {type(stimulus).__name__ for stimulus in stimuli(START)}
    assert tried == set(product((state.value for state in State), kinds))


def test_without_latching_what_ends_unseen_is_over() -> None:
    transitions, _tried = walked(latching=False)
    assert ("unacknowledged", "returned+cleared", "normal") in transitions
    assert not any("returned" in (before, after) for before, _said, after in transitions)


@pytest.mark.parametrize("state", WITHHELD)
def test_nothing_leaves_withholding_acknowledged(state: str) -> None:
    transitions, _tried = walked(latching=True)
    assert not any(b == state and after == "acknowledged" for b, _said, after in transitions)


def _shape(alert: Alert) -> tuple[object, ...]:
    return (
        alert.state,
        alert.level,
        alert.acknowledged_by,
        alert.shelf,
        alert.suppressed_by,
        alert.out_of_service,
        alert.symptom_of,
        alert.occurrence > 0,
    )


def _said(facts: tuple[AlertFact, ...]) -> str:
    return "+".join(type(fact).__name__.removeprefix("Alert").lower() for fact in facts)
