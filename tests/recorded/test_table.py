"""Tables that someone else wrote: columns, units, times and gaps."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from console.domain.ids import SensorId
from console.domain.sites import Site
from console.errors import SettingsError
from console.recorded.columns import read_mapping, spelled
from console.recorded.moments import moment_in, time_zone
from console.recorded.table import Recipe, Recording, Row, open_recording
from console.site_file import load_site

PM25 = SensorId("air-gate-1/pm25")
CO = SensorId("air-gate-1/co")
TABLE = """No,year,month,day,hour,PM_US Post,CO,station
1,2014,8,1,0,70,800,North
2,2014,8,1,1,NA,1200,North
3,2014,8,1,2,,,North
4,2014,8,1,4,85.5,nan,North
"""
FIRST = 1_406_822_400_000  # 2014-08-01 00:00 in Shanghai
HOUR = 3_600_000


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site("wanshouqiao")


def written(folder: Path, text: str, name: str = "air.csv") -> Path:
    """Return a file of that text."""
    file = folder / name
    raw = text.encode()
    file.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return file


def opened(file: Path, site: Site, *maps: str, **recipe: str) -> Recording:
    """Return a recording in Shanghai's time."""
    return open_recording(file, site, Recipe(maps=maps, **{"zone": "Asia/Shanghai", **recipe}))


def rows(recording: Recording) -> list[Row]:
    """Return all its rows."""
    return list(recording.rows())


def refusal(file: Path, site: Site, *maps: str, **recipe: str) -> SettingsError:
    """Return why a file cannot be read so."""
    with pytest.raises(SettingsError) as caught:
        rows(opened(file, site, *maps, **recipe))
    return caught.value


def test_rows_have_a_moment_and_values_in_the_sensors_unit(tmp_path: Path, site: Site) -> None:
    maps = (f"PM_US Post={PM25}", f"CO[ug/m3]={CO}")
    for name in ("air.csv", "air.csv.gz"):
        recording = opened(written(tmp_path, TABLE, name), site, *maps)
        assert rows(recording) == [
            (FIRST, {PM25: 70.0, CO: 0.8}),
            (FIRST + HOUR, {CO: 1.2}),
            (FIRST + 2 * HOUR, {}),
            (FIRST + 4 * HOUR, {PM25: 85.5}),
        ]
        assert recording.period_s == 3600
        assert [column.unit_said for column in recording.columns] == [False, True]


def test_a_span_takes_its_start_and_leaves_its_end(tmp_path: Path, site: Site) -> None:
    recording = opened(written(tmp_path, TABLE), site, f"CO[µg/m³]={CO}")
    span = (FIRST + HOUR, FIRST + 4 * HOUR)
    assert [at for at, _ in recording.rows(span)] == [FIRST + HOUR, FIRST + 2 * HOUR]


def test_times_are_in_the_zone_that_is_said(tmp_path: Path, site: Site) -> None:
    recording = opened(written(tmp_path, TABLE), site, f"CO={CO}", zone="UTC")
    assert rows(recording)[0][0] == FIRST + 8 * HOUR


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("2014-08-01T00:00", "2014-08-01 01:00"), [FIRST, FIRST + HOUR]),
        (("2014-08-01T00:00Z", "2014-08-01T02:00+01:00"), [FIRST + 8 * HOUR, FIRST + 9 * HOUR]),
    ],
)
def test_a_time_column_that_says_its_zone_is_believed(
    tmp_path: Path, site: Site, times: tuple[str, ...], expected: list[int]
) -> None:
    text = "Timestamp,pm\n" + "".join(f"{time},5\n" for time in times)
    assert [at for at, _ in rows(opened(written(tmp_path, text), site, f"pm={PM25}"))] == expected


def test_minutes_and_seconds_count_where_there_are_some(tmp_path: Path, site: Site) -> None:
    text = "year,month,day,hour,minute,pm\n2014,8,1,0,0,5\n2014,8,1,0,10,6\n"
    recording = opened(written(tmp_path, text), site, f"pm={PM25}")
    assert [at for at, _ in rows(recording)] == [FIRST, FIRST + 600_000]
    assert recording.period_s == 600


def test_one_place_of_several(tmp_path: Path, site: Site) -> None:
    text = TABLE + TABLE.partition("\n")[2].replace("North", "South").replace("70", "71")
    file = written(tmp_path, text)
    recording = opened(file, site, f"PM_US Post={PM25}", where="station=South")
    assert rows(recording)[0] == (FIRST, {PM25: 71.0})
    error = refusal(file, site, f"PM_US Post={PM25}")
    assert (error.code, error.parameters["line"]) == ("not_in_order", 6)
    error = refusal(file, site, f"PM_US Post={PM25}", where="staton=South")
    assert (error.code, error.parameters["nearest"]) == ("no_such_column", "station")
    assert refusal(file, site, f"CO={CO}", where="station=West").code == "too_few_rows"
    assert refusal(file, site, f"CO={CO}", where="station").code == "bad_where"


@pytest.mark.parametrize(
    ("mapping", "code", "nearest"),
    [
        (f"PM_USPost={PM25}", "no_such_column", "PM_US Post"),
        (f"pm_us post={PM25}", "no_such_column", "PM_US Post"),
        ("CO=air-gate-1/c0", "no_such_mapped_sensor", "air-gate-1/co"),
        (f"CO[ppb]={CO}", "no_conversion", None),
        (f"CO[°C]={CO}", "no_conversion", None),
        ("CO", "bad_map", None),
        ("CO=air-gate-1", "bad_map", None),
        ("=air-gate-1/co", "bad_map", None),
        (f"CO[µg/m³={CO}", "bad_map", None),
    ],
)
def test_what_cannot_be_mapped(
    tmp_path: Path, site: Site, mapping: str, code: str, nearest: str | None
) -> None:
    error = refusal(written(tmp_path, TABLE), site, mapping)
    assert (error.code, error.parameters["nearest"]) == (code, nearest)


