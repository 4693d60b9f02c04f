"""Demos run as a person would run them, without a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from console.client.hub import HubClient
from console.contract.views import WhoAmI
from console.errors import HubUnreachable
from tests.hubs import wait_until

WANSHOU = [sys.executable, "-m", "console"]
PATIENCE_S = 90.0

Told = dict[str, Any]


def played(*options: str) -> tuple[int, list[Told]]:
    """Run a demo to its end; return its exit code and its facts."""
    with tempfile.TemporaryDirectory(prefix="w-") as runtime:
        done = subprocess.run(
            [*WANSHOU, "demo", "--headless", *options],
            env={**os.environ, "XDG_RUNTIME_DIR": runtime},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert list((Path(runtime) / "wanshou").iterdir()) == [], done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@contextmanager
def demo(*options: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Run a demo for the length of a test; give it with its folder, once its hub answers."""
    with tempfile.TemporaryDirectory(prefix="w-") as folder:
        process = subprocess.Popen(
            [*WANSHOU, "demo", "--headless", "--data", folder, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until(lambda: _answers(Path(folder) / "hub.sock"))
            yield process, Path(folder)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def kinds(facts: list[Told]) -> list[str]:
    """Return what happened, by name, in order."""
    return [fact["what"]["type"] for fact in facts]


def of_kind(facts: list[Told], kind: str) -> list[Told]:
    """Return what happened of one kind."""
    return [fact["what"] for fact in facts if fact["what"]["type"] == kind]


def _answers(socket: Path) -> bool:
    with HubClient(socket) as hub:
        try:
            hub.ask("whoami", WhoAmI)
        except HubUnreachable:
            return False
    return True
