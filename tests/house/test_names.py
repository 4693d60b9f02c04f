"""Names that say nothing, and public things nobody explained."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.source import PACKAGE, modules, name, place, told, tree

EMPTY_WORDS = {
    "manager", "managers", "helper", "helpers", "util", "utils", "misc", "common", "process",
    "data", "info",
}  # fmt: skip
NAMES_A_CONDITION = "NoData"  # the standard's word for a silent sensor
EXPLAINED_ROOMS = ("domain", "contract")

Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def test_no_module_has_an_empty_name() -> None:
    empty = [name(path) for path in modules() if EMPTY_WORDS & set(path.stem.split("_"))]
    assert not empty, told(empty, "Modules are nouns of the product (docs/vocabulary.md):")


def test_no_class_has_an_empty_name() -> None:
    empty = [
        f"{place(path, node)} {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and EMPTY_WORDS & _words(node.name.replace(NAMES_A_CONDITION, ""))
    ]
    assert not empty, told(empty, "Classes are named for what they are, not that they help:")


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in modules()
        if path.read_text("utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert not silent, told(silent, "A module opens with one sentence saying what it is for:")


def test_everything_public_in_domain_and_contract_is_explained() -> None:
    silent = [
        f"{place(path, node)} {node.name}"
        for room in EXPLAINED_ROOMS
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for node in _public(tree(path))
        if not ast.get_docstring(node)
    ]
    assert not silent, told(silent, "Say in a docstring what it means (units, errors):")


def _words(camel: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", camel)}


def _public(parent: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    for node in parent.body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def test_words_are_told_apart() -> None:
    assert _words("HTTPWorkerManager") == {"http", "worker", "manager"}
