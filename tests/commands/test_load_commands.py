"""Commands of load against a real hub: symptoms, folds, the gauge, the report."""

from __future__ import annotations

import pytest

from console.contract.telemetry import Topics, encode_telemetry
from tests.commands.conftest import Wanshou
from tests.hubs import HubProcess, publish, wait_until

pytestmark = pytest.mark.real


@pytest.fixture(autouse=True)
def at_this_hub(hub: HubProcess, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou) -> None:
    monkeypatch.setenv("WANSHOU_SOCKET", str(hub.settings.socket))


@pytest.fixture(scope="module")
def ids(hub: HubProcess) -> list[str]:
    """Return three alerts that stand, the newest first."""
    access = hub.access("device")
    topics = Topics(hub.site.root, hub.site.id)
    now = int(hub.health().data_time.timestamp() * 1000)
    for device in ("air-1", "air-2", "air-3"):
        publish(access, topics.telemetry(device), encode_telemetry(now, {"pm10": 300.0}))

    def standing() -> list[str]:
        items = hub.client.ask("alerts", dict, symptoms="true").get("items", ())
        return [one["id"] for one in items if one["target"].endswith("/pm10")]

    wait_until(lambda: len(standing()) >= 3)
    return standing()


def test_a_symptom_leaves_the_list_and_is_told_of(wanshou: Wanshou, ids: list[str]) -> None:
    symptom, cause = ids[0], ids[1]
    marked = wanshou("alerts", "symptom", f"{symptom}@1", "--of", cause, "--reason", "same dust")
    assert marked.code == 0
    assert marked.lines == [f"marked {symptom}@1 as a symptom of {cause}"]
    listed = wanshou("alerts", "list", "-q")
    assert f"{symptom}@1" not in listed.lines
    assert "1 symptom stands behind its cause" in listed.err
    assert f"{symptom}@1" in wanshou("alerts", "list", "-q", "--symptoms").lines
    document = wanshou("alerts", "list", "--json").json
    assert document["symptoms"] == 1
    shown = wanshou("alerts", "show", cause, "--json").json
    assert shown["symptoms"] == [symptom]
    assert symptom in wanshou("alerts", "show", cause).out
    refused = wanshou("alerts", "symptom", ids[2], "--of", symptom)
    assert refused.code == 1
    assert f"{symptom} is itself a symptom of {cause}" in refused.err
    released = wanshou("alerts", "release", symptom)
    assert released.lines == [f"released {symptom}"]
    assert f"{symptom}@1" in wanshou("alerts", "list", "-q").lines
    assert wanshou("alerts", "release", symptom).code == 1


def test_the_queue_folds(wanshou: Wanshou, ids: list[str]) -> None:
    document = wanshou("alerts", "list", "--folded", "--json").json
    inside = [id for fold in document["items"] for id in (fold["first"]["id"], *fold["folded"])]
    assert set(ids) <= set(inside)
    assert len(inside) == len(set(inside))
    rule = next(fold for fold in document["items"] if fold["first"]["id"] in ids)
    assert rule["cause"]["kind"] in ("rule", "device")
    assert rule["count"] == 1 + len(rule["folded"])
    told = wanshou("alerts", "list", "--folded")
    assert told.code == 0
    assert rule["first"]["id"] in told.out


def test_the_gauge_says_what_is_well(wanshou: Wanshou, ids: list[str]) -> None:
    now = wanshou("alerts", "load", "--json").json
    assert now["day"]["count"] >= 3
    assert now["ten_minutes"]["burden"] in ("manageable", "too-much")
    told = wanshou("alerts", "load")
    assert "well up to 144, at most 288" in told.out
    assert "one begins above 10 in 10 minutes, ends below 5" in told.out


def test_the_report_prints_its_thresholds(wanshou: Wanshou, ids: list[str]) -> None:
    report = wanshou("reports", "load", "--from", "2h", "--json").json
    assert report["report"]["annunciations"] >= 3
    assert report["report"]["policy"]["stale_s"] == 86_400
    told = wanshou("reports", "load", "--from", "2h").out
    for threshold in ("target 144, at most 288", "above 30", "3 or more times in 60 s", "24 h"):
        assert threshold in told
    assert ids[0] in told
    assert wanshou("reports", "load", "--from", "200d").code == 1
    assert wanshou("reports", "load", "--from", "1h", "--to", "2h").code == 1
