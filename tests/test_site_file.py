"""Site files on disk, and the community that comes with the product."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from console.domain.ids import DeviceId, RuleId, SensorId
from console.domain.rules import Label, LimitRule
from console.domain.sites import Site, ancestors
from console.domain.values import Bilingual, Priority
from console.errors import SettingsError
from console.site_file import load_site, shipped_sites, shipped_text

SCENES = [
    "lighting",
    "irrigation",
    "air",
    "water",
    "recycling",
    "food-waste",
    "parking",
    "care",
]


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site("wanshouqiao")


def refusal(name: str | Path) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_site(str(name))
    return caught.value


def test_the_community_has_its_size(site: Site) -> None:
    assert list(site.scenes) == SCENES
    assert 65 <= len(site.devices) <= 75
    assert 220 <= len(site.sensors()) <= 250
    for scene in SCENES:
        assert [device for device in site.devices.values() if device.scene == scene]
    for zone in site.zones:
        assert [device for device in site.devices.values() if device.zone == zone]


def test_scenes_the_article_does_not_name_say_so(site: Site) -> None:
    assert [id for id, scene in site.scenes.items() if scene.note] == SCENES[4:]


def test_the_probe_with_two_names(site: Site) -> None:
    probe = site.devices[DeviceId("air-gate-1")]
    quantities = [sensor.quantity for sensor in probe.sensors]
    air = ["pm25", "pm10", "so2", "no2", "co", "o3"]
    assert quantities == [*air, "temperature", "humidity"]
    assert "党群服务中心附近的空气探头" in probe.aliases
    assert probe.name.zh == "1号门空气探头"


def test_everything_stands_in_the_neighbourhood(site: Site) -> None:
    for device in site.devices.values():
        assert abs(device.latitude - site.latitude) < 0.02
        assert abs(device.longitude - site.longitude) < 0.02


def test_things_hang_behind_gateways_and_feeders(site: Site) -> None:
    assert ancestors(site, DeviceId("lamp-rose-1")) == ("feeder-rose", "gw-lake", "gw-centre")
    alone = [device.id for device in site.devices.values() if not device.behind]
    assert alone == ["gw-centre"]


def test_periods_and_units(site: Site) -> None:
    for sensor in site.sensors().values():
        assert 10 <= sensor.period_s <= 300
    assert site.sensors()[SensorId("air-gate-1/pm10")].unit == "µg/m³"


def test_every_text_is_there_in_both_languages(site: Site) -> None:
    texts = list(bilinguals(site))
    assert len(texts) > 300
    for text in texts:
        assert text.zh.strip()
        assert text.en.strip()
        assert text.en.isascii() or set(text.en) - set(map(chr, range(128))) <= set("₂₃µ³°−")


def bilinguals(value: object) -> Iterator[Bilingual]:
    """Yield every text inside a value."""
    if isinstance(value, Bilingual):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from bilinguals(getattr(value, name))
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in bilinguals(part))
    elif isinstance(value, tuple):
        yield from (text for part in value for text in bilinguals(part))


def test_every_priority_can_be_reached(site: Site) -> None:
    limits = [rule for rule in site.rules.values() if isinstance(rule, LimitRule)]
    assert {level.priority for rule in limits for level in rule.levels} == set(Priority)


def test_a_copy_of_the_shipped_file_is_a_site(tmp_path: Path, site: Site) -> None:
    assert shipped_sites() == ("wanshouqiao",)
    mine = tmp_path / "mine.toml"
    mine.write_text(shipped_text("wanshouqiao"), encoding="utf-8")
    assert load_site(str(mine)) == site


def test_a_name_that_is_none() -> None:
    error = refusal("wanshouqao")
    assert (error.code, error.parameters["nearest"]) == ("no_such_site", "wanshouqiao")
    with pytest.raises(SettingsError, match="no_such_site"):
        shipped_text("nowhere")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    error = refusal(tmp_path / "gone.toml")
    assert (error.code, error.parameters["file"]) == ("unreadable", str(tmp_path / "gone.toml"))
    assert refusal(tmp_path).code == "unreadable"
    assert refusal("a\0b.toml").code == "unreadable"
    assert refusal("~nobody-of-that-name/site.toml").code == "unreadable"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b'[site]\nid = "a"\nid = "b"\n', "bad_toml", 3),
        (b"[site]\nid = \n", "bad_toml", 2),
        (b"[site", "bad_toml", 1),
        (b"a = " + b"[" * 5000, "bad_toml", 1),
        (b'[site]\nid = "\xff"\n', "not_utf8", 2),
        (b"#" * (4 * 1024 * 1024 + 1), "too_large", None),
    ],
)
def test_a_file_that_is_no_toml(
    tmp_path: Path, content: bytes, code: str, line: int | None
) -> None:
    path = tmp_path / "site.toml"
    path.write_bytes(content)
    error = refusal(path)
    assert error.code == code
    assert error.parameters.get("line") == line
    assert error.parameters["file"] == str(path)


def test_a_time_zone_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    text = shipped_text("wanshouqiao").replace("Asia/Shanghai", "Asia/Shangai")
    path.write_text(text, encoding="utf-8")
    error = refusal(path)
    assert error.code == "unknown_time_zone"
    assert error.parameters["key"] == "site.time_zone"
    assert error.parameters["nearest"] == "Asia/Shanghai"


def test_the_probe_that_exceeds_now_and_then_is_judged_by_a_mean(site: Site) -> None:
    sensor = site.sensors()[SensorId("air-gate-1/pm10")]
    assert sensor.rules == ("air.pm10.10m", "air.pm10.now-and-then", "sensor.silent")
    rule = site.rules[RuleId("air.pm10.10m")]
    assert isinstance(rule, LimitRule)
    assert (rule.window_s, rule.label) == (600, Label.CONVENTION)
