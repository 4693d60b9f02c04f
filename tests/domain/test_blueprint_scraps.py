"""Site files of scraps: whatever stands in one, the answer is a site or a `SettingsError`."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.blueprint import resolve
from console.domain.durations import seconds
from console.domain.sites import Site
from console.errors import SettingsError
from tests.domain.village import GOOD, PRESETS


def good() -> dict[str, Any]:
    return tomllib.loads(GOOD)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("10s", 10.0), ("5m", 300.0), ("1h", 3600.0), ("2d", 172800.0), ("1.5m", 90.0)]
    + [(wrong, None) for wrong in ("", "s", "10", "10 s", "-1s", "1e3s", "١s", "10s\n", "10S")],
)
def test_durations(written: str, meant: float | None) -> None:
    assert seconds(written) == meant


SCRAPS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["gate-1", "air", "probe", "gw", "air.pm10", "60s", "limit", "low"])
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=6) | st.sampled_from(["name", "zh", "en"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return the path of everything inside a document."""
    inside: list[tuple[object, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(deep for key, part in inside for deep in places(part, (*path, key)))]


PLACES = [path for path in places(good()) if path]


@settings(max_examples=400, deadline=None)
@given(
    mutations=st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(["set", "add", "drop"]), SCRAPS),
        min_size=1,
        max_size=3,
    )
)
def test_nothing_but_settings_errors_ever(
    mutations: list[tuple[tuple[Any, ...], str, object]],
) -> None:
    document = copy.deepcopy(good())
    for path, how, scrap in mutations:
        place: Any = document
        try:
            for key in path[:-1]:
                place = place[key]
            if how == "drop":
                del place[path[-1]]
            elif how == "add" and isinstance(place[path[-1]], dict):
                place[path[-1]]["surprise"] = scrap
            else:
                place[path[-1]] = scrap
        except (KeyError, IndexError, TypeError):
            continue  # an earlier mutation took the place away
    outcome = attempt(document)
    if isinstance(outcome, SettingsError):
        assert outcome.parameters["problems"]
        assert outcome.parameters["file"] == "village.toml"
    else:
        assert_sound(outcome)


def attempt(document: dict[str, Any]) -> Site | SettingsError:
    try:
        return resolve(document, PRESETS, "village.toml")
    except SettingsError as error:
        return error


def assert_sound(site: Site) -> None:
    for device in site.devices.values():
        assert device.zone in site.zones
        assert device.scene in site.scenes
        assert all(above in site.devices for above in device.behind)
        assert all(rule in site.rules for rule in device.rules)
    for sensor in site.sensors().values():
        assert sensor.low < sensor.high
        assert sensor.period_s > 0
        assert all(rule in site.rules for rule in sensor.rules)
