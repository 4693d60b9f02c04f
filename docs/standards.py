"""Writes docs/standards.md from the rule sets on the shelf: `make docs`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from console.domain.conditions import AllOf, Condition, TimeIs
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
    LimitRule,
    NoDataRule,
    OfflineRule,
    QualityRule,
    RecurringRule,
    Rule,
    Side,
)
from console.site_file import shipped_rules

PAGE = Path(__file__).parent / "standards.md"
HEAD = """# Standards and their figures

Every rule on the shelf, set by set: what it judges, from where its alert stands and where it ends,
how binding the figure is, and where it is from. Sensors bring the unit: µg/m³ (CO: mg/m³), dB(A),
mg/L, NTU, %. This page is written by `make docs` from `console/presets/rules/`; do not edit it.

What the labels mean, and nothing on a screen may say more:

- **legal**: the figure is a limit of a standard in force; a community's probe is still no reference
  instrument.
- **reference**: a standard has the figure, and it is no limit for what is judged here (an hour of
  PM2.5, an index, one reading of a water item, another province).
- **convention**: this house's own step, or the field's.
- **unverified**: remembered; the text it is said to be from was not read.

There is **no legal limit for an hour of PM2.5 or PM10**: HJ 633 reads the 24 h column of its table
for the hour. Such a rule says "above reference". GB 3095-2026 and HJ 633-2026 are in force since
2026-03-01; their second period begins on 2031-01-01. A site that uses both sets changes over at its
midnight. How HJ 633-2026 reads concentrations above an IAQI of 100 from 2031 on was not found
written: those steps stay as they are, and no air index is shipped for then.

Water is rated by its worst item (GB 3838-2002, clause 5.1) of those measured: `ph do codmn cod bod5
nh3n tp petroleum coliform`, and `tn` in lakes; turbidity, conductivity and temperature have no
class. Noise limits are equivalent levels: what is judged is the plain mean of a meter's figures,
which is never above their Leq.

`wanshou rules show ID` prints a rule with its guidance, `wanshou rules explain SENSOR` says which
of them judge a sensor today and why.
"""
COLUMNS = "\n| rule | judges | stands, until | label | source |\n|---|---|---|---|---|\n"


def render() -> str:
    """Return the page."""
    return HEAD + "".join(_section(name, rules.values()) for name, rules in shipped_rules().items())


def _section(name: str, rules: Iterable[Rule]) -> str:
    rows = "".join(_row(rule) for rule in rules)
    return f"\n## {name}\n\n{_preface(name)}{COLUMNS}{rows}"


def _preface(name: str) -> str:
    """Return what the file says of itself."""
    text = files("console").joinpath("presets", "rules", f"{name}.toml").read_text("utf-8")
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    levels = "; ".join(_levels(rule))
    when = f" ({_validity(rule)})" if rule.edition else ""
    cells = (f"`{rule.id}`", _judged(rule), levels, rule.label.value, f"{rule.source.en}{when}")
    return "| " + " | ".join(cells) + " |\n"


def _judged(rule: Rule) -> str:
    match rule:
        case LimitRule(gauge=gauge):
            said = _figure(gauge)
        case NoDataRule(periods=periods, least_s=least):
            said = f"silence of {periods:g} periods, at least {_span(least)}"
        case OfflineRule():
            said = "the device's last will"
        case QualityRule():
            said = "whether readings can be believed"
        case RecurringRule():
            said = (
                f"{rule.times} × `{rule.of}` in {_span(rule.within_s)},"
                f" each under {_span(rule.shorter_than_s)}"
            )
    delays = [
        f"{name} {_span(delay)}"
        for name in ("on", "off")
        if (delay := getattr(rule, f"{name}_delay_s", 0.0))
    ]
    when = [_hours(rule.only_when)] if rule.only_when is not None else []
    return ", ".join([said, *delays, *when])


def _hours(condition: Condition) -> str:
    """Return at which hours; the weather it asks for is in the set's preface."""
    parts = condition.of if isinstance(condition, AllOf) else (condition,)
    times = [part for part in parts if isinstance(part, TimeIs)]
    return ", ".join(f"from {time.start:%H:%M} to {time.end:%H:%M}" for time in times)


def _figure(gauge: Gauge) -> str:
    match gauge:
        case Value():
            return "each reading"
        case Mean(window_s=window, valid_share=share):
            return f"mean of {_span(window)} ({100 * share:.4g} % covered)"
        case Change(over_s=over):
            return f"change in {_span(over)}"
        case Deviation(least=least):
            return f"difference from the median of {least} or more neighbours"
        case Unchanged():
            return "the same value"
        case Count():
            said = f"how often past {gauge.limit:g} (back past {gauge.clear:g})"
            return f"{said} in {_span(gauge.within_s)}"
        case AirIndex(edition=edition):
            return f"index of hourly means, HJ 633-{edition}"
        case WaterClass(target=target, lake=lake):
            return f"by how many classes worse than {target} ({'lake' if lake else 'river'})"


def _levels(rule: Rule) -> list[str]:
    if not isinstance(rule, LimitRule):
        return [rule.priority.value]
    match rule.gauge:
        case Unchanged():
            return [f"{level.priority.value} after {_span(level.limit)}" for level in rule.levels]
        case Count() | WaterClass():
            return [
                f"{level.priority.value} from {level.limit + 0.5:g} on" for level in rule.levels
            ]
    sign, back = (">", "<") if rule.side is Side.HIGH else ("<", ">")
    return [
        f"{level.priority.value} {sign} {level.limit:g}, {back} {level.clear:g}"
        for level in rule.levels
    ]


def _validity(rule: Rule) -> str:
    if rule.valid_from is None and rule.valid_to is None:
        return f"edition {rule.edition}"
    begin = rule.valid_from.isoformat() if rule.valid_from else "…"
    return f"{begin} to {rule.valid_to.isoformat() if rule.valid_to else '…'}"


def _span(seconds: float) -> str:
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds and seconds % size == 0:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
