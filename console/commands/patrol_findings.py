"""What commands about patrol units are given: units by their ids, and what they found."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer
from msgspec.structs import replace

from console.commands.case_selection import findings_of
from console.commands.options import Many
from console.domain.causes import Seen
from console.wording.help import option

UnitIds = Annotated[Many, typer.Argument(metavar="[UNIT]...", help=option("unit.ids"))]


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, and what shows it."""

    cause: Annotated[Many, typer.Option("--cause", "--finding", help=option("cause"))]
    count: Annotated[int | None, typer.Option("--count", min=1, help=option("count"))] = None
    note: Annotated[str | None, typer.Option("--note", help=option("note.finding"))] = None
    photo: Annotated[str | None, typer.Option("--photo", help=option("photo"))] = None
    value: Annotated[float | None, typer.Option("--value", help=option("value"))] = None
    unit: Annotated[str | None, typer.Option("--unit", help=option("value.unit"))] = None

    def seen(self) -> tuple[Seen, ...]:
        """Return it as findings; what shows something belongs to the first."""
        first, *others = findings_of(self.cause, self.note)
        first = replace(
            first,
            count=first.count if self.count is None else self.count,
            photo=self.photo,
            value=self.value,
            unit=self.unit,
        )
        return (first, *others)
