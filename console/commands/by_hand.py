"""A reading taken by hand, put on record."""

from __future__ import annotations

import math
from typing import Annotated

import msgspec
import typer

from console.commands.acting import Act, agreed, carry_out
from console.commands.history import SensorArgument
from console.commands.options import Acting, Output
from console.commands.selection import sensor_id
from console.commands.session import hub
from console.commands.times import exact_time
from console.contract.sensors import RecordReading
from console.wording.commands import say
from console.wording.help import option

Value = Annotated[str, typer.Argument(metavar="VALUE", help=option("value"))]
How = Annotated[str, typer.Option("--how", help=option("how"))]
At = Annotated[str | None, typer.Option("--at", help=option("at"))]


class ByHand(msgspec.Struct, frozen=True):
    """A reading somebody took."""

    sensor: SensorArgument
    value: Value
    how: How
    at: At = None

    def request(self, reason: str | None) -> RecordReading:
        """Return what the hub is asked to put on record."""
        try:
            value = float(self.value)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise typer.BadParameter(say("bad.value", text=self.value))
        if not self.how.strip():
            raise typer.BadParameter(say("how.empty"))
        return RecordReading(
            sensor=sensor_id(self.sensor),
            value=value,
            how=self.how,
            at=exact_time(self.at),
            reason=reason,
        )


def record(ctx: typer.Context, reading: ByHand, acting: Acting, output: Output) -> None:
    """Put a reading taken by hand on record."""
    how, request = output.format, reading.request(acting.reason)
    acts = [Act(request.sensor, request)]
    with hub(ctx) as client:
        if not request.confirm or agreed(acts, acting):
            carry_out(client, acts, acting=acting, how=how)
