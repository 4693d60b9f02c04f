"""What is given as evidence on the command line."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from console.domain.matters import Evidence
from console.wording.help import option


class Measured(msgspec.Struct, frozen=True):
    """A photo's reference and a reading by hand."""

    photo: Annotated[str | None, typer.Option("--photo", help=option("photo"))] = None
    value: Annotated[float | None, typer.Option("--value", help=option("value"))] = None
    unit: Annotated[str | None, typer.Option("--unit", help=option("value.unit"))] = None

    def evidence(self, note: str | None = None) -> Evidence | None:
        """Return it as evidence; nothing where nothing was given."""
        found = Evidence(photo=self.photo, value=self.value, unit=self.unit, note=note)
        return None if found == Evidence() else found
