"""What is done about cases and units beyond the daily: menus, directives, files, banners, why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from console.clock import utc
from console.contract.case_course import (
    DirectCase,
    EditCase,
    FileCase,
    GatherAlerts,
    NoteCase,
    ReadDirective,
    SuspendCase,
)
from console.contract.case_views import (
    DirectiveView,
    ReadReceiptView,
    StepClockView,
    SuggestionView,
    SuspensionView,
)
from console.contract.cases import DispatchUnit
from console.contract.diagnosis_views import DiagnosisView
from console.contract.facts import Fact
from console.contract.patrols import ArriveOnSite, ReserveUnit
from console.domain.cases import Step
from console.domain.diagnosis.verdicts import Answer, Look, Patrol, Verdict
from console.domain.ids import AlertId, CaseId, SensorId, UnitId
from console.domain.matters import Category, Channel, Confidence, Heard, Source
from console.domain.patrol_facts import PatrolOverdue
from console.domain.values import Priority
from console.screens.case_report import written
from console.screens.choose import Choose
from console.screens.deed_table import OF_CASE, OF_UNIT
from console.screens.menu import Menu
from console.widgets import Ledger, Pane
from tests.ui.fakes import MINUTE
from tests.ui.hands import Operator, at_console
from tests.ui.stage import Stage, afternoon, casework

DUST, LAKE, RIVER = CaseId("C-231"), CaseId("C-232"), CaseId("C-233")
DAILY = "dofpvx"


def at(stage: Stage, minutes: float) -> Any:
    return utc(stage.hub.now + round(minutes * MINUTE))


async def shown(operator: Operator, case: CaseId, **known: object) -> None:
    """Have a case be as told, and take it in hand."""
    mirror = operator.app.live.mirror
    mirror.cases[case] = replace(mirror.cases[case], **known)
    await in_hand(operator, case)


async def in_hand(operator: Operator, case: CaseId) -> None:
    operator.app.live._lineup = None
    operator.app.workplace.look(anew=True)
    await operator.press("3")
    ledger = operator.app.screen.query_one("#cases", Ledger)
    keys = [key for key in ledger.keys if key]
    await operator.press("g", *["j"] * keys.index(case))


def offered(operator: Operator) -> str:
    assert isinstance(operator.app.screen, Menu)
    return operator.reads("#deeds")


# the table


def test_a_letter_means_one_thing_at_a_time() -> None:
    of_case = [act.key for act in OF_CASE if act.id != "cases.resume"]  # instead of suspend
    assert len({*of_case, *DAILY}) == len(of_case) + len(DAILY)
    assert len({act.key for act in OF_UNIT}) == len(OF_UNIT)
    assert not {"j", "k", "g", "G", "q"} & {act.key for act in (*OF_CASE, *OF_UNIT)}


# the menu


async def test_m_offers_only_what_can_be_done_and_a_letter_does_it() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await in_hand(operator, RIVER)
        await operator.press("m")
        menu = offered(operator)
        assert "s let it rest" in menu
        for absent in ("file it", "let it go on", "reopen it", "all well", "directive"):
            assert absent not in menu
        await operator.press("s", "enter")
        await operator.type("until rain stops")
        await operator.press("enter")
        (rest,) = [each for each in stage.hub.done if isinstance(each, SuspendCase)]
        assert (rest.case, rest.for_s, rest.reason) == (RIVER, 14_400, "until rain stops")


async def test_a_length_of_time_that_is_none_is_not_taken() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await in_hand(operator, RIVER)
        await operator.press("m", "s")
        await operator.type("soon")
        await operator.press("enter")
        await operator.type("why")
        await operator.press("enter")
        assert "“soon” is no length of time" in operator.reads("#foot")
        assert not [each for each in stage.hub.done if isinstance(each, SuspendCase)]


async def test_what_was_only_collected_is_filed_or_rejected_and_no_more() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await shown(operator, RIVER, step=Step.COLLECTED)
        await operator.press("m")
        menu = offered(operator)
        assert "i file it" in menu
        assert "R reject it" in menu
        for absent in ("d send", "let it rest", "escalate"):
            assert absent not in menu
        await operator.press("i")
        assert stage.hub.done[-1] == FileCase(case=RIVER)


async def test_what_is_known_is_put_right_by_choosing_or_typing() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await in_hand(operator, RIVER)
        await operator.press("m", "e", "j", "enter")
        assert "priority of C-233" in operator.reads("#title")
        await operator.press("g", "enter")
        assert stage.hub.done[-1] == EditCase(case=RIVER, priority=Priority.CRITICAL)
        await operator.press("m", "e", "enter")
        await operator.type("weir")
        await operator.press("enter")
        assert stage.hub.done[-1] == EditCase(case=RIVER, title="weir")


async def test_said_for_a_unit_it_says_how_one_heard() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await in_hand(operator, LAKE)
        stage.hub.do(DispatchUnit(case=LAKE, unit=UnitId("p2")))
        await operator.settle()
        await operator.press("m", "3")
        assert "p2" in operator.reads("#offers"), "two are out: which of them?"
        await operator.press("G", "enter", "j", "tab")
        await operator.type("at the inlet")
        await operator.press("enter")
        heard = Heard(channel=Channel.PHONE, words="at the inlet")
        told = ArriveOnSite(unit=UnitId("p2"), case=LAKE, heard=heard)
        assert stage.hub.done[-1] == told


async def test_marked_alerts_are_added_to_a_case() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await operator.press("2")
        ledger = operator.app.screen.query_one("#alerts", Ledger)
        loose = [key for key in ledger.keys if key and key not in ("A-1001", "A-1002", "A-1003")]
        ledger.select(loose[0])
        await operator.press("m", "a", "enter")
        (gathered,) = [each for each in stage.hub.done if isinstance(each, GatherAlerts)]
        assert gathered.alerts == (AlertId(loose[0].partition("@")[0]),)


async def test_the_palette_and_the_command_bar_have_the_same_acts() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await in_hand(operator, RIVER)
        await operator.press("ctrl+p")
        await operator.type("write a note")
        await operator.press("enter")
        await operator.type("called")
        await operator.press("enter")
        assert NoteCase(case=RIVER, note="called") in stage.hub.done
        await operator.press("colon")
        await operator.type("suspend C-232 2h rain")
        await operator.press("enter")
        rest = SuspendCase(case=LAKE, for_s=7200.0, reason="rain")
        assert rest in stage.hub.done
        await operator.press("colon")
        await operator.type("file C-232")
        await operator.press("enter")
        assert len([each for each in stage.hub.done if isinstance(each, FileCase)]) == 0
        assert "it is filed already" in operator.reads()


async def test_the_menu_of_a_unit_says_why_where_nothing_can_be_done() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await operator.press("3", "tab", "tab", "m")
        assert "takes the role of dispatcher" in offered(operator)
        await operator.press("escape")
        who = operator.app.live.mirror.who
        operator.app.live.mirror.who = replace(who, role="dispatcher")
        await operator.press("m", "r", "enter")
        await operator.type("school run")
        await operator.press("enter")
        unit = UnitId("p2")
        assert stage.hub.done[-1] == ReserveUnit(unit=unit, for_s=3600.0, reason="school run")


async def test_without_the_hub_nothing_is_offered() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await in_hand(operator, RIVER)
        stage.link.stands = "lost"
        await operator.settle()
        before = len(stage.hub.done)
        await operator.press("m", "n")
        assert len(stage.hub.done) == before


# sending


async def test_one_that_is_busy_is_sent_only_on_purpose() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await in_hand(operator, RIVER)
        await operator.press("d")
        operator.app.screen.query_one("#offers", Ledger).select("p3")
        await operator.press("enter")
        assert "is at C-232: enter sends it anyway" in operator.reads("#foot")
        await operator.press("enter")
        sent = [each for each in stage.hub.done if isinstance(each, DispatchUnit)][-1]
        assert sent == DispatchUnit(case=RIVER, unit=UnitId("p3"), anyway=True)


async def test_before_anyone_is_sent_it_says_that_nothing_will_be_found() -> None:
    stage = afternoon()
    told = diagnosis(stage, Verdict.REGIONAL, Patrol.FINDS_NOTHING)
    answering(stage, told)
    async with at_console(stage) as operator:
        await operator.press("2", "d")
        assert isinstance(operator.app.screen, Choose)
        assert "a patrol will find nothing" in operator.reads("#title")
        await operator.press("enter", "enter")
        assert isinstance(stage.hub.done[-1], DispatchUnit), "it warns, the person decides"


# directives


async def test_a_directive_is_given_from_anywhere_about_what_is_in_hand() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        who = operator.app.live.mirror.who
        operator.app.live.mirror.who = replace(who, role="supervisor")
        await operator.press("D", "j", "enter")
        await operator.type("see to it")
        await operator.press("enter")
        await operator.type("Li Na, Zhao Min")
        await operator.press("enter")
        given = stage.hub.done[-1]
        assert isinstance(given, DirectCase)
        assert (given.text, given.to) == ("see to it", ("Li Na", "Zhao Min"))
        assert (given.about, given.priority) == ("level-qingshui/water-level", Priority.HIGH)


async def test_a_directive_about_a_zone_is_given_by_name() -> None:
    stage = afternoon()
    zone = next(iter(stage.hub.site.zones))
    async with at_console(stage) as operator:
        who = operator.app.live.mirror.who
        operator.app.live.mirror.who = replace(who, role="supervisor")
        operator.app.action_command(f'direct --about {zone} --to "Li Na" --priority high lamps out')
        await operator.settle()
        await operator.press("enter")
        given = stage.hub.done[-1]
        assert isinstance(given, DirectCase)
        assert (given.about, given.text, given.to) == (zone, "lamps out", ("Li Na",))
        assert given.priority is Priority.HIGH


async def test_who_has_not_read_a_directive_is_told_until_it_is_read() -> None:
    stage = casework()
    said = DirectiveView(
        text="lights before tonight",
        to=("Li Na", "Zhao Min"),
        by="Wu",
        read=(ReadReceiptView(person="Zhao Min", at=at(stage, -2)),),
    )
    async with at_console(stage, (160, 45)) as operator:
        await shown(operator, RIVER, directive=said)
        assert "a directive for you: “lights before tonight”" in operator.reads("#head")
        await operator.press("enter")
        file = operator.reads("#way")
        assert "○ Li Na  not read yet" in file
        assert "✓ Zhao Min  read " in file
        await operator.press("m", "m")
        assert stage.hub.done[-1] == ReadDirective(case=RIVER)


# at a glance


async def test_what_is_most_urgent_stands_under_the_head_everywhere() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        mirror = operator.app.live.mirror
        lake, clock = (
            mirror.cases[LAKE],
            StepClockView(term="handling", since=at(stage, -9), due=at(stage, -3), rung=1),
        )
        tasks = tuple(replace(task, misses=2) for task in lake.assignments)
        mirror.cases[LAKE] = replace(lake, assignments=tasks)
        await shown(operator, DUST, clock=clock)
        for place in "1234567":
            await operator.press(place)
            head = operator.reads("#head")
            assert "C-232  no word from Compound crew for 4:00, missed 2 times" in head, place
            assert "+1" in head
        await operator.press("3")
        cases = operator.reads("#cases")
        assert "escalated, rung 1" in cases
        assert "“handling” overdue by 3:00" in cases


@pytest.mark.parametrize(("misses", "loud"), [(1, False), (2, True)])
async def test_the_bell_rings_for_the_second_miss(misses: int, loud: bool) -> None:
    stage = casework()
    async with at_console(stage) as operator:
        task = operator.app.live.mirror.cases[LAKE].assignments[0]
        what = PatrolOverdue(case=LAKE, assignment=task.number, unit=task.unit, misses=misses)
        stage.hub.facts.append(Fact(n=len(stage.hub.facts) + 1, at=at(stage, 0), what=what))
        assert operator.app.live.drain().loud is loud


async def test_the_strip_says_how_many_of_seven_steps_are_behind() -> None:
    stage = casework()
    async with at_console(stage, (160, 45)) as operator:
        await in_hand(operator, DUST)
        assert "●●●◐○○○  handling  → fed back" in operator.reads("#way")
        await operator.press("enter")
        strip = "● collected  ● filed  ● dispatched  ◐ handling  ○ fed back  ○ verified  ○ closed"
        assert strip in operator.reads("#way")


# the file of a case


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_enter_opens_the_whole_file_and_esc_closes_it(size: tuple[int, int]) -> None:
    stage = casework()
    suggested = SuggestionView(
        sensor="air-gate-1/pm10",
        verdicts=("dust",),
        causes=("construction_dust",),
        confidence=Confidence.HIGH,
        score=4.0,
        at=at(stage, -4),
    )
    rest = SuspensionView(since=at(stage, -1), until=at(stage, 60), by="Li Na")
    async with at_console(stage, size) as operator:
        known: dict[str, object] = {"suggested": (suggested,), "suspension": rest, "owner": "Chen"}
        await shown(operator, DUST, **known, source=Source.CALL, category=Category.AIR)
        await operator.press("enter")
        file = operator.reads("#way")
        for words in (
            "a resident's call", "Chen", "rests until", "construction dust", "idling vehicles",
            "predicted", "found", "TIMELINE", "C-231 opened",
        ):  # fmt: skip
            assert words in file, words
        pane = operator.app.screen.query_one("#way", Pane)
        assert max(len("".join(text for text, _ in line)) for line in pane.lines) <= size[0]
        assert not operator.app.screen.query_one("#cases-panel").display
        await operator.press("G")
        assert pane.scroll_offset.y == pane.max_scroll_y
        opened, last = file.index("C-231 opened"), file.rindex("C-231:")
        assert opened < last, "what happened last stands last"
        await operator.press("escape")
        assert operator.app.screen.query_one("#cases-panel").display
        assert operator.app.screen.query_one("#cases", Ledger).selected == DUST


async def test_a_closed_case_is_shown_from_its_id() -> None:
    stage = casework().prove(minutes=11)
    async with at_console(stage) as operator:
        await in_hand(operator, DUST)
        await operator.press("x", "enter")
        assert DUST not in operator.app.live.mirror.cases
        await operator.press("colon")
        await operator.type("C-231")
        await operator.press("enter")
        file = operator.reads("#way")
        assert "closed as verified" in file
        assert "C-231 closed" in file
        await operator.press("m")
        assert "O reopen it" in offered(operator)


def test_a_report_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    stage = casework()
    words, well = written(stage.hub, CaseId("C-999"), tmp_path)
    assert not well
    assert "C-999" in words


# why


async def test_the_sensors_workplace_says_why_it_exceeds() -> None:
    stage = afternoon()
    answering(stage, diagnosis(stage, Verdict.DUST, Patrol.WORTH_IT))
    async with at_console(stage, (160, 45)) as operator:
        await operator.press("j", "j", "4")
        why = operator.reads("#why")
        assert "dust" in why
        assert "LOOK FOR" in why
        assert "bare soil" in why
        assert "as of" in operator.reads("#why-panel .title")


async def test_a_hub_that_cannot_tell_why_says_so() -> None:
    async with at_console(afternoon(), (160, 45)) as operator:
        await operator.press("4")
        assert operator.reads("#why").strip()


def diagnosis(stage: Stage, verdict: Verdict, patrol: Patrol) -> DiagnosisView:
    answer = Answer(verdict=verdict, causes=(), score=3.0, confidence=Confidence.HIGH, lines=3)
    return DiagnosisView(
        as_of=1,
        sensor=SensorId("air-gate-1/pm10"),
        at=at(stage, -1),
        window_s=3600.0,
        unit="µg/m³",
        value=312.0,
        limit=150.0,
        verdicts=(verdict,),
        causes=(),
        confidence=Confidence.HIGH,
        score=3.0,
        patrol=patrol,
        answers=(answer,),
        lines=(),
        checklist=(Look.BARE_SOIL,),
    )


def answering(stage: Stage, told: DiagnosisView) -> None:
    """Have the hub diagnose every sensor so."""
    of_sensor = stage.hub._of_sensor

    def asked(id: str, what: str, query: Any) -> Any:
        return told if what == "diagnosis" else of_sensor(id, what, query)

    stage.hub._of_sensor = asked  # type: ignore[method-assign]
