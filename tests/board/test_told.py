"""What the board tells: only what is known, in plain words, and never who."""

from __future__ import annotations

import re

import pytest

from console.board.once import document, plain_lines
from console.board.spoken import sections, standing
from console.contract.cases import DispatchUnit, OpenCase
from console.contract.codec import encode
from console.contract.patrols import ArriveOnSite
from console.contract.service import StopService
from console.contract.views import DrillView
from console.domain.air_index import GRADES, Grade
from console.domain.cases import Step
from console.domain.doubts import Test
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId, UnitId
from console.wording.board import SHORT, STATES, WATER_WORDS, advice, speaking
from tests.board.square import Square
from tests.ui.fakes import MINUTE


def said(square: Square, language: str = "en") -> str:
    return "\n".join(plain_lines(square.told(), language))


def test_a_fine_day() -> None:
    words = said(Square().fine())
    for sentence in (
        "Wanshouqiao Community\nas of 2026-11-05, 14:52",
        "Air quality index 44: excellent",
        "highest of 5 places: Railway Staff Compound",
        "Everyone can be outdoors as they like.",
        "Qingshui River: class II. Clean. Safe to touch.",
        "By what is measured: acidity, oxygen, ammonia.",
        "All 10 lamps are in order.",
        "Plaza shared car park: 44 free",
        "Gate 1 container: has room",
        "Being worked on\n  Nothing just now.",
    ):
        assert sentence in words
    assert "not known" not in words


def test_the_same_in_chinese() -> None:
    words = said(Square().fine(), "zh")
    for sentence in (
        "万寿桥社区",
        "截至 2026-11-05 14:52",
        "空气质量指数 44：优",
        "清水河：II 类。干净",
    ):
        assert sentence in words
    assert "{" not in words


@pytest.mark.parametrize("grade", GRADES)
def test_every_level_of_the_air_has_its_advice(grade: Grade) -> None:
    square = Square().fine()
    square.rate("air-gate-1", float(grade.up_to))
    told = square.told()
    assert told.air[0].grade == grade
    for language in SHORT:
        with speaking(language):
            everyone, vulnerable = advice(grade.level)
        words = "\n".join(plain_lines(told, language))
        assert everyone in words
        assert vulnerable in words
        assert getattr(grade.name, language) in words


def test_what_was_judged_long_ago_is_not_known_now() -> None:
    square = Square().fine()
    for device in list(square.judged):
        square.rate(device, 40, for_min=-1)
    assert {air.index for air in square.told().air} == {None}
    assert "Air\n  not known now" in said(square)
    square.rate("air-lake", 151)
    words = said(square)
    assert "Air quality index 151: moderately polluted" in words
    assert "Merchants' Plaza: not known now" in words


@pytest.mark.parametrize(
    ("nh3n", "water_class", "words"),
    [(0.1, 1, "Very clean"), (0.9, 3, "Safe to touch"), (1.2, 4, "Better not touch"),
     (1.9, 5, "Do not touch"), (2.5, 6, "Keep away")],
)  # fmt: skip
def test_water_by_its_worst_item(nh3n: float, water_class: int, words: str) -> None:
    square = Square().fine()
    for end in ("west", "east"):
        square.put(f"water-modi-{end}/nh3n", nh3n)
    water = next(w for w in square.told().water if w.place.en == "Modi River")
    assert water.water_class == water_class
    line = next(line for line in said(square).splitlines() if "Modi River" in line)
    assert words in line


def test_the_worse_of_two_sondes_counts() -> None:
    square = Square().fine()
    square.put("water-modi-east/nh3n", 1.2)
    assert "Modi River: class IV. Not clean. Better not touch it." in said(square)


@pytest.mark.parametrize("why", ["late", "suspect", "doubted", "out", "never"])
def test_where_not_all_is_known_water_may_be_worse(why: str) -> None:
    square = Square().fine()
    sensor = SensorId("water-modi-east/nh3n")
    match why:
        case "late":
            square.put(sensor, 0.1, ago_s=3600)
        case "suspect":
            square.put(sensor, 0.1, quality=3)
        case "doubted":
            square.doubt(sensor, Test.FLAT)
        case "out":
            square.do(StopService(target="water-modi-east", note="cleaning"))
        case _:
            square.readings.pop(sensor)
    line = next(line for line in said(square).splitlines() if "Modi River" in line)
    assert "or worse, not all is measured now. Better not touch it." in line


def test_water_that_nothing_is_known_of() -> None:
    square = Square().fine()
    for quantity in ("ph", "do", "nh3n"):
        for end in ("west", "east"):
            square.readings.pop(SensorId(f"water-modi-{end}/{quantity}"))
    assert "Modi River: not known now" in said(square)


def test_water_is_never_told_better_than_the_hub_judged() -> None:
    square = Square().fine()
    square.rate("water-lake-pier", 2)
    assert "Wanshou Lake: class V. Poor. Do not touch it." in said(square)


