"""Site files: what is wrong is refused with its key and the nearest name; all of it at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from console.domain.blueprint import resolve
from console.domain.checks import Checks, Pair
from console.domain.gauges import Mean
from console.domain.ids import DeviceId, RuleId, SensorId
from console.domain.rules import Label, LimitRule, NoDataRule, Side
from console.domain.sites import Site
from console.domain.values import Priority
from console.errors import SettingsError
from tests.domain.village import GOOD, PRESETS

Change = Callable[[dict[str, Any]], object]


def good() -> dict[str, Any]:
    return tomllib.loads(GOOD)


def refusal(document: dict[str, Any]) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        resolve(document, PRESETS, "village.toml")
    return caught.value


def put(path: str, value: object) -> Change:
    """Return a change that sets the value at a path of keys joined with `/`."""

    def change(document: dict[str, Any]) -> None:
        *above, last = path.split("/")
        place: Any = document
        for key in above:
            place = place[int(key) if isinstance(place, list) else key]
        place[int(last) if isinstance(place, list) else last] = value

    return change


def drop(path: str) -> Change:
    def change(document: dict[str, Any]) -> None:
        *above, last = path.split("/")
        place: Any = document
        for key in above:
            place = place[key]
        del place[last]

    return change


PROBE = "devices/air-gate-1"
PM10 = "kinds/probe/sensors/pm10"
RULE = "rules/air.pm10"

WRONG = [
    # unknown keys, at every depth
    (put("divices", {}), "unknown_key", "divices", "devices"),
    (put("site/timezone", "UTC"), "unknown_key", "site.timezone", "time_zone"),
    (put("zones/gate-1/landmrk", {}), "unknown_key", "zones.gate-1.landmrk", "landmark"),
    (put("scenes/air/name/cn", "空气"), "unknown_key", "scenes.air.name.cn", "en"),
    (put(f"{PM10}/perod", "1s"), "unknown_key", "kinds.probe.sensors.pm10.perod", "period"),
    (put(f"{PROBE}/alias", []), "unknown_key", "devices.air-gate-1.alias", "aliases"),
    (put(f"{RULE}/on-delay", "1s"), "unknown_key", 'rules."air.pm10".on-delay', "on_delay"),
    (put(f"{RULE}/levels/0/limt", 1), "unknown_key", 'rules."air.pm10".levels[0].limt', "limit"),
    # references that point nowhere
    (put("use", ["link"]), "dangling_reference", "use[0]", "links"),
    (put(f"{PROBE}/zone", "gate1"), "dangling_reference", "devices.air-gate-1.zone", "gate-1"),
    (put(f"{PROBE}/scene", "wate"), "dangling_reference", "devices.air-gate-1.scene", "water"),
    (put(f"{PROBE}/kind", "prob"), "dangling_reference", "devices.air-gate-1.kind", "probe"),
    (put(f"{PROBE}/behind", ["gv"]), "dangling_reference", "devices.air-gate-1.behind[0]", "gw"),
    (
        put(f"{PROBE}/sensors", {"pm1": {}}),
        "dangling_reference",
        "devices.air-gate-1.sensors.pm1",
        "pm10",
    ),
    (put("kinds/probe/scene", "aire"), "dangling_reference", "kinds.probe.scene", "air"),
    (
        put(f"{PM10}/rules", ["air.pm1"]),
        "dangling_reference",
        "kinds.probe.sensors.pm10.rules[0]",
        "air.pm10",
    ),
    (
        put(f"{PROBE}/sensors", {"pm10": {"rules": ["air.pm1"]}}),
        "dangling_reference",
        "devices.air-gate-1.sensors.pm10.rules[0]",
        "air.pm10",
    ),
    # words of a closed list
    (put(f"{RULE}/kind", "limits"), "unknown_word", 'rules."air.pm10".kind', "limit"),
    (put(f"{RULE}/label", "legl"), "unknown_word", 'rules."air.pm10".label', "legal"),
    (
        put(f"{RULE}/levels/0/priority", "lo"),
        "unknown_word",
        'rules."air.pm10".levels[0].priority',
        "low",
    ),
    (put(f"{PM10}/at", "ends"), "unknown_word", "kinds.probe.sensors.pm10.at", "end"),
    # said twice
    (put("use", ["links", "links"]), "duplicate", "use[1]", None),
    (put(f"{PROBE}/behind", ["gw", "gw"]), "duplicate", "devices.air-gate-1.behind[1]", None),
    (put(f"{PROBE}/aliases", ["gw"]), "duplicate", "devices.air-gate-1.aliases[0]", None),
    (
        put(f"{PM10}/rules", ["air.pm10", "air.pm10"]),
        "duplicate",
        "kinds.probe.sensors.pm10.rules[1]",
        None,
    ),
    # figures without sense
    (put(f"{PM10}/range", [5, 5]), "bad_range", "kinds.probe.sensors.pm10.range", None),
    (put(f"{PM10}/decimals", 9), "bad_range", "kinds.probe.sensors.pm10.decimals", None),
    (put(f"{PM10}/period", "0s"), "bad_period", "kinds.probe.sensors.pm10.period", None),
    (put(f"{PM10}/period", "-5s"), "bad_period", "kinds.probe.sensors.pm10.period", None),
    (put(f"{PM10}/period", "1 minute"), "bad_period", "kinds.probe.sensors.pm10.period", None),
    (
        put(f"{PROBE}/sensors", {"pm10": {"range": [9, 1]}}),
        "bad_range",
        "devices.air-gate-1.sensors.pm10.range",
        None,
    ),
    (put("site/latitude", 91), "bad_range", "site.latitude", None),
    (put(f"{PROBE}/position", [30, 999]), "bad_range", "devices.air-gate-1.position", None),
    (put(f"{RULE}/on_delay", "soon"), "bad_duration", 'rules."air.pm10".on_delay', None),
    # levels
    (put(f"{RULE}/window", "an hour"), "bad_duration", 'rules."air.pm10".window', None),
    (put(f"{RULE}/window", "3d"), "bad_range", 'rules."air.pm10".window', None),
    (put(f"{RULE}/valid_share", 0), "bad_range", 'rules."air.pm10".valid_share', None),
    (put(f"{RULE}/valid_share", 1.5), "bad_range", 'rules."air.pm10".valid_share', None),
    (put(f"{RULE}/verify", "x"), "bad_duration", 'rules."air.pm10".verify', None),
    (put(f"{RULE}/valid_to", "2030"), "bad_value", 'rules."air.pm10".valid_to', None),
    (put(f"{RULE}/levels", []), "no_levels", 'rules."air.pm10".levels', None),
    (
        put(f"{RULE}/levels/0/clear", 121),
        "clear_side",
        'rules."air.pm10".levels[0].clear',
        None,
    ),
    (put(f"{RULE}/side", "low"), "clear_side", 'rules."air.pm10".levels[0].clear', None),
    (put(f"{RULE}/levels/1/limit", 119.5), "clear_side", 'rules."air.pm10".levels[1].clear', None),
    (
        put(f"{RULE}/levels/1", {"priority": "high", "limit": 110, "clear": 109}),
        "levels_order",
        'rules."air.pm10".levels[1]',
        None,
    ),
    (put(f"{RULE}/levels/1/priority", "low"), "levels_order", 'rules."air.pm10".levels[1]', None),
    # who hangs behind whom, rules where they cannot work
    (put("devices/gw/behind", ["air-gate-1"]), "behind_cycle", "devices.gw.behind", None),
    (put("devices/gw/behind", ["gw"]), "behind_cycle", "devices.gw.behind", None),
    (put("kinds/probe/rules", ["air.pm10"]), "rule_misplaced", "kinds.probe.rules[0]", None),
    (
        put(f"{PM10}/rules", ["device.offline"]),
        "rule_misplaced",
        "kinds.probe.sensors.pm10.rules[0]",
        None,
    ),
    # names and shapes
    (put("site/id", "My Village"), "bad_id", "site.id", None),
    (put("site/root", "a/b"), "bad_id", "site.root", None),
    (put("zones/Gate", {"name": {"zh": "门", "en": "G"}}), "bad_id", "zones.Gate", None),
    (put("scenes/a b", {"name": {"zh": "a", "en": "b"}}), "bad_id", 'scenes."a b"', None),
    (put("rules/Air", {}), "bad_id", "rules.Air", None),
    (put("zones/hub", {"name": {"zh": "门", "en": "G"}}), "reserved", "zones.hub", None),
    (put("zones/gate-1/name/en", " "), "blank", "zones.gate-1.name.en", None),
    (drop("zones/gate-1/name/en"), "missing_key", "zones.gate-1.name.en", None),
    (drop("site/time_zone"), "missing_key", "site.time_zone", None),
    (drop("site"), "missing_key", "site.id", None),
    (drop(f"{RULE}/kind"), "missing_key", 'rules."air.pm10".kind', None),
    (put(f"{PROBE}/aliases", "probe"), "bad_value", "devices.air-gate-1.aliases", None),
    (put(f"{PROBE}/position", [30.0]), "bad_value", "devices.air-gate-1.position", None),
    (put("site/latitude", True), "bad_value", "site.latitude", None),
    (put("site/latitude", float("nan")), "bad_value", "site.latitude", None),
    (
        put(f"{RULE}/levels/0/limit", float("inf")),
        "bad_value",
        'rules."air.pm10".levels[0].limit',
        None,
    ),
    (put("devices", []), "bad_value", "devices", None),
    (put(f"{PM10}/period", 60), "bad_value", "kinds.probe.sensors.pm10.period", None),
]


@pytest.mark.parametrize(("change", "code", "key", "nearest"), WRONG, ids=lambda value: None)
def test_mistakes_name_file_key_and_nearest(
    change: Change, code: str, key: str, nearest: str | None
) -> None:
    document = good()
    change(document)
    error = refusal(document)
    assert error.code == code
    assert error.parameters["file"] == "village.toml"
    assert error.parameters["key"] == key
    assert error.parameters["nearest"] == nearest


def test_all_problems_are_told_at_once() -> None:
    document = good()
    for change in (
        put("site/timezone", "UTC"),
        put(f"{PROBE}/zone", "gate1"),
        put(f"{PM10}/period", "0s"),
        put(f"{RULE}/levels/0/clear", 121),
    ):
        change(document)
    problems = refusal(document).parameters["problems"]
    assert isinstance(problems, list)
    assert {problem["code"] for problem in problems} == {
        "unknown_key",
        "dangling_reference",
        "bad_period",
        "clear_side",
    }


def test_a_broken_thing_is_not_also_reported_where_it_is_used() -> None:
    document = good()
    put("zones/gate-1/nam", {})(document)
    put(f"{RULE}/label", "x")(document)
    put("kinds/probe/nam", {})(document)
    problems = refusal(document).parameters["problems"]
    assert isinstance(problems, list)
    assert [problem["code"] for problem in problems] == [
        "unknown_key",
        "unknown_word",
        "unknown_key",
    ]


def test_a_longer_loop_is_told_once_with_its_way() -> None:
    document = good()
    for name, behind in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")):
        document["devices"][name] = {**document["devices"]["gw"], "behind": [behind]}
    problems = refusal(document).parameters["problems"]
    assert isinstance(problems, list)
    assert [problem["found"] for problem in problems] == ["a > b > c > a"]


def resolved(document: dict[str, Any] | None = None) -> Site:
    return resolve(document or good(), PRESETS, "village.toml")


def test_a_sound_file_resolves() -> None:
    site = resolved()
    probe = site.devices[DeviceId("air-gate-1")]
    sensor = site.sensors()[SensorId("air-gate-1/pm10")]
    assert (probe.scene, probe.behind, probe.rules) == ("air", ("gw",), ("device.offline",))
    assert (sensor.period_s, sensor.low, sensor.high, sensor.at) == (60.0, 0.0, 1000.0, "end")
    rule = site.rules[sensor.rules[0]]
    assert isinstance(rule, LimitRule)
    assert (rule.side, rule.on_delay_s, rule.label) == (Side.HIGH, 120.0, Label.REFERENCE)
    silent = site.rules[sensor.rules[1]]
    assert isinstance(silent, NoDataRule)
    assert silent.least_s == 30.0


def test_guidance_is_inherited_from_kind_then_zone() -> None:
    site = resolved()
    assert str(site.devices[DeviceId("gw")].guidance).count("Restart") == 1
    assert str(site.devices[DeviceId("air-gate-1")].guidance).count("east") == 1
    document = good()
    put(f"{PROBE}/guidance", {"zh": "自己的", "en": "own"})(document)
    own = resolved(document).devices[DeviceId("air-gate-1")].guidance
    assert own is not None
    assert own.en == "own"


def test_a_device_overrides_its_kind() -> None:
    document = good()
    put(f"{PROBE}/scene", "water")(document)
    put(f"{PROBE}/sensors", {"pm10": {"period": "5m", "range": [0, 10], "rules": []}})(document)
    site = resolved(document)
    sensor = site.sensors()[SensorId("air-gate-1/pm10")]
    assert site.devices[DeviceId("air-gate-1")].scene == "water"
    assert (sensor.period_s, sensor.high, sensor.rules) == (300.0, 10.0, ())


def test_a_rule_of_the_file_takes_the_place_of_a_preset() -> None:
    document = good()
    document["rules"]["sensor.silent"] = {
        "kind": "no-data",
        "name": {"zh": "哑", "en": "Mute"},
        "priority": "high",
    }
    rule = resolved(document).rules[
        resolved(document).sensors()[SensorId("air-gate-1/pm10")].rules[1]
    ]
    assert isinstance(rule, NoDataRule)
    assert (rule.priority, rule.least_s) == (Priority.HIGH, 10.0)


def test_a_low_rule_runs_downwards() -> None:
    document = good()
    put(f"{RULE}/side", "low")(document)
    put(
        f"{RULE}/levels",
        [
            {"priority": "low", "limit": 5, "clear": 5.5},
            {"priority": "high", "limit": 2, "clear": 2},
        ],
    )(document)
    resolved(document)


def test_a_rule_says_what_it_judges_and_when_its_figures_hold() -> None:
    document = good()
    changes: dict[str, object] = {
        "window": "1h",
        "valid_share": 0.5,
        "verify": "20m",
        "edition": "2026",
        "valid_from": date(2026, 3, 1),
        "valid_to": date(2030, 12, 31),
    }
    for name, value in changes.items():
        put(f"{RULE}/{name}", value)(document)
    rule = resolved(document).rules[RuleId("air.pm10")]
    assert isinstance(rule, LimitRule)
    assert rule.gauge == Mean(window_s=3600, valid_share=0.5)
    assert rule.verify_s == 1200
    assert (rule.edition, rule.valid_from) == ("2026", date(2026, 3, 1))
    assert resolved(good()).rules[RuleId("device.offline")].verify_s == 900
    put(f"{RULE}/valid_to", date(2020, 1, 1))(document)
    assert refusal(document).code == "bad_range"


def test_two_editions_of_one_rule_are_not_used_at_once() -> None:
    shelf = {**PRESETS, "links-2012": PRESETS["links"]}
    document = {**good(), "use": ["links", "links-2012"]}
    with pytest.raises(SettingsError) as caught:
        resolve(document, shelf, "village.toml")
    assert caught.value.code == "rule_twice"
    assert caught.value.parameters["key"] == "use[1]"


def test_checks_come_from_the_sensor_the_kind_and_the_device() -> None:
    document = good()
    put("kinds/probe/checks", {"skew": "2m", "rate": 50})(document)
    put(f"{PM10}/checks", {"flat": "2h", "spike": 300, "rate": 100})(document)
    put(f"{PROBE}/sensors", {"pm10": {"checks": {"flat": "1h", "spike": 0}}})(document)
    site = resolve(document, PRESETS, "village.toml")
    sensor = site.sensors()[SensorId("air-gate-1/pm10")]
    assert sensor.checks == Checks(flat_s=3600, rate=100, skew_s=120)
    assert resolve(good(), PRESETS, "village.toml").sensors()[sensor.id].checks == Checks()


def test_pairs_are_of_what_is_measured() -> None:
    document = good()
    put("kinds/probe/sensors/pm25", dict(document["kinds"]["probe"]["sensors"]["pm10"]))(document)
    put("kinds/probe/pairs", [{"low": "pm25", "high": "pm10"}])(document)
    site = resolve(document, PRESETS, "village.toml")
    assert site.devices[DeviceId("air-gate-1")].pairs == (Pair(low="pm25", high="pm10", ratio=1.1),)


@pytest.mark.parametrize(
    ("path", "value", "code", "key"),
    [
        (f"{PM10}/checks", {"flat": "soon"}, "bad_duration", "checks.flat"),
        (f"{PM10}/checks", {"spike": -1}, "bad_range", "checks.spike"),
        (f"{PM10}/checks", {"spikes": 1}, "unknown_key", "checks.spikes"),
        ("kinds/probe/checks", {"skew": "2 minutes"}, "bad_duration", "checks.skew"),
        (f"{PROBE}/sensors", {"pm10": {"checks": {"rate": -2}}}, "bad_range", "checks.rate"),
        ("kinds/probe/pairs", [{"low": "pm1", "high": "pm10"}], "dangling_reference", "low"),
        ("kinds/probe/pairs", [{"low": "pm10", "high": "pm10"}], "duplicate", "high"),
        ("kinds/probe/pairs", [{"low": "pm1", "high": "pm10", "ratio": 0}], "bad_range", "ratio"),
    ],
)
def test_nonsense_among_checks_and_pairs_is_told(
    path: str, value: object, code: str, key: str
) -> None:
    document = good()
    put(path, value)(document)
    problems = refusal(document).parameters["problems"]
    assert isinstance(problems, list)
    assert any(p["code"] == code and p["key"].endswith(key) for p in problems), problems
