"""The decoder on anything at all: readings that can be trusted in form, or a reason why not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.clock import utc
from console.contract.telemetry import (
    VALUE_MOST,
    TelemetryDecoder,
    Topics,
    Unusable,
    encode_telemetry,
)
from console.domain.readings import Reading
from console.domain.values import Quality
from console.wording.rejections import REASONS
from tests.sites import probe, sensor_of, small_site

SITE = small_site(probe("p1", ("pm10", "pm25")))
SENSORS = SITE.sensors()
TOPICS = Topics(SITE.root, SITE.id)
DECODER = TelemetryDecoder(SITE)
ARRIVED = 1_700_000_000_000
P1, PM10 = TOPICS.telemetry("p1"), TOPICS.telemetry("p1", "pm10")

words = st.sampled_from(["at", "value", "values", "quality", "pm10", "pm25"]) | st.text()
anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(words, inner),
    max_leaves=12,
)
times: st.SearchStrategy[Any] = st.one_of(
    st.integers(ARRIVED - 10**6, ARRIVED + 10**6),
    st.floats(),
    st.datetimes().map(lambda when: when.isoformat()),
    st.datetimes(timezones=st.timezones()).map(lambda when: when.isoformat()),
    st.sampled_from(["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999999-23:59"]),
    anything,
)
numbers = st.floats() | st.integers() | anything
many = st.fixed_dictionaries(
    {"values": st.dictionaries(st.sampled_from(["pm10", "pm25", "x"]), numbers)},
    optional={"at": times, "quality": anything, "seq": anything},
)
one = st.fixed_dictionaries({"value": numbers}, optional={"at": times, "quality": anything})
topics = st.text() | st.sampled_from(
    [P1, PM10, TOPICS.telemetry("gw"), TOPICS.telemetry("no"), TOPICS.telemetry("p1", "no")]
)
payloads = st.binary() | st.one_of(anything, many, one).map(lambda said: json.dumps(said).encode())


@given(topics, payloads, st.booleans())
def test_anything_gives_sound_readings_or_a_reason(
    topic: str, payload: bytes, retained: bool
) -> None:
    problems: list[Unusable] = []
    try:
        readings = DECODER.decode(
            topic, payload, arrived=ARRIVED, retained=retained, problems=problems
        )
    except Unusable as unusable:
        problems.append(unusable)
        readings = []
    assert readings or problems
    for reading in readings:
        assert reading.sensor in SENSORS
        assert abs(reading.value) <= VALUE_MOST
        assert utc(reading.at).tzinfo is not None
    for problem in problems:
        assert problem.reason in REASONS
        assert len(problem.source) <= 80


@given(
    st.dictionaries(st.sampled_from(["pm10", "pm25"]), st.floats(-1e9, 1e9), min_size=1),
    st.integers(10**12, ARRIVED),
)
def test_what_is_encoded_is_decoded(values: dict[str, float], at: int) -> None:
    readings = DECODER.decode(P1, encode_telemetry(at, values), arrived=ARRIVED)
    assert readings == [Reading(sensor_of("p1", name), at, v) for name, v in values.items()]


@pytest.mark.parametrize("payload", [b"[" * 60_000, b'{"x":' * 12_000, b"1" * 60_000])
@pytest.mark.parametrize("topic", [P1, PM10])
def test_depth_and_length_are_no_trouble(topic: str, payload: bytes) -> None:
    with pytest.raises(Unusable):
        DECODER.decode(topic, payload, arrived=ARRIVED)


def test_a_part_that_is_wrong_does_not_spoil_the_rest() -> None:
    problems: list[Unusable] = []
    said = b'{"at": 1700000000000, "values": {"pm10": 1, "pm25": NaN, "x": 2}}'
    with pytest.raises(Unusable, match="not_finite"):
        DECODER.decode(P1, said, arrived=ARRIVED, problems=problems)
    said = said.replace(b"NaN", b"null")
    readings = DECODER.decode(P1, said, arrived=ARRIVED, problems=problems)
    assert [reading.sensor for reading in readings] == [sensor_of("p1")]
    assert sorted(p.reason for p in problems) == ["not_finite", "unknown_quantity"]


def test_a_bare_number_is_stamped_and_a_retained_one_has_no_age() -> None:
    fresh = DECODER.decode(PM10, b"7", arrived=ARRIVED)
    kept = DECODER.decode(PM10, b"7", arrived=ARRIVED, retained=True)
    assert fresh == [Reading(sensor_of("p1"), ARRIVED, 7.0, Quality.GOOD, True)]
    assert kept[0].quality is Quality.UNKNOWN
