"""What the control room says of units' readiness, as commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from console.commands.acting import Act, carry_out
from console.commands.options import Acting, Output, duration
from console.commands.patrol_findings import UnitIds
from console.commands.selection import required
from console.commands.session import hub
from console.contract.patrols import (
    BeginDuty,
    EndDuty,
    FreeUnit,
    ReserveUnit,
    RestoreUnit,
    UnitRequest,
    WithdrawUnit,
)
from console.domain.ids import UnitId
from console.wording.help import option

For = Annotated[str, typer.Option("--for", help=option("reserve.for"))]


def _bare(kind: type[UnitRequest]) -> Callable[..., None]:
    """Return the command of a request that names units only."""

    def run(ctx: typer.Context, ids: UnitIds, *, acting: Acting, output: Output) -> None:
        _tell(ctx, kind, ids, acting, output)

    return run


def _reserve(
    ctx: typer.Context, ids: UnitIds, *, for_: For, acting: Acting, output: Output
) -> None:
    _tell(ctx, ReserveUnit, ids, acting, output, for_s=duration(for_))


def _tell(
    ctx: typer.Context,
    kind: type[UnitRequest],
    ids: UnitIds,
    acting: Acting,
    output: Output,
    **said: Any,
) -> None:
    units = [UnitId(text) for text in required(ids)]
    acts = [Act(unit, kind(unit=unit, reason=acting.reason, **said)) for unit in units]
    with hub(ctx) as client:
        carry_out(client, acts, acting=acting, how=output.format)


READINESS: dict[str, Callable[..., None]] = {
    "patrols.reserve": _reserve,
    "patrols.free": _bare(FreeUnit),
    "patrols.withdraw": _bare(WithdrawUnit),
    "patrols.restore": _bare(RestoreUnit),
    "patrols.onduty": _bare(BeginDuty),
    "patrols.offduty": _bare(EndDuty),
}
