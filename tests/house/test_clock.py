"""Only console/clock.py reads the time: everyone else is handed a clock or a moment."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.house.source import PACKAGE, ROOT, modules, place, told, tree

READERS = {
    "time": {
        "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns",
        "localtime", "gmtime", "ctime",
    },
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
}  # fmt: skip


def test_nobody_else_reads_the_time() -> None:
    found = [
        f"{place(path, node)} {node.value.id}.{node.attr}"
        for path in modules()
        if path != PACKAGE / "clock.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.attr in READERS.get(node.value.id, ())
    ]
    assert not found, told(found, "Take a clock (console/clock.py) or a moment as a parameter:")


def test_nobody_else_imports_what_reads_it() -> None:
    found = [
        f"{place(path, node)} {alias.name}"
        for path in modules()
        if path != PACKAGE / "clock.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for alias in node.names
        if alias.name in READERS["time"]
    ]
    assert not found, told(found, "Take a clock (console/clock.py) or a moment as a parameter:")


@pytest.mark.parametrize(
    "call", ["time.time()", "time.monotonic()", "datetime.datetime.now(datetime.UTC)"]
)
def test_the_linter_would_say_so_too(call: str) -> None:
    code = f"import datetime\nimport time\n\nprint(datetime, time, {call})\n"
    assert "TID251" in _lint(code, "console/hub/anything.py")
    assert "TID251" not in _lint(code, "console/clock.py")


def _lint(code: str, file: str) -> str:
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--stdin-filename", file, "-"],
        cwd=ROOT,
        input=code,
        capture_output=True,
        check=False,
        text=True,
    )
    return checked.stdout
