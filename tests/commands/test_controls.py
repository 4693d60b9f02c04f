"""Controls by command against a real hub and a real device, which does each command once."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import msgspec
import paho.mqtt.client as mqtt
import pytest
from msgspec.structs import replace
from paho.mqtt.enums import CallbackAPIVersion

from console.clock import WallClock
from console.contract.control_views import ControlDetail
from console.contract.control_wire import Standing, Telling
from console.contract.telemetry import Topics
from console.domain.conditions import SensorIs
from console.domain.controls import Control, Interlock
from console.domain.ids import ControlId, DeviceId
from console.domain.sites import Site
from tests.commands.conftest import Wanshou
from tests.hubs import HubProcess, measure, publish, wait_until
from tests.sites import named, probe, sensor_of, small_site

pytestmark = pytest.mark.real

LAMP = "lamp/light"
SLOW = "lamp/gate"
WET = "lamp/pump"


def site() -> Site:
    """Return a site with one device that has a lamp and a pump; wind locks the pump."""
    device = probe("lamp")
    sensors = tuple(replace(one, rules=(), period_s=600.0) for one in device.sensors)
    lamp = Control(
        id=ControlId(LAMP), device=DeviceId("lamp"), name=named("灯", "light"), confirm_s=3
    )
    pump = replace(lamp, id=ControlId(WET), name=named("泵", "pump"), longest_s=600.0)
    slow = replace(lamp, id=ControlId(SLOW), name=named("门", "gate"), confirm_s=60.0)
    made = replace(device, sensors=sensors, rules=(), controls=(lamp, pump, slow))
    wind = Interlock(
        id="wind",
        name=named("大风", "wind"),
        controls=(ControlId(WET),),
        when=SensorIs(sensor=sensor_of("lamp"), above=100),
    )
    return replace(small_site(made), interlocks={"wind": wind})


class Lamp:
    """A real device on the broker: answers each command, does each id once, unless it is deaf."""

    def __init__(self, hub: HubProcess) -> None:
        self.topics = Topics(hub.site.root, hub.site.id)
        self.deaf = False
        self.heard: list[str] = []
        self.done: list[str] = []
        access = hub.access("device")
        self.client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="lamp")
        self.client.username_pw_set(access.username, access.password)
        self.client.on_connect = lambda client, *_: client.subscribe(self.topics.command_filter, 1)
        self.client.on_message = self._hear
        self.client.reconnect_delay_set(1, 1)
        self.client.connect(access.host, access.port)
        self.client.loop_start()
        wait_until(self.client.is_connected)

    def _hear(self, client: mqtt.Client, _state: object, message: mqtt.MQTTMessage) -> None:
        telling = msgspec.json.decode(message.payload, type=Telling)
        self.heard.append(telling.id)
        if self.deaf:
            return
        if telling.id not in self.done:
            self.done.append(telling.id)
        _, _, device, control = message.topic.rsplit("/", 3)
        said = Standing(at=WallClock().now(), value=telling.value, command=telling.id)
        topic = self.topics.state(device, control)
        client.publish(topic, msgspec.json.encode(said), qos=1, retain=True)

    def close(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()


@pytest.fixture
def hub(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou
) -> Iterator[HubProcess]:
    """A hub of its own."""
    running = HubProcess(tmp_path_factory.mktemp("h"), site())
    monkeypatch.setenv("WANSHOU_SOCKET", str(running.settings.socket))
    running.start()
    try:
        yield running
    finally:
        running.close()


@pytest.fixture
def lamp(hub: HubProcess) -> Iterator[Lamp]:
    """The device, on the hub's broker."""
    device = Lamp(hub)
    try:
        yield device
    finally:
        device.close()


def ask(hub: HubProcess, control: str) -> ControlDetail:
    return hub.client.ask(f"controls/{control}", ControlDetail)


def kinds(hub: HubProcess) -> list[str]:
    """Return what kinds of facts are on record, in order."""
    return [row[0] for row in hub.select("SELECT json_extract(body, '$.what.type') FROM facts")]


def test_a_command_is_confirmed_held_and_handed_back(
    hub: HubProcess, lamp: Lamp, wanshou: Wanshou
) -> None:
    dry = wanshou("devices", "command", LAMP, "on", "--dry-run")
    assert (dry.code, dry.out) == (0, "would tell lamp/light\n")
    ran = wanshou("devices", "command", LAMP, "on", "--hold", "2h", "--wait")
    told = "lamp/light is told; what comes of it: wanshou devices controls\n"
    assert (ran.code, ran.out) == (0, told)
    assert "lamp/light: confirmed" in ran.err
    row = wanshou("devices", "controls").out.splitlines()[1]
    assert "on" in row.split()
    assert "by hand" in row
    assert wanshou("devices", "release", LAMP).code == 0
    assert wanshou("devices", "release", LAMP).code == 1
    assert wanshou("devices", "command", "lamp/nothing", "on").code == 5
    beyond = wanshou("devices", "command", LAMP, "7")
    assert (beyond.code, beyond.err.splitlines()[0].strip()) == (
        1,
        "lamp/light takes 0 to 1, not 7",
    )
    assert wanshou("devices", "command", LAMP, "soon").code == 2


