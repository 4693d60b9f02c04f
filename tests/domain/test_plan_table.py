"""The landmarks of a site file: refused where they could not be drawn, with their key."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from console.domain.blueprint import resolve
from console.domain.landmarks import LandmarkKind
from console.errors import SettingsError
from console.site_file import load_site
from tests.domain.village import GOOD, PRESETS

RIVER = {
    "kind": "river",
    "name": {"zh": "河", "en": "River"},
    "points": [[30.66, 104.01], [30.66, 104.03]],
}


def village(*plan: object) -> dict[str, Any]:
    return tomllib.loads(GOOD) | {"plan": list(plan)}


def test_a_landmark_has_its_name_or_that_of_its_zone() -> None:
    lake = {"kind": "lake", "zone": "gate-1", "points": [[30.0, 104.0], [30, 105], [31, 104]]}
    river, pond = resolve(village(RIVER, lake), PRESETS, "v.toml").plan
    assert (river.kind, river.name.en, river.zone) == (LandmarkKind.RIVER, "River", None)
    assert (pond.name.en, pond.zone, len(pond.points)) == ("Gate 1", "gate-1", 3)


@pytest.mark.parametrize(
    ("changed", "code", "key"),
    [
        ({"kind": "rivr"}, "unknown_word", "plan[0].kind"),
        ({"nmae": {}}, "unknown_key", "plan[0].nmae"),
        ({"name": {"zh": "河"}}, "missing_key", "plan[0].name.en"),
        ({"name": {"zh": " ", "en": "x"}}, "blank", "plan[0].name.zh"),
        ({"zone": "gate-9"}, "dangling_reference", "plan[0].zone"),
        ({"points": [[30.0, 104.0]]}, "bad_value", "plan[0].points"),
        ({"points": []}, "bad_value", "plan[0].points"),
        ({"points": [[30.0, 104.0]] * 501}, "bad_value", "plan[0].points"),
        ({"points": [[30.0, 104.0], [104.0, 30.0]]}, "bad_range", "plan[0].points[1]"),
        ({"points": [[30.0, 104.0], [30.0]]}, "bad_value", "plan[0].points[1]"),
        ({"points": [[30.0, 104.0], [30.0, "x"]]}, "bad_value", "plan[0].points[1][1]"),
        ({"points": [[30.0, 104.0], [30.0, float("nan")]]}, "bad_value", "plan[0].points[1][1]"),
        ({"kind": "lake"}, "bad_value", "plan[0].points"),
        ({"kind": "gate"}, "bad_value", "plan[0].points"),
    ],
)
def test_what_cannot_be_drawn_is_refused(changed: dict[str, Any], code: str, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        resolve(village(RIVER | changed), PRESETS, "v.toml")
    assert (caught.value.code, caught.value.parameters["key"]) == (code, key)


@pytest.mark.parametrize("plan", [{}, "river", 3, [3], [[]]])
def test_what_is_no_list_of_tables_is_refused(plan: object) -> None:
    with pytest.raises(SettingsError):
        resolve(tomllib.loads(GOOD) | {"plan": plan}, PRESETS, "v.toml")


def test_a_nameless_landmark_is_refused() -> None:
    nameless = {key: value for key, value in RIVER.items() if key != "name"}
    with pytest.raises(SettingsError, match="missing_key"):
        resolve(village(nameless), PRESETS, "v.toml")


def test_the_plan_is_not_endless() -> None:
    with pytest.raises(SettingsError, match="bad_value"):
        resolve(village(*[RIVER] * 201), PRESETS, "v.toml")


def test_the_community_has_two_rivers_two_parks_and_a_lake() -> None:
    kinds = [landmark.kind.value for landmark in load_site("wanshouqiao").plan]
    assert [kinds.count(kind) for kind in ("river", "park", "lake", "gate")] == [2, 2, 1, 2]
