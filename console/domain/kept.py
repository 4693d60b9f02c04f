"""Small nouns that outlive a restart, each whole under its own id."""

from __future__ import annotations

from console.domain.automations import AutomationState
from console.domain.conditions import Remembered
from console.domain.controls import ControlState
from console.domain.doubts import Doubt
from console.domain.load import Flood
from console.domain.notices import Notice
from console.domain.service import OutOfService
from console.domain.shifts import Duty, Handover, Person
from console.domain.unit_states import UnitState

Kept = (
    OutOfService
    | Doubt
    | Flood
    | Remembered
    | Person
    | Duty
    | Handover
    | UnitState
    | Notice
    | ControlState
    | AutomationState
)
