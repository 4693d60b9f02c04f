"""What is being worked on, as a visitor may know it: what about, where, how far; never who."""

from __future__ import annotations

import msgspec

from console.contract.case_views import CaseView
from console.domain.cases import Step
from console.domain.gauges import AirIndex, WaterClass
from console.domain.ids import DeviceId, RuleId, TargetId
from console.domain.rules import LimitRule, NoDataRule, OfflineRule, QualityRule
from console.domain.sites import Site
from console.domain.values import Bilingual
from console.mirror import Mirror
from console.wording.board import Topic

_TOPICS: dict[Topic, tuple[str, ...]] = {
    Topic.DUST: ("pm10", "pm25", "tsp"),
    Topic.AIR: ("so2", "no2", "co", "o3"),
    Topic.NOISE: ("noise",),
    Topic.WATER: ("ph", "do", "nh3n", "turbidity", "conductivity", "water-temperature", "codmn"),
    Topic.HIGH_WATER: ("water-level",),
    Topic.BIN: ("fill", "weight"),
    Topic.LAMP: ("soc", "pv-power", "lux"),
    Topic.POWER: ("voltage", "current", "leak"),
    Topic.WATERING: ("level", "volume", "inflow", "flow", "pressure", "soil-moisture"),
    Topic.PARKING: ("occupancy", "free", "arrivals"),
    Topic.SAFETY: ("smoke", "temperature", "charging"),
}
_TOPIC_OF = {quantity: topic for topic, quantities in _TOPICS.items() for quantity in quantities}


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One thing people work on; `place` is the zone, where it has one."""

    topic: Topic
    place: Bilingual | None
    step: Step


def works(mirror: Mirror) -> tuple[Work, ...]:
    """Return everything that is worked on, each once, what people are at first."""
    site = mirror.site
    open_cases = [case for case in mirror.cases.values() if case.step in set(Step)]
    found = dict.fromkeys(_work(mirror, site, case) for case in open_cases)
    return tuple(sorted(found, key=lambda work: -_near(work.step)))


def _work(mirror: Mirror, site: Site, case: CaseView) -> Work:
    points: list[tuple[RuleId, TargetId]] = [(p.rule, p.target) for p in case.points]
    for id in case.alerts:
        if (alert := mirror.alerts.get(id)) is not None:
            points.append((alert.rule, alert.target))
    topic = _topic(site, *points[0]) if points else Topic.MATTER
    zone = case.zone
    if zone is None and points:
        device = site.devices.get(DeviceId(points[0][1].partition("/")[0]))
        zone = device.zone if device is not None else None
    known = site.zones.get(zone) if zone is not None else None
    return Work(topic=topic, place=known.name if known else None, step=Step(case.step))


def _topic(site: Site, rule: RuleId, target: TargetId) -> Topic:
    known = site.rules.get(rule)
    match known:
        case OfflineRule() | NoDataRule() | QualityRule():
            return Topic.DEVICE
        case LimitRule(gauge=AirIndex()):
            return Topic.AIR
        case LimitRule(gauge=WaterClass()):
            return Topic.WATER
        case _:
            return _TOPIC_OF.get(target.partition("/")[2], Topic.MATTER)


def _near(step: Step) -> int:
    """Return how much is going on: people there first, what is over last."""
    order = (
        Step.VERIFIED,
        Step.FED_BACK,
        Step.COLLECTED,
        Step.FILED,
        Step.DISPATCHED,
        Step.HANDLING,
    )
    return order.index(step) if step in order else -1