def test_both_units_are_named_when_nothing_turns_one_into_the_other(
    tmp_path: Path, site: Site
) -> None:
    error = refusal(written(tmp_path, TABLE), site, f"CO[ppb]={CO}")
    assert (error.parameters["found"], error.parameters["expected"]) == ("ppb", "mg/m³")


def test_one_sensor_is_one_column(tmp_path: Path, site: Site) -> None:
    error = refusal(written(tmp_path, TABLE), site, f"CO={CO}", f"PM_US Post={CO}")
    assert error.code == "mapped_twice"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a,b\n1,2\n2,3\n", "no_time_columns", None),
        ("", "no_time_columns", None),
        ("time,CO\n2014-08-01,1\n", "too_few_rows", None),
        ("time,CO\n2014-08-01,1\n2014-08-32,1\n", "no_time_in_row", 3),
        ("time,CO\n2014-08-01,1\n2014-08-01,1\n", "not_in_order", 3),
        ("time,CO\n2014-08-01,1\n2014-08-02,high\n", "no_number", 3),
        ("time,CO\n2014-08-01,1\n2014-08-02,inf\n", "no_number", 3),
        ("CO,year,month,day,hour\n1,2014,8,1\n1,2014,8,1,1\n", "no_time_in_row", 2),
    ],
)
def test_what_is_no_table(
    tmp_path: Path, site: Site, text: str, code: str, line: int | None
) -> None:
    header, _, body = text.partition("\n")
    text = f"{header}{'' if 'CO' in header else ',CO'}\n{body}"
    error = refusal(written(tmp_path, text), site, f"CO={CO}")
    assert (error.code, error.parameters.get("line")) == (code, line)


def test_an_empty_line_and_a_short_one_are_no_trouble(tmp_path: Path, site: Site) -> None:
    text = "\ufefftime,CO\n2014-08-01,1\n\n2014-08-02\n"
    recording = opened(written(tmp_path, text), site, f"CO={CO}")
    assert [values for _, values in rows(recording)] == [{CO: 1.0}, {}]


def test_files_that_are_not_what_they_seem(tmp_path: Path, site: Site) -> None:
    assert refusal(tmp_path / "gone.csv", site, f"CO={CO}").code == "unreadable"
    torn = tmp_path / "torn.csv.gz"
    torn.write_bytes(gzip.compress(TABLE.encode())[:-6])
    assert refusal(torn, site, f"CO={CO}").code == "unreadable"
    bare = tmp_path / "bare.csv.gz"
    bare.write_text(TABLE)
    assert refusal(bare, site, f"CO={CO}").code == "unreadable"
    latin = tmp_path / "latin.csv"
    latin.write_bytes("time,CO\n2014-08-01,µ".encode("latin-1"))
    assert refusal(latin, site, f"CO={CO}").code == "table_not_utf8"


def test_a_zone_that_is_none(tmp_path: Path, site: Site) -> None:
    for zone in ("Asia/Chengdu", "../etc", ""):
        error = refusal(written(tmp_path, TABLE), site, f"CO={CO}", zone=zone)
        assert error.code == "no_such_time_zone"


def test_a_map_as_it_is_written() -> None:
    mapping = read_mapping(" PM = 2 [ug/m3] = air-gate-1/pm25 ")
    assert (mapping.column, mapping.unit, mapping.sensor) == ("PM = 2", "µg/m³", PM25)
    assert read_mapping(f"CO={CO}").unit is None
    assert spelled("μg/m^3") == "µg/m³"


def test_a_date_is_its_midnight() -> None:
    assert moment_in(time_zone("Asia/Shanghai"), "2014-08-01") == FIRST
    assert moment_in(time_zone("Asia/Shanghai"), "2014-08-01T00:00Z") == FIRST + 8 * HOUR
    with pytest.raises(ValueError, match="Invalid"):
        moment_in(time_zone("UTC"), "yesterday")


STACKED = """at,pm,co,station
2014-08-01T00:00,70,800,North
2014-08-01T01:00,71,900,North
2014-08-01T03:00,73,NA,North
2014-08-01T01:00,51,300,South
2014-08-01T02:00,52,,South
"""
SOUTH = SensorId("air-lake/pm25")


def test_places_one_after_another_are_read_side_by_side(tmp_path: Path, site: Site) -> None:
    file = written(tmp_path, STACKED)
    maps = f"pm@station=North={PM25}", f"pm@station=South={SOUTH}", f"co[ug/m3]@station=North={CO}"
    recording = opened(file, site, *maps)
    assert rows(recording) == [
        (FIRST, {PM25: 70, CO: 0.8}),
        (FIRST + HOUR, {PM25: 71, CO: 0.9, SOUTH: 51}),
        (FIRST + 2 * HOUR, {SOUTH: 52}),
        (FIRST + 3 * HOUR, {PM25: 73}),
    ]
    assert recording.period_s == 3600
    assert list(recording.rows((FIRST + 2 * HOUR, FIRST + 3 * HOUR))) == rows(recording)[2:3]


def test_which_rows_are_meant_must_be_said_right(tmp_path: Path, site: Site) -> None:
    file = written(tmp_path, STACKED)
    assert refusal(file, site, f"pm={PM25}").code == "not_in_order"
    error = refusal(file, site, f"pm@stations=North={PM25}")
    assert (error.code, error.parameters["nearest"]) == ("no_such_column", "station")
    assert refusal(file, site, f"pm@station={PM25}").code == "bad_map"
    assert refusal(file, site, f"pm@station=East={PM25}").code == "too_few_rows"
