"""Automations by command against a real hub: what there is, why, and keeping it from that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain.automations import Automation, Deed
from console.domain.conditions import AllOf, SensorIs, TimeIs
from console.domain.controls import Control
from console.domain.ids import ControlId, DeviceId, SceneId
from console.domain.key_figures import KeyFigure, Shape
from console.domain.sites import Site
from tests.commands.conftest import Wanshou
from tests.hubs import HubProcess, measure, running_hub, wait_until
from tests.sites import named, probe, sensor_of, small_site

pytestmark = pytest.mark.real

LIGHT = ControlId("lamp/light")


def site() -> Site:
    """Return a lamp that is lit by itself where it is dusty, and by the clock."""
    device = probe("lamp")
    sensors = tuple(replace(one, rules=(), period_s=600.0) for one in device.sensors)
    lamp = Control(id=LIGHT, device=DeviceId("lamp"), name=named("灯", "light"), confirm_s=60)
    made = replace(device, sensors=sensors, rules=(), controls=(lamp,))
    dusty = SensorIs(sensor=sensor_of("lamp"), above=100)
    always = AllOf(of=(TimeIs(start=time(0), end=time(0)), dusty))
    lit = Automation(
        id="lit",
        scene=SceneId("air"),
        name=named("亮灯", "Lit"),
        when=always,
        deeds=(Deed(control=LIGHT, value=1),),
    )
    plain_site = small_site(made)
    dust = KeyFigure(
        id="dust", name=named("扬尘", "Dust"), shape=Shape.VALUE, sensors=(sensor_of("lamp"),)
    )
    scenes = {id: replace(one, figures=(dust,)) for id, one in plain_site.scenes.items()}
    return replace(plain_site, automations={"lit": lit}, scenes=scenes)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou) -> Iterator[HubProcess]:
    """A hub whose lamp answers nobody."""
    with running_hub(tmp_path / "hub", site()) as running:
        monkeypatch.setenv("WANSHOU_SOCKET", str(running.settings.socket))
        yield running


def standing(wanshou: Wanshou) -> dict[str, object]:
    found = wanshou("scenes", "automations", "--json")
    return dict(found.json["items"][0]["standing"])


def test_it_is_listed_explained_suspended_and_resumed(wanshou: Wanshou, hub: HubProcess) -> None:
    waits = wanshou("scenes", "automations")
    assert waits.code == 0
    assert "not known whether it is time" in waits.out
    measure(hub, "lamp", 150)
    wait_until(lambda: standing(wanshou)["active"] is True)
    told_so = wanshou("scenes", "figures", "air")
    assert (told_so.code, "Dust: 150" in told_so.out) == (0, True)
    said = wanshou("scenes", "explain", "air")
    assert said.code == 0
    assert "Lit (lit): at work" in said.out
    assert "✓ " in said.out
    assert "> 100 [150]" in said.out
    told = wanshou("scenes", "suspend", "lit", "--for", "2h", "--reason", "repair")
    assert told.code == 0
    wait_until(lambda: standing(wanshou)["over"] == "suspended")
    assert "suspended by" in wanshou("scenes", "automations", "--scene", "air").out
    assert wanshou("scenes", "resume", "lit").code == 0
    wait_until(lambda: standing(wanshou)["active"] is True)
    assert wanshou("scenes", "resume", "lit").code == 1


def test_what_is_not_there_says_so(wanshou: Wanshou, hub: HubProcess) -> None:
    assert wanshou("scenes", "suspend", "lot").code == 5
    some = wanshou("scenes", "explain", "air", "airs")
    assert (some.code, "Lit (lit)" in some.out) == (7, True)
    missing = wanshou("scenes", "explain", "airs", "--json")
    assert missing.code == 5
    assert missing.json["error"]["code"] == "no_such_scene"
