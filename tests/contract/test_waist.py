"""The contract: ask, do and follow, through httpx on a real socket against a real hub."""

from __future__ import annotations

import json
import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from console.client.hub import HubClient
from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.contract.facts import Fact
from console.contract.hub import Beat
from console.contract.registry import OPERATIONS
from console.contract.sensors import RecordReading
from console.contract.telemetry import Topics
from console.contract.views import (
    AlertDetail,
    AlertView,
    Page,
    ReadingView,
    SensorView,
    Snapshot,
    WhoAmI,
)
from console.domain.alert_facts import AlertRaised
from console.domain.alerts import State
from console.domain.facts import HubStarted
from console.domain.ids import AlertId, SensorId
from console.errors import Conflict, HubUnreachable, NotFound, NotPermitted, Refused, SettingsError
from console.settings import RoleSettings
from tests.hubs import HubProcess, publish, running_hub, wait_until
from tests.sites import probe, sensor_of, small_site

pytestmark = pytest.mark.real

ME = pwd.getpwuid(os.getuid()).pw_name
SITE = small_site(*(probe(f"p{i}") for i in range(6)))
TOPICS = Topics(SITE.root, SITE.id)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """One hub for the whole suite: each test has a probe of its own."""
    with running_hub(tmp_path_factory.mktemp("hub"), SITE) as running:
        yield running


@pytest.fixture
def raw(hub: HubProcess) -> Iterator[httpx.Client]:
    """Plain HTTP on the hub's socket."""
    transport = httpx.HTTPTransport(uds=str(hub.settings.socket))
    with httpx.Client(transport=transport, base_url="http://hub") as client:
        yield client


def raise_alert(hub: HubProcess, device: str, value: float = 300.0) -> AlertView:
    """Have a probe exceed its limit; return its alert."""
    publish(hub.access("device"), TOPICS.telemetry(device, "pm10"), str(value))

    def found() -> list[AlertView]:
        page = hub.client.ask("alerts", Page[AlertView], device=device, state="unacknowledged")
        return [a for a in page.items if a.target == sensor_of(device) and a.standing]

    wait_until(found)
    return found()[0]


def acknowledge(alert: AlertView) -> AcknowledgeAlert:
    """Return the request for what was seen."""
    return AcknowledgeAlert(alert=alert.id, occurrence=alert.occurrence)


def test_the_caller_is_known_by_the_socket(hub: HubProcess) -> None:
    told = WhoAmI(person=ME, seat=ME, role="admin", account_role="admin")
    assert hub.client.ask("whoami", WhoAmI) == told
    assert oct(hub.settings.socket.stat().st_mode & 0o777) == "0o660"


def test_a_snapshot_has_all_a_console_needs(hub: HubProcess) -> None:
    snapshot = hub.client.ask("snapshot", Snapshot)
    assert snapshot.site.devices.keys() >= SITE.devices.keys()
    assert {latest.sensor for latest in snapshot.latest} >= SITE.sensors().keys()
    assert snapshot.broker.username == "console"
    assert snapshot.drill is None


def test_acknowledging_tells_who(hub: HubProcess) -> None:
    alert = raise_alert(hub, "p0")
    receipt = hub.client.do(acknowledge(alert))
    detail = hub.client.ask(f"alerts/{alert.id}", AlertDetail)
    assert detail.alert.state is State.ACKNOWLEDGED
    assert detail.alert.acknowledged_by == ME
    assert detail.history[-1].n == receipt.fact
    assert detail.history[-1].who is not None
    assert detail.guidance is not None
    assert hub.client.do(acknowledge(alert)).fact >= receipt.fact  # one's own act again


def test_an_old_or_unknown_occurrence_is_refused(hub: HubProcess) -> None:
    alert = raise_alert(hub, "p1")
    with pytest.raises(Refused, match="no_such_occurrence"):
        hub.client.do(AcknowledgeAlert(alert=alert.id, occurrence=99))
    with pytest.raises(NotFound):
        hub.client.do(AcknowledgeAlert(alert=AlertId("A-9999"), occurrence=1))


def test_the_same_key_acts_once(hub: HubProcess) -> None:
    alert = raise_alert(hub, "p2")
    note = NoteAlert(alert=alert.id, occurrence=alert.occurrence, note="dust over the fence")
    first = hub.client.do(note, key="k-1")
    assert hub.client.do(note, key="k-1") == first
    assert hub.client.ask(f"alerts/{alert.id}", AlertDetail).alert.notes == 1
    with pytest.raises(Refused, match="key_reused"):
        hub.client.do(acknowledge(alert), key="k-1")


def test_a_reading_by_hand_is_a_fact_and_a_reading(hub: HubProcess) -> None:
    sensor = sensor_of("p3")
    hub.client.do(RecordReading(sensor=sensor, value=42.5, how="hand-held meter"))
    view = hub.client.ask(f"sensors/{sensor}", SensorView)
    assert view.latest.value == 42.5
    history = hub.client.ask(f"sensors/{sensor}/history", Page[ReadingView])
    assert [reading.value for reading in history.items] == [42.5]
    with pytest.raises(Refused, match="out_of_range"):
        hub.client.do(RecordReading(sensor=sensor, value=-5, how="hand-held meter"))
    with pytest.raises(NotFound):
        hub.client.do(RecordReading(sensor=SensorId("p3/nope"), value=1, how="x"))


