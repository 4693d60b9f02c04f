"""Shelves, service and suppressions by command, against a real hub that is killed in between."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from console.contract.views import AlertDetail
from console.domain.alerts import State
from console.domain.conditions import SensorIs, Suppression
from console.domain.ids import AlertId, DeviceId
from console.domain.policy import Policy
from console.domain.sites import Site
from tests.commands.conftest import Wanshou
from tests.hubs import HubProcess, measure, wait_until
from tests.sites import HIGH, named, probe, sensor_of, small_site

pytestmark = pytest.mark.real

A1 = AlertId("A-1")


def site() -> Site:
    """Return a site where high dust at air-3 withholds the dust alerts of air-2."""
    found = small_site(probe("air-1"), probe("air-2"), probe("air-3"))
    haze = Suppression(
        id="haze",
        name=named("霾", "haze"),
        when=SensorIs(sensor=sensor_of("air-3"), above=400),
        rules=(HIGH,),
        devices=(DeviceId("air-2"),),
    )
    # Rules of silence would raise alerts while the test is busy elsewhere.
    rules = {id: rule for id, rule in found.rules.items() if "silent" not in id}
    devices = {
        device.id: replace(
            device,
            rules=tuple(rule for rule in device.rules if rule in rules),
            sensors=tuple(
                replace(sensor, rules=(HIGH,), period_s=600.0) for sensor in device.sensors
            ),
        )
        for device in found.devices.values()
    }
    return replace(
        found,
        rules=rules,
        devices=devices,
        suppressions={"haze": haze},
        policy=Policy(shelve_max_s=7_200),
    )


@pytest.fixture
def hub(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou
) -> Iterator[HubProcess]:
    """A hub of its own on which A-1 stands, at air-1."""
    running = HubProcess(tmp_path_factory.mktemp("h"), site())
    monkeypatch.setenv("WANSHOU_SOCKET", str(running.settings.socket))
    running.start()
    try:
        measure(running, "air-1", 150)
        yield running
    finally:
        running.close()


def state(hub: HubProcess, alert: str = A1) -> State:
    return hub.client.ask(f"alerts/{alert}", AlertDetail).alert.state


def still(text: str) -> str:
    """Return output without moments and people."""
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "NOW", text)
    return re.sub(r"\b(root|runner|[a-z_]+)(?=: “)", "ME", text)


def test_a_shelf_by_command_with_all_it_may_be_refused_with(
    hub: HubProcess, wanshou: Wanshou
) -> None:
    bare = wanshou("alerts", "shelve", "A-1", "--for", "30m")
    assert (bare.code, bare.out) == (1, "")
    assert "This takes a reason" in bare.err
    long = wanshou("alerts", "shelve", "A-1", "--for", "3h", "--reason", "spray", "--json")
    assert long.code == 1
    assert long.json["error"]["code"] == "shelf_too_long"
    assert "2h00" in long.json["error"]["message"]
    assert wanshou("alerts", "shelve", "A-1", "--for", "0s", "--reason", "spray").code == 1
    assert wanshou("alerts", "shelve", "A-1", "--for", "soon", "--reason", "spray").code == 2
    assert wanshou("alerts", "unshelve", "A-1").code == 1
    dry = wanshou("alerts", "shelve", "A-1", "--reason", "spray runs", "--dry-run")
    assert dry.out == "would shelve A-1@1\n"
    ran = wanshou("alerts", "shelve", "A-1", "--for", "20m", "--reason", "spray runs")
    assert (ran.code, ran.out) == (0, "shelved A-1@1\n")
    assert wanshou("alerts", "list", "-q").lines == []
    assert wanshou("alerts", "list", "--state", "shelved", "-q").lines == ["A-1@1"]
    shown = still(wanshou("alerts", "show", "A-1").out)
    assert "Shelved   until NOW, by ME: “spray runs”" in re.sub("  +", "   ", shown)
    listed = wanshou("alerts", "list", "--state", "shelved")
    assert listed.out.splitlines()[0].endswith("Until")
    assert listed.err == ""  # it ends in twenty minutes: no need to say so yet
    again = wanshou("alerts", "shelve", "A-1", "--for", "10m", "--reason", "spray runs")
    assert again.code == 0  # one's own: it may be changed
    ends = wanshou("alerts", "list").err.splitlines()
    assert ends[-1] == "1 shelf ends within 15 min, 1 still standing."
    back = wanshou("alerts", "unshelve", "--state", "shelved", "-q")
    assert (back.code, back.lines) == (0, ["A-1@1"])
    assert state(hub) is State.UNACKNOWLEDGED


def test_a_shelf_is_there_after_a_kill_and_ends_while_nobody_looks(
    hub: HubProcess, wanshou: Wanshou
) -> None:
    assert wanshou("alerts", "shelve", "A-1", "--for", "1h", "--reason", "spray").code == 0
    measure(hub, "air-2", 150)
    second = wanshou("alerts", "list", "-q").lines[0]
    short = wanshou("alerts", "shelve", second, "--for", "1s", "--one-shot", "--reason", "test")
    assert short.code == 0
    hub.stop(signal.SIGKILL)
    hub.start()
    assert state(hub) is State.SHELVED
    wait_until(lambda: state(hub, second.partition("@")[0]) is State.UNACKNOWLEDGED)
    told = wanshou("alerts", "show", second.partition("@")[0], "--json").json["history"]
    assert told[-1]["what"]["why"] == "expired"


def test_acknowledging_many_takes_a_reason_and_can_be_taken_back(
    hub: HubProcess, wanshou: Wanshou
) -> None:
    measure(hub, "air-2", 150)
    both = wanshou("alerts", "list", "-q").lines
    assert len(both) == 2
    bare = wanshou("alerts", "ack", *both)
    assert bare.code == 1
    assert bare.err.count("This takes a reason") == 1
    ran = wanshou("alerts", "ack", *both, "--reason", "storm", "-q")
    assert (ran.code, ran.lines) == (0, both)
    history = wanshou("alerts", "show", "A-1", "--json").json["history"]
    assert history[-1]["what"]["bulk"] == 2
    assert history[-1]["reason"] == "storm"
    back = wanshou("alerts", "unack", "--device", "air-1")
    assert (back.code, back.out) == (0, "A-1@1 is no longer acknowledged\n")
    assert state(hub) is State.UNACKNOWLEDGED
    assert wanshou("alerts", "unack", "A-1").code == 1
    assert wanshou("alerts", "unack", "A-99").code == 5


def test_a_zone_out_of_service_over_a_kill(hub: HubProcess, wanshou: Wanshou) -> None:
    assert wanshou("service", "list").err == "Everything is in service.\n"
    assert wanshou("service", "stop", "gate").code == 2  # a work note is asked for
    assert wanshou("service", "stop", "gate", "--note", " ").code == 1
    near = wanshou("service", "stop", "gat", "--note", "lens cleaned", "--json")
    assert near.code == 5
    assert "gate" in near.json["error"]["hint"]
    ran = wanshou("service", "stop", "gate", "air-1", "--note", "lens cleaned")
    assert (ran.code, ran.lines) == (0, ["gate is out of service", "air-1 is out of service"])
    assert wanshou("service", "stop", "gate", "--note", "again").code == 0
    measure(hub, "air-2", 150)
    hub.stop(signal.SIGKILL)
    hub.start()
    assert wanshou("service", "list", "-q").lines == ["gate", "air-1"]
    table = still(wanshou("service", "list").out)
    assert [re.split("  +", line)[:3] for line in table.splitlines()] == [
        ["Id", "Name", "Kind"],
        ["gate", "gate 1", "zone"],
        ["air-1", "probe air-1", "device"],
    ]
    out = wanshou("alerts", "list", "--state", "out-of-service", "-q").lines
    assert sorted(out) == ["A-1@1", "A-2@1"]
    shown = wanshou("alerts", "show", "A-1").out
    assert "Out of service with" in shown
    assert "gate 1" in shown
    back = wanshou("service", "resume", "-", "--note", "clean", stdin="gate air-1")
    assert back.code == 0
    assert wanshou("service", "resume", "gate").code == 1
    assert sorted(wanshou("alerts", "list", "-q").lines) == ["A-1@1", "A-2@1"]
    watched = [fact.what for fact in hub.client.ask("alerts/A-2", AlertDetail).history]
    assert type(watched[0]).__name__ == "AlertRaised"


SHOWN = {
    "en": """\
