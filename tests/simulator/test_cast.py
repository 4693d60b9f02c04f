"""The cast: hears facts, does what falls due, and no more than was ordered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from console.clock import moment
from console.contract.facts import Fact
from console.contract.patrols import PatrolFinding
from console.domain.case_facts import CaseClosed, CaseOpened, Outcome, Point, RemedyOrdered
from console.domain.causes import Action, Cause, Seen
from console.domain.facts import What
from console.domain.ids import AlertId, CaseId, RuleId, SensorId, UnitId, ZoneId
from console.domain.patrol_facts import PatrolDeclined, PatrolReported, UnitDispatched
from console.simulator.cast import Cast
from console.simulator.plot import Plot
from console.simulator.stories import load_story
from console.site_file import load_site

BEGIN = datetime(2026, 6, 1, tzinfo=UTC)
CASE = CaseId("C-1")
UNIT = UnitId("p1")
PM10 = SensorId("air-gate-1/pm10")
BOTH = (
    Seen(cause=Cause.CONSTRUCTION_DUST),
    Seen(cause=Cause.IDLING_VEHICLE, count=2),
)


class Scene:
    """A cast and the plot it acts in, a clock, and what was said so far."""

    def __init__(self, *, silent: bool = False, withheld: str | None = None) -> None:
        story = load_story("gate-1", load_site("wanshouqiao"))
        self.plot = Plot(story, 1, moment(BEGIN))
        words = frozenset([withheld] if withheld else [])
        self.cast = Cast(self.plot, silent=silent, withheld=words)
        self.now = BEGIN

    def happens(self, *what: What) -> None:
        self.cast.hear([Fact(n=1, at=self.now, what=each) for each in what])

    def after(self, minutes: float) -> list[tuple[str, int | None]]:
        self.now += timedelta(minutes=minutes)
        return [(told.saying.act, told.saying.remedy) for told in self.cast.due(moment(self.now))]

    def going_on(self) -> list[str]:
        at = moment(self.now)
        return [each.withhold for each in self.plot.story.sources if self.plot.lasts(each, at)]


def opened(target: str = PM10, case: CaseId = CASE) -> CaseOpened:
    point = Point(rule=RuleId("air.pm10.10m"), target=SensorId(target), window_s=600)
    return CaseOpened(case=case, alerts=(AlertId("A-1"),), points=(point,))


def sent(case: CaseId = CASE) -> UnitDispatched:
    return UnitDispatched(case=case, assignment=1, unit=UNIT)


def reported() -> PatrolReported:
    return PatrolReported(case=CASE, assignment=1, unit=UNIT, first=1, findings=BOTH)


def ordered(remedy: int, finding: int, action: Action) -> RemedyOrdered:
    return RemedyOrdered(case=CASE, remedy=remedy, finding=finding, action=action, party="x")


def test_a_unit_goes_and_reports_what_is_there() -> None:
    scene = Scene()
    scene.happens(opened(), sent())
    assert scene.after(0.2) == []
    assert scene.after(0.1) == [("accept", None)]
    assert scene.after(0.5) == [("enroute", None)]
    assert scene.after(3) == [("onsite", None)]
    scene.now += timedelta(minutes=1)
    (told,) = scene.cast.due(moment(scene.now))
    assert (told.unit, told.saying.act, told.saying.assignment) == (UNIT, "report", "C-1/1")
    assert [(seen.cause, seen.count) for seen in told.saying.findings] == [
        (Cause.CONSTRUCTION_DUST, None),
        (Cause.IDLING_VEHICLE, 2),
    ]
    assert scene.after(60) == []


def test_what_is_said_twice_has_one_id() -> None:
    ids = []
    for _ in range(2):
        scene = Scene()
        scene.happens(opened(), sent())
        ids.append([told.saying.id for told in scene.cast.due(moment(BEGIN) + 3_600_000)])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 4


def test_each_remedy_ends_what_it_helps_against_and_is_said_to_be_done() -> None:
    scene = Scene()
    scene.happens(opened(), sent())
    scene.after(10)
    scene.happens(reported())
    scene.happens(
        ordered(1, 1, Action.COVER_BARE_SOIL),
        ordered(2, 2, Action.MOVE_VEHICLES),
    )
    assert scene.after(2) == [("done", 2)]
    assert scene.going_on() == ["spray", "cars"]  # they are only just leaving
    assert scene.after(1) == [("done", 1)]
    assert scene.going_on() == ["spray"]
    scene.after(1)
    assert scene.going_on() == []
    assert scene.plot.added(PM10, moment(scene.now)) == 0


def test_an_action_that_does_not_help_changes_nothing() -> None:
    scene = Scene()
    scene.happens(opened(), sent())
    scene.after(10)
    scene.happens(reported(), ordered(1, 1, Action.MOVE_VEHICLES))
    assert scene.after(6) == [("done", 1)]
    assert scene.going_on() == ["spray", "cars"]


@pytest.mark.parametrize("word", ["spray", "cars"])
def test_what_is_withheld_is_said_and_goes_on(word: str) -> None:
    scene = Scene(withheld=word)
    scene.happens(opened(), sent())
    scene.after(10)
    scene.happens(reported(), ordered(1, 1, Action.DUST_SPRAY), ordered(2, 2, Action.MOVE_VEHICLES))
    assert sorted(scene.after(10)) == [("done", 1), ("done", 2)]
    assert scene.going_on() == [word]


def test_a_silent_cast_works_all_the_same() -> None:
    scene = Scene(silent=True)
    scene.happens(opened(), sent())
    assert scene.after(10) == []
    scene.happens(reported(), ordered(1, 1, Action.DUST_SPRAY))
    assert scene.after(10) == []
    assert scene.going_on() == ["cars"]


def test_elsewhere_a_unit_finds_nothing_and_leaves() -> None:
    scene = Scene()
    scene.happens(opened("tank-north/level"), sent())
    scene.now += timedelta(minutes=30)
    told = scene.cast.due(moment(scene.now))
    assert [each.saying.act for each in told][-2:] == ["report", "leave"]
    assert told[-2].saying.findings == (PatrolFinding(cause=Cause.NO_FAULT_FOUND),)


def test_a_case_by_hand_at_the_gate_is_the_story_too() -> None:
    scene = Scene()
    scene.happens(CaseOpened(case=CASE, title="dust", zone=ZoneId("gate-1")), sent())
    scene.now += timedelta(minutes=30)
    assert [seen.cause for seen in scene.cast.due(moment(scene.now))[-1].saying.findings] == [
        Cause.CONSTRUCTION_DUST,
        Cause.IDLING_VEHICLE,
    ]


def test_a_closed_case_is_nobodys_errand() -> None:
    scene = Scene()
    scene.happens(opened(), sent())
    scene.happens(CaseClosed(case=CASE, outcome=Outcome.UNVERIFIED))
    assert scene.after(60) == []


def test_a_unit_checks_in_before_it_is_missed() -> None:
    scene = Scene()
    check_by = moment(BEGIN) + 3_600_000
    scene.happens(opened(), replace(sent(), check_by=check_by))
    assert [act for act, _ in scene.after(10)] == ["accept", "enroute", "onsite", "report"]
    assert [act for act, _ in scene.after(30)] == []
    assert [act for act, _ in scene.after(10)] == ["checkin"]


def test_who_was_heard_of_since_does_not_check_in() -> None:
    scene = Scene()
    check_by = moment(BEGIN) + 3_600_000
    scene.happens(opened(), replace(sent(), check_by=check_by))
    scene.after(10)
    told = PatrolReported(
        case=CASE, assignment=1, unit=UNIT, first=1, findings=BOTH, check_by=check_by + 600_000
    )
    scene.happens(told)
    assert [act for act, _ in scene.after(39)] == []


def test_the_first_unit_declines_where_the_story_says_so() -> None:
    scene = Scene()
    scene.plot.story = replace(scene.plot.story, declines="flat tyre")
    scene.happens(opened(), sent())
    (told,) = scene.cast.due(moment(BEGIN) + 900_000)
    assert (told.saying.act, told.saying.reason) == ("decline", "flat tyre")
    scene.happens(PatrolDeclined(case=CASE, assignment=1, unit=UNIT))
    scene.happens(replace(sent(), assignment=2, unit=UnitId("p2")))
    assert scene.after(15)[0][0] == "accept"
