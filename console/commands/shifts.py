"""Shifts: who is on duty, signing on and off, handing over."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
import typer
from msgspec import field

from console.commands.acting import Act, agreed, carry_out
from console.commands.options import Acting, Many, Output, Paging, choice, command
from console.commands.pins import PinFile, pin_given
from console.commands.selection import listed, named
from console.commands.session import hub
from console.commands.shift_texts import duty_listing, handover_fields, handover_listing
from console.commands.showing import Details, show_each
from console.contract.shift_views import HandoverLine, HandoverView, ShiftsView
from console.contract.shifts import AcceptHandover, EnrolPerson, HandOver, SignOff, SignOn
from console.contract.views import Page, Snapshot, WhoAmI
from console.domain.shifts import HandoverStep
from console.printing import Format, show, talk
from console.settings import ROLES
from console.wording.commands import say
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("shifts"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

STEPS = tuple(step.value for step in HandoverStep)
_HANDOVER = re.compile(r"H-\d{1,18}", re.ASCII | re.IGNORECASE)

Person = Annotated[str, typer.Argument(metavar="NAME", help=option("person"))]
Handover = Annotated[str, typer.Argument(metavar="ID", help=option("handover.id"))]
Handovers = Annotated[Many, typer.Argument(metavar="[ID]...", help=option("handover.ids"))]
Note = Annotated[str | None, typer.Option("--note", help=option("note.handover"))]


class Steps(msgspec.Struct, frozen=True):
    """Which handovers are meant."""

    step: Annotated[Many, typer.Option("--step", help=option("handover.step"))] = field(
        default_factory=list
    )

    def query(self) -> dict[str, list[str]]:
        """Return what the hub is asked to narrow a list to."""
        steps = [choice(step, STEPS) for step in self.step]
        return {"step": steps} if steps else {}


class Enrolling(msgspec.Struct, frozen=True):
    """What a person may do, and where the PIN comes from."""

    role: Annotated[str, typer.Option("--role", help=option("as.role"))]
    pin_file: PinFile = None


class Chosen(msgspec.Struct, frozen=True):
    """Handovers by id, or else all that wait."""

    ids: Handovers = field(default_factory=list)


@command(app, "shifts.list")
def list_duties(ctx: typer.Context, output: Output) -> None:
    """Print who is on duty."""
    how = output.format
    with hub(ctx) as client:
        show(duty_listing(client.ask("shifts", ShiftsView)), how)


@command(app, "shifts.handovers")
def list_handovers(ctx: typer.Context, steps: Steps, paging: Paging, output: Output) -> None:
    """Print handovers."""
    how, query = output.format, steps.query()
    with hub(ctx) as client:
        page = listed(client, "handovers", Page[HandoverLine], paging=paging, query=query)
    show(handover_listing(page), how)


@command(app, "shifts.show")
def show_handovers(ctx: typer.Context, chosen: Chosen, output: Output) -> None:
    """Print handovers in full."""
    how, wanted = output.format, [handover_id(text) for text in named(chosen.ids)]
    with hub(ctx) as client:
        snapshot = (
            client.ask("snapshot", Snapshot) if how is Format.TABLE or not chosen.ids else None
        )
        if not chosen.ids and snapshot is not None:
            wanted = [handover.id for handover in snapshot.handovers]
        if not wanted and how is not Format.JSON:
            talk(say("none.offered"))
        details = Details(
            ask=lambda id: client.ask(f"handovers/{id}", HandoverView),
            name=lambda view: view.line.id,
            rows=lambda view: handover_fields(view, snapshot.site if snapshot else None),
        )
        show_each(wanted, details, how)


@command(app, "shifts.enrol")
def enrol(
    ctx: typer.Context, name: Person, *, enrolling: Enrolling, acting: Acting, output: Output
) -> None:
    """Let a person sign on."""
    how, as_role = output.format, choice(enrolling.role, ROLES)
    pin = "" if acting.dry_run else pin_given(enrolling.pin_file, new=True)
    request = EnrolPerson(person=name, as_role=as_role, pin=pin, reason=acting.reason)
    with hub(ctx) as client:
        carry_out(client, [Act(name, request, makes=True)], acting=acting, how=how)


@command(app, "shifts.sign-on")
def sign_on(
    ctx: typer.Context,
    name: Person,
    *,
    pin_file: PinFile = None,
    acting: Acting,
    output: Output,
) -> None:
    """Take the seat."""
    how, pin = output.format, "" if acting.dry_run else pin_given(pin_file)
    request = SignOn(person=name, pin=pin, reason=acting.reason)
    with hub(ctx) as client:
        carry_out(client, [Act(name, request, makes=True)], acting=acting, how=how)


@command(app, "shifts.sign-off")
def sign_off(ctx: typer.Context, *, acting: Acting, output: Output) -> None:
    """Leave the seat."""
    how = output.format
    with hub(ctx) as client:
        acts = [Act(client.ask("whoami", WhoAmI).person, SignOff(reason=acting.reason))]
        if agreed(acts, acting):
            carry_out(client, acts, acting=acting, how=how)


@command(app, "shifts.handover")
def hand_over(ctx: typer.Context, *, note: Note = None, acting: Acting, output: Output) -> None:
    """Offer what stands to the next person."""
    how, request = output.format, HandOver(note=note, reason=acting.reason)
    with hub(ctx) as client:
        about = client.ask("whoami", WhoAmI).person
        carry_out(client, [Act(about, request, makes=True)], acting=acting, how=how)


@command(app, "shifts.accept")
def accept(ctx: typer.Context, handover: Handover, *, acting: Acting, output: Output) -> None:
    """Sign for what another person hands over."""
    how, wanted = output.format, handover_id(handover)
    request = AcceptHandover(handover=wanted, reason=acting.reason)
    with hub(ctx) as client:
        carry_out(client, [Act(wanted, request)], acting=acting, how=how)


def handover_id(text: str) -> str:
    """Return a handover's id."""
    if not _HANDOVER.fullmatch(text):
        raise typer.BadParameter(say("bad.handover", text=text))
    return text.upper()
