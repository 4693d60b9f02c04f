"""What a sensor's workplace asks the hub for, away from the thread that draws."""

from __future__ import annotations

import msgspec
from textual.message import Message

from console.contract.case_views import CaseView
from console.contract.hub import Hub
from console.contract.rule_views import Explanation
from console.contract.views import Health, Page, Rejection
from console.domain.case_facts import Outcome
from console.domain.ids import SensorId
from console.domain.sites import Sensor
from console.errors import ConsoleError
from console.past import Past, ask_past

CASES_MOST = 50  # closed ones, the newest

Bounds = tuple[int, int]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub knows of a sensor besides its values: rules, closed cases, rejections."""

    rules: Explanation
    cases: tuple[CaseView, ...]
    rejections: tuple[Rejection, ...]


class PastHeard(Message):
    """The hub told a sensor's past, or why it could not."""

    def __init__(self, asked: tuple[SensorId, Bounds], told: Past | ConsoleError) -> None:
        super().__init__()
        self.asked = asked
        self.told = told


class StoryHeard(Message):
    """The hub told a sensor's story, or why it could not."""

    def __init__(self, sensor: SensorId, told: Story | ConsoleError) -> None:
        super().__init__()
        self.sensor = sensor
        self.told = told


def past(hub: Hub, sensor: Sensor, bounds: Bounds) -> PastHeard:
    """Ask for what a sensor measured."""
    asked = sensor.id, bounds
    try:
        return PastHeard(asked, ask_past(hub, sensor, *bounds))
    except ConsoleError as error:
        return PastHeard(asked, error)


def story(hub: Hub, sensor: SensorId) -> StoryHeard:
    """Ask for what is known of a sensor."""
    try:
        rules = hub.ask(f"sensors/{sensor}/rules", Explanation)
        alerts = [concern.alert.id for concern in rules.concerns if concern.alert is not None]
        cases: tuple[CaseView, ...] = ()
        if alerts:
            ended = [outcome.value for outcome in Outcome]
            asked = {"alert": alerts, "outcome": ended, "limit": CASES_MOST}
            cases = hub.ask("cases", Page[CaseView], **asked).items
        rejections = hub.ask("health", Health).rejections
    except ConsoleError as error:
        return StoryHeard(sensor, error)
    return StoryHeard(sensor, Story(rules=rules, cases=cases, rejections=rejections))