Id         haze
Name       haze
In effect  yes
When       air-3/pm10 > 400: holds (so since NOW)
Rules      particles
Where      probe air-2
Alerts     A-2
""",
    "zh_CN": """\
编号    haze
名称    霾
生效中  是
条件    air-3/pm10 > 400: 成立 (自 NOW 起)
规则    颗粒物
位置    air-2探头
告警    A-2
""",
}


def test_a_suppression_shows_why(hub: HubProcess, wanshou: Wanshou) -> None:
    listed = wanshou("suppressions", "list", "--json").json["items"][0]
    assert (listed["active"], listed["parts"][0]["holds"]) == (False, None)
    measure(hub, "air-2", 150)
    measure(hub, "air-3", 500)
    wait_until(lambda: state(hub, "A-2") is State.SUPPRESSED)
    assert wanshou("suppressions", "list", "-q").lines == ["haze"]
    for language, text in SHOWN.items():
        assert still(wanshou("--language", language, "suppressions", "show", "haze").out) == text
    assert wanshou("suppressions", "show", "fog").code == 5
    assert "Suppressed by" in wanshou("--language", "en", "alerts", "show", "A-2").out
    measure(hub, "air-3", 20)
    wait_until(lambda: state(hub, "A-2") is State.UNACKNOWLEDGED)
