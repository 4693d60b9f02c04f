"""What is done about a case's course, as commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import msgspec
import typer
from msgspec import field

from console.commands.acting import Act, carry_out
from console.commands.case_acts import Ids, act_on_each
from console.commands.case_selection import CATEGORIES, case_id
from console.commands.options import Acting, Many, Output, choice, duration
from console.commands.selection import PRIORITIES, alert_id, named
from console.commands.session import hub
from console.contract.case_course import (
    CancelCase,
    DirectCase,
    EditCase,
    EscalateCase,
    FileCase,
    GatherAlerts,
    LinkCases,
    MarkDuplicate,
    NoteCase,
    ReadDirective,
    RejectCase,
    ReopenCase,
    ResumeCase,
    ReturnCase,
    StandDown,
    SuspendCase,
)
from console.contract.hub import Hub
from console.contract.request import Request
from console.domain.ids import CaseId, PartyId, ZoneId
from console.domain.matters import Category
from console.domain.values import Priority
from console.wording.help import option

For = Annotated[str, typer.Option("--for", help=option("suspend.for"))]
NoteText = Annotated[str, typer.Option("--note", help=option("note.case"))]
Alerts = Annotated[Many, typer.Option("--alert", help=option("gather.alert"))]
With = Annotated[str, typer.Option("--with", help=option("link.with"))]
Of = Annotated[str, typer.Option("--of", help=option("duplicate.of"))]
Off = Annotated[Many, typer.Option("--unit", help=option("unit.off"))]
Text = Annotated[str, typer.Argument(metavar="TEXT", help=option("directive.text"))]


class Matter(msgspec.Struct, frozen=True):
    """What is known of a case."""

    title: Annotated[str | None, typer.Option("--title", help=option("title.edit"))] = None
    zone: Annotated[str | None, typer.Option("--zone", help=option("zone.case"))] = None
    category: Annotated[str | None, typer.Option("--category", help=option("category"))] = None
    priority: Annotated[str | None, typer.Option("--priority", help=option("priority.case"))] = None
    owner: Annotated[str | None, typer.Option("--owner", help=option("owner"))] = None
    contact: Annotated[Many, typer.Option("--contact", help=option("contact"))] = field(
        default_factory=list
    )
    reference: Annotated[str | None, typer.Option("--reference", help=option("reference"))] = None


class Directing(msgspec.Struct, frozen=True):
    """Whom a directive is for, and about what."""

    to: Annotated[Many, typer.Option("--to", help=option("directive.to"))]
    about: Annotated[str | None, typer.Option("--about", help=option("directive.about"))] = None
    category: Annotated[str | None, typer.Option("--category", help=option("category"))] = None
    priority: Annotated[str | None, typer.Option("--priority", help=option("priority.case"))] = None


def category_named(text: str | None) -> Category | None:
    """Return the category with that name."""
    return None if text is None else Category(choice(text, CATEGORIES))


def priority_named(text: str | None) -> Priority | None:
    """Return the priority with that name."""
    return None if text is None else Priority(choice(text, PRIORITIES))


def _bare(kind: Callable[..., Request]) -> Callable[..., None]:
    """Return the command of an act that takes nothing but cases and a reason."""

    def verb(ctx: typer.Context, ids: Ids, *, acting: Acting, output: Output) -> None:
        def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
            yield kind(case=case, reason=acting.reason)

        act_on_each(ctx, ids, requests, acting, output.format)

    return verb


def _suspend(ctx: typer.Context, ids: Ids, *, for_: For, acting: Acting, output: Output) -> None:
    for_s = duration(for_) or 0.0

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        yield SuspendCase(case=case, for_s=for_s, reason=acting.reason)

    act_on_each(ctx, ids, requests, acting, output.format)


def _edit(ctx: typer.Context, ids: Ids, *, matter: Matter, acting: Acting, output: Output) -> None:
    category, priority = category_named(matter.category), priority_named(matter.priority)
    contacts = tuple(map(PartyId, matter.contact)) or None

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        yield EditCase(
            case=case,
            title=matter.title,
            zone=ZoneId(matter.zone) if matter.zone else None,
            category=category,
            priority=priority,
            owner=matter.owner,
            contacts=contacts,
            reference=matter.reference,
            reason=acting.reason,
        )

    act_on_each(ctx, ids, requests, acting, output.format)


def _note(ctx: typer.Context, ids: Ids, *, note: NoteText, acting: Acting, output: Output) -> None:
    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        yield NoteCase(case=case, note=note, reason=acting.reason)

    act_on_each(ctx, ids, requests, acting, output.format)


def _gather(ctx: typer.Context, ids: Ids, *, alert: Alerts, acting: Acting, output: Output) -> None:
    alerts = tuple(alert_id(text)[0] for text in named(alert))

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        yield GatherAlerts(case=case, alerts=alerts, reason=acting.reason)

    act_on_each(ctx, ids, requests, acting, output.format)


def _link(ctx: typer.Context, ids: Ids, *, with_: With, acting: Acting, output: Output) -> None:
    other = case_id(with_)

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        yield LinkCases(case=case, other=other, reason=acting.reason)

    act_on_each(ctx, ids, requests, acting, output.format)


def _duplicate(ctx: typer.Context, ids: Ids, *, of: Of, acting: Acting, output: Output) -> None:
    other = case_id(of)

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        yield MarkDuplicate(case=case, other=other, reason=acting.reason)

    act_on_each(ctx, ids, requests, acting, output.format)


def _stand_down(ctx: typer.Context, ids: Ids, *, unit: Off, acting: Acting, output: Output) -> None:
    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        return [StandDown(case=case, unit=each, reason=acting.reason) for each in named(unit)]

    act_on_each(ctx, ids, requests, acting, output.format)


def _direct(
    ctx: typer.Context, text: Text, *, directing: Directing, acting: Acting, output: Output
) -> None:
    request = DirectCase(
        text=text,
        to=tuple(named(directing.to)),
        about=directing.about,
        category=category_named(directing.category),
        priority=priority_named(directing.priority),
        reason=acting.reason,
    )
    with hub(ctx) as client:
        act = Act(", ".join(directing.to), request, makes=True)
        carry_out(client, [act], acting=acting, how=output.format)


VERBS: dict[str, Callable[..., None]] = {
    "cases.file": _bare(FileCase),
    "cases.reject": _bare(RejectCase),
    "cases.return": _bare(ReturnCase),
    "cases.suspend": _suspend,
    "cases.resume": _bare(ResumeCase),
    "cases.cancel": _bare(CancelCase),
    "cases.reopen": _bare(ReopenCase),
    "cases.edit": _edit,
    "cases.note": _note,
    "cases.gather": _gather,
    "cases.link": _link,
    "cases.duplicate": _duplicate,
    "cases.escalate": _bare(EscalateCase),
    "cases.standdown": _stand_down,
    "cases.direct": _direct,
    "cases.read": _bare(ReadDirective),
}
