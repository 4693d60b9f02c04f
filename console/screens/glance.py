"""How a sensor, device or alert reads at one glance: glyph, ink and word; only facts decide."""

from __future__ import annotations

import msgspec

from console.clock import moment
from console.contract.state_views import OutOfServiceView
from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.gauges import AirIndex, Count, Unchanged, WaterClass
from console.domain.ids import DeviceId, SensorId, TargetId
from console.domain.rules import (
    LimitRule,
    NoDataRule,
    OfflineRule,
    QualityRule,
    RecurringRule,
    Rule,
    Side,
)
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Priority
from console.live import Live
from console.widgets import Bound, Ink, Piece
from console.wording import (
    age,
    chosen,
    number,
    plain,
    priority_glyph,
    priority_word,
    target_name,
)
from console.wording.plant import Plant
from console.wording.plant_facts import test_word
from console.wording.screens import Say, say

INK_OF: dict[Priority, Ink] = {
    Priority.CRITICAL: "critical",
    Priority.HIGH: "high",
    Priority.MEDIUM: "medium",
    Priority.LOW: "low",
}


DOUBT = "?"
AQI = "AQI"
CLASSES = ("I", "II", "III", "IV", "V", ">V")
OUT = "✗"
PLACES_MORE = 4  # so many further decimals are shown to tell a value from its limit


class Glance(msgspec.Struct, frozen=True):
    """Glyph, ink and word of a state, and the alert behind it where there is one.

    `sound` tells whether the value itself may be believed.
    """

    glyph: str
    ink: Ink
    word: str
    alert: AlertView | None = None
    sound: bool = True


class Figure(msgspec.Struct, frozen=True):
    """A sensor's newest value, and what stands beside it: its unit, or while the value link is
    not live, how old it is."""

    value: Piece
    unit: Piece
    age: Piece


def newest(live: Live, sensor: Sensor, ink: Ink = "text") -> Figure:
    """Return a sensor's newest value in `ink`; one that may not be that of now is faint, with
    its age."""
    value = number(live.picture.value(sensor.id), sensor.decimals)
    measured = age(live.age_s(live.picture.at(sensor.id)))
    if live.current:
        return Figure((value, ink), (plain(sensor.unit), "faint"), (measured, "faint"))
    return Figure((value, "faint"), (measured, "unknown"), (measured, "unknown"))


def of_target(live: Live, target: TargetId) -> Glance:
    """Return how a sensor or device stands: what is out of service or doubted speaks no alarm."""
    if not live.evaluated:
        return Glance("?", "unknown", say(Say.NOT_EVALUATED))
    around = live.mirror.around
    if around.out_of_service and out_with(live, target) is not None:
        return Glance(OUT, "faint", say(Plant.OUT_OF_SERVICE), sound=False)
    if around.doubts and (doubt := around.doubts.get(SensorId(target))) is not None:
        tests = ", ".join(map(test_word, doubt.tests))
        return Glance(DOUBT, "unknown", say(Plant.DOUBTFUL, tests=tests), sound=False)
    alerts = live.alerts_on(target)
    if alerts:
        return of_alert(live, alerts[0])
    device, is_sensor, _quantity = target.partition("/")
    if live.offline(DeviceId(device)):
        return Glance("?", "unknown", say(Say.OFFLINE))
    if is_sensor and live.picture.at(target) is None:  # type: ignore[arg-type]
        return Glance("?", "unknown", say(Say.NO_VALUE_YET))
    return Glance("·", "muted", say(Say.FINE))


def out_with(live: Live, target: TargetId) -> OutOfServiceView | None:
    """Return what puts a target out of service, itself or what it belongs to, if anything does."""
    out = live.mirror.around.out_of_service
    if not out:
        return None
    device = live.mirror.site.devices.get(DeviceId(target.partition("/")[0]))
    places: list[str] = [target]
    if device is not None:
        places += [device.id, device.zone]
    return next((out[place] for place in places if place in out), None)


def of_alert(live: Live, alert: AlertView) -> Glance:
    """Return how an alert stands."""
    if not live.evaluated:
        return Glance("?", "unknown", say(Say.NOT_EVALUATED), alert)
    glyph = priority_glyph(alert.priority)
    if alert.state is State.RETURNED or (alert.state.withheld and not alert.standing):
        return Glance("↩", "muted", say(Say.RETURNED_WORD), alert)
    if alert.state.withheld:
        return Glance(glyph, "muted", priority_word(alert.priority), alert)
    return Glance(glyph, INK_OF[alert.priority], priority_word(alert.priority), alert)


def of_device(live: Live, device: Device) -> tuple[Glance, Sensor | None]:
    """Return how a device stands as a whole, and the sensor that leads on its tile."""
    own = of_target(live, device.id)
    lead = device.sensors[0] if device.sensors else None
    glance = own if own.alert or lead is None else of_target(live, lead.id)
    if own.alert is not None and live.mirror.around.doubts:
        # A device in need of repair shows the sensor that says so.
        doubts = live.mirror.around.doubts
        lead = next((s for s in device.sensors if s.id in doubts), lead)
    for sensor in device.sensors:
        here = of_target(live, sensor.id)
        if rank_of(here) > rank_of(glance):
            glance, lead = here, sensor
    return glance, lead


