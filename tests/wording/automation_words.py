"""Facts about automations, one of each kind and each wording."""

from __future__ import annotations

from datetime import time

from console.domain.automation_facts import (
    AutomationBegan,
    AutomationBlocked,
    AutomationEnded,
    AutomationResumed,
    AutomationSuspended,
)
from console.domain.automations import Over, Reason
from console.domain.conditions import Not, SensorIs, SunIs, TimeIs
from console.domain.facts import What
from console.domain.ids import ControlId
from tests.sites import sensor_of
from tests.wording.control_words import PUMP, UNTIL

WATER = "water"
DRY = Reason(part=SensorIs(sensor=sensor_of("air-1"), below=60), value=41.5)
DAWN = Reason(part=TimeIs(start=time(5), end=time(6, 30), days=(0, 7), without=()))
DARK = Reason(
    part=Not(of=SunIs(up=True, after_set_s=600, before_rise_s=600, latitude=30.6, longitude=104))
)

AUTOMATION_FACTS: tuple[What, ...] = (
    AutomationBegan(automation=WATER, because=(DRY, DAWN, DARK)),
    AutomationBegan(automation="\x1b[2Jwater", trial=True),
    *(AutomationEnded(automation=WATER, why=why) for why in Over),
    AutomationEnded(automation=WATER, why=Over.UNTIL, because=(DRY,)),
    AutomationBlocked(automation=WATER, control=PUMP, code="interlocked", interlock="\x1b[2Jdry"),
    AutomationBlocked(automation=WATER, control=ControlId("x/y"), code="\x1b[2Jodd"),
    AutomationSuspended(automation=WATER, until=UNTIL),
    AutomationSuspended(automation=WATER),
    AutomationResumed(automation=WATER),
    AutomationResumed(automation=WATER, lapsed=True),
)
