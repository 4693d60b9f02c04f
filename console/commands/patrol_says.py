"""What units say of their tasks, themselves or through a dispatcher, as commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import msgspec
import typer
from msgspec import field

from console.commands.acting import Act, carry_out
from console.commands.case_selection import case_id, findings_of
from console.commands.options import Acting, Output, choice
from console.commands.patrol_findings import Findings, UnitIds
from console.commands.selection import required
from console.commands.session import hub
from console.contract.patrols import (
    AcceptAssignment,
    AmendReport,
    ArriveOnSite,
    AskSecondUnit,
    CheckIn,
    DeclineAssignment,
    LeaveSite,
    PatrolRequest,
    ReportFindings,
    SetOut,
)
from console.domain.ids import CaseId, UnitId
from console.domain.matters import Channel, Heard
from console.wording.commands import say
from console.wording.help import option

CHANNELS = tuple(channel.value for channel in Channel)


class Task(msgspec.Struct, frozen=True):
    """Whose task is meant: units, and the case where a unit has several; and how it was heard."""

    ids: UnitIds = field(default_factory=list)
    case: Annotated[str | None, typer.Option("--case", help=option("case"))] = None
    by: Annotated[str | None, typer.Option("--by", help=option("heard.by"))] = None
    words: Annotated[str | None, typer.Option("--words", help=option("heard.words"))] = None

    def named(self) -> tuple[list[UnitId], CaseId | None]:
        """Return what was given, understood."""
        case = None if self.case is None else case_id(self.case)
        return [UnitId(text) for text in required(self.ids)], case

    def heard(self) -> Heard | None:
        """Return how it was heard, where that was said."""
        if self.by is None:
            if self.words is not None:
                raise typer.BadParameter(say("words.without.channel"))
            return None
        return Heard(channel=Channel(choice(self.by, CHANNELS)), words=self.words)


class Amended(msgspec.Struct, frozen=True, kw_only=True):
    """Which finding, and what it was."""

    finding: Annotated[int, typer.Option("--finding", min=1, help=option("amend.finding"))]
    cause: Annotated[str | None, typer.Option("--cause", help=option("amend.cause"))] = None
    note: Annotated[str | None, typer.Option("--note", help=option("note.finding"))] = None
    back: Annotated[bool, typer.Option("--take-back", help=option("amend.back"))] = False


AskNote = Annotated[str, typer.Option("--note", help=option("assist.note"))]


def _bare(kind: type[PatrolRequest]) -> Callable[..., None]:
    """Return the command of a saying that has nothing besides."""

    def run(ctx: typer.Context, task: Task, *, acting: Acting, output: Output) -> None:
        _say(ctx, kind, task, acting, output)

    return run


def _report(
    ctx: typer.Context, task: Task, *, found: Findings, acting: Acting, output: Output
) -> None:
    _say(ctx, ReportFindings, task, acting, output, findings=found.seen())


def _assist(
    ctx: typer.Context, task: Task, *, note: AskNote, acting: Acting, output: Output
) -> None:
    _say(ctx, AskSecondUnit, task, acting, output, note=note)


def _amend(
    ctx: typer.Context, task: Task, *, amended: Amended, acting: Acting, output: Output
) -> None:
    if (amended.cause is not None) is amended.back:
        raise typer.BadParameter(say("amend.what"))
    seen = None
    if amended.cause is not None:
        seen = findings_of([amended.cause], amended.note)[0]
    _say(ctx, AmendReport, task, acting, output, finding=amended.finding, seen=seen)


def _say(
    ctx: typer.Context,
    kind: type[PatrolRequest],
    task: Task,
    acting: Acting,
    output: Output,
    **said: Any,
) -> None:
    units, case = task.named()
    heard = task.heard()
    acts: Sequence[Act] = [
        Act(unit, kind(unit=unit, case=case, heard=heard, reason=acting.reason, **said))
        for unit in units
    ]
    with hub(ctx) as client:
        carry_out(client, acts, acting=acting, how=output.format)


SAYINGS: dict[str, Callable[..., None]] = {
    "patrols.accept": _bare(AcceptAssignment),
    "patrols.decline": _bare(DeclineAssignment),
    "patrols.enroute": _bare(SetOut),
    "patrols.onsite": _bare(ArriveOnSite),
    "patrols.checkin": _bare(CheckIn),
    "patrols.assist": _assist,
    "patrols.report": _report,
    "patrols.amend": _amend,
    "patrols.leave": _bare(LeaveSite),
}
