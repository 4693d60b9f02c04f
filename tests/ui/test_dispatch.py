"""Dispatch by keys: what is pressed, what the hub is asked, what the screen says."""

from __future__ import annotations

import pytest

from console.contract.cases import (
    CloseCase,
    DispatchUnit,
    FinishRemedy,
    OpenCase,
    OrderRemedy,
    VerifyCase,
)
from console.contract.patrols import ArriveOnSite, ReportFindings
from console.contract.request import Request
from console.domain.case_facts import Proof
from console.domain.causes import Action, Cause, Seen
from console.domain.ids import AlertId, CaseId, SensorId, UnitId, ZoneId
from console.domain.matters import Channel, Heard
from console.hub.own_device import with_hub
from console.screens.ask import Ask
from console.screens.choose import Choose
from console.screens.report import Report
from console.site_file import load_site
from console.widgets import Ledger, Pane
from tests.ui.fakes import MINUTE
from tests.ui.hands import Operator, at_console
from tests.ui.stage import Stage, afternoon, casework, proving, quiet

DUST, LAKE, RIVER = CaseId("C-231"), CaseId("C-232"), CaseId("C-233")
P1, P2, P3 = UnitId("p1"), UnitId("p2"), UnitId("p3")


async def open_case(operator: Operator, case: CaseId) -> None:
    """Go to dispatch and select a case."""
    await operator.press("3")
    keys = [key for key in ledger(operator, "#cases").keys if key]
    await operator.press("g", *["j"] * keys.index(case))


def ledger(operator: Operator, selector: str) -> Ledger:
    return operator.app.screen.query_one(selector, Ledger)


def on_top(operator: Operator) -> type:
    return type(operator.app.screen)


def newest(stage: Stage, kind: type[Request]) -> list[Request]:
    return [request for request in stage.hub.done if isinstance(request, kind)]


# from an alert


@pytest.mark.parametrize("way", [(), ("2",)], ids=["wall", "alerts"])
async def test_d_enter_enter_opens_a_case_and_sends_the_first_unit(way: tuple[str, ...]) -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        await operator.press(*way, "d")
        assert on_top(operator) is Choose
        assert "Qingshui level gauge Water level" in operator.reads("#title")
        assert "Opens a case from A-1002@1" in operator.reads("#title")
        await operator.press("enter")
        assert stage.hub.done == [], "nothing is done before the sentence is agreed to"
        assert "sends Riverside crew (p1)" in operator.reads("#foot")
        await operator.press("enter")
        opened, sent = stage.hub.done
        assert opened == OpenCase(alerts=(AlertId("A-1002"),))
        assert sent == DispatchUnit(case=CaseId("C-231"), unit=P1)
        assert "Opened C-231." in operator.told()
        assert "Sent p1 → C-231." in operator.told()
        assert "patrols 1/4 out" in operator.reads("#head")


async def test_units_are_ranked_near_first_and_who_cannot_go_is_not_chosen() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("j", "j", "d")
        rows = operator.reads("#offers").splitlines()
        assert [row.split()[1] for row in rows] == ["p1", "p2", "p3", "p4"]
        assert "same zone · free" in rows[0]
        assert "free · " in rows[1]
        assert "500 m · traffic" in rows[1], "how far it is, and what helps"
        assert "off duty" in rows[3]
        await operator.press("G")
        assert ledger(operator, "#offers").selected == "p3"


async def test_esc_steps_back_and_then_leaves_and_nothing_is_done() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("d", "enter", "escape")
        assert on_top(operator) is Choose
        await operator.press("escape")
        assert on_top(operator) is not Choose
        assert not stage.hub.done


async def test_choosing_another_unit_asks_anew() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("d", "enter", "j")
        assert "enter chooses" in operator.reads("#foot")
        await operator.press("enter", "enter")
        assert newest(stage, DispatchUnit) == [DispatchUnit(case=CaseId("C-231"), unit=P3)]


async def test_from_an_alert_in_a_case_units_go_to_that_case() -> None:
    stage = casework()
    before = len(stage.hub.done)
    async with at_console(stage) as operator:
        await operator.press("2", "d", "enter", "enter")
        assert stage.hub.done[before:] == [DispatchUnit(case=RIVER, unit=P2)]


async def test_marked_alerts_make_one_case() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("2", "space", "space", "c")
        assert stage.hub.done == [OpenCase(alerts=(AlertId("A-1002"), AlertId("A-1007")))]
        assert "marked" not in operator.reads("#list-panel .title")
        await operator.press("g", "c")
        assert "A-1002@1 is already being worked on in C-231." in operator.told()
        assert len(stage.hub.done) == 1


