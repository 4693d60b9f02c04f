"""One of each fact about what withholds alerts, doubts sensors or loads the operator."""

from __future__ import annotations

from console.domain.alert_facts import (
    AlertMarkedSymptom,
    AlertPassedOn,
    AlertPutBack,
    AlertRaised,
    AlertReleased,
    AlertReturned,
    AlertShelfEnding,
    AlertShelved,
    AlertSuppressed,
    AlertTakenOut,
    AlertUnacknowledged,
    AlertUnshelved,
    AlertUnsuppressed,
    EpisodeCounted,
    Unshelving,
)
from console.domain.alerts import Episode, State
from console.domain.doubts import Test
from console.domain.facts import (
    FloodBegan,
    FloodEnded,
    SensorDoubted,
    SensorTrusted,
    ServiceResumed,
    ServiceStopped,
    SuppressionBegan,
    SuppressionEnded,
    What,
)
from console.domain.ids import AlertId
from console.domain.service import Scope
from console.domain.stimuli import Why
from console.domain.values import Priority
from tests.sites import GATEWAY, HIGH, sensor_of

ALERT = AlertId("A-7")
PM10 = sensor_of("air-1")
UNTIL = 1_793_860_200_000
UNACKNOWLEDGED = State.UNACKNOWLEDGED

WITHHELD_FACTS: tuple[What, ...] = (
    AlertRaised(
        alert=ALERT,
        occurrence=2,
        rule=HIGH,
        target=PM10,
        priority=Priority.HIGH,
        withheld=State.SHELVED,
    ),
    AlertReturned(alert=ALERT, occurrence=2, withheld=State.SUPPRESSED),
    *(AlertUnacknowledged(alert=ALERT, occurrence=2, why=why) for why in Why),
    AlertPassedOn(alert=ALERT, occurrence=2, to="Wang"),
    AlertShelved(alert=ALERT, occurrence=2, until=UNTIL),
    AlertShelved(alert=ALERT, occurrence=2, until=UNTIL, one_shot=True),
    AlertShelfEnding(alert=ALERT, occurrence=2, until=UNTIL, standing=True),
    AlertShelfEnding(alert=ALERT, occurrence=2, until=UNTIL, standing=False),
    *(
        AlertUnshelved(alert=ALERT, occurrence=2, why=why, state=UNACKNOWLEDGED)
        for why in Unshelving
    ),
    AlertSuppressed(alert=ALERT, occurrence=2, by=HIGH),
    AlertUnsuppressed(alert=ALERT, occurrence=2, by="\x1b[2Jrain", state=State.NORMAL),
    AlertTakenOut(alert=ALERT, occurrence=2, by="gate"),
    AlertPutBack(alert=ALERT, occurrence=2, by=PM10, state=UNACKNOWLEDGED),
    AlertMarkedSymptom(alert=ALERT, occurrence=2, of=AlertId("A-3")),
    AlertReleased(alert=ALERT, occurrence=2, state=UNACKNOWLEDGED),
    EpisodeCounted(alert=ALERT, occurrence=2, episode=Episode(UNTIL - 3_600_000, UNTIL)),
    ServiceStopped(target="gate", scope=Scope.ZONE, note="lens cleaned"),
    ServiceResumed(target=GATEWAY),
    SuppressionBegan(suppression="rain"),
    SuppressionEnded(suppression=HIGH),
    SensorDoubted(sensor=PM10, tests=tuple(Test), value=9_999.0),
    SensorTrusted(sensor=PM10),
    FloodBegan(first=ALERT, count=11),
    FloodEnded(count=40),
)
