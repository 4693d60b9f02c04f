"""A flood on the screen: told of, folded by place and cause, nothing dropped; the load gauge."""

from __future__ import annotations

from console.contract.alerts import AcknowledgeAlert
from console.domain.ids import SensorId
from console.domain.rules import LimitRule
from console.screens.ask import Ask
from console.widgets.ledger import Ledger
from tests.ui.hands import Operator, at_console
from tests.ui.stage import Stage, afternoon

LAMPS = 6


def storm() -> Stage:
    """Every lamp's battery runs low, after the troubles of the afternoon."""
    stage = afternoon()
    lamps = [s for s in stage.hub.site.sensors().values() if s.quantity == "soc"]
    for sensor in lamps[:LAMPS]:
        rules = [stage.hub.site.rules[rule] for rule in sensor.rules]
        rule = next(rule for rule in rules if isinstance(rule, LimitRule))
        stage.hub.now += 1000
        stage.hub.measure(sensor.id, rule.levels[0].limit - 1)
    return stage


def folds(operator: Operator) -> list[str]:
    ledger = operator.app.screen.query_one("#alerts", Ledger)
    return [key for key in ledger.keys if key and key.startswith("fold:")]


def shown(operator: Operator) -> set[str]:
    ledger = operator.app.screen.query_one("#alerts", Ledger)
    return {key for key in ledger.keys if key and key.startswith("A-")}


async def test_a_flood_folds_the_queue_and_its_end_unfolds_it() -> None:
    stage = storm()
    async with at_console(stage) as operator:
        await operator.press("2")
        assert not folds(operator)
        stage.hub.flood()
        await operator.settle()
        assert "FLOOD" in operator.reads("#head")
        assert "first A-1001 Gate 1 air probe" in operator.reads("#head")
        assert folds(operator)
        assert "folded" in operator.reads("#list-panel .title")
        stage.hub.flood(over=True)
        await operator.settle()
        assert not folds(operator)
        assert "FLOOD" not in operator.reads("#head")


async def test_nothing_is_dropped_and_a_fold_opens_and_closes() -> None:
    stage = storm()
    stage.hub.flood()
    async with at_console(stage) as operator:
        await operator.press("2")
        every = {alert.id for alert in stage.live.mirror.queue()}
        hidden = every - shown(operator)
        assert hidden
        ledger = operator.app.screen.query_one("#alerts", Ledger)
        for key in folds(operator):
            ledger.select(key)
            await operator.press("enter")
        assert shown(operator) == every
        for key in folds(operator):
            ledger.select(key)
            await operator.press("left")
        assert every - shown(operator) == hidden
        assert f"{len(every)} alerts, folded to" in operator.reads("#list-panel .title")


async def test_left_on_an_alert_in_a_fold_closes_the_fold() -> None:
    stage = storm()
    stage.hub.flood()
    async with at_console(stage) as operator:
        await operator.press("2")
        ledger = operator.app.screen.query_one("#alerts", Ledger)
        fold = folds(operator)[0]
        ledger.select(fold)
        await operator.press("right", "j", "left")
        assert ledger.selected == fold


async def test_z_folds_at_any_time_and_unfolds_in_a_flood() -> None:
    stage = storm()
    async with at_console(stage) as operator:
        await operator.press("2", "z")
        assert folds(operator)
        await operator.press("z")
        assert not folds(operator)
        stage.hub.flood()
        await operator.settle()
        assert folds(operator), "a flood folds, whatever was chosen before"
        await operator.press("z")
        assert not folds(operator)
        assert "FLOOD" in operator.reads("#head")


async def test_a_on_a_fold_acknowledges_it_whole_with_a_reason() -> None:
    stage = storm()
    stage.hub.flood()
    async with at_console(stage) as operator:
        await operator.press("2")
        ledger = operator.app.screen.query_one("#alerts", Ledger)
        ledger.select(folds(operator)[-1])
        await operator.press("a")
        assert isinstance(operator.app.screen, Ask)
        await operator.type("feeder tripped")
        await operator.press("enter")
        acts = [act for act in stage.hub.done if isinstance(act, AcknowledgeAlert)]
        assert len(acts) > 1
        assert {act.bulk for act in acts} == {len(acts)}
        assert {act.reason for act in acts} == {"feeder tripped"}


async def test_the_wall_folds_too() -> None:
    stage = storm()
    stage.hub.flood()
    async with at_console(stage, (160, 45)) as operator:
        assert "▸" in operator.reads("#queue")
        assert "alerts, folded to" in operator.reads("#queue-panel .title")


async def test_the_filter_looks_into_folds() -> None:
    stage = storm()
    stage.hub.flood()
    async with at_console(stage) as operator:
        await operator.press("2", "slash")
        await operator.type("lake inlet")
        await operator.press("enter")
        assert shown(operator) == {"A-1003"}


async def test_the_load_names_the_band_it_is_over() -> None:
    stage = afternoon()
    async with at_console(stage, (160, 45)) as operator:
        head = operator.reads("#head")
        assert "/10 min ◆" in head
        assert "/day ·" in head
        for _ in range(3):
            stage.hub.now += 60_000
            stage.hub.measure(SensorId("food-1/fill"), 10.0)
        await operator.press("6")
        assert "over the limit of 2" in operator.reads("#load")
        assert "well (target 144)" in operator.reads("#load")
