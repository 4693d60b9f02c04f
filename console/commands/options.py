"""Options that many commands share, as groups a command takes whole."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import msgspec
import typer
from msgspec import NODEFAULT
from typer.core import TyperCommand

from console.domain.durations import seconds
from console.printing import Format
from console.wording.commands import say
from console.wording.help import help_of, option

Many = list[str]


class Output(msgspec.Struct, frozen=True):
    """How to print."""

    json: Annotated[bool, typer.Option("--json", help=option("json"))] = False
    ndjson: Annotated[bool, typer.Option("--ndjson", help=option("ndjson"))] = False
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=option("ids"))] = False

    @property
    def format(self) -> Format:
        """Return the one format asked for."""
        match (self.json, self.ndjson, self.quiet):
            case (False, False, False):
                return Format.TABLE
            case (True, False, False):
                return Format.JSON
            case (False, True, False):
                return Format.NDJSON
            case (False, False, True):
                return Format.IDS
            case _:
                raise typer.BadParameter(say("one.format"))


class Plain(msgspec.Struct, frozen=True):
    """How to print one thing."""

    json: Annotated[bool, typer.Option("--json", help=option("json"))] = False


class Places(msgspec.Struct, frozen=True):
    """Which devices are meant."""

    scene: Annotated[Many, typer.Option("--scene", help=option("scene"))] = msgspec.field(
        default_factory=list
    )
    zone: Annotated[Many, typer.Option("--zone", help=option("zone"))] = msgspec.field(
        default_factory=list
    )
    device: Annotated[Many, typer.Option("--device", help=option("device"))] = msgspec.field(
        default_factory=list
    )
    kind: Annotated[Many, typer.Option("--kind", help=option("kind"))] = msgspec.field(
        default_factory=list
    )

    def query(self) -> dict[str, list[str]]:
        """Return what the hub is asked to narrow a list to."""
        given: dict[str, list[str]] = msgspec.structs.asdict(self)
        return {name: values for name, values in given.items() if values and name != "ids"}


class Paging(msgspec.Struct, frozen=True):
    """How much of a list."""

    limit: Annotated[int | None, typer.Option("--limit", min=1, help=option("limit"))] = None
    after: Annotated[str | None, typer.Option("--after", help=option("after"))] = None


class Acting(msgspec.Struct, frozen=True):
    """How to act."""

    reason: Annotated[str | None, typer.Option("--reason", help=option("reason"))] = None
    dry_run: Annotated[bool, typer.Option("--dry-run", help=option("dry-run"))] = False
    yes: Annotated[bool, typer.Option("--yes", "-y", help=option("yes"))] = False


def duration(text: str | None) -> float | None:
    """Return seconds of a duration a person gave."""
    if text is None:
        return None
    if (found := seconds(text)) is None:
        raise typer.BadParameter(say("bad.duration", text=text))
    return found


def choice(text: str, choices: tuple[str, ...]) -> str:
    """Return `text` if it is one of `choices`."""
    if text not in choices:
        raise typer.BadParameter(say("bad.choice", text=text, choices=", ".join(choices)))
    return text


class Exampled(TyperCommand):
    """A command whose help page ends with examples; its epilog names its operation."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples, each on a line of its own however long, ready to be copied."""
        write_examples(formatter, self.epilog or "")


def write_examples(formatter: Any, operation: str) -> None:
    """Write the examples of an operation at the end of a help page."""
    from console.wording.examples import examples  # only a help page needs them

    if given := examples(operation):
        with formatter.section("Examples"):
            for line in given:
                formatter.write(f"{'':{formatter.current_indent}}$ {line}\n")


class BelowZero(Exampled):
    """A command one of whose arguments may be a negative number, which is no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line."""
        numbers = [] if "--" in args else [arg for arg in args if _NEGATIVE.fullmatch(arg)]
        if numbers:
            args = [*(arg for arg in args if arg not in numbers), "--", *numbers]
        return super().parse_args(ctx, args)


_NEGATIVE = re.compile(r"-(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def command(
    app: typer.Typer, operation: str, kind: type[Exampled] = Exampled
) -> Callable[[Callable[..., None]], None]:
    """Make a function the command of `operation` ("alerts.ack")."""

    def register(function: Callable[..., None]) -> None:
        name = operation.rpartition(".")[2]
        made = app.command(name, cls=kind, help=help_of(operation), epilog=operation)
        made(spread(function))

    return register


def spread(function: Callable[..., None]) -> Callable[..., None]:
    """Return `function` as Typer wants it: a parameter that is a group of options becomes as
    many options."""
    groups: dict[str, type[msgspec.Struct]] = {}
    flat: list[inspect.Parameter] = []
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        hint = hints[name]
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            groups[name] = hint
            flat.extend(_options(hint))
        else:
            flat.append(_keyword(name, hint, parameter.default))

    def run(**given: Any) -> None:
        for name, group in groups.items():
            taken = {field: given.pop(field) for field in group.__struct_fields__}
            given[name] = group(**taken)
        function(**given)

    run.__signature__ = inspect.Signature(flat)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return run


def _options(group: type[msgspec.Struct]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        _keyword(field.name, hints[field.name], _default(field))
        for field in msgspec.structs.fields(group)
    ]


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.default is not NODEFAULT:
        return field.default
    return field.default_factory() if field.default_factory is not NODEFAULT else inspect._empty


def _keyword(name: str, hint: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