async def test_an_alert_says_which_case_it_is_in() -> None:
    async with at_console(casework(), (160, 45)) as operator:
        assert "C-233" in operator.row("#trouble", "Qingshui")
        assert "C-231" in operator.row("#queue", "Gate 1 air probe")
        await operator.press("2")
        assert "C-233" in operator.row("#alerts", "A-1002@1")
        assert "C-233   filed" in operator.reads("#detail")


async def test_a_refused_act_says_what_was_done_and_why_not_more() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("j", "j", "d")
        other = stage.hub.do(OpenCase(title="hoarding")).id
        stage.hub.do(DispatchUnit(case=CaseId(str(other)), unit=P1))
        await operator.press("enter", "enter")
        assert "1 done · 1 someone else was first" in operator.told()
        assert "Opened C-232." in operator.told()
        assert "p1 is out for C-231" in operator.told()


# the three panes


async def test_cases_stand_under_their_steps_with_clock_and_worst_glyph() -> None:
    async with at_console(casework(), (160, 45)) as operator:
        await operator.press("3")
        rows = operator.reads("#cases").splitlines()
        heads = [
            row.strip().split("  ")[0] for row in rows if row.strip() and row.strip()[:1].isalpha()
        ]
        assert heads == [
            "COLLECTED", "FILED 1", "DISPATCHED", "HANDLING 2", "FED BACK", "VERIFIED",
        ]  # fmt: skip
        assert "▲▲" in operator.row("#cases", "C-233")
        assert "0:00" in operator.row("#cases", "C-233")
        assert "4:00" in operator.row("#cases", "C-232")
        assert "3 of 3" in operator.reads("#cases-panel .title")
        assert "2 of 4 out" in operator.reads("#units-panel .title")


async def test_the_way_of_a_case_shows_what_is_done_and_what_comes_next() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        way = operator.reads("#way")
        for words in (
            "Gate 1 air probe PM10", "handling", "●●●◐○○○", "Beside the service", "by Li Na",
            "1 construction dust", "2 idling vehicles × 2", "○ dust-suppression", "✓ move the",
            "`f` marks one done", "then normal for 10:00", "wants ≤ 108",
        ):  # fmt: skip
            assert words in way
        assert "◐  Remedies" in way
        assert "●  Found" in way
        assert "○  Verified" in way
        assert "C-231 opened" in way, "the facts of the case, from the hub"


async def test_units_say_what_they_are_at_and_why_to_send_them() -> None:
    async with at_console(casework()) as operator:
        await open_case(operator, DUST)
        units = operator.reads("#units")
        assert units.index("AT C-231") < units.index("FREE") < units.index("OUT")
        assert "500 m · traffic" in units
        assert "at C-232 on site 4:00" in units


async def test_progress_is_the_hubs_word_and_stands_still_without_readings() -> None:
    stage = proving()
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        assert " 60 %" in operator.reads("#way")
        assert "normal 6:00 of 10:00" in operator.reads("#way")
        stage.hub.now += 3 * MINUTE
        await operator.settle()
        assert "normal 6:45 of 10:00" in operator.reads("#way"), "silence proves nothing"


async def test_a_reading_past_the_limit_starts_the_window_over() -> None:
    stage = proving()
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        stage.hub.now += 10_000
        stage.hub.measure(SensorId("air-gate-1/pm10"), 180.0)
        await operator.settle()
        way = operator.reads("#way")
        assert "  0 %" in way
        assert "not normal yet" in way
        assert "measured 180" in way.replace("\n          ", " ")


async def test_at_80_columns_tab_moves_between_the_panes() -> None:
    stage = casework()
    async with at_console(stage, (80, 24)) as operator:
        await operator.press("3")
        assert operator.app.screen.focused is ledger(operator, "#cases")
        await operator.press("tab")
        assert isinstance(operator.app.screen.focused, Pane)
        await operator.press("tab")
        assert operator.app.screen.focused is ledger(operator, "#units")
        assert "p2" in operator.reads("#units")
        assert "filed" in operator.row("#cases", "C-233")


async def test_what_comes_next_is_in_view_on_a_small_screen() -> None:
    async with at_console(proving(), (80, 24)) as operator:
        await open_case(operator, DUST)
        pane = operator.app.screen.query_one("#way", Pane)
        row = next(y for y, line in enumerate(pane.lines) if line and line[0][0] == "◐")
        assert pane.scroll_offset.y <= row < pane.scroll_offset.y + pane.size.height


