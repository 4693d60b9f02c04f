"""Every report of the estate, as every renderer writes it; run as a program it writes the goldens.

`python -m tests.reporting.written`
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from console.printing import json_text
from console.reporting.brief import brief_document
from console.reporting.case_document import case_document
from console.reporting.case_file import case_data
from console.reporting.document import Document
from console.reporting.markdown import markdown_of
from console.reporting.page import page_of
from console.reporting.stretch_document import day_document, shift_document
from console.reporting.stretch_file import stretch_data
from console.wording.catalog import LANGUAGES, use
from tests.reporting.estate import Estate

FOLDER = Path(__file__).parent / "golden"
STYLE = re.compile(r"(<style>).*?(</style>)", re.S)
# The keys of views and facts are theirs: tests of the contract hold them.
THEIRS = re.compile(r"\.(case|history\[\]|load|handovers?(\[\])?|cases\.cases\[\]|now\.\w+\[\])\.")
KINDS = ("case", "day", "shift", "brief")


def document(kind: str, estate: Estate) -> Document:
    """Return a report as a document, in the language in use."""
    match kind:
        case "case":
            return case_document(estate.case_file())
        case "day":
            return day_document(estate.stretch())
        case "shift":
            return shift_document(estate.stretch(handover=True))
        case _:
            return brief_document(estate.stretch())


def told(kind: str, estate: Estate) -> dict[str, Any]:
    """Return a report for programs."""
    if kind == "case":
        return case_data(estate.case_file())
    return stretch_data(kind, estate.stretch(handover=kind == "shift"))


def keys(value: Any, path: str = "") -> Iterator[str]:
    """Yield the path of every key of a document; of a list, those of its first item."""
    match value:
        case dict():
            for name, part in value.items():
                yield f"{path}.{name}"
                yield from keys(part, f"{path}.{name}")
        case [first, *_]:
            yield from keys(first, f"{path}[]")


def schema(kind: str) -> str:
    """Return what keys a report for programs has."""
    found = json.loads(json_text(told(kind, Estate())))
    ours = (key for key in keys(found) if not THEIRS.match(key))
    return "".join(f"{key}\n" for key in sorted(set(ours)))


def golden() -> Iterator[tuple[Path, str]]:
    """Yield every golden file and what belongs into it."""
    for language in LANGUAGES:
        use(language)
        for kind in KINDS:
            made = document(kind, Estate())
            yield FOLDER / f"{kind}.{language}.md", markdown_of(made)
            if kind in ("case", "brief"):
                yield FOLDER / f"{kind}.{language}.html", STYLE.sub(r"\1\2", page_of(made))
    use("en")
    for kind in KINDS:
        yield FOLDER / f"{kind}.keys.txt", schema(kind)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, text in golden():
        path.write_text(text, encoding="utf-8")