@pytest.mark.parametrize(
    ("body", "kind", "key", "nearest"),
    [
        ({"alert": "A-1", "occurence": 1}, "unknown_field", "occurence", "occurrence"),
        ({"alert": "A-1"}, "invalid_request", None, None),
        ({"alert": "A-1", "occurrence": "x"}, "invalid_request", None, None),
        ([1, 2], "invalid_request", None, None),
    ],
)
def test_a_request_that_does_not_fit_says_what_to_do(
    raw: httpx.Client, body: Any, kind: str, key: str | None, nearest: str | None
) -> None:
    answer = raw.post("/v1/alerts/ack", json=body)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, kind)
    assert (error["parameters"].get("key"), error["parameters"].get("nearest")) == (key, nearest)


def test_oversized_torn_and_nonsense_requests_leave_the_hub_well(
    hub: HubProcess, raw: httpx.Client
) -> None:
    assert raw.post("/v1/alerts/ack", content=b"x" * 200_000).status_code in (400, 413)
    assert raw.post("/v1/alerts/ack", content=b'{"alert":').status_code == 400
    assert raw.post("/v1/alerts/ack", content=b"\xff\xfe").status_code == 400
    assert raw.get("/v1/nothing").json()["error"]["kind"] == "NotFound"
    assert raw.get("/v1/alerts?colour=red").status_code == 422
    assert raw.get("/v1/alerts?limit=0").status_code == 422
    assert raw.get("/v1/facts?after=x").status_code == 400
    assert hub.health().version


def test_lists_come_in_pages(hub: HubProcess, raw: httpx.Client) -> None:
    seen: list[str] = []
    after = ""
    while True:
        query = "/v1/sensors?limit=2" + (f"&after={after}" if after else "")
        page = raw.get(query).json()
        seen += [item["sensor"]["id"] for item in page["items"]]
        if (after := page["next"]) is None:
            break
    assert seen == [*SITE.sensors(), "hub/disk-free"]
    assert raw.get("/v1/sensors?after=gone").status_code == 404


def test_following_gives_every_fact_in_order_and_beats(hub: HubProcess) -> None:
    seen: list[Fact] = []
    beats = 0
    raise_alert(hub, "p4")
    newest = hub.health().as_of
    for said in hub.client.follow(0):
        if isinstance(said, Beat):
            beats += 1
        else:
            seen.append(said)
        if beats > 1 and len(seen) >= newest:
            break
    assert [fact.n for fact in seen] == list(range(1, len(seen) + 1))
    assert isinstance(seen[0].what, HubStarted)
    assert any(isinstance(fact.what, AlertRaised) for fact in seen)


def test_following_resumes_where_it_was(hub: HubProcess) -> None:
    raise_alert(hub, "p5")
    newest = hub.health().as_of
    resumed = next(said for said in hub.client.follow(newest - 1) if isinstance(said, Fact))
    assert resumed.n == newest


def test_every_operation_has_its_route_and_is_documented(raw: httpx.Client) -> None:
    paths = raw.get("/v1/schema/openapi.json").json()["paths"]
    for operation in OPERATIONS:
        assert "post" in paths[f"/v1/{operation.replace('.', '/')}"]


def test_roles_are_the_hubs_to_enforce(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE, roles=RoleSettings(users={ME: "viewer"})) as hub:
        assert hub.client.ask("whoami", WhoAmI).role == "viewer"
        for request in (
            AcknowledgeAlert(alert=AlertId("A-1"), occurrence=1),
            NoteAlert(alert=AlertId("A-1"), occurrence=1, note="x"),
            RecordReading(sensor=sensor_of("p0"), value=1, how="x"),
        ):
            with pytest.raises(NotPermitted):
                hub.client.do(request)
        with pytest.raises(NotPermitted):
            hub.access("device")


def test_a_stopped_hub_leaves_no_socket_and_says_unreachable(tmp_path: Path) -> None:
    with running_hub(tmp_path, SITE) as hub:
        assert hub.stop() == 0
        assert not hub.settings.socket.exists()
        with pytest.raises(HubUnreachable):
            HubClient(hub.settings.socket).ask("whoami", WhoAmI)


def test_settings_error_kind_reaches_the_client(hub: HubProcess) -> None:
    class Misspelt(NoteAlert, frozen=True, kw_only=True):
        """A request from a future this hub does not know."""

        colour: str = "red"

    with pytest.raises(SettingsError, match="unknown_field"):
        hub.client.do(Misspelt(alert=AlertId("A-1"), occurrence=1, note="x"))


@pytest.mark.skipif(os.getuid() != 0, reason="needs root to sit down at another account's seat")
def test_a_second_person_is_told_who_was_first() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        roles = RoleSettings(users={"nobody": "operator"})
        hub = stack.enter_context(running_hub(Path(folder), SITE, roles=roles))
        hub.settings.socket.chmod(0o666)
        alert = raise_alert(hub, "p0")
        body = json.dumps({"alert": alert.id, "occurrence": alert.occurrence})
        command = ["curl", "-s", "--unix-socket", str(hub.settings.socket)]
        command += ["-H", "content-type: application/json", "-d", body]
        first = subprocess.run(
            [*command, "http://hub/v1/alerts/ack"], user="nobody", capture_output=True, check=True
        )
        assert json.loads(first.stdout)["operation"] == "alerts.ack"
        with pytest.raises(Conflict) as lost:
            hub.client.do(acknowledge(alert))
        assert lost.value.parameters["by"] == "nobody"
        assert lost.value.parameters["at"]
