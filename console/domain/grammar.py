"""Conditions as people write them in TOML, read strictly; what they name must be there.

The grammar is closed: there is no expression to evaluate, only tables with known keys. It is
written down in docs/conditions.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import time
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from console.domain.calendar import Calendar
from console.domain.calendar_days import DAYS, FREE, WORKED, days_of
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
from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.grammar_leaves import (
    Bounds,
    RawAlertIs,
    RawControlIs,
    RawDeviceIs,
    RawQuantityIs,
    RawSensorIs,
    RawSunIs,
    RawTimeIs,
)
from console.domain.ids import ControlId, DeviceId, RuleId, SensorId
from console.domain.references import References
from console.domain.strict import check_keys, read, table

DEEPEST = 8  # levels of all, any and not
PARTS_MOST = 64  # of one condition
FOR_MOST_S = 7 * 86_400.0
FOR_WRITTEN = "7d"
KINDS = ("sensor", "quantity", "device", "control", "rule", "between", "sun", "all", "any", "not")
WORDS = (*KINDS, "for", "above", "below", "online", "target", "state", "standing", "days")
SUN_WORDS = ("after_set", "before_rise")
SUN_MOST_S = 4 * 3_600.0  # further from sunrise or sunset than that is a time of day


_TIME = re.compile(r"(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)", re.ASCII)


T = TypeVar("T", bound=msgspec.Struct)


def read_condition(
    raw: object, key: str, known: References, findings: Findings
) -> Condition | None:
    """Return the condition written at `key`, or note everything wrong with it."""
    before = len(findings.problems)
    found = _Reader(known, findings).read(raw, key, DEEPEST)
    return found if len(findings.problems) == before else None


def split_condition(
    written: object, key: str, known: References, findings: Findings
) -> tuple[Condition | None, dict[str, Any]] | None:
    """Return the condition `when` of a table and the rest of it, or note that it has none."""
    rest = dict(table(written, key, findings))
    if "when" not in rest:
        findings.add("missing_key", under(key, "when"))
        return None
    return read_condition(rest.pop("when"), under(key, "when"), known, findings), rest


class _Reader:
    """Reads one condition, part by part."""

    def __init__(self, known: References, findings: Findings) -> None:
        self._known = known
        self._findings = findings
        self._parts = 0
        self._leaves: dict[str, Callable[[Mapping[str, Any], str], Condition | None]] = {
            "sensor": self._sensor,
            "quantity": self._quantity,
            "device": self._device,
            "control": self._control,
            "rule": self._alert,
            "between": self._time,
            "sun": self._sun,
        }

    def read(self, raw: object, key: str, deep: int) -> Condition | None:
        """Return a part with all it is made of."""
        written = table(raw, key, self._findings)
        if written is not raw:
            return None
        self._parts += 1
        if deep == 0 or self._parts > PARTS_MOST:
            expected = f"{DEEPEST} deep, {PARTS_MOST} parts"
            self._findings.add("condition_too_large", key, expected=expected)
            return None
        kind = self._kind(written, key)
        if kind is None:
            return None
        if "for" in written:
            self._check_for(written["for"], under(key, "for"))
        part = (
            self._leaf(kind, written, key)
            if kind in self._leaves
            else (self._composed(kind, written, key, deep - 1))
        )
        if part is None or "for" not in written:
            return part
        return replace(part, for_s=seconds(str(written["for"])) or 0.0)

    def _kind(self, raw: Mapping[str, Any], key: str) -> str | None:
        kinds = [kind for kind in KINDS if kind in raw]
        if len(kinds) == 1:
            return kinds[0]
        strangers = [name for name in raw if name not in (*WORDS, *SUN_WORDS)]
        for name in strangers:
            self._findings.unknown("unknown_key", under(key, name), name, (*WORDS, *SUN_WORDS))
        if not strangers:
            found = ", ".join(kinds) or None
            self._findings.add("condition_kind", key, found=found, expected=", ".join(KINDS))
        return None

    def _leaf(self, kind: str, raw: Mapping[str, Any], key: str) -> Condition | None:
        if not self._known.placed and kind not in ("quantity", "between"):
            found = {"found": kind, "expected": "quantity, between"}
            self._findings.add("condition_not_here", under(key, kind), **found)
            return None
        return self._leaves[kind]({k: v for k, v in raw.items() if k != "for"}, key)

    def _composed(self, kind: str, raw: Mapping[str, Any], key: str, deep: int) -> Condition | None:
        check_keys(raw, [kind, "for"], key, self._findings)
        at, of = under(key, kind), raw[kind]
        if kind == "not":
            part = self.read(of, at, deep)
            return None if part is None else Not(of=part)
        if not isinstance(of, list) or not of:
            found = "[]" if of == [] else type(of).__name__
            self._findings.add("bad_value", at, found=found, expected="list")
            return None
        read = [self.read(part, under(at, n), deep) for n, part in enumerate(of)]
        parts = tuple(part for part in read if part is not None)
        return AllOf(of=parts) if kind == "all" else AnyOf(of=parts)

    def _sensor(self, raw: Mapping[str, Any], key: str) -> Condition | None:
        if (found := self._fields(raw, RawSensorIs, key)) is None:
            return None
        self._there(found.sensor, self._known.sensors, under(key, "sensor"))
        self._check_bounds(found, key)
        return SensorIs(sensor=SensorId(found.sensor), above=found.above, below=found.below)

    def _quantity(self, raw: Mapping[str, Any], key: str) -> Condition | None:
        if (found := self._fields(raw, RawQuantityIs, key)) is None:
            return None
        self._check_bounds(found, key)
        if self._known.placed:
            measured = self._known.sensors.values()
            self._there(found.quantity, sorted(set(measured)), under(key, "quantity"))
        sensors = tuple(
            SensorId(id)
            for id, quantity in self._known.sensors.items()
            if quantity == found.quantity
        )
        return QuantityIs(
            quantity=found.quantity, above=found.above, below=found.below, sensors=sensors
        )

    def _device(self, raw: Mapping[str, Any], key: str) -> Condition | None:
        if (found := self._fields(raw, RawDeviceIs, key)) is None:
            return None
        self._there(found.device, self._known.devices, under(key, "device"))
        return DeviceIs(device=DeviceId(found.device), online=found.online)

    def _control(self, raw: Mapping[str, Any], key: str) -> Condition | None:
        if (found := self._fields(raw, RawControlIs, key)) is None:
            return None
        self._there(found.control, self._known.controls, under(key, "control"))
        self._check_bounds(found, key)
        return ControlIs(control=ControlId(found.control), above=found.above, below=found.below)

    def _alert(self, raw: Mapping[str, Any], key: str) -> Condition | None:
        if (found := self._fields(raw, RawAlertIs, key)) is None:
            return None
        rules = self._known.rules.get(found.target)
        if rules is None:
            self._there(found.target, self._known.rules, under(key, "target"))
        else:
            self._there(found.rule, rules, under(key, "rule"))
        if (found.state is None) is (found.standing is None) or found.state == ():
            self._findings.add("condition_kind", key, expected="state, standing")
        return AlertIs(
            rule=RuleId(found.rule),
            target=SensorId(found.target),
            states=found.state or (),
            standing=found.standing,
        )

    def _time(self, raw: Mapping[str, Any], key: str) -> Condition | None:
        if (found := self._fields(raw, RawTimeIs, key)) is None:
            return None
        edges = [
            self._time_of_day(text, under(under(key, "between"), n))
            for n, text in enumerate(found.between)
        ]
        words = DAYS if self._known.calendar is None else (*DAYS, WORKED, FREE)
        for n, day in enumerate(found.days):
            if day not in words:
                self._findings.unknown("unknown_word", under(under(key, "days"), n), day, words)
        if {WORKED, FREE}.intersection(found.days) and len(found.days) > 1:
            at, expected = under(key, "days"), f"{WORKED} | {FREE} | {', '.join(DAYS)}"
            self._findings.add("bad_value", at, found=", ".join(found.days), expected=expected)
        return days_of(
            TimeIs(start=edges[0], end=edges[1]), found.days, self._known.calendar or Calendar()
        )

    def _sun(self, raw: Mapping[str, Any], key: str) -> Condition | None:
        if (found := self._fields(raw, RawSunIs, key)) is None:
            return None
        if self._known.place is None:
            return None  # only rule sets know no place, and they know no sun
        edges = {"after_set": found.after_set, "before_rise": found.before_rise}
        for name, written in edges.items():
            self._check_for(written or "0s", under(key, name), SUN_MOST_S)
        latitude, longitude = self._known.place
        return SunIs(
            up=found.sun == "up",
            after_set_s=seconds(found.after_set or "") or 0.0,
            before_rise_s=seconds(found.before_rise or "") or 0.0,
            latitude=latitude,
            longitude=longitude,
        )

    def _fields(self, raw: Mapping[str, Any], into: type[T], key: str) -> T | None:
        """Return the fields of a leaf; `for` is known everywhere and read elsewhere."""
        names = [field.name for field in msgspec.structs.fields(into)]
        before = len(self._findings.problems)
        check_keys(raw, [*names, "for"], key, self._findings)
        found = read({k: v for k, v in raw.items() if k in names}, into, key, self._findings)
        return found if len(self._findings.problems) == before else None

    def _there(self, name: str, known: Iterable[str], key: str) -> None:
        if name not in known:
            self._findings.unknown("dangling_reference", key, name, known)

    def _check_bounds(self, bounds: Bounds, key: str) -> None:
        above, below = bounds.above, bounds.below
        if above is None and below is None:
            self._findings.add("condition_kind", key, expected="above, below")
        elif above is not None and below is not None and above >= below:
            at, expected = under(key, "above"), f"< {below:g}"
            self._findings.add("bad_range", at, found=f"{above:g}", expected=expected)

    def _check_for(self, written: object, key: str, most_s: float = FOR_MOST_S) -> None:
        found = seconds(written) if isinstance(written, str) else None
        if found is None:
            self._findings.add("bad_duration", key, found=str(written)[:40], expected="10s, 5m, 1h")
        elif found > most_s:
            expected = f"<= {FOR_WRITTEN if most_s == FOR_MOST_S else f'{most_s / 3_600:g}h'}"
            self._findings.add("bad_range", key, found=str(written)[:40], expected=expected)

    def _time_of_day(self, written: str, key: str) -> time:
        match = _TIME.fullmatch(written)
        if match is None:
            self._findings.add("bad_time_of_day", key, found=written[:40], expected="22:00")
            return time()
        return time(int(match[1]), int(match[2])) if match[1] else time()
