"""`wanshou board` against a real hub: once, as text and as a document, and never without words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.clock import WallClock
from console.contract.cases import DispatchUnit, OpenCase
from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import SensorView
from console.domain.ids import DeviceId, UnitId, ZoneId
from console.site_file import load_site
from tests.commands.conftest import Wanshou
from tests.hubs import HubProcess, publish, running_hub, wait_until

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def community(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """The shipped community on a real hub, where a little was measured."""
    with running_hub(tmp_path_factory.mktemp("hub"), load_site("wanshouqiao")) as hub:
        measure(hub, "water-modi-west", {"ph": 7.4, "do": 8.0, "nh3n": 0.2})
        measure(hub, "water-modi-east", {"ph": 7.4, "do": 8.0, "nh3n": 1.2})
        measure(hub, "parking-plaza", {"free": 41, "occupancy": 60})
        measure(hub, "lamp-park-1", {"soc": 80})
        last = "sensors/lamp-park-1/soc"
        wait_until(lambda: hub.client.ask(last, SensorView).latest.value == 80)
        case = hub.client.do(OpenCase(alerts=(), title="Mr Wang", zone=ZoneId("gate-1"))).id
        hub.client.do(DispatchUnit(case=case, unit=UnitId("p1")))  # type: ignore[arg-type]
        yield hub


def measure(hub: HubProcess, device: str, values: dict[str, float]) -> None:
    payload = encode_telemetry(WallClock().now(), values)
    topics = Topics(hub.site.root, hub.site.id)
    publish(hub.access("device"), topics.telemetry(DeviceId(device)), payload)


def test_once_it_is_text_in_both_languages(wanshou: Wanshou, community: HubProcess) -> None:
    ran = wanshou("--socket", community.settings.socket, "board", "--once")
    assert ran.code == 0, ran.err
    for sentence in (
        "摸底河：IV 类。不干净，最好不要接触。",
        "Modi River: class IV. Not clean. Better not touch it.",
        "Qingshui River: not known now",
        "Air\n  not known now",
        "1 of 10 lamps are in order.\n  9 not known now",
        "Plaza shared car park: 41 free",
        "Qingshui Park, Gate 1: a patrol is on its way.",
        "清水河公园1号门事项：巡逻队正赶往现场。",
    ):
        assert sentence in ran.out
    assert "Wang" not in ran.out


def test_one_language_alone(wanshou: Wanshou, community: HubProcess) -> None:
    ran = wanshou("--socket", community.settings.socket, "board", "--once", "--language", "en")
    assert ran.out.isascii()
    ran = wanshou("--socket", community.settings.socket, "board", "--once", "--language", "zh")
    assert "Modi River" not in ran.out


def test_the_document(wanshou: Wanshou, community: HubProcess) -> None:
    ran = wanshou("--socket", community.settings.socket, "board", "--json")
    assert ran.code == 0, ran.err
    found = ran.json
    assert found["up_to_date"] is True
    assert {w["place"]["en"]: w["class"] for w in found["water"]}["Modi River"] == 4
    assert found["lamps"]["in_order"] == 1
    assert set(found["said"]) == {"zh", "en"}
    assert "Wang" not in ran.out


def test_without_a_hub_or_a_terminal(wanshou: Wanshou) -> None:
    assert wanshou("board", "--once").code == 3
    ran = wanshou("board")
    assert ran.code == 2
    assert "--once" in ran.err
    assert wanshou("board", "--language", "fr", "--once").code == 2