async def test_empty_it_says_what_would_be_here_and_how_to_get_it() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        await operator.press("3")
        assert "`c` here opens one by hand" in operator.reads("#cases").replace("\n ", " ")
        for key in "dofpvx":
            await operator.press(key)
        assert not stage.hub.done
        assert "Select an alert or a case first." in operator.told()


async def test_the_filter_finds_cases_by_unit_and_place() -> None:
    async with at_console(casework()) as operator:
        await operator.press("3", "slash")
        await operator.type("riverside")
        await operator.press("enter")
        assert "1 of 3" in operator.reads("#cases-panel .title")
        assert "C-231" in operator.reads("#way")


# acts


async def test_enter_on_a_unit_sends_that_one() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await open_case(operator, RIVER)
        await operator.press("tab", "tab", "enter")
        assert ledger(operator, "#offers").selected == "p2"
        await operator.press("enter", "enter")
        assert stage.hub.done[-1] == DispatchUnit(case=RIVER, unit=P2)


async def test_p_reports_for_the_unit_with_numbered_causes() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await open_case(operator, LAKE)
        await operator.press("p")
        assert on_top(operator) is Report
        assert "Compound crew" in operator.reads("#title")
        assert " 1 sewage inflow" in operator.reads("#causes").splitlines()[0]
        await operator.press("enter")
        assert "Mark at least one cause" in operator.reads("#foot")
        await operator.press("1", "plus", "plus", "j", "space", "tab")
        await operator.type("grey water")
        await operator.press("enter", "j", "tab")
        await operator.type("all over")
        await operator.press("enter")
        assert stage.hub.done[-1] == ReportFindings(
            unit=P3,
            case=LAKE,
            findings=(
                Seen(cause=Cause.SEWAGE_INFLOW, count=2, note="grey water"),
                Seen(cause=Cause.ALGAE),
            ),
            heard=Heard(channel=Channel.PHONE, words="all over"),
        )
        assert "1 sewage inflow × 2" in operator.reads("#way")


async def test_o_orders_the_usual_remedy_from_the_usual_party() -> None:
    stage = casework()
    seen = (Seen(cause=Cause.SEWAGE_INFLOW), Seen(cause=Cause.ALGAE))
    stage.hub.do(ReportFindings(unit=P3, findings=seen))
    async with at_console(stage) as operator:
        await open_case(operator, LAKE)
        for action, party in ((Action.STOP_INFLOW, "Rivers bureau"), (Action.AERATE, "keepers")):
            await operator.press("o")
            if party == "keepers":
                await operator.press("enter", "ctrl+u")
                await operator.type(party)
                await operator.press("enter")
            else:
                await operator.press("enter", "enter")
            order = stage.hub.done[-1]
            assert isinstance(order, OrderRemedy)
            assert (order.action, order.party) == (action, party)
        assert {o.finding for o in newest(stage, OrderRemedy)[2:]} == {1, 2}  # type: ignore[attr-defined]


async def test_the_party_follows_the_choice_until_someone_writes_one() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        await operator.press("o")
        fields = operator.app.screen.query("Input")
        assert fields.first().value == "East site project team"  # type: ignore[attr-defined]
        await operator.press("j")
        assert fields.first().value == "Wanshou property company"  # type: ignore[attr-defined]
        await operator.press("tab", "ctrl+u")
        await operator.type("me")
        await operator.press("shift+tab", "j")
        assert fields.first().value == "me"  # type: ignore[attr-defined]


async def test_f_says_which_remedy_is_done_and_verification_begins() -> None:
    stage = casework()
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        await operator.press("f")
        assert "dust-suppression spray" in operator.reads("#offers")
        assert "move the vehicles" not in operator.reads("#offers"), "that one is done"
        await operator.press("enter")
        assert stage.hub.done[-1] == FinishRemedy(case=DUST, remedy=1)
        assert "◐  Verified" in operator.reads("#way")
        await operator.press("f")
        assert "Nothing ordered in C-231 is waiting to be done." in operator.told()


async def test_a_case_with_a_sensor_is_not_verified_by_hand() -> None:
    stage = proving()
    before = len(stage.hub.done)
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        await operator.press("v")
        assert "only its readings verify it" in operator.told()
        assert len(stage.hub.done) == before


