"""Every command has examples, and each is a command line of ours that means something."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer

from console.commands.root import make
from console.completing.grammar import Spot, spot, table
from console.completing.values import THINGS, words
from console.domain.sites import Site
from console.printing import width
from console.site_file import load_site
from console.wording.catalog import LANGUAGES, use
from console.wording.examples import EXAMPLES, examples

COMMANDS = [path.replace(" ", ".") for path, command in table().items() if not command.commands]
MARGIN = "  $ "
REDIRECTIONS = {"<", ">", ">>"}
# Where the community has no say: what stands there is made as it goes.
MADE = {"alerts", "cases", "handovers", "persons", "subjects", "themes", "stories", "sites"}


@pytest.fixture(autouse=True)
def english_after() -> Iterator[None]:
    """Leave the language as it was."""
    yield
    use("en")


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """Return what the shipped community has, by the names completion gives it."""
    site: Site = load_site("wanshouqiao")
    sensors = [sensor for device in site.devices.values() for sensor in device.sensors]
    found: dict[str, set[str]] = {
        "zones": {*site.zones},
        "scenes": {*site.scenes},
        "devices": {*site.devices},
        "kinds": {device.kind for device in site.devices.values()},
        "sensors": {sensor.id for sensor in sensors},
        "quantities": {sensor.quantity for sensor in sensors},
        "rules": {*site.rules},
        "units": {*site.units},
        "suppressions": {*site.suppressions},
    }
    return found | {"targets": found["zones"] | found["devices"] | found["sensors"]}


def test_every_command_has_examples() -> None:
    without = [operation for operation in COMMANDS if not examples(operation)]
    assert not without, "add some to console/wording/examples.py"


def test_no_example_is_of_nothing() -> None:
    assert EXAMPLES.keys() - {*COMMANDS, "wanshou"} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_can_be_understood(language: str) -> None:
    use(language)
    command_line = make()
    for operation in EXAMPLES:
        for line in examples(operation):
            parts = list(commands_of(line))
            for part in parts:
                try:
                    parsed(command_line, part)
                except typer.TyperException as error:
                    pytest.fail(f"{line}: {error.format_message()}")
            words_of_it = [] if operation == "wanshou" else operation.split(".")
            assert any(part[: len(words_of_it)] == words_of_it for part in parts), line


def test_every_example_names_what_there_is(known: dict[str, set[str]]) -> None:
    for operation in EXAMPLES:
        for line in examples(operation):
            for part in commands_of(line):
                for value, here in values_of(part):
                    assert _is_known(value, here, known), (line, value, here.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_fits_a_narrow_terminal(language: str) -> None:
    use(language)
    long = [
        line for operation in EXAMPLES for line in examples(operation) if width(MARGIN + line) > 80
    ]
    assert long == []


def commands_of(line: str) -> Iterator[list[str]]:
    """Return the command lines of ours in a line for a shell, without our name."""
    reader = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    reader.whitespace_split = True
    part: list[str] = []
    skip = False
    for word in [*reader, "|"]:
        if word == "|":
            assert part[0] == "wanshou"
            yield part[1:]
            part = []
        elif word in REDIRECTIONS:
            skip = True
        elif skip:
            skip = False
        else:
            part.append(word)


def parsed(command: Any, words: list[str]) -> None:
    """Parse a command line to its end, as running it would, and run nothing."""
    context, rest = None, words
    while True:
        context = command.make_context(command.name, list(rest), parent=context)
        if not hasattr(command, "resolve_command"):
            return
        _, command, rest = command.resolve_command(context, context._protected_args + context.args)
        assert command is not None


def values_of(words: list[str]) -> Iterator[tuple[str, Spot]]:
    """Return every value on a command line with the place it stands at."""
    everything = table()
    for place, word in enumerate(words):
        here = spot(everything, words[:place], word)
        if here.value is not None:
            yield word, here


def _is_known(value: str, here: Spot, known: dict[str, set[str]]) -> bool:
    assert here.value is not None
    if choices := words(here.value):
        return value.partition("=")[0] in choices
    asked = [each for each in THINGS.get(here.value, ()) if each in known]
    made: Callable[[str], bool] = MADE.__contains__
    others = [each for each in THINGS.get(here.value, ()) if made(each)]
    return not asked or bool(others) or value == "-" or any(value in known[each] for each in asked)