def matter(site: Site, alert: AlertView, value: float | None) -> str:
    """Return what an alert is about in a few cells: `312 > 250`, `no data`, `offline`."""
    rule = site.rules.get(alert.rule)
    if isinstance(rule, NoDataRule):
        return say(Say.NO_DATA)
    if isinstance(rule, OfflineRule):
        return say(Say.OFFLINE)
    if isinstance(rule, QualityRule):
        return say(Say.DOUBTFUL_WORD)
    if isinstance(rule, RecurringRule):
        return say(Say.NOW_AND_THEN, count=len(alert.episodes))
    index = rule.gauge if isinstance(rule, LimitRule) else None
    if isinstance(index, WaterClass):
        return f"{water_class(index.target + (value or 0))} > {water_class(index.target)}"
    shown = figure_of(site, alert, value)
    limit = figure_of(site, alert, alert.limit)
    if shown == limit and value is not None and value != alert.limit:
        shown = _told_apart(value, alert.limit, decimals_of(site, alert.target))
    if isinstance(index, AirIndex):
        shown = f"{AQI} {shown}"
    if alert.limit is None or not alert.standing:
        return shown  # what has come back is past its limit no more
    return f"{shown} {sign_of(rule)} {limit}"


def _told_apart(value: float, limit: float | None, decimals: int) -> str:
    """Return `value` with as many places as it takes to see on which side of `limit` it is."""
    places = range(decimals + 1, decimals + PLACES_MORE + 1)
    shown = [number(value, place) for place in places]
    other = [number(limit, place) for place in places]
    return next((one for one, bound in zip(shown, other, strict=True) if one != bound), shown[-1])


def index_of(site: Site, alert: AlertView) -> tuple[str, str]:
    """Return the figure of an alert on a whole device, and what it is; nothing where none is."""
    rule = site.rules.get(alert.rule)
    match rule.gauge if isinstance(rule, LimitRule) else None:
        case AirIndex():
            return number(alert.value, 0), AQI
        case WaterClass(target=target):
            return water_class(target + (alert.value or 0)), ""
        case _:
            return "", ""


def water_class(degree: float) -> str:
    """Return a class of GB 3838 as it is written: I to V, and beyond."""
    return CLASSES[min(max(round(degree), 1), len(CLASSES)) - 1]


def figure_of(site: Site, alert: AlertView, value: float | None) -> str:
    """Return a figure that an alert's rule judges, as people read such figures."""
    rule = site.rules.get(alert.rule)
    match rule.gauge if isinstance(rule, LimitRule) else None:
        case Unchanged():
            return age(value)
        case Count() | AirIndex() | WaterClass():
            return number(value, 0)
        case _:
            return number(value, decimals_of(site, alert.target))


def limit_of(site: Site, alert: AlertView) -> str:
    """Return the limit an alert is past, with its sign, or what kind of condition it is."""
    if alert.limit is None:
        return matter(site, alert, None)
    rule = site.rules.get(alert.rule)
    return f"{sign_of(rule)} {figure_of(site, alert, alert.limit)}"


def sign_of(rule: Rule | None) -> str:
    """Return which side of the limit is trouble."""
    return "<" if isinstance(rule, LimitRule) and rule.side is Side.LOW else ">"


def bound_of(site: Site, glance: Glance) -> Bound | None:
    """Return the limit to draw a trend against."""
    alert = glance.alert
    if alert is None or alert.limit is None:
        return None
    rule = site.rules.get(alert.rule)
    side = rule.side if isinstance(rule, LimitRule) else Side.HIGH
    return Bound(alert.limit, side, soft(glance.ink))


def soft(ink: Ink) -> Ink:
    """Return the ink for words and figures: only a glyph stands reversed."""
    return "high" if ink == "critical" else ink


def decimals_of(site: Site, target: TargetId) -> int:
    """Return how many places a target's values have."""
    sensor = sensor_at(site, target)
    return sensor.decimals if sensor else 1


def sensor_at(site: Site, target: TargetId) -> Sensor | None:
    """Return the sensor that a target is; a device, and what is no more, is none."""
    device = site.devices.get(DeviceId(target.partition("/")[0]))
    return next((s for s in device.sensors if s.id == target), None) if device else None


def device_name(site: Site, target: TargetId) -> str:
    """Return the name of a target's device."""
    return target_name(site, DeviceId(target.partition("/")[0]))


def quantity_name(site: Site, target: TargetId) -> str:
    """Return what a sensor measures; nothing for a device."""
    sensor = sensor_at(site, target)
    return chosen(sensor.name) if sensor else ""


def age_of(live: Live, alert: AlertView) -> str:
    """Return how long an alert has stood."""
    return age(live.age_s(moment(alert.raised_at)))


def act_on(alert: AlertView) -> str:
    """Return an alert's occurrence as acts name it."""
    return f"{alert.id}@{alert.occurrence}"


def rank_of(glance: Glance) -> int:
    """Return how much a glance asks for attention: nothing (0) to a critical alert."""
    if glance.alert is not None:
        returned = glance.alert.state is State.RETURNED
        return 1 if returned else 10 + glance.alert.priority.rank
    return 2 if glance.glyph in (DOUBT, OUT) else 0
