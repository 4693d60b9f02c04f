"""The commands against a real hub: what they print, select and answer."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import datetime

import pytest

from console.contract.telemetry import Topics, encode_telemetry
from tests.commands.conftest import Wanshou
from tests.hubs import HubProcess, publish, wait_until

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def standing(hub: HubProcess) -> HubProcess:
    """A hub on which three probes read too much."""
    access = hub.access("device")
    topics = Topics(hub.site.root, hub.site.id)
    now = _now(hub)
    for position, device in enumerate(("air-1", "air-2", "air-3")):
        value = 120.0 + 150.0 * (position == 0)
        publish(access, topics.telemetry(device), encode_telemetry(now, {"pm10": value}))
    wait_until(lambda: len(hub.client.ask("alerts", dict).get("items", ())) >= 3)
    return hub


@pytest.fixture(autouse=True)
def at_this_hub(hub: HubProcess, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou) -> None:
    monkeypatch.setenv("WANSHOU_SOCKET", str(hub.settings.socket))


def _now(hub: HubProcess) -> int:
    return int(hub.health().data_time.timestamp() * 1000)


def ids(wanshou: Wanshou, *filters: str) -> list[str]:
    return wanshou("alerts", "list", "-q", *filters).lines


def test_lists_are_documents(wanshou: Wanshou, standing: HubProcess) -> None:
    for noun in ("alerts", "sensors", "devices", "scenes", "rules"):
        document = wanshou(noun, "list", "--json").json
        beside = {"symptoms", "flood"} if noun == "alerts" else set()
        assert set(document) == {"items", "as_of", "next", *beside}
        assert document["items"]
        assert document["next"] is None
        lines = wanshou(noun, "list", "--ndjson").lines
        assert len(lines) == len(document["items"])


def test_times_have_a_zone_in_json(wanshou: Wanshou, standing: HubProcess) -> None:
    for alert in wanshou("alerts", "list", "--json").json["items"]:
        assert datetime.fromisoformat(alert["raised_at"]).tzinfo is not None


def test_alerts_for_people(wanshou: Wanshou, standing: HubProcess) -> None:
    out = wanshou("alerts", "list").out
    assert out.splitlines()[0].startswith("Id")
    assert "probe air-1 pm10" in out
    assert "▲ high" in out
    shown = wanshou("alerts", "show", ids(wanshou, "--priority", "high")[0]).out
    assert "look at the site first" in shown
    assert "raised, high" in shown


def test_filters_narrow(wanshou: Wanshou, standing: HubProcess) -> None:
    assert len(ids(wanshou)) >= 3
    high = ids(wanshou, "--priority", "high")
    assert len(high) == 1
    both = ids(wanshou, "--device", "air-1", "--device", "air-2", "--state", "unacknowledged")
    assert set(high) < set(both)
    assert ids(wanshou, "--scene", "water") == []


def test_a_limit_is_not_silent(wanshou: Wanshou, standing: HubProcess) -> None:
    first = wanshou("sensors", "list", "-q", "--limit", 2)
    assert len(first.lines) == 2
    assert f"--after {first.lines[-1]}" in first.err
    rest = wanshou("sensors", "list", "-q", "--after", first.lines[-1])
    every = wanshou("sensors", "list", "-q")
    assert first.lines + rest.lines == every.lines
    assert every.err == ""


def test_dry_run_does_nothing(wanshou: Wanshou, standing: HubProcess) -> None:
    target = ids(wanshou, "--device", "air-1")[0]
    before = wanshou("alerts", "list", "--json").json
    ran = wanshou("alerts", "ack", target, "--dry-run")
    assert ran.out == f"would acknowledge {target}\n"
    assert wanshou("alerts", "list", "--json").json == before


def test_acknowledging_by_id_repeats_and_filters(wanshou: Wanshou, standing: HubProcess) -> None:
    target = ids(wanshou, "--device", "air-1")[0]
    ran = wanshou("alerts", "ack", target, "--note", "on it", "--reason", "seen", "--json")
    assert ran.code == 0
    assert ran.json["items"][0]["operation"] == "alerts.ack"
    assert ran.json["as_of"] == ran.json["items"][0]["fact"]
    assert wanshou("alerts", "ack", target).code == 0  # one's own act, again
    shown = wanshou("alerts", "show", target.partition("@")[0], "--json").json
    assert shown["alert"]["state"] == "acknowledged"
    acknowledged = shown["history"][-1]
    assert acknowledged["reason"] == "seen"
    assert acknowledged["what"]["note"] == "on it"
    by_stdin = wanshou(
        *("alerts", "ack", "-", "-q", "--reason", "seen together"),
        stdin="\n".join(ids(wanshou, "--device", "air-2")),
    )
    assert by_stdin.code == 0
    by_filter = wanshou(
        *("alerts", "ack", "--state", "unacknowledged", "-q", "--reason", "seen together")
    )
    assert by_filter.code == 0
    assert by_filter.lines
    assert ids(wanshou, "--state", "unacknowledged") == []
    nothing = wanshou("alerts", "ack", "--state", "unacknowledged")
    assert nothing.code == 0
    assert "Nothing to do" in nothing.err


def test_partly_done_is_7_and_alike_is_that_code(wanshou: Wanshou, standing: HubProcess) -> None:
    real = ids(wanshou, "--device", "air-1")[0]
    mixed = wanshou("alerts", "note", real, "A-9998", "--note", "x", "--json")
    assert mixed.code == 7
    assert mixed.json["error"]["ids"] == ["A-9998"]
    assert len(mixed.json["items"]) == 1
    said = wanshou("alerts", "note", real, "A-9998", "--note", "x")
    assert said.code == 7
    assert "There is no alert A-9998" in said.err
    assert "1 of 2 failed: A-9998" in said.err
    alike = wanshou("alerts", "note", "A-9998", "A-9999", "--note", "x", "--json")
    assert alike.code == 5
    assert alike.json["error"]["code"] == "no_such_alert"
    assert alike.json["error"]["ids"] == ["A-9998", "A-9999"]
    passed = wanshou("alerts", "ack", re.sub("@.*", "@77", real))
    assert passed.code == 1


def test_showing_several_of_which_one_is_missing(wanshou: Wanshou, hub: HubProcess) -> None:
    ran = wanshou("devices", "show", "gw", "gone", "--json")
    assert ran.code == 7
    assert [item["device"]["id"] for item in ran.json["items"]] == ["gw"]
    assert wanshou("devices", "show", "gone").code == 5
    assert wanshou("sensors", "show", "air-1/pm10", "air-9/pm10").code == 7
    assert wanshou("scenes", "show", "gone").code == 5
    assert wanshou("rules", "show", "air.pm1").code == 5
    assert "air.pm10" in wanshou("rules", "show", "air.pm1").err


@pytest.mark.parametrize(
    "line",
    [
        "sensors show air-1/pm10",
        "devices show air-1",
        "scenes show air",
        "rules show air.pm10",
        "whoami",
        "hub health",
        "hub broker",
    ],
)
def test_everything_can_be_shown(wanshou: Wanshou, hub: HubProcess, line: str) -> None:
    ran = wanshou(*line.split())
    assert ran.code == 0
    assert ran.out
    assert ran.err == ""
    assert wanshou(*line.split(), "--json").json


def test_a_reading_by_hand_is_in_the_history(wanshou: Wanshou, hub: HubProcess) -> None:
    ran = wanshou("sensors", "record", "air-1/pm25", "35.5", "--how", "handheld", "-q")
    assert (ran.code, ran.out) == (0, "air-1/pm25\n")
    page = wanshou("sensors", "history", "air-1/pm25", "--since", "1h", "--json").json
    assert page["items"][0]["value"] == 35.5
    assert wanshou("sensors", "history", "air-1/pm25").lines[1].split()[3] == "µg/m³"
    assert wanshou("sensors", "record", "air-1/pm25", "2000", "--how", "x").code == 1
    assert wanshou("sensors", "record", "air-9/pm25", "2", "--how", "x").code == 5


def test_a_history_comes_by_minute_and_hour(wanshou: Wanshou, hub: HubProcess) -> None:
    for at, value in (("10:00:05", 20), ("10:00:59", 40), ("10:59:00", 33), ("11:00:00", 7)):
        line = ("sensors", "record", "air-3/pm10", value, "--how", "handheld")
        assert wanshou(*line, "--at", f"2026-01-02T{at}Z").code == 0
    ask = ("sensors", "history", "air-3/pm10", "--until", "2026-01-03T00:00:00Z")
    hours = wanshou(*ask, "--by", "hour", "--json").json["items"]
    assert [datetime.fromisoformat(each["at"]).hour for each in hours] == [11, 10]
    figures = {"count": 3, "mean": 31.0, "min": 20.0, "max": 40.0, "last": 33.0, "doubtful": 0}
    assert {name: hours[1][name] for name in figures} == figures
    minutes = wanshou(*ask, "--by", "minute", "--limit", 2, "-q")
    assert len(minutes.lines) == 2
    on = re.search(r"--until (\S+),", minutes.err)
    assert on is not None
    rest = wanshou("sensors", "history", "air-3/pm10", "--by", "minute", "--until", on[1], "--json")
    (first,) = rest.json["items"]
    assert (first["count"], first["mean"], first["last"]) == (2, 30.0, 40.0)
    shown = wanshou(*ask, "--by", "hour").lines[2].split()
    assert shown[2:] == ["31", "20", "40", "33", "µg/m³", "3", "0"]
    assert wanshou(*ask, "--by", "day").code == 2
    assert wanshou("sensors", "record", "air-3/pm10", "2", "--how", " ").code == 2


def test_a_history_says_how_to_go_on(wanshou: Wanshou, hub: HubProcess) -> None:
    for minute in range(1, 4):
        at = f"2026-01-01T00:0{minute}:00+00:00"
        line = ("sensors", "record", "air-2/pm10", minute, "--how", "x", "--at", at)
        assert wanshou(*line).code == 0
    first = wanshou(
        "sensors", "history", "air-2/pm10", "--until", "2026-01-01T00:09:00Z", "--limit", 2, "-q"
    )
    assert len(first.lines) == 2
    on = re.search(r"--until (\S+),", first.err)
    assert on is not None
    rest = wanshou("sensors", "history", "air-2/pm10", "--until", on[1], "-q")
    assert [line[14:16] for line in first.lines + rest.lines] == ["03", "02", "01"]


def test_watching_alerts_ends_as_asked(wanshou: Wanshou, standing: HubProcess) -> None:
    assert wanshou("alerts", "watch", "--timeout", "0.2s").code == 124
    target = ids(wanshou)[0].partition("@")[0]
    state = wanshou("alerts", "show", target, "--json").json["alert"]["state"]
    at_once = wanshou("alerts", "watch", target, "--until", state, "--timeout", "5s")
    assert at_once.code == 0
    assert wanshou("alerts", "watch", "A-9999", "--timeout", "1s").code == 5


def watching(hub: HubProcess, *line: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "console", *line],
        env={**os.environ, "WANSHOU_SOCKET": str(hub.settings.socket)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_watching_values_and_alerts_as_they_come(hub: HubProcess) -> None:
    values = watching(hub, "sensors", "watch", "air-3/pm10", "--until", "> 300", "--ndjson")
    alerts = watching(hub, "alerts", "watch", "--device", "air-3", "--until", "unacknowledged")
    topic = Topics(hub.site.root, hub.site.id).telemetry("air-3")
    figures = iter([20.0, 350.0] * 100)

    def say_more() -> bool:
        reading = {"pm10": next(figures)}
        publish(hub.access("device"), topic, encode_telemetry(_now(hub), reading))
        return values.poll() is not None and alerts.poll() is not None

    wait_until(say_more)
    out, err = values.communicate()
    assert (values.returncode, err) == (0, "")
    live = [json.loads(line) for line in out.splitlines()]
    assert live[-1]["value"] == 350.0
    assert {one["sensor"] for one in live} == {"air-3/pm10"}
    out, err = alerts.communicate()
    assert (alerts.returncode, err) == (0, "")
    assert "probe air-3 pm10" in out


def test_check_speaks_the_codes_of_plugins(wanshou: Wanshou, standing: HubProcess) -> None:
    ran = wanshou("check", "--warning", "high", "--critical", "critical")
    assert ran.code in (0, 1)
    (line,) = ran.lines
    assert re.fullmatch(
        r"WANSHOU (OK|WARNING) - [^|]+ \| unacknowledged=\d+ .*disk_free=\d+B", line
    )


def test_whoami_names_person_seat_and_role(wanshou: Wanshou, hub: HubProcess) -> None:
    assert wanshou("whoami", "--json").json["role"] == "admin"
