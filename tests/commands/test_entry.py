"""The two ways in: what is plainly the console is opened without the command line."""

from __future__ import annotations

import sys

import pytest

from console.commands.entry import opened, options


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("", {}),
        ("--socket /run/hub.sock", {"--socket": "/run/hub.sock"}),
        ("--language=en --settings a.toml", {"--language": "en", "--settings": "a.toml"}),
        ("alerts list", None),
        ("--language en alerts list", None),
        ("--help", None),
        ("--debug", None),
        ("--socket", None),
        ("--socket --language", None),
        ("--socket=", None),
        ("--sock x", None),
    ],
)
def test_only_the_plainest_line_needs_no_taking_apart(
    line: str, given: dict[str, str] | None
) -> None:
    assert options(line.split()) == given


def test_without_a_terminal_the_command_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert opened([]) is None
