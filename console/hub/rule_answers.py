"""What the hub answers about rules: where one is used, what concerns a thing, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from console.clock import Clock, utc
from console.contract.rule_views import (
    By,
    Concern,
    DelayView,
    Explanation,
    JudgedView,
    RuleDetail,
    Withheld,
)
from console.contract.views import AlertView, Page
from console.domain.alerts import Alert
from console.domain.findings import nearest
from console.domain.ids import DeviceId, RuleId, SensorId, TargetId
from console.domain.lanes import levels_of, priority_of
from console.domain.meters.meter import Figure
from console.domain.rules import LimitRule, Rule
from console.domain.sites import Device, GuidanceFrom, Sensor, Site
from console.domain.suppressions import covers
from console.domain.values import Bilingual
from console.errors import NotFound
from console.hub.board import Board
from console.hub.glance import Glance
from console.hub.selection import Selection


class Judging(Protocol):
    """The rules at work, as of this moment."""

    def judged(self, rule: RuleId, target: TargetId) -> Figure | None:
        """Return the newest figure that `rule` had to judge at a target."""

    def at_work(self, rule: RuleId, target: TargetId) -> Alert | None:
        """Return the alert of `rule` at a target, delays included, once something stirred."""


class RuleAnswers:
    """One method per view; "today" is the site's day in data time."""

    judging: Judging | None = None

    def __init__(self, site: Site, clock: Clock, board: Board) -> None:
        self._site = site
        self._sensors = site.sensors()
        self._clock = clock
        self._board = board
        self._zone = ZoneInfo(site.time_zone)
        self._glance = Glance(site, board)

    def rules(self, selection: Selection) -> Page[Rule]:
        """Return the rules of the site."""
        rules = list(self._site.rules.values())
        return selection.page(rules, lambda rule: rule.id, self._board.as_of)

    def rule(self, wanted: RuleId) -> RuleDetail:
        """Return one rule."""
        rule = self._site.rules.get(wanted)
        if rule is None:
            raise NotFound("no_such_rule", id=wanted, nearest=nearest(wanted, self._site.rules))
        today = self._today()
        return RuleDetail(
            rule=rule,
            day=today,
            in_force=rule.in_force(today),
            following=self._following(rule, today),
            used_by=tuple(self._users(wanted)),
        )

    def of_sensor(self, wanted: SensorId) -> Explanation:
        """Return what concerns a sensor: its own rules, then its device's."""
        sensor = self._sensors.get(wanted)
        if sensor is None:
            raise NotFound("no_such_sensor", id=wanted)
        device = self._site.devices[sensor.device]
        return Explanation(
            target=wanted,
            name=sensor.name,
            day=self._today(),
            as_of=self._board.as_of,
            concerns=(*self._concerns(sensor), *self._concerns(device)),
        )

    def of_device(self, wanted: DeviceId) -> Explanation:
        """Return what concerns a device: its own rules, then those of its sensors."""
        device = self._site.devices.get(wanted)
        if device is None:
            raise NotFound("no_such_device", id=wanted)
        return Explanation(
            target=wanted,
            name=device.name,
            day=self._today(),
            as_of=self._board.as_of,
            concerns=(
                *self._concerns(device),
                *(concern for sensor in device.sensors for concern in self._concerns(sensor)),
            ),
        )

    def _concerns(self, thing: Sensor | Device) -> Iterator[Concern]:
        device = self._site.devices[thing.device] if isinstance(thing, Sensor) else thing
        standing = {
            view.rule: view for view in self._board.alerts.values() if view.target == thing.id
        }
        here, today = tuple(self._of_place(thing.id, device)), self._today()
        for rule in map(self._site.rules.__getitem__, thing.rules):
            guidance, whose = guidance_of(rule, device)
            alert = standing.get(rule.id)
            yield Concern(
                target=thing.id,
                unit=thing.unit if isinstance(thing, Sensor) else "",
                rule=rule,
                in_force=rule.in_force(today),
                following=self._following(rule, today),
                guidance=guidance,
                guidance_from=whose,
                applies=self._applies(rule),
                withheld=(
                    *(each for each in here if each.by is not By.DOUBT or _by_reading(rule)),
                    *self._by_design(rule, device, alert),
                    *_of_alert(alert),
                ),
                alert=alert,
                judged=self._judged(rule, thing.id),
                delay=self._delay(rule, thing.id),
            )

    def _judged(self, rule: Rule, target: TargetId) -> JudgedView | None:
        figure = self.judging.judged(rule.id, target) if self.judging is not None else None
        if figure is None:
            return None
        at, until = utc(figure.at), utc(figure.until)
        return JudgedView(value=figure.value, at=at, until=until, least=figure.least)

    def _delay(self, rule: Rule, target: TargetId) -> DelayView | None:
        alert = self.judging.at_work(rule.id, target) if self.judging is not None else None
        return None if alert is None else delay_of(rule, alert)

    def _of_place(self, target: TargetId, device: Device) -> Iterator[Withheld]:
        """Yield what is so where the target is, whatever the rule."""
        around = self._board.around
        for place in dict.fromkeys((target, device.id, device.zone)):
            if (out := around.out_of_service.get(place)) is not None:
                yield Withheld(by=By.OUT_OF_SERVICE, what=out.target, who=out.by, note=out.note)
        if (doubt := around.doubts.get(SensorId(target))) is not None:
            yield Withheld(by=By.DOUBT, what=" ".join(doubt.tests))

    def _by_design(self, rule: Rule, device: Device, alert: AlertView | None) -> Iterator[Withheld]:
        around = self._board.around
        for suppression in self._site.suppressions.values():
            if suppression.id in around.suppressions and covers(suppression, rule.id, device):
                yield Withheld(by=By.SUPPRESSION, what=suppression.id)
        if rule.id in around.suppressions:
            yield Withheld(by=By.ONLY_WHEN, what=rule.id)
        for by in alert.suppressed_by if alert is not None else ():
            if by not in around.suppressions:  # a pattern that stands for it
                yield Withheld(by=By.SUPPRESSION, what=by)

    def _following(self, rule: Rule, day: date) -> Rule | None:
        editions = self._site.editions.get(rule.id, ())
        return next((one for one in editions if one.valid_from and one.valid_from > day), None)

    def _applies(self, rule: Rule) -> bool | None:
        """Return what a rule's own condition says now; the hub knows more of one that must have
        held for a while than can be seen here."""
        if rule.only_when is None:
            return None
        if rule.id in self._board.around.suppressions:
            return False
        return self._glance.truth(rule.only_when, self._clock.now())

    def _users(self, rule: RuleId) -> Iterator[TargetId]:
        for device in self._site.devices.values():
            if rule in device.rules:
                yield device.id
            yield from (sensor.id for sensor in device.sensors if rule in sensor.rules)

    def _today(self) -> date:
        return utc(self._clock.now()).astimezone(self._zone).date()


