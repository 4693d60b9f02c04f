"""Bars for who waits at a terminal, and nothing for anybody else."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.commands.progress import nobody, progress
from console.recorded.table import Recipe, open_recording
from console.site_file import load_site

ROWS = 5_000


class Screen(io.StringIO):
    """Something written to that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_person_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Screen()
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setenv("TERM", "xterm-256color")
    with progress("june.csv") as tell:
        for share in range(0, 100, 7):
            tell(share / 100)
    assert "june.csv" in seen.getvalue()
    assert "98%" in seen.getvalue()
    assert seen.getvalue().endswith(("\x1b[?25h", "\x1b[2K"))


@pytest.mark.parametrize(("screen", "wanted"), [(io.StringIO(), True), (Screen(), False)])
def test_nobody_else_does(
    monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, wanted: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", screen)
    with progress("june.csv", wanted=wanted) as tell:
        tell(0.5)
        assert tell is nobody
    assert screen.getvalue() == ""


@pytest.mark.parametrize("name", ["r.csv", "r.csv.gz"])
def test_a_recording_tells_how_much_of_it_was_read(tmp_path: Path, name: str) -> None:
    day = "".join(
        f"2026-01-{1 + n // 1440:02}T{n // 60 % 24:02}:{n % 60:02}:00,{n % 97}\n"
        for n in range(ROWS)
    )
    file = tmp_path / name
    text = f"time,PM10\n{day}".encode()
    file.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    recipe = Recipe(maps=("PM10=air-gate-1/pm10",), zone="Asia/Shanghai")
    heard: list[float] = []
    recording = replace(open_recording(file, load_site("wanshouqiao"), recipe), passed=heard.append)
    assert sum(1 for _ in recording.rows()) == ROWS
    assert heard == sorted(heard)
    assert len(heard) == ROWS // 500
    assert 0 < heard[0] <= heard[-1] <= 1