async def test_a_case_opened_by_hand_goes_its_whole_way() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        await operator.press("3", "c", "enter")
        await operator.type("hoarding down")
        await operator.press("enter")
        opened = stage.hub.done[-1]
        zone = next(iter(stage.hub.site.zones))
        assert opened == OpenCase(title="hoarding down", zone=ZoneId(zone))
        await operator.press("d", "enter", "enter", "ctrl+p")
        await operator.type("unit: on site")
        await operator.press("enter", "enter")
        assert len(newest(stage, ArriveOnSite)) == 1
        await operator.press("p", "9", "enter", "enter")
        assert "◐  Verified  no sensor: `v`" in operator.reads("#way")
        stage.hub.person = "Zhao Min"  # not one of those who did the work
        await operator.press("v", "j", "enter")
        await operator.type("went and looked")
        await operator.press("enter")
        looked = VerifyCase(case=DUST, proof=Proof.INSPECTION, note="went and looked")
        assert newest(stage, VerifyCase) == [looked]
        await operator.press("x", "enter")
        assert newest(stage, CloseCase) == [CloseCase(case=DUST)]
        assert "0 of 0" in operator.reads("#cases-panel .title")


async def test_x_asks_a_reason_for_what_is_not_verified_and_says_so() -> None:
    stage = proving()
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        await operator.press("x")
        assert on_top(operator) is Ask
        assert "Close C-231 unverified?" in operator.reads("#title")
        assert "counted apart" in operator.reads("#title")
        await operator.press("enter")
        assert not newest(stage, CloseCase), "not without a reason"
        await operator.type("probe moved")
        await operator.press("enter")
        assert newest(stage, CloseCase) == [
            CloseCase(case=DUST, unverified=True, reason="probe moved")
        ]


async def test_x_closes_a_verified_case_once_it_is_agreed_to() -> None:
    stage = casework().prove(minutes=11)
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        assert "by its sensor" in operator.reads("#way")
        await operator.press("x")
        assert "Close C-231 as verified?" in operator.reads("#title")
        await operator.press("enter")
        assert newest(stage, CloseCase) == [CloseCase(case=DUST)]
        assert "2 of 2" in operator.reads("#cases-panel .title")


async def test_acts_are_struck_while_facts_are_not_live() -> None:
    stage = casework()
    before = len(stage.hub.done)
    async with at_console(stage) as operator:
        await open_case(operator, DUST)
        stage.link.stands = "stale"
        await operator.settle()
        for key in "dofpvxc":
            await operator.press(key)
        assert len(stage.hub.done) == before
        assert len(operator.app.screen_stack) == 1


# getting about


async def test_4_opens_the_sensor_of_what_is_selected() -> None:
    async with at_console(casework()) as operator:
        await operator.press("j", "j", "4")
        assert "air-gate-1/pm10" in operator.reads("#trend-panel .title")
        await operator.press("2", "4")
        assert "level-qingshui/water-level" in operator.reads("#trend-panel .title")
        await open_case(operator, LAKE)
        await operator.press("4")
        assert "water-lake-inlet/do" in operator.reads("#trend-panel .title")


async def test_the_wall_shows_who_is_out_and_leads_to_the_case() -> None:
    async with at_console(casework(), (160, 45)) as operator:
        row = operator.row("#patrols", "p1")
        for words in ("林晓舟", "reported", "Qingshui Park", "C-231", "2:00"):
            assert words in row
        assert "off duty" in operator.row("#patrols", "p4")
        await operator.press("tab", "tab", "enter")
        assert operator.app.current_mode == "dispatch"
        assert ledger(operator, "#cases").selected == DUST


async def test_the_palette_leads_to_a_case() -> None:
    async with at_console(casework()) as operator:
        await operator.press("ctrl+p")
        await operator.type("c-232")
        await operator.press("enter")
        assert operator.app.current_mode == "dispatch"
        assert ledger(operator, "#cases").selected == LAKE


async def test_hostile_titles_are_only_text() -> None:
    stage = quiet()
    stage.hub.do(OpenCase(title="[@click=app.quit]x[/]\x1b[31m"))
    async with at_console(stage) as operator:
        await operator.press("3")
        assert "\x1b" not in operator.reads()
        await operator.press("d")
        assert "\x1b" not in operator.reads()
        await operator.press("escape", "x")
        assert "Close C-231 unverified?" in operator.reads("#title")


async def test_the_hubs_own_scene_shows_only_with_trouble() -> None:
    stage = Stage(with_hub(load_site("wanshouqiao"), reserve_mib=64)).fill()
    async with at_console(stage, (160, 45)) as operator:
        assert "System" not in operator.reads("#tiles")
        stage.hub.measure(SensorId("hub/disk-free"), 10.0)
        await operator.settle()
        assert "System" in operator.reads("#tiles")
