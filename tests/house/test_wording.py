"""Words for people live in console/wording and the catalogs, nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, modules, name, place, told, tree

FRONT = ("commands", "screens", "widgets", "pocket", "reporting")
FRONT_MODULES = ("app.py", "palette.py", "printing.py", "cli.py", "live.py", "keys.py")
# Calls whose texts people read: by what is called, the positions (-1: every one).
SHOWS: dict[str, tuple[int, ...]] = {
    "echo": (0,), "secho": (0,), "print": (-1,), "write": (0,), "confirm": (0,), "prompt": (0,),
    "notify": (0,), "talk": (0,), "BadParameter": (0,), "UsageError": (0,),
    "Static": (0,), "Label": (0,), "Button": (0,), "Digits": (0,), "Markdown": (0,),
    "Checkbox": (0,), "RadioButton": (0,), "Option": (0,), "Tab": (0,), "TabPane": (0,),
    "Content": (0,), "Text": (0,), "from_markup": (0,), "from_text": (0,),
    "Binding": (2,), "add_column": (0,), "add_columns": (-1,), "update": (0,),
}  # fmt: skip
SHOWN_KEYWORDS = {
    "help", "short_help", "epilog", "title", "label", "placeholder", "description", "tooltip",
    "message", "border_title", "border_subtitle", "sub_title", "key_display", "rich_help_panel",
}  # fmt: skip
SHOWN_ATTRIBUTES = {
    "title", "sub_title", "border_title", "border_subtitle", "tooltip", "placeholder", "TITLE",
    "SUB_TITLE", "BORDER_TITLE", "BORDER_SUBTITLE", "HELP",
}  # fmt: skip


def front() -> list[Path]:
    """Return the modules that speak to people."""
    rooms = [path for path in modules() if path.parent.name in FRONT]
    return [*rooms, *(PACKAGE / file for file in FRONT_MODULES if (PACKAGE / file).exists())]


def test_nothing_is_said_in_a_literal() -> None:
    found = [
        f"{place(path, text)} {ast.unparse(text)[:60]}"
        for path in front()
        for text in spoken(tree(path))
    ]
    assert not found, told(found, "Ask console/wording for it, and translate it in both catalogs:")


@pytest.mark.parametrize(
    "code",
    [
        'typer.echo("Done")',
        'self.notify(f"{n} acknowledged")',
        'Static("Alerts" if wide else "")',
        'typer.Option("--note", help="a note")',
        'Binding("a", "ack", "Acknowledge")',
        'self.border_title = "Queue"',
        'class A:\n    TITLE = "Wall"',
        'Content("Alerts " + count)',
        'print("Alerts")',
    ],
)
def test_a_literal_would_be_found(code: str) -> None:
    assert list(spoken(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'typer.echo(say("done"))',
        'Static("", id="head", classes="line")',
        'typer.Option("--note", help=option("note"))',
        'self.border_title = f" {say(Say.QUEUE)} "',
        'Content("·")',
        'self.query_one("#head").update(line)',
        'Binding(key.keys, key.action, key.id)',
    ],
)  # fmt: skip
def test_what_is_no_word_is_left_alone(code: str) -> None:
    assert not list(spoken(ast.parse(code)))


def spoken(module: ast.Module) -> Iterator[ast.expr]:
    """Yield every literal with letters that would be shown to a person."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            for argument in _shown_arguments(node):
                yield from _literals(argument)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_target(target) in SHOWN_ATTRIBUTES for target in targets):
                yield from _literals(node.value)


def _shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else _target(call.func)
    positions = SHOWS.get(called, ())
    for index, argument in enumerate(call.args):
        if index in positions or -1 in positions:
            yield argument
    for keyword in call.keywords:
        if keyword.arg in SHOWN_KEYWORDS:
            yield keyword.value


def _literals(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the literals that reach the reader; what a call is given, it words itself."""
    match node:
        case ast.Constant(value=str(text)) if any(letter.isalpha() for letter in text):
            if not text.startswith("-"):  # an option's name is the same in every language
                yield node
        case ast.JoinedStr(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            yield from _literals(parts[0]) if isinstance(node, ast.Tuple) else _all(parts)
        case ast.BinOp(left=left, right=right):
            yield from _all([left, right])
        case ast.IfExp(body=body, orelse=otherwise):
            yield from _all([body, otherwise])
        case ast.BoolOp(values=parts):
            yield from _all(parts)


def _all(parts: list[ast.expr]) -> Iterator[ast.expr]:
    for part in parts:
        yield from _literals(part)


def _target(node: ast.expr) -> str:
    match node:
        case ast.Attribute(attr=attribute):
            return attribute
        case ast.Name(id=id):
            return id
    return ""


def test_the_front_is_where_it_was() -> None:
    assert {path.parent.name for path in front()} >= {*FRONT}, name(PACKAGE)
