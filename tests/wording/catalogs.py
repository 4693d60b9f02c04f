"""What the code says and what the catalogs hold; run as a program it brings them together.

`python -m tests.wording.catalogs` adds new msgids to every catalog (untranslated, except in
English, which says what the msgid says) and drops those the code no longer has.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "console" / "locale"
LANGUAGES = ("zh_CN", "en")
DOMAINS = {
    "words": (
        "values", "states", "casework", "matters", "facts", "case_facts", "errors", "error_table",
        "conditions", "spans", "control_facts", "control_errors",
        "automation_facts", "automation_lines", "automation_errors",
        "course_facts", "clock_facts", "sla_errors", "task_facts", "unit_facts",
        "proof_errors", "comparison",
        "case_errors", "recorded_errors", "rules", "alert_facts", "plant_facts",
        "notices", "notice_facts", "notice_errors",
        "shift_facts", "shift_errors", "withheld_errors",
        "load_errors", "keymap_errors", "theme_errors",
    ),
    "commands": (
        "help", "commands", "pocket", "board", "shift_commands", "load_commands",
        "withheld_commands", "control_commands", "automation_commands",
        "notice_commands", "case_commands",
        "patrol_commands", "documents",
        "proof_commands",
        "diagnosis_commands",
        "shell_commands", "backtest_commands", "plot_commands", "report_commands",
        "examples", "theme_commands", "keys_commands", "rates",
    ),
    "screens": (
        "screens", "telling", "scenes", "plan", "dispatch", "keycaps", "rejections", "queue",
        "lists",
        "plant", "shift", "closeup", "reports",
        "command_bar", "truth", "looks", "deeds", "course",
    ),
    "diagnosis": ("diagnosis", "diagnosis_words", "diagnosis_lines"),
}  # fmt: skip
KEYWORDS = {"_": None, "_n": None}
# A fixed date: catalogs change only where their words do.
BEGUN = datetime(2026, 11, 1, tzinfo=UTC)
HEADER = "# {domain}: what wanshou says.\n"


def said(domain: str) -> dict[str, str]:
    """Return every msgid of a domain with where it is said."""
    return dict(_said(domain))


def _said(domain: str) -> Iterator[tuple[str, str]]:
    for module in DOMAINS[domain]:
        path = ROOT / "console" / "wording" / f"{module}.py"
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, keywords=KEYWORDS):
                assert isinstance(message, str), message
                yield message, path.relative_to(ROOT).as_posix()


def catalog_file(language: str, domain: str) -> Path:
    """Return a catalog's place."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def kept(language: str, domain: str) -> Catalog:
    """Return a catalog as it is on disk."""
    with catalog_file(language, domain).open("rb") as file:
        return read_po(file, locale=language, domain=domain)


def bring_together(language: str, domain: str) -> None:
    """Write a catalog that has exactly what the code says."""
    path = catalog_file(language, domain)
    before = kept(language, domain) if path.exists() else Catalog(locale=language, domain=domain)
    after = Catalog(
        locale=language,
        domain=domain,
        project="wanshou",
        header_comment=HEADER.format(domain=domain),
        msgid_bugs_address="",
        last_translator="",
        language_team=language,
        creation_date=BEGUN,
        revision_date=BEGUN,
        fuzzy=False,
    )
    for message, place in said(domain).items():
        known = before.get(message)
        text = known.string if known is not None else ""
        after.add(message, message if language == "en" else text, locations=[(place, 0)])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, after, width=100, include_lineno=False, ignore_obsolete=True)


if __name__ == "__main__":
    for each_language in LANGUAGES:
        for each_domain in DOMAINS:
            bring_together(each_language, each_domain)