def guidance_of(
    rule: Rule | None, device: Device | None
) -> tuple[Bilingual | None, GuidanceFrom | None]:
    """Return what an operator is told to do, and whose word it is: the rule's own comes first."""
    if rule is not None and rule.guidance is not None:
        return rule.guidance, GuidanceFrom.RULE
    return (device.guidance, device.guidance_from) if device is not None else (None, None)


def delay_of(rule: Rule, alert: Alert) -> DelayView | None:
    """Return the delay that runs: that of the worst level about to stand, or about to end."""
    for level, lane in reversed(list(enumerate(alert.lanes[: len(levels_of(rule))]))):
        if lane.active is lane.standing:
            continue
        delay: float = getattr(rule, "on_delay_s" if lane.active else "off_delay_s", 0.0)
        return DelayView(
            priority=priority_of(rule, level),
            since=utc(lane.since),
            due=utc(lane.since + round(delay * 1000)),
            ending=lane.standing,
        )
    return None


def _by_reading(rule: Rule) -> bool:
    return isinstance(rule, LimitRule)


def _of_alert(alert: AlertView | None) -> Iterator[Withheld]:
    if alert is None:
        return
    if (shelf := alert.shelf) is not None:
        yield Withheld(by=By.SHELF, who=shelf.by, until=shelf.until, note=shelf.reason)
    if alert.symptom_of is not None:
        yield Withheld(by=By.SYMPTOM, what=alert.symptom_of)
