"""The live table: drawn over itself, never longer or wider than the terminal."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from console.clock import WallClock
from console.commands.value_table import ValueTable
from console.contract.telemetry import Topics, encode_telemetry
from console.domain.ids import DeviceId
from console.domain.readings import Reading
from console.domain.sites import Sensor
from console.domain.values import Quality
from console.printing import width
from tests.hubs import publish, running_hub
from tests.sites import probe, small_site
from tests.terminal import WANSHOU, terminal

NOW = 1_780_000_000_000
SGR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Seat:
    """A table on a terminal of some size, at a time that stands still until moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, columns: int, lines: int) -> None:
        self._set = monkeypatch.setenv
        self.resize(columns, lines)
        self.sensors = [s for n in range(30) for s in probe(f"p{n}").sensors]
        self.out = io.StringIO()
        self.time = 0.0
        self.now = NOW
        self.table = ValueTable(
            self.sensors, now=lambda: self.now, elapsed=lambda: self.time, out=self.out
        )

    def resize(self, columns: int, lines: int) -> None:
        self._set("COLUMNS", str(columns))
        self._set("LINES", str(lines))

    def reads(self, place: int, value: float, quality: Quality = Quality.GOOD) -> None:
        sensor: Sensor = self.sensors[place]
        reading = Reading(sensor=sensor.id, at=self.now, value=value, quality=quality)
        self.table.show(sensor, reading)

    def look(self, after_s: float = 1.0) -> str:
        """Let time pass; return what was written."""
        self.time += after_s
        self.out.seek(0)
        self.out.truncate()
        self.table.look()
        return self.out.getvalue()


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (30, 6), (200, 50), (20, 3)])
def test_it_fits(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    seat = Seat(monkeypatch, *size)
    seat.reads(0, 41.0)
    drawn = SGR.sub("", seat.look()).strip("\r\n").split("\n")
    assert len(drawn) < size[1] or size[1] < 4
    assert all(width(line) < size[0] for line in drawn)
    if size[1] < 30:
        assert any(line.startswith("+") for line in drawn)


def test_what_is_not_known_is_not_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    seat = Seat(monkeypatch, 80, 24)
    assert "p0/pm10" in seat.look()
    assert "–" in seat.look() or seat.look() == ""
    seat.reads(0, 41.0)
    assert "41 µg/m³" in seat.look()


def test_only_changed_lines_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    seat = Seat(monkeypatch, 80, 24)
    seat.reads(0, 41.0)
    seat.reads(1, 42.0)
    seat.look()
    assert seat.look() == ""
    seat.reads(1, 43.0)
    sent = seat.look()
    assert "43 µg/m³" in sent
    assert "41 µg/m³" not in sent
    assert "p5/pm10" not in sent


def test_at_most_four_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    seat = Seat(monkeypatch, 80, 24)
    seat.look()
    seat.reads(0, 41.0)
    assert seat.look(0.1) == ""
    assert "41 µg/m³" in seat.look(0.2)


def test_a_terminal_of_another_size_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    seat = Seat(monkeypatch, 80, 24)
    seat.look()
    seat.resize(60, 20)
    sent = seat.look()
    assert sent.startswith("\x1b[H\x1b[2J")
    assert sent.count("\n") == 19


def test_the_cursor_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    seat = Seat(monkeypatch, 80, 24)
    assert "\x1b[?25l" in seat.look()
    seat.table.close()
    assert seat.out.getvalue().endswith("\x1b[?25h")


def test_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    seat = Seat(monkeypatch, 80, 24)
    seat.reads(0, 41.0, Quality.FAIL)
    assert "\x1b[33m" not in seat.look()


def test_stale_and_doubtful_values_look_so(monkeypatch: pytest.MonkeyPatch) -> None:
    seat = Seat(monkeypatch, 80, 24)
    seat.reads(0, 41.0, Quality.FAIL)
    seat.reads(1, 42.0)
    assert re.search(r"\x1b\[33mp0/pm10", seat.look())
    seat.now += 60_000
    assert re.search(r"\x1b\[2mp1/pm10.* 1:00", seat.look())


@pytest.mark.real
def test_on_a_terminal(tmp_path: Path) -> None:
    with running_hub(tmp_path, small_site(probe("a"), probe("b"))) as hub:
        line = [WANSHOU, "--language", "en", "--socket", str(hub.settings.socket)]
        with terminal(*line, "sensors", "watch", size=(80, 12)) as seat:
            seat.wait_for("a/pm10")
            topics = Topics(hub.site.root, hub.site.id)
            for value in (41.0, 312.0):
                payload = encode_telemetry(WallClock().now(), {"pm10": value})
                publish(hub.access("device"), topics.telemetry(DeviceId("a")), payload)
                shown = seat.wait_for(f"{value:.0f} µg/m³")
                assert shown.count("a/pm10") == 1
            seat.press("C-c")
            assert "ENDED 130" in seat.wait_for("ENDED")
            assert "312 µg/m³" in seat.screen()
