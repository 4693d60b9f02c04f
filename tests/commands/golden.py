"""Every help page, as bytes on disk, and completion's table; run as a program it writes them anew.

`python -m tests.commands.golden`
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.commands import grammar

FOLDER = Path(__file__).parent / "golden"
LANGUAGES = ("en", "zh_CN")
PAGES = """
import sys
from console.cli import main
from console.commands.root import make
from console.wording.catalog import use

def show(path):
    print("$ wanshou", *path, "--help", flush=True)
    main(["--language", sys.argv[1], *path, "--help"])
    print(flush=True)

def walk(command, path):
    show(path)
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        walk(command.get_command(None, name), [*path, name])

use(sys.argv[1])
walk(make(), [])
"""


def pages(language: str) -> str:
    """Return every help page in a language; an interpreter speaks only one."""
    ran = subprocess.run(
        [sys.executable, "-c", PAGES, language],
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    return ran.stdout


def file(language: str) -> Path:
    """Return where the pages of a language are kept."""
    return FOLDER / f"help.{language}.txt"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in LANGUAGES:
        file(each).write_text(pages(each), encoding="utf-8")
    grammar.write()
