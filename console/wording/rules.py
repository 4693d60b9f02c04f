"""What a rule judges, under which condition, whose guidance it has and what withholds it."""

from __future__ import annotations

from math import floor
from typing import assert_never

from console.contract.rule_views import By, Concern, Withheld
from console.domain.doubts import Test
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
from console.domain.sites import GuidanceFrom, Site
from console.wording.catalog import translator
from console.wording.conditions import condition_words
from console.wording.names import place_name, rule_name, suppression_name
from console.wording.plain import plain
from console.wording.plant_facts import tests_words
from console.wording.spans import span
from console.wording.states import priority_word
from console.wording.values import figure, local

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


_GAUGES: dict[type[Gauge], str] = {
    Value: _n("limit on the value"),
    Mean: _n("limit on a mean"),
    Change: _n("limit on a change"),
    Deviation: _n("difference from neighbours"),
    Unchanged: _n("value that does not change"),
    Count: _n("limit passed too often"),
    AirIndex: _n("air quality index"),
    WaterClass: _n("water class"),
}
_RULES: dict[type[Rule], str] = {
    NoDataRule: _n("silence"),
    OfflineRule: _n("device offline"),
    QualityRule: _n("readings not believed"),
    RecurringRule: _n("what comes back"),
}


def kind_words(rule: Rule) -> str:
    """Return what kind of rule it is."""
    match rule:
        case LimitRule(gauge=gauge):
            return _(_GAUGES[type(gauge)])
        case _:
            return _(_RULES[type(rule)])


def judged_words(rule: Rule, site: Site | None = None) -> str:
    """Return what a rule judges; without a site another rule goes by its id."""
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
                rule=rule_name(site, rule.of) if site else plain(rule.of),
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


def withheld_words(withheld: Withheld, site: Site | None = None) -> str:
    """Return what withholds an alert; without a site things go by their ids."""
    what, who, note = plain(withheld.what), plain(withheld.who or ""), plain(withheld.note)
    match withheld.by:
        case By.SHELF:
            until = local(withheld.until)
            return _("shelved by {who} until {until}: {note}").format(
                who=who, until=until, note=note
            )
        case By.SUPPRESSION:
            if site is not None:
                what = suppression_name(site, withheld.what)
            return _("suppressed by design: {what}").format(what=what)
        case By.ONLY_WHEN:
            return _("suppressed by design: its own condition does not hold")
        case By.OUT_OF_SERVICE:
            if site is not None:
                what = place_name(site, withheld.what)
            return _("{what} is out of service ({who}): {note}").format(
                what=what, who=who, note=note
            )
        case By.DOUBT:
            tests = tests_words(Test(code) for code in withheld.what.split() if code in set(Test))
            return _("readings not believed ({what}): they neither raise nor clear it").format(
                what=tests or what
            )
        case By.SYMPTOM:
            return _("a symptom of {what}").format(what=what)


def applies_words(concern: Concern, site: Site | None = None) -> str:
    """Return under which condition a rule holds, and whether it does now."""
    condition = concern.rule.only_when
    if condition is None:
        return ""
    now = {True: _("holds now"), False: _("does not hold now"), None: _("not known now")}
    return f"{condition_words(condition, site)} ({now[concern.applies]})"


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
