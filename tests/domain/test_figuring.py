"""Key figures: of newest values, of today, of weeks before; indices and classes by standards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.domain.figuring import Figuring, counted, taken
from console.domain.ids import DeviceId, SensorId
from console.domain.key_figures import Figured, KeyFigure, Shape, Take
from console.domain.readings import Reading
from console.domain.rollups import HOUR_MS, Per, Rollup
from console.domain.sites import Site
from console.domain.values import Quality
from console.site_file import load_site
from tests.sites import named

ZONE = ZoneInfo("Asia/Shanghai")
NOON = round(datetime(2026, 11, 5, 12, tzinfo=ZONE).timestamp() * 1000)
MINUTE = 60_000


class Log:
    """What was measured."""

    def __init__(self) -> None:
        self.all: dict[SensorId, list[Reading]] = {}

    def add(self, sensor: str, at: int, value: float, quality: Quality = Quality.GOOD) -> None:
        self.all.setdefault(SensorId(sensor), []).append(
            Reading(SensorId(sensor), at, value, quality)
        )

    def newest(self, sensor: SensorId) -> Reading | None:
        found = self.all.get(sensor)
        return found[-1] if found else None

    def readings(self, sensor: SensorId, span: tuple[int, int]) -> Sequence[Reading]:
        return [one for one in self.all.get(sensor, ()) if span[0] <= one.at <= span[1]]

    def rollups(self, sensor: SensorId, per: Per, span: tuple[int, int]) -> Sequence[Rollup]:
        starts: dict[int, list[float]] = {}
        for one in self.readings(sensor, span):
            starts.setdefault(per.start_of(one.at), []).append(one.value)
        return [
            Rollup(
                at=at, count=len(v), total=sum(v), min=min(v), max=max(v), last=v[-1], doubtful=0
            )
            for at, v in starts.items()
        ]


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site("wanshouqiao")


def figure(shape: Shape, *sensors: str, **how: object) -> KeyFigure:
    made = KeyFigure(
        id="f", name=named("数", "f"), shape=shape, sensors=tuple(map(SensorId, sensors))
    )
    return replace(made, **how)


def worked_out(site: Site, log: Log, wanted: KeyFigure, now: int = NOON) -> Figured:
    return Figuring(site, log, now, ZONE).of(wanted)


@given(st.lists(st.floats(-1e6, 1e6), max_size=8), st.floats(-1e6, 1e6))
def test_what_is_made_of_several_values(values: list[float], than: float) -> None:
    above = sum(1 for value in values if value > than)
    naive = {
        Take.LAST: values[0] if values else None,
        Take.MEAN: sum(values) / len(values) if values else None,
        Take.SUM: sum(values) if values else None,
        Take.LEAST: sorted(values)[0] if values else None,
        Take.MOST: sorted(values)[-1] if values else None,
        Take.COUNT_ABOVE: above if values else None,
        Take.SHARE_ABOVE: 100 * above / len(values) if values else None,
    }
    assert {take: taken(take, values, than) for take in naive} == naive


@pytest.mark.parametrize(
    ("values", "sum_"),
    [([], None), ([7.0], None), ([1, 4, 9], 8), ([8, 9, 2, 5], 1 + 2 + 3), ([3, 3], 0)],
)
def test_a_counter_that_falls_began_anew(values: list[float], sum_: float | None) -> None:
    assert counted(values) == sum_


def test_what_is_old_or_doubtful_is_not_known(site: Site) -> None:
    log, tanks = Log(), ("tank-wanshou/level", "tank-qingshui/level")
    wanted = figure(Shape.LEVEL, *tanks, take=Take.LEAST)
    assert worked_out(site, log, wanted).value is None
    log.add(tanks[0], NOON - 90_000, 40.0)  # three periods of 30 s
    log.add(tanks[1], NOON - 1_000, 12.0, Quality.SUSPECT)
    found = worked_out(site, log, wanted)
    assert (found.value, found.fresh, found.of) == (40.0, 1, 2)
    assert [bar.value for bar in found.bars] == [40.0, None]
    assert worked_out(site, log, wanted, NOON + 1).value is None


def test_a_tank_in_its_day_rain_against_tap(site: Site) -> None:
    """Two hours of 100 L/min of which one hour is tap water: 12,000 L, 6,000 L from the tap."""
    log = Log()
    start = NOON - 2 * HOUR_MS
    for minute in range(120):
        at = start + minute * MINUTE
        log.add("tank-wanshou/inflow", at, 100.0)
        log.add("tank-wanshou/tap", at, 100.0 if minute < 60 else 0.0)
    log.add("tank-wanshou/inflow", NOON - 13 * HOUR_MS, 500.0)  # yesterday
    wanted = figure(
        Shape.BALANCE,
        "tank-wanshou/inflow",
        take=Take.INTEGRAL,
        factor=60.0,
        against=(SensorId("tank-wanshou/tap"),),
    )
    found = worked_out(site, log, wanted)
    assert found.value == pytest.approx(12_000)
    assert found.against == pytest.approx(6_000)


def test_the_index_of_a_probe_is_that_of_the_standard(site: Site) -> None:
    """An hour of PM10 170 is an IAQI of 100 + 50 x 50/130 = 120 (HJ 633-2026, table 1)."""
    log = Log()
    hour = {"pm10": 170.0, "pm25": 20.0, "so2": 10.0, "no2": 30.0, "co": 0.5, "o3": 60.0}
    for sensor in site.devices[DeviceId("air-gate-1")].sensors:
        if sensor.quantity in hour:
            step = round(sensor.period_s * 1000)
            for at in range(NOON - HOUR_MS + step, NOON + 1, step):
                log.add(sensor.id, at, hour[sensor.quantity])
    wanted = figure(Shape.INDEX, "air-gate-1/pm10", "air-lake/pm10")
    found = worked_out(site, log, wanted)
    assert [(bar.value, bar.word) for bar in found.bars] == [(120.0, "pm10"), (None, None)]
    assert (found.value, found.fresh, found.of) == (120.0, 1, 2)
    for id, readings in log.all.items():  # forty minutes are no valid hour
        log.all[id] = readings[: len(readings) * 2 // 3]
    assert worked_out(site, log, wanted).value is None


def test_the_class_of_water_is_that_of_its_worst_item(site: Site) -> None:
    """GB 3838, table 1: oxygen 4.2 mg/L is class IV, ammonia 0.4 mg/L class II."""
    log = Log()
    for quantity, value in {"do": 4.2, "nh3n": 0.4, "ph": 7.4}.items():
        log.add(f"water-modi-east/{quantity}", NOON, value)
    found = worked_out(site, log, figure(Shape.WATER_CLASS, "water-modi-east/do"))
    [bar] = found.bars
    assert (bar.value, bar.word, bar.extra) == (4.0, "do", 3.0)


def test_the_usual_course_is_that_of_the_same_weekday(site: Site) -> None:
    log, sensor = Log(), "parking-plaza/occupancy"
    week = 7 * 24 * HOUR_MS
    for ago, value in ((2 * week, 60.0), (week, 80.0), (3 * 24 * HOUR_MS, 5.0), (0, 90.0)):
        log.add(sensor, NOON - ago - HOUR_MS, value)
    found = worked_out(site, log, figure(Shape.FORECAST, sensor))
    assert found.points == ((NOON - HOUR_MS, 90.0),)
    assert found.usual == ((NOON - HOUR_MS, 70.0),)
