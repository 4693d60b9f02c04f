"""Feeding a running hub with a simulated community."""

from __future__ import annotations

import threading
from typing import Annotated

import msgspec
import typer

from console.clock import WallClock, moment
from console.commands.options import command, duration
from console.commands.session import hub
from console.contract.hub import Hub
from console.contract.views import BrokerAccess, Snapshot
from console.domain.sites import Site
from console.errors import HubUnreachable
from console.wording.help import option

app = typer.Typer(add_completion=False, rich_markup_mode=None)

ACCOUNT = "driver"
POLL_S = 0.1


class Story(msgspec.Struct, frozen=True):
    """Which story is told, and how fast."""

    seed: Annotated[int, typer.Option("--seed", help=option("seed"))] = 1
    speed: Annotated[float, typer.Option("--speed", help=option("speed"))] = 60.0


Wait = Annotated[str | None, typer.Option("--wait", help=option("wait"))]


@command(app, "simulate")
def simulate(ctx: typer.Context, story: Story, wait: Wait = None) -> None:
    """Drive a hub's drill, or act as the devices of a live one, until told to stop."""
    from console.simulator.driver import WARM_UP_MS, Plan
    from console.simulator.run import simulate as run

    with hub(ctx) as client:
        snapshot = _first_answer(client, duration(wait) or 0.0)
        access = client.ask("broker", BrokerAccess, account=ACCOUNT)
    plan = Plan(
        seed=story.seed,
        speed=story.speed,
        start=moment(snapshot.now) + WARM_UP_MS,
        live=snapshot.drill is None,
    )
    run(access, _without_hub(snapshot.site), plan)


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
