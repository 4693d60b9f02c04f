"""Ceilings that keep a file readable in one sitting; the aims are lower (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import OURS, PACKAGE, Function, modules, name, place, told, tree

MODULE_LINES = 300
MODULE_LINES_OF = {
    "console/domain/alerts.py": 400,
    "console/app.py": 250,
    "console/cli.py": 80,
}
STYLESHEET_LINES = 150
CLASS_LINES = 250
FUNCTION_LINES = 40
PARAMETERS = 5
OWN_IMPORTS = 10
# What only puts parts together knows them all and decides nothing: docs/decisions/0008.
WIRING = {"console/app.py": 25, "console/hub/parts.py": 25, "console/widgets/__init__.py": 15}
# Prefixes of our own modules that do not count, because they are language and not coupling.
LANGUAGE = (
    "console.domain",
    "console.contract",
    "console.errors",
    "console.clock",
    "console.wording",
)


def test_no_module_is_too_long() -> None:
    long = [
        f"{name(path)}: {lines} lines, at most {ceiling}"
        for path in modules()
        if (lines := _lines(path)) > (ceiling := MODULE_LINES_OF.get(name(path), MODULE_LINES))
    ]
    assert not long, told(long, "A module of this length hides a second noun; give it a home:")


def test_no_stylesheet_is_too_long() -> None:
    long = [
        f"{name(path)}: {lines} lines, at most {STYLESHEET_LINES}"
        for path in sorted(PACKAGE.rglob("*.tcss"))
        if (lines := _lines(path)) > STYLESHEET_LINES
    ]
    assert not long, told(long, "A screen with this much style wants widgets that carry theirs:")


def test_no_class_is_too_long() -> None:
    long = [
        f"{place(path, node)} {node.name}: {_span(node)} lines, at most {CLASS_LINES}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and _span(node) > CLASS_LINES
    ]
    assert not long, told(long, "A class of this length does two things:")


def test_no_function_is_too_long() -> None:
    long = [
        f"{place(path, node)} {node.name}: {_span(node)} lines, at most {FUNCTION_LINES}"
        for path, node in _functions()
        if _span(node) > FUNCTION_LINES
    ]
    assert not long, told(long, "A function of this length has steps that deserve names:")


def test_no_function_takes_too_much() -> None:
    many = [
        f"{place(path, node)} {node.name}: {count} parameters, at most {PARAMETERS}"
        for path, node in _functions()
        if (count := _parameters(node)) > PARAMETERS
    ]
    assert not many, told(many, "Parameters that travel together are a value; name it:")


def test_no_module_leans_on_too_many_of_ours() -> None:
    many = [
        f"{name(path)}: {count} modules of ours, at most {most}"
        for path in modules()
        if (count := len(_own_imports(path))) > (most := WIRING.get(name(path), OWN_IMPORTS))
    ]
    assert not many, told(many, "A module that needs so many others knows too much:")


def _functions() -> Iterator[tuple[Path, Function]]:
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def _lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def _span(node: ast.ClassDef | Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _parameters(node: Function) -> int:
    taken = node.args
    named = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]
    return sum(argument.arg not in ("self", "cls") for argument in named)


def _own_imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    ours = {module for module in found if module.partition(".")[0] == OURS}
    return {module for module in ours if not module.startswith(LANGUAGE)} if LANGUAGE else ours
