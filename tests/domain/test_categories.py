"""What a case is about, as its alerts have it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.domain.categories import CONCERNED, OF_QUANTITY, category_of, concerned
from console.domain.ids import PartyId, RuleId, SceneId
from console.domain.matters import Category
from console.domain.parties import Party, PartyKind
from console.domain.rules import NoDataRule
from console.domain.sites import Scene
from console.domain.values import Bilingual, Priority
from console.site_file import load_site

NAME = Bilingual(zh="景", en="scene")
SCENE = Scene(id=SceneId("air"), name=NAME)
SILENT = NoDataRule(id=RuleId("silent"), name=NAME, priority=Priority.LOW)


def test_what_is_measured_says_unless_the_scene_does() -> None:
    assert category_of(None, "pm10", SCENE) is Category.AIR
    assert category_of(None, "noise", SCENE) is Category.NOISE
    assert category_of(None, "unheard-of", SCENE) is Category.OTHER
    assert category_of(None, None, SCENE) is Category.OTHER
    built = replace(SCENE, category=Category.CONSTRUCTION)
    assert category_of(None, "pm10", built) is Category.CONSTRUCTION


def test_a_silent_instrument_is_equipment_wherever_it_stands() -> None:
    care = replace(SCENE, category=Category.CARE)
    assert category_of(SILENT, "pm10", care) is Category.EQUIPMENT


def test_every_category_concerns_somebody() -> None:
    assert set(CONCERNED) == set(Category)
    kinds = {kind for kinds in CONCERNED.values() for kind in kinds}
    parties = {
        PartyId(kind.value): Party(id=PartyId(kind.value), name=NAME, kind=kind)
        for kind in PartyKind
    }
    for category in Category:
        told = concerned(category, parties)
        assert told
        assert {PartyKind(party) for party in told} <= kinds
    assert concerned(Category.AIR, {}) == ()


@pytest.mark.parametrize("lacking", ["humidity", "signal"])
def test_what_says_little_by_itself_has_no_category_of_its_own(lacking: str) -> None:
    assert lacking not in OF_QUANTITY


def test_the_shipped_site_files_its_alerts() -> None:
    site = load_site("wanshouqiao")
    lamps = site.scenes[SceneId("lighting")]
    assert category_of(None, "soc", lamps) is Category.FACILITY
    for device in site.devices.values():
        for sensor in device.sensors:
            limits = [site.rules[rule] for rule in sensor.rules]
            found = {
                category_of(rule, sensor.quantity, site.scenes[device.scene]) for rule in limits
            }
            assert Category.OTHER not in found, sensor.id