def test_an_interlock_is_named_passed_with_a_reason_and_trips(
    hub: HubProcess, lamp: Lamp, wanshou: Wanshou
) -> None:
    unknown = wanshou("devices", "command", WET, "on", "--json")
    assert unknown.code == 1
    assert unknown.json["error"]["code"] == "interlock_unknown"
    measure(hub, "lamp", 300)
    refused = wanshou("devices", "command", WET, "on")
    assert refused.code == 1
    assert "locked by wind" in refused.err
    assert wanshou("devices", "command", WET, "on", "--override").code == 1
    passed = wanshou(
        *("devices", "command", WET, "on", "--override", "--reason", "drill", "--wait")
    )
    assert passed.code == 0
    assert ask(hub, WET).state.overrides == 1
    assert ask(hub, WET).state.running is not None
    assert wanshou("devices", "command", WET, "off", "--wait").code == 0
    measure(hub, "lamp", 20)
    assert wanshou("devices", "command", WET, "on", "--for", "5m", "--wait").code == 0
    measure(hub, "lamp", 300)
    wait_until(lambda: ask(hub, WET).state.reported == 0)
    assert kinds(hub)[-3:] == ["InterlockTripped", "CommandSent", "CommandConfirmed"]


def test_no_answer_is_an_exit_code_and_unknown_looks_unknown(
    hub: HubProcess, lamp: Lamp, wanshou: Wanshou
) -> None:
    lamp.deaf = True
    ran = wanshou("devices", "command", LAMP, "on", "--wait")
    assert ran.code == 1
    assert "not answered" in ran.err
    row = next(line for line in wanshou("devices", "controls").lines if line.startswith(LAMP))
    assert "?" in row.split()


def test_a_hub_killed_in_the_middle_of_a_command_tells_it_again_and_it_is_done_once(
    hub: HubProcess, lamp: Lamp, wanshou: Wanshou
) -> None:
    lamp.deaf = True
    assert wanshou("devices", "command", SLOW, "on").code == 0
    wait_until(lambda: lamp.heard)
    hub.stop(signal.SIGKILL)
    lamp.deaf = False
    hub.start()
    wait_until(lambda: ask(hub, SLOW).state.pending is None)
    state = ask(hub, SLOW).state
    assert state.last is not None
    assert (state.reported, state.last.id) == (1.0, lamp.done[0])
    assert len(lamp.heard) >= 2
    assert len(lamp.done) == 1


def test_maintenance_makes_safe_and_lets_nothing_through(
    hub: HubProcess, lamp: Lamp, wanshou: Wanshou
) -> None:
    assert wanshou("devices", "command", LAMP, "on", "--wait").code == 0
    done = wanshou("devices", "maintain", "lamp", "--reason", "bulb", "--yes")
    assert done.code == 0
    wait_until(lambda: ask(hub, LAMP).state.reported == 0)
    refused = wanshou("devices", "command", LAMP, "off")
    assert refused.code == 6
    assert "under maintenance" in refused.err


def test_a_device_that_is_away_is_told_nothing_but_to_be_safe(
    hub: HubProcess, lamp: Lamp, wanshou: Wanshou
) -> None:
    publish(hub.access("device"), lamp.topics.status("lamp"), "offline", "-r")
    wait_until(lambda: ask(hub, LAMP).online is False)
    refused = wanshou("devices", "command", LAMP, "on")
    assert refused.code == 6
    assert "lamp is offline" in refused.err
    assert wanshou("devices", "command", LAMP, "off").code == 0


def test_what_means_nothing_on_a_state_topic_is_counted(hub: HubProcess, lamp: Lamp) -> None:
    access = hub.access("device")
    for control, payload in (
        (LAMP, "{"),
        (LAMP, '{"at": 1, "value": "on"}'),
        (LAMP, '{"at": 1, "value": 1e999}'),
        ("lamp/nothing", '{"at": 1, "value": 1}'),
    ):
        publish(access, lamp.topics.state(*control.split("/")), payload)
    wait_until(lambda: sum(one.count for one in hub.health().rejections) >= 4)
    assert ask(hub, LAMP).state.reported is None
