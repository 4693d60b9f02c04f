"""What the console's first picture waits for: as soon as it needs a workplace, starting is slow."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.house.source import ROOT

LATER = {
    "httpx",
    "paho",
    "typer",
    "console.client.hub",
    "console.contract.views",
    "console.live",
    "console.screens.wall",
    "console.screens.workplace",
}
IMPORTS = """
import json, sys
import console.cli, console.commands.entry, console.app
print(json.dumps(sorted(sys.modules)))
"""


def modules(script: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return set(json.loads(ran.stdout))


def test_the_first_picture_waits_for_no_hub_and_no_workplace() -> None:
    found = modules(IMPORTS)
    assert "console.screens.opening" in found
    waits = found & LATER
    assert not waits, f"{sorted(waits)}: import them in functions, or for types only"


def test_the_wall_really_waits_for_both() -> None:
    more = "import console.following, console.screens.wall\nprint"
    assert modules(IMPORTS.replace("print", more)) >= LATER - {"typer"}
