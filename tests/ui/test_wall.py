"""The wall: one glance says whether anything is wrong, where, and how fresh the picture is."""

from __future__ import annotations

import pytest

from console.clock import utc
from console.contract.views import DrillView
from console.domain.ids import SensorId
from console.widgets.sheet import Sheet
from console.wording.catalog import speaks_unicode
from tests.ui.fakes import MINUTE, NOW
from tests.ui.hands import Operator, at_console
from tests.ui.stage import Stage, afternoon, quiet, unreached

PM10 = SensorId("air-gate-1/pm10")


async def test_trouble_stands_first_worst_on_top() -> None:
    async with at_console(afternoon(), (160, 45)) as operator:
        rows = operator.reads("#trouble").splitlines()
        assert [row.split()[0] for row in rows[:3]] == ["▲▲", "▲", "◆"]
        first = rows[0]
        for word in ("Qingshui level", "3.52", "critical", "> 3.40", "4:04"):
            assert word in first
        assert f"7 of {things(operator.stage)}" in operator.reads("#trouble-panel .title")
        assert "6 of 7 unacknowledged" in operator.reads("#queue-panel .title")


async def test_a_value_from_the_broker_reaches_its_tile() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        stage.values.put(SensorId("air-gate-1/pm25"), 44.0, NOW + 1000)
        await operator.settle()
        assert " 44" in operator.tile("air-gate-1")


async def test_an_older_value_changes_nothing() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        before = operator.tile("air-gate-1")
        stage.values.put(SensorId("air-gate-1/pm25"), 999.0, NOW - 30 * MINUTE)
        await operator.settle()
        assert operator.tile("air-gate-1") == before


async def test_values_alone_never_make_a_state() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        stage.values.put(PM10, 5000.0, NOW + 1000)
        await operator.settle()
        assert "all normal" in operator.reads("#head")
        assert "Nothing is wrong" in operator.reads("#trouble")


async def test_a_fact_shows_at_once() -> None:
    stage = quiet()
    async with at_console(stage, (160, 45)) as operator:
        stage.hub.measure(PM10, 431.0)
        await operator.settle()
        assert "Gate 1 air" in operator.reads("#queue")
        assert "1 unacknowledged" in operator.reads("#head")


@pytest.mark.parametrize("standing", ["stale", "lost"])
async def test_without_facts_nothing_is_evaluated(standing: str) -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        stage.link.stands, stage.link.aged_s = standing, 17.0
        await operator.settle()
        assert standing in operator.reads("#head")
        assert "0:17" in operator.reads("#head")
        assert "not evaluated" in operator.reads("#head")
        glyphs = {row.split()[0] for row in operator.reads("#trouble").splitlines()}
        assert glyphs == {"?"}
        assert "critical" not in operator.reads("#body Ledger")
        assert "312" in operator.row("#trouble", "Gate 1"), "values still show, with their age"


async def test_before_the_hub_answers_it_says_whom_it_waits_for() -> None:
    stage = unreached()
    async with at_console(stage) as operator:
        assert "connecting to the hub at /run/wanshou/hub.sock" in operator.reads("#waiting")
        assert "wanshou up" in operator.reads("#waiting")
        stage.fill().link.stands = "live"
        await operator.settle()
        assert "Gate 1 air" in operator.reads("#tiles")


async def test_a_drill_is_watermarked() -> None:
    stage = quiet()
    stage.hub.drill = DrillView(speed=60)
    async with at_console(stage) as operator:
        assert "DRILL ×60" in operator.reads("#head")


async def test_the_header_keeps_to_two_lines_on_a_narrow_terminal() -> None:
    stage = afternoon()
    stage.hub.drill = DrillView(speed=3600)
    async with at_console(stage, (80, 24)) as operator:
        head = operator.reads("#head").splitlines()
        assert len(head) == 2
        for word in ("values", "facts", "unacknowledged", "DRILL ×3600", "14:52:07"):
            assert word in "\n".join(head)


async def test_one_line_for_each_scene_on_a_narrow_terminal() -> None:
    async with at_console(afternoon(), (80, 24)) as operator:
        lines = [line for line in operator.reads("#tiles").splitlines() if line.strip()]
        assert len(lines) == 4, "eight scenes, two to a line"
        assert "▲▲1" in operator.tile("water")
        await operator.press("v")
        assert "Gate 2 air" in operator.reads("#tiles")
        await operator.press("v")
        assert "Ozone" in operator.reads("#tiles")


async def test_the_filter_narrows_and_esc_widens() -> None:
    async with at_console(afternoon(), (160, 45)) as operator:
        await operator.press("slash")
        await operator.type("gate 1")
        await operator.press("enter")
        assert "Qingshui" not in operator.reads("#trouble")
        assert f"1 of {things(operator.stage)}" in operator.reads("#trouble-panel .title")
        assert "Park path lamp" not in operator.reads("#tiles")
        await operator.press("escape")
        assert "Qingshui" in operator.reads("#trouble")


