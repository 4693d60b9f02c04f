"""Conditions in words: what a suppression or a rule waits for."""

from __future__ import annotations

from typing import assert_never

from console.domain.conditions import (
    AlertIs,
    AllOf,
    AnyOf,
    Condition,
    ControlIs,
    DeviceIs,
    Not,
    QuantityIs,
    SensorIs,
    SunIs,
    TimeIs,
)
from console.domain.ids import TargetId
from console.domain.sites import Site
from console.wording.catalog import translator
from console.wording.names import control_name, rule_name, target_name
from console.wording.plain import plain
from console.wording.spans import span
from console.wording.states import state_word
from console.wording.values import chosen, figure

_ = translator("words")

_DAYS = 7


def condition_words(condition: Condition, site: Site | None = None) -> str:
    """Return a condition in words; without a site things go by their ids."""
    said = _condition(condition, site)
    if not condition.for_s:
        return said
    return _("{condition}, for {span}").format(condition=said, span=span(condition.for_s))


def _condition(condition: Condition, site: Site | None) -> str:
    match condition:
        case SensorIs(sensor=sensor):
            return f"{_target(sensor, site)} {_bounds(condition)}"
        case QuantityIs(quantity=quantity):
            return _("any {quantity} {bounds}").format(
                quantity=_quantity(quantity, site), bounds=_bounds(condition)
            )
        case ControlIs(control=control):
            return f"{_control(control, site)} {_bounds(condition)}"
        case DeviceIs(device=device, online=True):
            return _("{device} online").format(device=_target(device, site))
        case DeviceIs(device=device):
            return _("{device} offline").format(device=_target(device, site))
        case AlertIs():
            return _alert(condition, site)
        case TimeIs():
            return _time(condition)
        case SunIs():
            return _sun(condition)
        case AllOf(of=parts):
            return "(" + _(" and ").join(condition_words(part, site) for part in parts) + ")"
        case AnyOf(of=parts):
            return "(" + _(" or ").join(condition_words(part, site) for part in parts) + ")"
        case Not(of=part):
            return _("not {condition}").format(condition=condition_words(part, site))
        case _:
            assert_never(condition)


def _bounds(bounds: SensorIs | QuantityIs | ControlIs) -> str:
    match (bounds.above, bounds.below):
        case (None, below):
            return f"< {figure(below)}"
        case (above, None):
            return f"> {figure(above)}"
        case (above, below):
            return _("between {above} and {below}").format(above=figure(above), below=figure(below))


def _alert(alert: AlertIs, site: Site | None) -> str:
    rule = rule_name(site, alert.rule) if site else plain(alert.rule)
    what = f"{rule} @ {_target(alert.target, site)}"
    if alert.standing is not None:
        words = _("{alert} stands") if alert.standing else _("{alert} does not stand")
        return words.format(alert=what)
    return f"{what}: {_(' or ').join(map(state_word, alert.states))}"


def _time(time: TimeIs) -> str:
    clock = f"{time.start:%H:%M}–{time.end:%H:%M}"
    if time.besides or time.without:
        clock = _("{clock}, by the calendar").format(clock=clock)
    if not time.days or len(time.days) == _DAYS:
        return clock
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{clock} {' '.join(names[day] for day in time.days if day < _DAYS)}"


def _sun(sun: SunIs) -> str:
    said = _("sun up") if sun.up else _("sun down")
    edges = []
    if sun.after_set_s:
        edges.append(_("{span} after sunset").format(span=span(sun.after_set_s)))
    if sun.before_rise_s:
        edges.append(_("{span} before sunrise").format(span=span(sun.before_rise_s)))
    return f"{said} ({', '.join(edges)})" if edges else said


def _target(target: TargetId, site: Site | None) -> str:
    return target_name(site, target) if site else plain(target)


def _quantity(quantity: str, site: Site | None) -> str:
    """Return what sensors of a quantity are called."""
    sensors = site.sensors().values() if site else ()
    return next((chosen(s.name) for s in sensors if s.quantity == quantity), plain(quantity))


def _control(control: str, site: Site | None) -> str:
    return plain(control) if site is None else control_name(site, control)
