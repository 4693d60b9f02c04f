"""How a sensor, device or alert reads at one glance: glyph, ink and word; only facts decide."""

from __future__ import annotations

import msgspec

from console.clock import moment
from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import DeviceId, SensorId, TargetId
from console.domain.rules import LimitRule, NoDataRule, OfflineRule, Rule, Side
from console.domain.sites import Device, Sensor, Site
from console.domain.values import Priority
from console.live import Live
from console.widgets import Bound, Ink
from console.wording import age, chosen, number, priority_glyph, priority_word, target_name
from console.wording.screens import Say, say

INK_OF: dict[Priority, Ink] = {
    Priority.CRITICAL: "critical",
    Priority.HIGH: "high",
    Priority.MEDIUM: "medium",
    Priority.LOW: "low",
}


class Glance(msgspec.Struct, frozen=True):
    """Glyph, ink and word of a state, and the alert behind it where there is one."""

    glyph: str
    ink: Ink
    word: str
    alert: AlertView | None = None


def of_target(live: Live, target: TargetId) -> Glance:
    """Return how a sensor or device stands."""
    if not live.evaluated:
        return Glance("?", "unknown", say(Say.NOT_EVALUATED))
    alerts = live.alerts_on(target)
    if alerts:
        return of_alert(live, alerts[0])
    device, is_sensor, _quantity = target.partition("/")
    if live.offline(DeviceId(device)):
        return Glance("?", "unknown", say(Say.OFFLINE))
    if is_sensor and live.picture.at(target) is None:  # type: ignore[arg-type]
        return Glance("?", "unknown", say(Say.NO_VALUE_YET))
    return Glance("·", "muted", say(Say.FINE))


def of_alert(live: Live, alert: AlertView) -> Glance:
    """Return how an alert stands."""
    if not live.evaluated:
        return Glance("?", "unknown", say(Say.NOT_EVALUATED), alert)
    glyph = priority_glyph(alert.priority)
    if alert.state is State.RETURNED:
        return Glance("↩", "muted", say(Say.RETURNED_WORD), alert)
    return Glance(glyph, INK_OF[alert.priority], priority_word(alert.priority), alert)


def of_device(live: Live, device: Device) -> tuple[Glance, Sensor | None]:
    """Return how a device stands as a whole, and the sensor that leads on its tile."""
    own = of_target(live, device.id)
    lead = device.sensors[0] if device.sensors else None
    glance = own if own.alert or lead is None else of_target(live, lead.id)
    for sensor in device.sensors:
        here = of_target(live, sensor.id)
        if _rank(here) > _rank(glance):
            glance, lead = here, sensor
    return glance, lead


def matter(site: Site, alert: AlertView, value: float | None) -> str:
    """Return what an alert is about in a few cells: `312 > 250`, `no data`, `offline`."""
    rule = site.rules.get(alert.rule)
    if isinstance(rule, NoDataRule):
        return say(Say.NO_DATA)
    if isinstance(rule, OfflineRule):
        return say(Say.OFFLINE)
    decimals = decimals_of(site, alert.target)
    shown = number(value, decimals)
    if alert.limit is None:
        return shown
    return f"{shown} {sign_of(rule)} {number(alert.limit, decimals)}"


def limit_of(site: Site, alert: AlertView) -> str:
    """Return the limit an alert is past, with its sign, or what kind of condition it is."""
    if alert.limit is None:
        return matter(site, alert, None)
    rule = site.rules.get(alert.rule)
    return f"{sign_of(rule)} {number(alert.limit, decimals_of(site, alert.target))}"


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
    device = site.devices.get(DeviceId(target.partition("/")[0]))
    sensors = device.sensors if device else ()
    return next((s.decimals for s in sensors if s.id == target), 1)


def device_name(site: Site, target: TargetId) -> str:
    """Return the name of a target's device."""
    return target_name(site, DeviceId(target.partition("/")[0]))


def quantity_name(site: Site, target: TargetId) -> str:
    """Return what a sensor measures; nothing for a device."""
    sensor = site.sensors().get(SensorId(target))
    return chosen(sensor.name) if sensor else ""


def age_of(live: Live, alert: AlertView) -> str:
    """Return how long an alert has stood."""
    return age(live.age_s(moment(alert.raised_at)))


def act_on(alert: AlertView) -> str:
    """Return an alert's occurrence as acts name it."""
    return f"{alert.id}@{alert.occurrence}"


def _rank(glance: Glance) -> int:
    if glance.alert is not None:
        returned = glance.alert.state is State.RETURNED
        return 1 if returned else 10 + glance.alert.priority.rank
    return 2 if glance.glyph == "?" else 0
