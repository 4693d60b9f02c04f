"""Controls and interlocks as a site file writes them: what comes of them, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from console.domain.blueprint import resolve
from console.domain.conditions import ControlIs
from console.domain.controls import ControlKind
from console.domain.ids import ControlId
from tests.domain.test_blueprint import good, refusal
from tests.domain.village import PRESETS

RUN: dict[str, Any] = {
    "name": {"zh": "运行", "en": "Run"},
    "longest": "20m",
    "rest": "5m",
    "shows": {"sensor": "pm10", "above": 0.2, "within": "2m"},
}
LEVEL = {"name": {"zh": "亮度", "en": "Light"}, "kind": "level", "unit": "%"}
DUSTY: dict[str, Any] = {
    "name": {"zh": "扬尘", "en": "Dust"},
    "controls": ["probe/run"],
    "when": {"sensor": "air-gate-1/pm10", "above": 200},
}


def written(run: Mapping[str, Any] = RUN, lock: Mapping[str, Any] = DUSTY) -> dict[str, Any]:
    """Return a village whose probes can be told something, and one interlock."""
    document = good()
    document["kinds"]["probe"]["controls"] = {"run": dict(run), "light": LEVEL}
    document["interlocks"] = {"dusty": dict(lock)}
    return document


def found(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with a site file, and where."""
    problems = refusal(document).parameters["problems"]
    assert isinstance(problems, list)
    return [(one["code"], one["key"]) for one in problems]


def test_every_device_of_a_kind_has_its_controls() -> None:
    site = resolve(written(), PRESETS, "village.toml")
    probes = [device for device in site.devices.values() if device.kind == "probe"]
    assert all(len(probe.controls) == 2 for probe in probes)
    run = site.control("air-gate-1/run")
    assert run is not None
    assert (run.kind, run.low, run.high, run.safe) == (ControlKind.SWITCH, 0, 1, 0)
    assert (run.longest_s, run.rest_s, run.confirm_s) == (1_200, 300, 10)
    assert (run.sensor, run.least, run.shows_s) == ("air-gate-1/pm10", 0.2, 120)
    light = site.control("air-gate-1/light")
    assert light is not None
    assert (light.high, light.unit, light.longest_s) == (100, "%", None)


def test_an_interlock_names_one_control_or_that_of_a_kind() -> None:
    site = resolve(written(), PRESETS, "village.toml")
    every = [id for id in site.controls() if id.endswith("/run")]
    dusty = site.interlocks["dusty"]
    assert dusty.controls == tuple(every)
    assert (dusty.running, dusty.unknown, dusty.firm) == (True, False, False)
    one = {**DUSTY, "controls": ["air-gate-1/run"], "unknown": "allow", "firm": True}
    dusty = resolve(written(lock=one), PRESETS, "village.toml").interlocks["dusty"]
    assert dusty.controls == (ControlId("air-gate-1/run"),)
    assert dusty.unknown
    assert dusty.firm


def test_a_condition_may_ask_what_a_control_does() -> None:
    when = {"control": "air-gate-1/light", "above": 0}
    site = resolve(written(lock={**DUSTY, "when": when}), PRESETS, "village.toml")
    assert site.interlocks["dusty"].when == ControlIs(
        control=ControlId("air-gate-1/light"), above=0
    )


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"range": [1, 0]}, "bad_range", "range"),
        ({"safe": 2}, "bad_range", "safe"),
        ({"longest": "soon"}, "bad_duration", "longest"),
        ({"longest": "2d"}, "bad_range", "longest"),
        ({"rest": "0s"}, "bad_range", "rest"),
        ({"kind": "lever"}, "unknown_word", "kind"),
        ({"colour": "red"}, "unknown_key", "colour"),
        ({"shows": {"sensor": "pm1O"}}, "dangling_reference", "shows.sensor"),
        ({"shows": {"sensor": "pm10", "within": "now"}}, "bad_duration", "shows.within"),
    ],
)
def test_what_is_wrong_with_a_control_is_said_where_it_is(
    change: dict[str, Any], code: str, key: str
) -> None:
    assert (code, f"kinds.probe.controls.run.{key}") in found(written(run={**RUN, **change}))


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"controls": ["probe/rum"]}, "dangling_reference", "controls[0]"),
        ({"controls": []}, "bad_value", "controls"),
        ({"controls": ["probe/run", "probe/run"]}, "duplicate", "controls[1]"),
        ({"unknown": "maybe"}, "unknown_word", "unknown"),
        ({"when": {"control": "air-gate-1/rum", "above": 0}}, "dangling_reference", "when.control"),
        ({"when": {"control": "air-gate-1/run"}}, "condition_kind", "when"),
    ],
)
def test_what_is_wrong_with_an_interlock_is_said_where_it_is(
    change: dict[str, Any], code: str, key: str
) -> None:
    assert (code, f"interlocks.dusty.{key}") in found(written(lock={**DUSTY, **change}))


def test_an_interlock_without_a_condition_forbids_nothing_and_is_refused() -> None:
    lock = {name: value for name, value in DUSTY.items() if name != "when"}
    assert found(written(lock=lock)) == [("missing_key", "interlocks.dusty.when")]
