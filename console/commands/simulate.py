"""Feeding a running hub: with a simulated community and its story, or with a recording."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.clock import WallClock
from console.commands.failures import TIMED_OUT
from console.commands.options import command, duration
from console.commands.playing import Pace, Telling, planned, playing
from console.commands.replaying import Replaying, play_recording
from console.commands.session import hub
from console.contract.hub import Hub
from console.contract.views import BrokerAccess, Snapshot
from console.domain.sites import Site
from console.errors import HubUnreachable
from console.printing import talk
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.simulator.driver import Plan

app = typer.Typer(add_completion=False, rich_markup_mode=None)

ACCOUNT = "driver"
POLL_S = 0.1

Wait = Annotated[str | None, typer.Option("--wait", help=option("wait"))]


@command(app, "simulate")
def simulate(
    ctx: typer.Context,
    pace: Pace,
    telling: Telling,
    replaying: Replaying,
    wait: Wait = None,
) -> None:
    """Drive a hub's drill, or act as the devices of a live one, until told to stop."""
    telling.check()
    with hub(ctx) as client:
        snapshot = _first_answer(client, duration(wait) or 0.0)
        access = client.ask("broker", BrokerAccess, account=ACCOUNT)
        if replaying.file is not None:
            play_recording(access, snapshot, pace, replaying)
        else:
            plan = planned(client, snapshot, pace, telling)
            with playing(telling):
                _simulate(client, access, snapshot, plan)


def _simulate(client: Hub, access: BrokerAccess, snapshot: Snapshot, plan: Plan) -> None:
    from console.simulator.play import Ending
    from console.simulator.run import simulate as run

    if run(access, _without_hub(snapshot.site), plan) is Ending.UNVERIFIED:
        talk(say("story.unverified"))
        raise typer.Exit(TIMED_OUT)


def _first_answer(client: Hub, patience_s: float) -> Snapshot:
    """Return the hub's snapshot, waiting for a hub that is only just starting."""
    clock = WallClock()
    until = clock.elapsed() + patience_s
    while True:
        try:
            return client.ask("snapshot", Snapshot)
        except HubUnreachable:
            if clock.elapsed() >= until:
                raise
            threading.Event().wait(POLL_S)


def _without_hub(site: Site) -> Site:
    """Return the site without the device the hub itself is: nobody else speaks for it."""
    from console.hub.own_device import HUB

    devices = {id: device for id, device in site.devices.items() if id != HUB}
    return msgspec.structs.replace(site, devices=devices)
