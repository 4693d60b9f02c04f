"""What a rule judges, under which condition, whose guidance it has and what withholds it."""

from __future__ import annotations

from math import floor
from typing import assert_never

from console.contract.rule_views import By, Concern, Withheld
from console.domain.conditions import (
    AlertIs,
    AllOf,
    AnyOf,
    Condition,
    DeviceIs,
    Not,
    QuantityIs,
    SensorIs,
    TimeIs,
)
from console.domain.gauges import (
    AirIndex,
    Change,
    Count,
    Deviation,
    Gauge,
    Mean,
    Unchanged,
    Value,
    WaterClass,
)
from console.domain.rules import (
    Level,
    LimitRule,
    NoDataRule,
    OfflineRule,
    QualityRule,
    RecurringRule,
    Rule,
    Side,
)
from console.domain.sites import GuidanceFrom
from console.wording.catalog import translator
from console.wording.plain import plain
from console.wording.states import priority_word, state_word
from console.wording.values import figure, local

_ = translator("words")

_DAYS = 7


def span(seconds: float) -> str:
    """Return a duration in its largest whole unit: 30 s, 10 min, 2 h, 7 d."""
    for size, text in ((86_400, _("{count} d")), (3_600, _("{count} h")), (60, _("{count} min"))):
        if seconds and seconds % size == 0:
            return text.format(count=figure(seconds / size))
    return _("{count} s").format(count=figure(seconds))


def judged_words(rule: Rule) -> str:
    """Return what a rule judges."""
    match rule:
        case LimitRule(gauge=gauge):
            return gauge_words(gauge)
        case NoDataRule(periods=periods, least_s=least):
            return _(
                "silence: {periods} of its periods without a reading, at least {least}"
            ).format(periods=figure(periods), least=span(least))
        case OfflineRule():
            return _("the device's own word that it is offline (last will)")
        case QualityRule():
            return _("whether the readings of its sensors can be believed")
        case RecurringRule():
            return _("{times} times {rule} within {within}, each shorter than {shorter}").format(
                times=rule.times,
                rule=plain(rule.of),
                within=span(rule.within_s),
                shorter=span(rule.shorter_than_s),
            )


def gauge_words(gauge: Gauge) -> str:
    """Return which figure of the readings is judged."""
    match gauge:
        case Value():
            return _("each reading")
        case Mean(window_s=window, valid_share=share):
            return _("mean over {window}, where {share} % of it is covered").format(
                window=span(window), share=figure(100 * share)
            )
        case Change(over_s=over):
            return _("change within {window}").format(window=span(over))
        case Deviation(nearest=0, least=least):
            return _(
                "difference from the median of all neighbours, at least {least} of them"
            ).format(least=least)
        case Deviation(nearest=nearest, least=least):
            return _(
                "difference from the median of the {nearest} nearest neighbours,"
                " at least {least} of them"
            ).format(nearest=nearest, least=least)
        case Unchanged():
            return _("for how long the value has been the same")
        case Count():
            return _("how often within {window} it went past {limit} (back past {clear})").format(
                window=span(gauge.within_s), limit=figure(gauge.limit), clear=figure(gauge.clear)
            )
        case AirIndex(edition=edition):
            return _("air quality index after HJ 633-{edition}, of hourly means").format(
                edition=plain(edition)
            )
        case WaterClass(target=target, lake=True):
            return _("classes worse than class {target} of GB 3838-2002, as a lake").format(
                target=target
            )
        case WaterClass(target=target):
            return _("classes worse than class {target} of GB 3838-2002, as a river").format(
                target=target
            )
        case _:
            assert_never(gauge)


def level_words(rule: Rule, unit: str = "") -> list[str]:
    """Return a rule's levels, mild to severe; `unit` is its sensor's."""
    match rule:
        case LimitRule(levels=levels, side=side, gauge=gauge):
            if isinstance(gauge, Unchanged | Count | WaterClass):
                return [_whole_level(level, gauge) for level in levels]
            unit = "" if isinstance(gauge, AirIndex) else unit
            return [_level(level, side, unit) for level in levels]
        case _:
            return [priority_word(rule.priority)]


def delay_words(rule: Rule) -> str:
    """Return how long it takes to stand, and to end; nothing where both are at once."""
    on: float = getattr(rule, "on_delay_s", 0.0)
    off: float = getattr(rule, "off_delay_s", 0.0)
    if not (on or off):
        return ""
    return _("stands after {on}, ends after {off}").format(on=span(on), off=span(off))


