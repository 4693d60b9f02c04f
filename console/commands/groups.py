"""Command groups that load a noun's commands only when that noun is used, in our language."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from console.wording.help import heading, help_of, option

NOUNS = (
    "demo",
    "up",
    "web",
    "alerts",
    "cases",
    "patrols",
    "board",
    "service",
    "suppressions",
    "notices",
    "shifts",
    "log",
    "sensors",
    "devices",
    "scenes",
    "rules",
    "reports",
    "whoami",
    "check",
    "config",
    "keys",
    "theme",
    "hub",
    "simulate",
    "completion",
)


class Formatter(HelpFormatter):
    """Help pages with our headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, heading("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading_text: str) -> None:
        """Write a section's heading."""
        super().write_heading(heading(heading_text))


class Nouns(TyperGroup):
    """The commands by noun; a noun's module is imported when it is called for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the nouns in the order people need them."""
        return list(NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a noun's commands."""
        if cmd_name not in NOUNS:
            return None
        module = import_module(f"console.commands.{cmd_name}")
        return spoken(typer.main.get_command(module.app), cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the nouns without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(noun, help_of(noun)) for noun in NOUNS])

    def format_epilog(self, ctx: Any, formatter: HelpFormatter) -> None:
        """End with a few examples."""
        from console.commands.options import write_examples

        write_examples(formatter, "wanshou")

    def invoke(self, ctx: Any) -> Any:
        """Run; a reader that went away ends it quietly, as it would any filter."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            abandon_stdout()
            raise typer.Exit(PIPE_CLOSED) from None
        return result


PIPE_CLOSED = 128 + 13  # what a shell reports of a program ended by SIGPIPE


def abandon_stdout() -> None:
    """Point stdout nowhere, so that the flush at exit does not fail again."""
    import os

    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


class Spoken(typer.Context):
    """A context whose help pages have our headings."""

    formatter_class = Formatter


def spoken(command: Any, name: str) -> Any:
    """Return `command` with its help, and that of all below it, in our language."""
    command.name = name
    command.context_class = Spoken
    if (offered := command.get_help_option(Spoken(command))) is not None:
        offered.help = option("help")
    for below, inner in getattr(command, "commands", {}).items():
        spoken(inner, below)
    return command