def test_lamps_are_counted_by_how_they_are() -> None:
    square = Square().fine()
    square.take_offline(DeviceId("lamp-park-1"))
    square.measure(SensorId("lamp-park-2/soc"), 5.0)
    square.quality[SensorId("lamp-park-2/soc")] = 1
    square.do(StopService(target="lamp-park-3", note="new battery"))
    square.readings.pop(SensorId("lamp-park-4/soc"))
    lamps = square.told().lamps
    assert lamps is not None
    counts = (lamps.total, lamps.fine, lamps.faulty, lamps.out_of_service, lamps.unknown)
    assert counts == (10, 6, 2, 1, 1)
    words = said(square)
    for sentence in ("6 of 10 lamps", "2 with a fault", "1 being worked on", "1 not known now"):
        assert sentence in words


def test_car_parks_and_containers() -> None:
    square = Square().fine()
    square.put("parking-plaza/free", 0)
    square.put("container-gate-1/fill", 97)
    square.put("container-plaza/fill", 85)
    square.readings.pop(SensorId("parking-gate-2/free"))
    words = said(square)
    assert "Plaza shared car park: full" in words
    assert "Gate 2 car park: not known now" in words
    assert "Gate 1 container: full, please use another" in words
    assert "Plaza container: nearly full" in words
    assert "Riverside restaurant bin" not in words, "restaurants' bins are not the visitors'"


PEOPLE = re.compile(r"Li Na|console-1|C-\d|A-\d|p\d\b|林晓舟|方一禾|Riverside crew|河畔一组|云杉")


def at_work(*, title: str | None = None) -> Square:
    square = Square().fine()
    square.measure(SensorId("dust-site/pm10"), 300.0)
    square.measure(SensorId("level-qingshui/water-level"), 3.5)
    square.judge(RuleId("gateway.offline"), DeviceId("gw-plaza"))
    for alert in square.snapshot().alerts:
        square.do(OpenCase(alerts=(AlertId(alert.id),)))
    if title is not None:
        square.do(OpenCase(alerts=(), title=title))
    cases = square.snapshot().cases
    square.do(DispatchUnit(case=cases[0].id, unit=UnitId("p1")))
    square.do(ArriveOnSite(unit=UnitId("p1")))
    square.do(DispatchUnit(case=cases[1].id, unit=UnitId("p2")))
    return square


def test_what_is_worked_on_is_told_and_not_by_whom() -> None:
    square = at_work(title="Uncle Wang of building 3, phone 138 0000 0000")
    for language, sentences in {
        "en": (
            "Dust in the air, Eastern Building Site: a patrol is there and it is being dealt with.",
            "High water, Qingshui River: a patrol is on its way.",
            "A measuring device, Merchants' Plaza: it has been noticed, nobody is there yet.",
            "A matter: it has been noticed, nobody is there yet.",
        ),
        "zh": (
            "东侧工地空气中有扬尘：巡逻人员已到场，正在处理。",
            "清水河水位偏高：巡逻队正赶往现场。",
            "商圈广场监测设备：已发现，尚未派人到场。",
        ),
    }.items():
        words = said(square, language)
        for sentence in sentences:
            assert sentence in words
    whole = encode(document(square.told(), tuple(SHORT))).decode()
    assert "Wang" not in whole
    assert "138" not in whole
    found = PEOPLE.search(whole)
    assert found is None, found
    ids = [*square.site.units, *(s for s in square.site.sensors())]
    assert not [id for id in ids if f'"{id}"' in whole]


def test_the_ones_with_people_there_come_first() -> None:
    steps = [work.step for work in at_work().told().work]
    assert steps == [Step.HANDLING, Step.DISPATCHED, Step.FILED]


def test_every_step_and_class_has_words() -> None:
    assert {Step.CLOSED, *STATES} == set(Step)
    assert set(WATER_WORDS) == {1, 2, 3, 4, 5, 6}


def test_a_drill_says_so() -> None:
    square = Square().fine()
    square.drill = DrillView(speed=60)
    assert "DRILL: these are not real figures" in said(square)
    assert "演练中" in said(square, "zh")


def test_what_is_not_up_to_date_says_so() -> None:
    told = Square().fine().told(current=False)
    assert "as of 14:52, not up to date" in standing(told).text
    assert "Air quality index 44" in "\n".join(plain_lines(told, "en"))


def test_after_a_long_time_nothing_is_known() -> None:
    told = at_work().told(current=False, known=False)
    words = "\n".join(plain_lines(told, "en"))
    assert "nothing is known now" in words
    assert not re.search(r"class|index \d|\d+ free|in order|patrol|Nothing just now", words)
    for section in sections(told):
        assert all("not known" in s.text or s.mood == "muted" for s in section.sentences)


def test_the_document_has_the_figures() -> None:
    square = Square().fine()
    found = document(square.told(), ("en",))
    assert found["air"][0]["index"] == 44
    assert found["air"][0]["grade"].zh == "优"
    assert found["lamps"] == {
        "total": 10, "in_order": 10, "faulty": 0, "out_of_service": 0, "not_known": 0,
    }  # fmt: skip
    assert found["parking"][0] == {"name": found["parking"][0]["name"], "free": 44}
    assert found["up_to_date"] is True
    assert list(found["said"]) == ["en"]


def test_time_goes_on_between_questions() -> None:
    square = Square().fine()
    figures_at = square.told().at
    square.now += 5 * MINUTE
    assert square.told().at == figures_at + 5 * MINUTE