async def test_an_inverse_filter_hides() -> None:
    async with at_console(afternoon(), (160, 45)) as operator:
        await operator.press("slash")
        await operator.type("!gate")
        await operator.press("enter")
        assert "Gate 1 air" not in operator.reads("#trouble")
        assert "Qingshui" in operator.reads("#trouble")


async def test_enter_opens_the_sensor() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("j", "j", "enter")
        assert "air-gate-1/pm10" in operator.reads("#trend-panel .title")


async def test_digits_lead_to_the_workplaces_and_back() -> None:
    async with at_console(afternoon()) as operator:
        for digit, place in (("2", "alerts"), ("4", "sensor"), ("5", "health"), ("1", "wall")):
            await operator.press(digit)
            assert operator.app.current_mode == place


async def test_new_broker_access_means_a_new_connection() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        assert stage.values.started == 1
        stage.link.again()
        await operator.settle()
        assert stage.values.started == 1, "the same access is kept"
        stage.hub.port = 2883
        stage.link.again()
        await operator.settle()
        assert stage.values.started == 2


async def test_the_load_is_a_figure_a_glyph_and_a_word() -> None:
    stage = quiet()
    async with at_console(stage) as operator:
        stage.hub.measure(PM10, 300.0)
        await operator.settle()
        assert "load 1/10 min " in operator.reads("#head")
        for _ in range(3):
            stage.hub.measure(PM10, 60.0, at=stage.hub.now + MINUTE)
            stage.hub.now += 2 * MINUTE
            stage.hub.measure(PM10, 300.0)
        await operator.settle()
        assert "load 4/10 min ◆ over 2" in operator.reads("#head")
        stage.hub.now += 11 * MINUTE
        await operator.settle()
        assert "load 0/10 min " in operator.reads("#head")


async def test_hostile_text_is_only_text() -> None:
    stage = afternoon()
    stage.hub.person = "[@click=app.quit]x[/]\x1b[31m"
    alert = stage.hub.snapshot().alerts[0].id
    stage.hub.by_someone_else(alert, stage.hub.person)
    async with at_console(stage) as operator:
        await operator.press("2")
        for mode in ("1", "2", "5"):
            await operator.press(mode)
            assert "\x1b" not in operator.reads()
        assert "[/red]" in operator.reads("#rejected")


def test_the_stage_itself_is_the_afternoon_it_claims() -> None:
    stage: Stage = afternoon()
    assert utc(stage.hub.now).isoformat() == "2026-11-05T06:52:07+00:00"
    assert len(stage.hub.snapshot().alerts) == 7


async def test_a_on_the_wall_acknowledges_what_is_selected() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        await operator.press("a")
        await operator.press("tab", "g", "a")
        acts = [getattr(act, "alert", None) for act in stage.hub.done]
        assert acts[0] == "A-1002", "the worst on the selected target"
        assert len(acts) == 2
        assert acts[1] != "A-1002"


async def test_a_new_high_alert_rings_once() -> None:
    stage = quiet()
    app = stage.app()
    rung: list[int] = []
    app.bell = lambda: rung.append(1)  # type: ignore[method-assign]
    async with app.run_test() as pilot:
        await pilot.pause()
        app.drain()
        stage.hub.measure(PM10, 431.0)
        stage.hub.measure(SensorId("level-lake/water-level"), 3.6)
        app.drain()
        stage.hub.measure(SensorId("level-modi/water-level"), 3.6)
        app.drain()
        stage.hub.measure(SensorId("food-1/fill"), 84.0)
        app.drain()
    assert rung == [1]


async def test_a_terminal_without_unicode_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sheet, "ASCII", True)
    stage = afternoon()
    app = stage.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await Operator(stage, app, pilot).settle()
        for sheet in app.screen.query(Sheet):
            for y in range(sheet.size.height):
                assert sheet.render_line(y).text.isascii()


@pytest.mark.parametrize(
    ("environ", "unicode"),
    [
        ({}, True),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "en_US.utf8", "LC_ALL": "C"}, False),
        ({"LANG": "zh_CN.GB18030"}, False),
        ({"LANG": "zh_CN.UTF-8", "TERM": "linux"}, False),
        ({"LANG": "zh_CN.UTF-8", "TERM": "tmux-256color"}, True),
    ],
)
def test_the_locale_says_what_the_terminal_can_show(environ: dict[str, str], unicode: bool) -> None:
    assert speaks_unicode(environ) is unicode


def things(stage: Stage) -> int:
    """Count the devices and sensors of the site."""
    return len(stage.hub.site.devices) + len(stage.hub.site.sensors())
