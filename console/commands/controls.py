"""Controls: what devices can be told, telling them, and letting go of them."""

from __future__ import annotations

import time
from typing import Annotated

import typer
from msgspec.structs import replace

from console.commands.acting import Act, agreed, carry_out
from console.commands.control_texts import control_listing
from console.commands.options import Acting, Many, Output, Paging, Places, command, duration
from console.commands.selection import listed, required
from console.commands.session import hub
from console.contract.control_views import ControlDetail
from console.contract.controls import CommandDevice, MaintainDevice, ReleaseControl
from console.contract.hub import Hub
from console.contract.views import Page, Snapshot
from console.domain.controls import Ending, value_said
from console.domain.ids import ControlId, DeviceId
from console.printing import Format, show, talk
from console.wording.commands import say
from console.wording.control_facts import ending_word
from console.wording.help import option

POLL_S = 0.2
NOT_CONFIRMED = 1  # exit code

Id = Annotated[str, typer.Argument(metavar="CONTROL", help=option("control.id"))]
Ids = Annotated[Many, typer.Argument(metavar="[CONTROL]...", help=option("control.ids"))]
Devices = Annotated[Many, typer.Argument(metavar="[DEVICE]...", help=option("maintain.ids"))]
Value = Annotated[str, typer.Argument(metavar="VALUE", help=option("control.value"))]
MaintainFor = Annotated[str | None, typer.Option("--for", help=option("maintain.for"))]


class Telling(Acting, frozen=True):
    """How to tell a control something."""

    run_for: Annotated[str | None, typer.Option("--for", help=option("run.for"))] = None
    hold: Annotated[str | None, typer.Option("--hold", help=option("hold"))] = None
    override: Annotated[bool, typer.Option("--override", help=option("override"))] = False
    wait: Annotated[bool, typer.Option("--wait", help=option("wait.ending"))] = False


def add_to(app: typer.Typer) -> None:
    """Add the commands of controls to those of devices."""
    command(app, "devices.controls")(list_controls)
    command(app, "devices.command")(tell)
    command(app, "devices.release")(release)
    command(app, "devices.maintain")(maintain)


def list_controls(ctx: typer.Context, filters: Places, paging: Paging, output: Output) -> None:
    """Print what devices can be told and what they do."""
    how = output.format
    with hub(ctx) as client:
        page = listed(client, "controls", Page[ControlDetail], paging=paging, query=filters.query())
        locked = how is Format.TABLE and any(view.forbidding for view in page.items)
        site = client.ask("snapshot", Snapshot).site if locked else None
    show(control_listing(page, site), how)


def tell(
    ctx: typer.Context, control: Id, value: Value, *, telling: Telling, output: Output
) -> None:
    """Tell a control a value."""
    request = CommandDevice(
        control=ControlId(control),
        value=_value(value),
        run_s=duration(telling.run_for),
        hold_s=duration(telling.hold),
        override=telling.override,
        reason=telling.reason,
    )
    act = [Act(control, request)]
    with hub(ctx) as client:
        if telling.dry_run:
            client.do(replace(request, dry_run=True))  # the hub says what forbids it
        if agreed(act, telling):
            carry_out(client, act, acting=telling, how=output.format)
            if telling.wait and not telling.dry_run:
                _await_ending(client, request.control)


def release(ctx: typer.Context, controls: Ids, *, acting: Acting, output: Output) -> None:
    """Hand controls back."""
    acts = [
        Act(id, ReleaseControl(control=ControlId(id), reason=acting.reason))
        for id in required(controls)
    ]
    with hub(ctx) as client:
        carry_out(client, acts, acting=acting, how=output.format)


def maintain(
    ctx: typer.Context,
    devices: Devices,
    *,
    length: MaintainFor = None,
    acting: Acting,
    output: Output,
) -> None:
    """Let nothing tell devices anything while somebody works on them."""
    for_s = duration(length)
    acts = [
        Act(id, MaintainDevice(device=DeviceId(id), for_s=for_s, reason=acting.reason))
        for id in required(devices)
    ]
    with hub(ctx) as client:
        if agreed(acts, acting):
            carry_out(client, acts, acting=acting, how=output.format)


def _await_ending(client: Hub, control: ControlId) -> None:
    """Wait until the control answered or its time for that is over; say which, on stderr."""
    while (state := client.ask(f"controls/{control}", ControlDetail).state).pending is not None:
        time.sleep(POLL_S)
    talk(say("command.ended", id=control, ending=ending_word(state.ending)))
    if state.ending is not Ending.CONFIRMED:
        raise typer.Exit(NOT_CONFIRMED)


def _value(text: str) -> float:
    if (value := value_said(text)) is None:
        raise typer.BadParameter(say("bad.value", text=text))
    return value
