"""`wanshou sensors plot`: drawn for a pipe, as points, into an SVG file; against a real hub."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from console.clock import utc
from console.commands.painting import has_colours, painted
from console.contract.mark_views import MarksView, StoodView
from console.contract.telemetry import Topics, encode_telemetry
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId
from console.domain.samples import Sample
from console.domain.sites import Sensor
from console.domain.values import Bilingual, Priority
from console.past import Past
from console.reporting.plot_svg import svg_of
from console.reporting.plotted import Plotted
from console.widgets.ink import Line
from tests.commands.conftest import Wanshou
from tests.hubs import HubProcess, publish, wait_until

HOUR = 3_600_000
PM10 = "air-1/pm10"


@pytest.fixture
def measured(hub: HubProcess, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou) -> HubProcess:
    """A hub that has readings of the last hour, the last of them past the limit."""
    monkeypatch.setenv("WANSHOU_SOCKET", str(hub.settings.socket))
    access, topics = hub.access("device"), Topics(hub.site.root, hub.site.id)
    now = int(hub.health().data_time.timestamp() * 1000)
    if not wanshou("sensors", "plot", PM10, "--last", "2h", "--json").json["sensors"][0]["points"]:
        for minute in range(60, 0, -5):
            at = now - minute * 60_000
            payload = encode_telemetry(at, {"pm10": 40.0 + minute, "pm25": 20.0})
            publish(access, topics.telemetry(DeviceId("air-1")), payload)
        publish(access, topics.telemetry(DeviceId("air-1")), encode_telemetry(now, {"pm10": 312.0}))
        wait_until(lambda: hub.client.ask("alerts", dict).get("items"))
    return hub


@pytest.mark.real
def test_in_a_pipe_it_is_plain_text_with_limits(wanshou: Wanshou, measured: HubProcess) -> None:
    ran = wanshou("sensors", "plot", PM10, "--last", "2h", "--width", "90", "--height", "16")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "312" in ran.out
    assert "┤╌" in ran.out, "a limit is drawn"
    assert "high" in ran.out
    assert all(len(line) <= 90 for line in ran.lines)
    assert "━" in ran.out, "the alert is marked on the axis"
    assert "A-1" in ran.out


@pytest.mark.real
def test_points_are_a_document_in_utc(wanshou: Wanshou, measured: HubProcess) -> None:
    document = wanshou("sensors", "plot", PM10, "--last", "2h", "--json").json
    [sensor] = document["sensors"]
    assert sensor["unit"] == "µg/m³"
    assert sensor["by"] is None
    points = sensor["points"]
    assert points[-1]["value"] == 312.0
    moments = [datetime.fromisoformat(point["at"]) for point in points]
    assert moments == sorted(moments)
    assert all(moment.utcoffset() == timedelta(0) for moment in moments)
    assert {limit["priority"] for limit in sensor["limits"]} >= {"high"}
    assert sensor["stood"][0]["ended"] is None
    longer = wanshou("sensors", "plot", PM10, "--last", "30d", "--json").json["sensors"][0]
    assert longer["by"] == "hour"
    assert longer["points"][-1]["max"] == 312.0


@pytest.mark.real
def test_a_reading_by_hand_is_marked(wanshou: Wanshou, measured: HubProcess) -> None:
    assert wanshou("sensors", "record", "air-2/pm10", 44, "--how", "meter").code == 0
    wanted = ("sensors", "plot", "air-2/pm10", "--last", "1h")
    [point] = wanshou(*wanted, "--to", _soon(measured), "--json").json["sensors"][0]["points"]
    assert point["by_hand"] is True
    assert "○" in wanshou(*wanted, "--to", _soon(measured)).out


@pytest.mark.real
def test_into_a_file(wanshou: Wanshou, measured: HubProcess, tmp_path: Path) -> None:
    path = tmp_path / "pm10.svg"
    ran = wanshou("sensors", "plot", PM10, "air-2/pm10", "--last", "2h", "--svg", path)
    assert ran.code == 0
    assert not ran.out
    assert str(path) in ran.err
    ElementTree.fromstring(path.read_text())
    ran = wanshou("sensors", "plot", PM10, "--svg", tmp_path / "none" / "x.svg")
    assert ran.code == 2
    assert "cannot be written" in ran.err


@pytest.mark.real
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("air-1/none",), 5, "no sensor air-1/none"),
        (("air-1",), 2, "air-1"),
        ((), 2, ""),
        ((PM10, "--last", "soon"), 2, "soon"),
        ((PM10, "--last", "2h", "--from", "3h"), 2, "--last or --from"),
        ((PM10, "--from", "1h", "--to", "2h"), 2, "between --from and --to"),
        ((PM10, "--width", "3"), 2, "20 to 500"),
        ((PM10, "--height", "9999"), 2, "5 to 200"),
        (("x/y",) * 1 + tuple(f"x/{n}" for n in range(7)), 2, "At most 6"),
    ],
)
def test_mistakes_are_told(
    wanshou: Wanshou, measured: HubProcess, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = wanshou("sensors", "plot", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err


@pytest.mark.real
def test_without_readings_it_says_so(wanshou: Wanshou, measured: HubProcess) -> None:
    ran = wanshou("sensors", "plot", "air-3/pm10", "--last", "1h")
    assert (ran.code, ran.out) == (0, "")
    assert "air-3/pm10" in ran.err


def test_colours_only_where_they_are_wanted() -> None:
    line: Line = (("312", "high"), (" ", "text"), ("µg/m³", "muted"))
    assert painted(line, coloured=True, ascii=False) == "\x1b[1;31m312\x1b[0m µg/m³"
    assert painted(line, coloured=False, ascii=True) == "312 ug/m3"
    assert has_colours({"TERM": "xterm"})
    assert not has_colours({"TERM": "xterm", "NO_COLOR": "1"})
    assert not has_colours({"TERM": "dumb"})


def test_a_drawing_escapes_what_others_wrote() -> None:
    hostile = Bilingual(zh="<script>&\x1b[31m\"'", en="<script>&\x1b[31m\"'")
    sensor = Sensor(
        id=SensorId("a/b"), device=DeviceId("a"), quantity="b", name=hostile, unit="<&>",
        low=0, high=1, period_s=60,
    )  # fmt: skip
    stood = StoodView(
        alert=AlertId("A-1"), rule=RuleId("<r>"), target=SensorId("a/b"),
        priority=Priority.HIGH, began=utc(HOUR),
    )  # fmt: skip
    values = (1e300, -1e300, 0.0)
    samples = tuple(
        Sample(n * 60_000 + HOUR, n * 60_000 + HOUR, v, v, v) for n, v in enumerate(values)
    )
    past = Past(
        sensor=sensor, start=HOUR, end=2 * HOUR, per=None, samples=samples, sound=3, doubtful=0,
        marks=MarksView(as_of=1, stood=(stood,)),
    )  # fmt: skip
    one = Plotted(sensor=sensor, device=hostile, rules=(), past=past)
    drawing = svg_of([one], (HOUR, 2 * HOUR))
    ElementTree.fromstring(drawing)
    assert "<script" not in drawing
    assert "\x1b" not in drawing
    assert "nan" not in drawing.lower().replace("nano", "")
    assert json.dumps(drawing)


def _soon(hub: HubProcess) -> str:
    return (hub.health().data_time + timedelta(seconds=30)).isoformat()
