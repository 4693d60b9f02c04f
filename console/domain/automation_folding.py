"""How an automation stands after each fact: the one place where its standing changes."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from console.domain.automation_facts import (
    AutomationBegan,
    AutomationBlocked,
    AutomationEnded,
    AutomationFact,
    AutomationResumed,
    AutomationSuspended,
)
from console.domain.automations import AutomationStanding
from console.domain.control_folding import Told
from console.domain.ids import ControlId


def standing_after(
    what: AutomationFact, standing: AutomationStanding, told: Told
) -> AutomationStanding:
    """Return how an automation stands after a fact about it."""
    match what:
        case AutomationBegan():
            began = replace(unblocked(standing), active=True, began_at=told.at)
            return replace(began, ended_at=None, because=what.because, over=None)
        case AutomationEnded():
            return replace(unblocked(standing), active=False, ended_at=told.at, over=what.why)
        case AutomationBlocked():
            return replace(
                standing, blocked=what.code, control=what.control, interlock=what.interlock
            )
        case AutomationSuspended():
            return replace(standing, suspended=True, suspended_until=what.until, by=told.by)
        case AutomationResumed():
            return replace(standing, suspended=False, suspended_until=None, by=None)
        case _:
            assert_never(what)


def after_telling(standing: AutomationStanding, control: ControlId) -> AutomationStanding:
    """Return how an automation stands once it could tell a control something."""
    return unblocked(standing) if standing.control == control else standing


def unblocked(standing: AutomationStanding) -> AutomationStanding:
    """Return how an automation stands once it could tell what it could not before."""
    return replace(standing, blocked=None, control=None, interlock=None)
