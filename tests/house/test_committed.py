"""What is committed names no machine and no registry, and the locks pin what was asked for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.source import ROOT, files, name, told

# Joined here so that this file does not contain what it looks for.
MACHINE = re.compile(
    "|".join(
        (
            r"(?<![\w.{}$~-])/" + r"(?:root|home|Users)/(?!\{)\w",
            r"(?<![\w.{}$~-])/" + r"work/\w",
        )
    )
)
REGISTRY = re.compile(
    "|".join(("py" + r"pi\.org", "pythonhosted" + r"\.", "index" + "-url", r"find" + "-links"))
)
LOCKS = {"requirements.lock": "requirements.in", "dev.lock": "dev.in", "build.lock": "build.in"}
BINARY = {".png", ".mo", ".gz", ".db"}

lock = pytest.mark.parametrize("file", LOCKS)


def test_no_machine_and_no_registry_is_named() -> None:
    found = [
        f"{name(path)}:{number} {line.strip()[:80]}"
        for path in files()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]
    assert not found, told(found, "Paths of one machine and addresses of registries stay out:")


@lock
def test_a_lock_names_no_address(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert ":" + "//" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE), "options belong to the caller"


@lock
def test_a_lock_pins_everything_with_hashes(file: str) -> None:
    bare = [
        line
        for line in _joined(file)
        if not re.match(r"[\w.\[\],-]+==\S+( ;.+?)?( --hash=sha256:[0-9a-f]{64})+$", line)
    ]
    assert not bare, told(bare, f"{file} has lines without an exact version and a hash:")


@lock
def test_a_lock_holds_what_was_asked_for(file: str) -> None:
    missing = _asked(LOCKS[file]) - _pinned(file).keys()
    assert not missing, told(sorted(missing), f"{LOCKS[file]} asks for more than {file} pins:")


def test_the_locks_agree() -> None:
    every = [_pinned(file) for file in LOCKS]
    for pins in every:
        for other in every:
            differing = {n for n in pins.keys() & other.keys() if pins[n] != other[n]}
            assert not differing, told(sorted(differing), "Pinned twice, and differently:")


def test_the_project_asks_for_what_requirements_ask_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {_normal(line) for line in project["dependencies"]} == _asked("requirements.in")


def _joined(file: str) -> list[str]:
    text = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _pinned(file: str) -> dict[str, str]:
    return {_normal(line): line.split("==")[1].split()[0] for line in _joined(file)}


def _asked(file: str) -> set[str]:
    found: set[str] = set()
    for line in (ROOT / file).read_text("utf-8").splitlines():
        asked = line.partition("#")[0].strip()
        if asked.startswith("-r"):
            found |= _asked(str(Path(file).parent / asked.split()[1]))
        elif asked and not asked.startswith("-"):
            found.add(_normal(asked))
    return found


def _normal(requirement: str) -> str:
    named = re.match(r"[\w.-]+", requirement)
    assert named, requirement
    return re.sub(r"[-_.]+", "-", named[0]).lower()
