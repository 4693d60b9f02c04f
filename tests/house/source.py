"""The source tree as the house tests read it."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "console"
OURS = "console"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> tuple[Path, ...]:
    """Return every module of the product."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    """Return how people call the file: its path from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def place(path: Path, node: ast.expr | ast.stmt) -> str:
    """Return where a node is, as editors understand it."""
    return f"{name(path)}:{node.lineno}"


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    found = (ROOT / file for file in listed.split("\0") if file)
    return tuple(sorted(file for file in found if file.is_file()))


def told(problems: list[str], what_to_do: str) -> str:
    """Return the message of a house test that found `problems`."""
    return "\n".join([what_to_do, *(f"  {problem}" for problem in problems)])
