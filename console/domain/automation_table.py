"""The table `automations` of a site file: when what holds, which controls are told what."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from console.domain.automations import Automation, Deed
from console.domain.conditions import Condition
from console.domain.controls import Control, ControlKind
from console.domain.durations import seconds
from console.domain.findings import Findings, under
from console.domain.grammar import read_condition, split_condition
from console.domain.ids import SceneId
from console.domain.interlock_table import controls_called
from console.domain.inventory import check_id
from console.domain.references import References
from console.domain.sites import Device
from console.domain.strict import read, table
from console.domain.values import Bilingual

REST_MOST_S = 7 * 86_400.0
WHOLE = (ControlKind.SWITCH, ControlKind.VALVE)


class RawDeed(msgspec.Struct, frozen=True, kw_only=True):
    """What is told: `control` is `device/control`, or `kind/control` for every device of a kind."""

    control: str
    value: float = 1.0
    run: str | None = None


class RawAutomation(msgspec.Struct, frozen=True, kw_only=True):
    """An automation without its conditions; what `then` lists is told one after the other."""

    name: Bilingual
    scene: str
    then: tuple[RawDeed, ...]
    priority: int = 0
    apart: str | None = None
    rest: str | None = None
    most_per_day: int | None = None
    undo: bool = True
    trial: bool = False
    source: Bilingual | None = None


def read_automations(
    written: object,
    devices: Sequence[Device],
    scenes: Collection[str],
    known: References,
    findings: Findings,
) -> dict[str, Automation]:
    """Return the sound automations; note everything wrong with the others."""
    found: dict[str, Automation] = {}
    for id, raw in table(written, "automations", findings).items():
        check_id(id, under("automations", id), findings)
        one = _Reader(under("automations", id), devices, known, findings).read(id, raw, scenes)
        found |= {} if one is None else {id: one}
    return found


class _Reader:
    """Reads one automation."""

    def __init__(
        self, key: str, devices: Sequence[Device], known: References, findings: Findings
    ) -> None:
        self._key = key
        self._devices = devices
        self._known = known
        self._findings = findings

    def read(self, id: str, written: object, scenes: Collection[str]) -> Automation | None:
        """Return it, or note what is wrong with it."""
        split = split_condition(written, self._key, self._known, self._findings)
        if split is None:
            return None
        when, rest = split
        before = len(self._findings.problems)
        until = self._until(rest)
        raw = read(rest, RawAutomation, self._key, self._findings)
        if raw is None:
            return None
        self._check(raw, scenes)
        deeds = self._deeds(raw)
        if when is None or len(self._findings.problems) > before:
            return None
        return Automation(
            id=id,
            scene=SceneId(raw.scene),
            name=raw.name,
            when=when,
            deeds=deeds,
            until=until,
            priority=raw.priority,
            apart=raw.apart,
            rest_s=seconds(raw.rest or "") or 0.0,
            most_per_day=raw.most_per_day,
            undo=raw.undo,
            trial=raw.trial,
            source=raw.source,
        )

    def _until(self, rest: dict[str, object]) -> Condition | None:
        if "until" not in rest:
            return None
        at = under(self._key, "until")
        return read_condition(rest.pop("until"), at, self._known, self._findings)

    def _check(self, raw: RawAutomation, scenes: Collection[str]) -> None:
        key, findings = self._key, self._findings
        if raw.scene not in scenes:
            findings.unknown("dangling_reference", under(key, "scene"), raw.scene, scenes)
        if not raw.then:
            findings.add("bad_value", under(key, "then"), found="[]", expected="list")
        if raw.most_per_day is not None and raw.most_per_day < 1:
            at = under(key, "most_per_day")
            findings.add("bad_range", at, found=f"{raw.most_per_day}", expected=">= 1")
        if raw.rest is not None:
            self._check_duration(raw.rest, under(key, "rest"), REST_MOST_S)

    def _deeds(self, raw: RawAutomation) -> tuple[Deed, ...]:
        found: list[Deed] = []
        controls = {control.id: control for one in self._devices for control in one.controls}
        for step, deed in enumerate(raw.then):
            at = under(under(self._key, "then"), step)
            if deed.run is not None:
                self._check_duration(deed.run, under(at, "run"), None)
            those = controls_called(deed.control, self._devices)
            if not those:
                names = under(at, "control")
                self._findings.unknown("dangling_reference", names, deed.control, controls)
            for id in those:
                self._check_deed(deed, controls[id], at)
                run_s = None if deed.run is None else seconds(deed.run)
                found.append(Deed(step=step, control=id, value=deed.value, run_s=run_s))
        self._check_once(found)
        return tuple(found)

    def _check_deed(self, deed: RawDeed, control: Control, key: str) -> None:
        low, high, at = control.low, control.high, under(key, "value")
        whole = control.kind in WHOLE and deed.value not in (low, high)
        if whole or not low <= deed.value <= high:
            expected = f"{low:g} .. {high:g}"
            self._findings.add("bad_range", at, found=f"{deed.value:g}", expected=expected)
        run_s, longest_s = seconds(deed.run or ""), control.longest_s
        if run_s is not None and longest_s is not None and run_s > longest_s:
            expected = f"<= {longest_s:g}s"
            self._findings.add("bad_range", under(key, "run"), found=deed.run, expected=expected)

    def _check_once(self, deeds: Sequence[Deed]) -> None:
        seen: dict[str, int] = {}
        for deed in deeds:
            if seen.setdefault(deed.control, deed.step) != deed.step:
                at = under(under(self._key, "then"), deed.step)
                self._findings.add("repeated", under(at, "control"), found=deed.control)

    def _check_duration(self, written: str, key: str, most_s: float | None) -> None:
        found = seconds(written)
        if not found:
            self._findings.add("bad_duration", key, found=written[:40], expected="10s, 5m, 1h")
        elif most_s is not None and found > most_s:
            self._findings.add("bad_range", key, found=written[:40], expected="<= 7d")
