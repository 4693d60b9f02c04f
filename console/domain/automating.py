"""The rules of an automation: when it begins and ends, and what it tells next.

Every function takes how things stand and returns what follows; the hub folds facts in, tells
controls, and asks again whenever a condition or a control turned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from console.domain.automation_facts import AutomationBegan, AutomationEnded
from console.domain.automations import (
    Automation,
    AutomationState,
    Deed,
    Obstacle,
    Over,
)
from console.domain.conditions import Condition
from console.domain.controls import Control, ControlState
from console.domain.evaluation import Truth
from console.domain.ids import ControlId

TRIES = 3  # a device that would not so often is let be until the automation begins anew
AGAIN_MS = 60_000  # between them

Controls = Mapping[ControlId, Control]
States = Mapping[ControlId, ControlState]


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What an automation begins and ends by: its conditions, the local day, and whether another
    one that goes before it is at work."""

    when: Truth
    until: Truth
    today: str
    rival: bool = False
    outdone: bool = False


def obstacle(
    automation: Automation, state: AutomationState, given: Given, now: int
) -> Obstacle | None:
    """Return what keeps an automation from beginning although `when` is true."""
    standing = state.standing
    ended = standing.ended_at
    if standing.suspended:
        return Obstacle.SUSPENDED
    if automation.until is not None and given.until is True:
        return Obstacle.ENDS
    if state.spent and not automation.rest_s:
        return Obstacle.SPENT
    if ended is not None and now < ended + round(automation.rest_s * 1000):
        return Obstacle.RESTS
    if automation.most_per_day is not None and begun_on(state, given.today) >= (
        automation.most_per_day
    ):
        return Obstacle.ENOUGH
    return Obstacle.RIVAL if given.rival else None


def begun_on(state: AutomationState, today: str) -> int:
    """Return how often an automation began on a local day."""
    return state.begun if state.day == today else 0


def begin(
    automation: Automation, state: AutomationState, given: Given, now: int
) -> AutomationBegan | None:
    """Return that an automation begins, where it does."""
    if given.when is not True or obstacle(automation, state, given, now) is not None:
        return None
    return AutomationBegan(automation=automation.id, trial=automation.trial)


def end(
    automation: Automation, state: AutomationState, given: Given, at_work: tuple[Controls, States]
) -> AutomationEnded | None:
    """Return that an automation at work ends, where it does; what is not known ends nothing."""
    why = _over(automation, state, given, at_work)
    return None if why is None else AutomationEnded(automation=automation.id, why=why)


def next_deeds(
    automation: Automation, state: AutomationState, now: int
) -> tuple[Sequence[Deed], int | None]:
    """Return what an automation at work is to tell next, and when (ms) to look again where it
    waits for a device that failed before."""
    for step in steps(automation):
        undone = [deed for deed in step if deed.control not in state.done]
        waiting = [deed for deed in undone if not given_up(deed, state)]
        again = [_again_at(deed, state) for deed in waiting]
        ready = [deed for deed, at in zip(waiting, again, strict=True) if at <= now]
        later = min((at for at in again if at > now), default=None)
        if undone:
            return ready, later
    return (), None


def steps(automation: Automation) -> list[list[Deed]]:
    """Return an automation's deeds, those that go out together in one list."""
    numbers = sorted({deed.step for deed in automation.deeds})
    return [[deed for deed in automation.deeds if deed.step == number] for number in numbers]


def timed(deed: Deed, control: Control) -> bool:
    """Tell whether what a deed does comes to an end by itself."""
    return deed.run_s is not None or control.longest_s is not None


def ours(automation: str, state: ControlState) -> bool:
    """Tell whether a control does what this automation told it, or is about to."""
    commands = (state.pending, state.running)
    return any(one is not None and one.automation == automation for one in commands)


def given_up(deed: Deed, state: AutomationState) -> bool:
    """Tell whether a deed failed so often that it is let be."""
    tried = state.tried.get(deed.control)
    return tried is not None and tried.times >= TRIES


def conditions_of(automations: Mapping[str, Automation]) -> dict[str, Condition]:
    """Return every condition of automations: `when` by their ids, `until` by `until_of` theirs."""
    found = {id: one.when for id, one in automations.items()}
    return found | {
        until_of(id): one.until for id, one in automations.items() if one.until is not None
    }


def until_of(id: str) -> str:
    """Return the name of what ends an automation (no id of one)."""
    return f"{id}/until"


# Inside -------------------------------------------------------------------------------


def _over(
    automation: Automation, state: AutomationState, given: Given, at_work: tuple[Controls, States]
) -> Over | None:
    if state.standing.suspended:
        return Over.SUSPENDED
    if given.outdone:
        return Over.OUTDONE
    if automation.until is not None and given.until is True:
        return Over.UNTIL
    if automation.until is None and given.when is False:
        return Over.WHEN
    if automation.trial:
        return None
    if _failed(automation, state):
        return Over.FAILED
    return Over.DONE if _ran_out(automation, state, at_work) else None


def _failed(automation: Automation, state: AutomationState) -> bool:
    """Tell whether it cannot go on: nothing of its last step, or not all of one before, is done."""
    *before, last = steps(automation)
    if any(given_up(deed, state) for step in before for deed in step):
        return True
    return all(given_up(deed, state) for deed in last)


def _ran_out(
    automation: Automation, state: AutomationState, at_work: tuple[Controls, States]
) -> bool:
    controls, states = at_work
    last = [deed for deed in steps(automation)[-1] if not given_up(deed, state)]
    return all(
        timed(deed, controls[deed.control])
        and deed.control in state.done
        and not ours(automation.id, states[deed.control])
        for deed in last
    )


def _again_at(deed: Deed, state: AutomationState) -> int:
    tried = state.tried.get(deed.control)
    return 0 if tried is None else tried.at + AGAIN_MS
