"""A stock MQTT client raises an alert, both front ends show it: on our broker and on another."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from console.contract.alerts import AcknowledgeAlert
from console.contract.telemetry import Topics
from console.contract.views import AlertView, Page
from console.settings import BrokerSettings
from tests.brokers import MOSQUITTO_REQUIRED, mosquitto
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import small_site
from tests.terminal import WANSHOU, terminal

pytestmark = pytest.mark.real

SITE = small_site()
TOPICS = Topics(SITE.root, SITE.id)


@pytest.fixture(params=["embedded", pytest.param("mosquitto", marks=pytest.mark.again)])
def hub(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HubProcess]:
    """A hub on its own broker, and one on a mosquitto with user and password."""
    with ExitStack() as stack:
        settings = BrokerSettings()
        if request.param == "mosquitto":
            login = ("centre", "s3cret/pass")
            access = stack.enter_context(
                mosquitto(tmp_path / "mosquitto", *MOSQUITTO_REQUIRED, login=login)
            )
            url = f"mqtt://127.0.0.1:{access.port}"
            settings = BrokerSettings(url=url, username=login[0], password=login[1])
        yield stack.enter_context(running_hub(tmp_path, SITE, broker=settings))


def alerts(hub: HubProcess, *options: str) -> list[dict[str, Any]]:
    """Run the command as a script would."""
    socket = str(hub.settings.socket)
    done = subprocess.run(
        [WANSHOU, "--socket", socket, "alerts", "list", "--json", *options],
        capture_output=True,
        text=True,
        check=True,
    )
    items: list[dict[str, Any]] = json.loads(done.stdout)["items"]
    return items


def test_from_a_stock_client_to_both_front_ends(hub: HubProcess) -> None:
    payload = json.dumps({"at": hub.health().data_time.isoformat(), "values": {"pm10": 312}})
    publish(hub.access("device"), TOPICS.telemetry("p1"), payload)
    wait_until(lambda: alerts(hub))
    (alert,) = alerts(hub)
    assert (alert["target"], alert["priority"], alert["state"]) == (
        "p1/pm10",
        "high",
        "unacknowledged",
    )
    with terminal(WANSHOU, "--socket", str(hub.settings.socket)) as screen:
        screen.wait_for("312 > 25")
        screen.press("2", "a")
        wait_until(lambda: alerts(hub, "--state", "acknowledged"))
        publish(hub.access("device"), TOPICS.telemetry("p1", "pm10"), "20")
        wait_until(lambda: not alerts(hub))
        hub.stop(signal.SIGKILL)
        screen.wait_for("stale", 30)  # the console stays, and says so
        hub.start()
        screen.wait_for("facts ● 0:0", 30)
        screen.press("q")
        screen.wait_for("ENDED 0")


def test_the_last_will_of_a_device_is_an_alert(hub: HubProcess) -> None:
    access = hub.access("device")
    login = ["-u", access.username or "", "-P", access.password or ""]
    device = subprocess.Popen(
        [
            *("stdbuf", "-oL", "mosquitto_sub", "-d", "-h", access.host, "-p", str(access.port)),
            *(*login, "-t", f"{TOPICS.base}/command/p2", "--will-topic", TOPICS.status("p2")),
            *("--will-payload", "offline", "--will-retain", "--will-qos", "1"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert device.stdout is not None
    with device.stdout as said:  # only a device that is connected has a last will
        assert any("SUBACK" in line for line in said)
    publish(access, TOPICS.status("p2"), "online", "-r")
    wait_until(lambda: online(hub, "p2") is True)
    device.kill()
    device.wait()
    wait_until(lambda: [a for a in alerts(hub) if a["target"] == "p2"])
    assert online(hub, "p2") is False


def test_what_is_retained_is_known_after_a_restart(hub: HubProcess) -> None:
    publish(hub.access("device"), TOPICS.status("p1"), "offline", "-r")
    wait_until(lambda: alerts(hub))
    hub.stop(signal.SIGKILL)
    (hub.settings.data / "store.db").unlink()  # all the hub knew itself is gone
    for rest in hub.settings.data.glob("store.db-*"):
        rest.unlink()
    hub.start()
    wait_until(lambda: online(hub, "p1") is False)
    assert alerts(hub)[0]["target"] == "p1"


def test_dashboards_read_what_stands_from_the_broker(hub: HubProcess) -> None:
    publish(hub.access("device"), TOPICS.telemetry("p1", "pm10"), "300")
    wait_until(lambda: alerts(hub))
    topic = f"{TOPICS.base}/alert/+"
    assert json.loads(listen(hub, topic))["target"] == "p1/pm10"
    (alert,) = hub.client.ask("alerts", Page[AlertView]).items
    hub.client.do(AcknowledgeAlert(alert=alert.id, occurrence=alert.occurrence))
    wait_until(lambda: json.loads(listen(hub, topic))["state"] == "acknowledged")
    assert json.loads(listen(hub, topic))["acknowledged_by"] is None  # people are named nowhere


def listen(hub: HubProcess, topic: str) -> bytes:
    """Return the first message on `topic`, with the stock client."""
    access = hub.access("console")
    login = ["-u", access.username or "", "-P", access.password or ""]
    command = ["mosquitto_sub", "-h", access.host, "-p", str(access.port), *login]
    done = subprocess.run(
        [*command, "-t", topic, "-C", "1", "-W", "10"], capture_output=True, check=True
    )
    return done.stdout


def online(hub: HubProcess, device: str) -> bool | None:
    """Return what the hub says of a device's link."""
    ((said,),) = hub.select("SELECT count(*) FROM devices WHERE id = ?", device) or [(0,)]
    if not said:
        return None
    ((known,),) = hub.select("SELECT online FROM devices WHERE id = ?", device)
    return bool(known)
