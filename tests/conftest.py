"""What holds for every test: one time zone, no animation, and nothing of the machine's own."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SNAPSHOT_PYTHON = (3, 11)  # the one version that writes snapshots
XDG = ("CONFIG", "DATA", "STATE", "CACHE", "RUNTIME")

settings.register_profile(
    "house",
    deadline=None,  # a slow machine is no failure
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("house")

_home = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the machine that runs the tests out of them, before Textual is imported."""
    updating = getattr(config.option, "update_snapshots", False)
    if updating and sys.version_info[:2] != SNAPSHOT_PYTHON:
        raise pytest.UsageError("snapshots are written by Python 3.11 only")
    for name in [name for name in os.environ if name.startswith("WANSHOU_")]:
        if name != "WANSHOU_DRILL":
            del os.environ[name]
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LANGUAGE", "LC_ALL"):
        os.environ.pop(name, None)
    home = Path(tempfile.mkdtemp(prefix="w-"))  # short: a socket's path has room for 107 bytes
    config.stash[_home] = home
    for place in XDG:
        folder = home / place.lower()
        folder.mkdir(mode=0o700)
        os.environ[f"XDG_{place}_{'DIR' if place == 'RUNTIME' else 'HOME'}"] = str(folder)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ["LANG"] = "C.UTF-8"
    os.environ["TZ"] = "UTC"
    time.tzset()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what proves a thing once more to CI: the ordinary run stays under five minutes."""
    if "CI" in os.environ or os.environ.get("WANSHOU_DRILL") == "full":
        return
    for item in items:
        if item.get_closest_marker("again"):
            item.add_marker(pytest.mark.skip(reason="runs in CI, or with WANSHOU_DRILL=full"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(config.stash[_home], ignore_errors=True)