def guidance_words(whose: GuidanceFrom | None) -> str:
    """Return whose guidance is shown, and why."""
    match whose:
        case None:
            return _("nobody wrote any: neither rule, device, kind nor zone")
        case GuidanceFrom.RULE:
            return _("the rule's own")
        case GuidanceFrom.DEVICE:
            return _("the device's: the rule has none")
        case GuidanceFrom.KIND:
            return _("the kind's: neither rule nor device has any")
        case GuidanceFrom.ZONE:
            return _("the zone's: neither rule, device nor kind has any")


def withheld_words(withheld: Withheld) -> str:
    """Return what withholds an alert."""
    what, who, note = plain(withheld.what), plain(withheld.who or ""), plain(withheld.note)
    match withheld.by:
        case By.SHELF:
            until = local(withheld.until)
            return _("shelved by {who} until {until}: {note}").format(
                who=who, until=until, note=note
            )
        case By.SUPPRESSION:
            return _("suppressed by design: {what}").format(what=what)
        case By.ONLY_WHEN:
            return _("suppressed by design: its own condition does not hold")
        case By.OUT_OF_SERVICE:
            return _("{what} is out of service ({who}): {note}").format(
                what=what, who=who, note=note
            )
        case By.DOUBT:
            return _("readings not believed ({what}): they neither raise nor clear it").format(
                what=what
            )
        case By.SYMPTOM:
            return _("a symptom of {what}").format(what=what)


def applies_words(concern: Concern) -> str:
    """Return under which condition a rule holds, and whether it does now."""
    condition = concern.rule.only_when
    if condition is None:
        return ""
    now = {True: _("holds now"), False: _("does not hold now"), None: _("not known now")}
    return f"{condition_words(condition)} ({now[concern.applies]})"


def condition_words(condition: Condition) -> str:
    """Return a condition in words."""
    said = _condition(condition)
    if not condition.for_s:
        return said
    return _("{condition}, for {span}").format(condition=said, span=span(condition.for_s))


def _condition(condition: Condition) -> str:
    match condition:
        case SensorIs(sensor=sensor):
            return f"{plain(sensor)} {_bounds(condition)}"
        case QuantityIs(quantity=quantity):
            return _("any {quantity} {bounds}").format(
                quantity=plain(quantity), bounds=_bounds(condition)
            )
        case DeviceIs(device=device, online=True):
            return _("{device} online").format(device=plain(device))
        case DeviceIs(device=device):
            return _("{device} offline").format(device=plain(device))
        case AlertIs():
            return _alert(condition)
        case TimeIs():
            return _time(condition)
        case AllOf(of=parts):
            return "(" + _(" and ").join(map(condition_words, parts)) + ")"
        case AnyOf(of=parts):
            return "(" + _(" or ").join(map(condition_words, parts)) + ")"
        case Not(of=part):
            return _("not {condition}").format(condition=condition_words(part))
        case _:
            assert_never(condition)


def _bounds(bounds: SensorIs | QuantityIs) -> str:
    match (bounds.above, bounds.below):
        case (None, below):
            return f"< {figure(below)}"
        case (above, None):
            return f"> {figure(above)}"
        case (above, below):
            return _("between {above} and {below}").format(above=figure(above), below=figure(below))


def _alert(alert: AlertIs) -> str:
    what = f"{plain(alert.rule)} @ {plain(alert.target)}"
    if alert.standing is not None:
        words = _("{alert} stands") if alert.standing else _("{alert} does not stand")
        return words.format(alert=what)
    return f"{what}: {_(' or ').join(map(state_word, alert.states))}"


def _time(time: TimeIs) -> str:
    clock = f"{time.start:%H:%M}–{time.end:%H:%M}"
    if not time.days or len(time.days) == _DAYS:
        return clock
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{clock} {' '.join(names[day] for day in time.days)}"


def _level(level: Level, side: Side, unit: str) -> str:
    words = _("{priority} above {limit}, until below {clear}")
    if side is Side.LOW:
        words = _("{priority} below {limit}, until above {clear}")
    limit = f"{figure(level.limit)} {plain(unit)}".rstrip()
    clear = f"{figure(level.clear)} {plain(unit)}".rstrip()
    return words.format(priority=priority_word(level.priority), limit=limit, clear=clear)


def _whole_level(level: Level, gauge: Unchanged | Count | WaterClass) -> str:
    """Return a level of what is counted, by the first number that is past it."""
    first = floor(level.limit) + 1
    match gauge:
        case Unchanged():
            words = _("{priority} after {span}")
        case Count():
            words = _("{priority} from {count} times on")
        case WaterClass():
            words = _("{priority} when worse by {count} or more")
    return words.format(priority=priority_word(level.priority), span=span(level.limit), count=first)
