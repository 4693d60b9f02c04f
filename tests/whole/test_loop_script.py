"""The story of gate 1 by a shell script of public commands."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.demos import WANSHOU, demo

pytestmark = pytest.mark.real

SCRIPT = Path(__file__).parent / "loop.sh"
SPEED = "400"


def run(folder: Path, last: str) -> subprocess.CompletedProcess[str]:
    command = [*WANSHOU, "--language", "en", "--socket", str(folder / "hub.sock")]
    return subprocess.run(
        ["sh", str(SCRIPT)],
        env={**os.environ, "WANSHOU": shlex.join(command), "LAST": last},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_a_script_goes_round_the_loop() -> None:
    with demo("--story", "gate-1", "--speed", SPEED) as (_, folder):
        done = run(folder, "60s")
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    case = shown.get("case", shown)
    assert (case["step"], case["outcome"], case["proof"]) == ("closed", "verified", "sensor")
    assert len(case["findings"]) == len(case["remedies"]) == 2


@pytest.mark.again
def test_it_waits_in_vain_where_a_remedy_is_withheld() -> None:
    with demo("--story", "gate-1", "--speed", SPEED, "--withhold", "spray") as (_, folder):
        done = run(folder, "7s")
        assert done.returncode == 124, done.stderr
        listed = subprocess.run(
            [*WANSHOU, "--socket", str(folder / "hub.sock"), "cases", "list", "--json"],
            capture_output=True,
            check=True,
        )
    (case,) = json.loads(listed.stdout)["items"]
    assert (case["step"], case["outcome"]) == ("fed_back", None)
