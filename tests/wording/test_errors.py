"""Every error the product can raise is explained in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import console
from console import errors
from console.errors import Conflict, ConsoleError, NotFound, NotPermitted, Refused, SettingsError
from console.wording import explain
from console.wording.catalog import use
from console.wording.error_table import BY_CODE

PACKAGE = Path(console.__file__).parent
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, ConsoleError)
} | {"FellBehind"}


def raised() -> Iterator[tuple[str, str]]:
    """Yield every code that is written where an error is made or a file's problem is noted."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _makes_an_error(node.func):
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def _makes_an_error(called: ast.expr) -> bool:
    match called:
        case ast.Name(id=name):
            return name in KINDS
        case ast.Attribute(value=ast.Name(id="findings"), attr=name):
            return name in ("add", "unknown")
    return False


def test_every_code_has_words() -> None:
    missing = {code: place for code, place in raised() if code not in BY_CODE}
    assert missing == {}, "explain them in console/wording/error_table.py"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_explanation_holds_without_parameters_and_with_hostile_ones(language: str) -> None:
    use(language)
    for code in (*BY_CODE, "of_a_newer_hub"):
        for kind in (ConsoleError, Refused, SettingsError, NotFound):
            bare = explain(kind(code))
            hostile = explain(kind(code, id="\x1b]0;x\x07", file="{0}", at="{at}", by="a\u202eb"))
            assert all(text.isprintable() for text in (*bare, *hostile))
    use("en")


def test_the_winner_of_a_conflict_is_named() -> None:
    when = datetime(2026, 11, 5, 6, 30, tzinfo=UTC)
    for at in (when, when.isoformat(), 1_793_860_200_000):
        error = Conflict("already_acknowledged", id="A-7", by="Li Wei", at=at)
        message, _hint = explain(error)
        assert message == "A-7 was already acknowledged by Li Wei at 2026-11-05 06:30:00"


def test_the_nearest_name_is_offered() -> None:
    error = SettingsError("unknown_key", file="s.toml", key="socet", nearest="socket")
    assert explain(error) == ("s.toml: socet is no known key", "Did you mean socket?")


def test_roles_are_words() -> None:
    error = NotPermitted("role_too_low", role="operator", have="viewer")
    assert explain(error)[0] == "This takes the role of operator; yours is viewer"


def test_what_only_a_newer_hub_says_is_told_by_its_kind() -> None:
    assert explain(Refused("too_windy"))[0] == "The hub refused this (too_windy)"
    assert explain(NotFound("no_such_shift", id="S-1"))[0] == "There is no S-1"
