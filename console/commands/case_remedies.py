"""What is done about findings, as commands: ordered, done, made sure of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import msgspec
import typer

from console.commands.case_acts import Ids, act_on_each
from console.commands.case_selection import PROOFS, action_named
from console.commands.options import Acting, Output, choice, duration
from console.contract.case_course import CompareDays
from console.contract.case_views import CaseDetail, CaseView
from console.contract.cases import FinishRemedy, OrderRemedy, VerifyCase
from console.contract.hub import Hub
from console.contract.request import Request
from console.contract.views import Snapshot
from console.domain.case_facts import Proof
from console.domain.causes import USUAL, Action
from console.domain.ids import CaseId
from console.domain.matters import Evidence
from console.domain.parties import responsible
from console.errors import NotFound
from console.wording import cause_word
from console.wording.commands import say
from console.wording.help import option

Remedies = Annotated[list[int], typer.Option("--remedy", min=1, help=option("remedy"))]


class Ordering(msgspec.Struct, frozen=True):
    """A remedy: about which finding, what is to be done, by whom and by when."""

    finding: Annotated[int, typer.Option("--finding", min=1, help=option("finding"))]
    party: Annotated[str, typer.Option("--from", help=option("party"))] = ""
    action: Annotated[str | None, typer.Option("--action", help=option("action"))] = None
    due: Annotated[str | None, typer.Option("--due", help=option("remedy.due"))] = None


class Finishing(msgspec.Struct, frozen=True, kw_only=True):
    """Which remedies are done, and what shows it."""

    remedy: Remedies
    photo: Annotated[str | None, typer.Option("--photo", help=option("photo"))] = None
    value: Annotated[float | None, typer.Option("--value", help=option("value"))] = None
    unit: Annotated[str | None, typer.Option("--unit", help=option("value.unit"))] = None
    note: Annotated[str | None, typer.Option("--note", help=option("note.done"))] = None


class Proving(msgspec.Struct, frozen=True, kw_only=True):
    """How it was made sure that it worked."""

    proof: Annotated[str, typer.Option("--proof", help=option("proof"))]
    note: Annotated[str, typer.Option("--note", help=option("note.proof"))]
    photo: Annotated[str | None, typer.Option("--photo", help=option("photo"))] = None
    value: Annotated[float | None, typer.Option("--value", help=option("value"))] = None
    unit: Annotated[str | None, typer.Option("--unit", help=option("value.unit"))] = None


def _remedy(
    ctx: typer.Context, ids: Ids, *, order: Ordering, acting: Acting, output: Output
) -> None:
    """Order a remedy for a finding; without an action, what is usual for its cause."""
    wanted, due_s = action_named(order.action), duration(order.due)

    def requests(client: Hub, case: CaseId) -> Iterable[Request]:
        action = wanted or _usual(client.ask(f"cases/{case}", CaseDetail).case, order.finding)
        yield OrderRemedy(
            case=case,
            finding=order.finding,
            action=action,
            party=order.party or _answers_for(client, action),
            due_s=due_s,
            reason=acting.reason,
        )

    act_on_each(ctx, ids, requests, acting, output.format)


def _done(
    ctx: typer.Context, ids: Ids, *, shown: Finishing, acting: Acting, output: Output
) -> None:
    """Say that remedies are done, and what shows it."""
    evidence = evidence_of(shown.photo, shown.value, shown.unit, note=shown.note)

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        return [
            FinishRemedy(case=case, remedy=n, evidence=evidence, reason=acting.reason)
            for n in shown.remedy
        ]

    act_on_each(ctx, ids, requests, acting, output.format)


def _verify(
    ctx: typer.Context, ids: Ids, *, proving: Proving, acting: Acting, output: Output
) -> None:
    """Make sure by hand, where no sensor can."""
    proof = Proof(choice(proving.proof, PROOFS))
    evidence = evidence_of(proving.photo, proving.value, proving.unit)

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        yield VerifyCase(
            case=case, proof=proof, note=proving.note, evidence=evidence, reason=acting.reason
        )

    act_on_each(ctx, ids, requests, acting, output.format)


def _compare(ctx: typer.Context, ids: Ids, *, acting: Acting, output: Output) -> None:
    """Let cases be proved by the same hours of several days: what comes and goes."""

    def requests(_client: Hub, case: CaseId) -> Iterable[Request]:
        yield CompareDays(case=case, reason=acting.reason)

    act_on_each(ctx, ids, requests, acting, output.format)


def evidence_of(
    photo: str | None, value: float | None, unit: str | None, *, note: str | None = None
) -> Evidence | None:
    """Return what was given as evidence; nothing where nothing was."""
    found = Evidence(photo=photo, value=value, unit=unit, note=note)
    return None if found == Evidence() else found


def _answers_for(client: Hub, action: Action) -> str:
    """Return who answers for an action at the site; nobody is an empty text."""
    party = responsible(client.ask("snapshot", Snapshot).site.parties, action)
    return "" if party is None else party.id


def _usual(case: CaseView, finding: int) -> Action:
    cause = next((f.seen.cause for f in case.findings if f.number == finding), None)
    if cause is None:
        raise NotFound("no_such_finding", id=f"{case.id}/{finding}")
    if not USUAL[cause]:
        raise typer.BadParameter(say("no.usual.action", cause=cause_word(cause)))
    return USUAL[cause][0]


REMEDY_VERBS: dict[str, Callable[..., None]] = {
    "cases.remedy": _remedy,
    "cases.done": _done,
    "cases.verify": _verify,
    "cases.compare": _compare,
}
