"""Feeding a running hub: with a simulated community and its story, or with a recording."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.clock import WallClock, moment, utc
from console.commands.failures import TIMED_OUT
from console.commands.options import choice, command, duration
from console.commands.playing import (
    NOBODY,
    Pace,
    Replaying,
    Telling,
    story_at,
)
from console.commands.session import hub
from console.contract.hub import Hub
from console.contract.views import BrokerAccess, Snapshot
from console.domain.sites import Site
from console.errors import HubUnreachable
from console.printing import talk
from console.wording import local
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.simulator.driver import Plan

app = typer.Typer(add_completion=False, rich_markup_mode=None)

ACCOUNT = "driver"
POLL_S = 0.1
TELL_S = 1.0  # real time between two words on how far a replay is

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
            _replay(access, snapshot, pace, replaying)
        else:
            _simulate(client, access, snapshot, _plan(client, snapshot, pace, telling))


def _simulate(client: Hub, access: BrokerAccess, snapshot: Snapshot, plan: Plan) -> None:
    from console.simulator.play import Ending
    from console.simulator.run import simulate as run

    if run(access, _without_hub(snapshot.site), plan) is Ending.UNVERIFIED:
        talk(say("story.unverified"))
        raise typer.Exit(TIMED_OUT)


def _plan(client: Hub, snapshot: Snapshot, pace: Pace, telling: Telling) -> Plan:
    from console.simulator.driver import WARM_UP_MS, Plan
    from console.simulator.play import Cues, staged
    from console.simulator.stories import load_story

    start = moment(snapshot.now) + WARM_UP_MS
    plan = Plan(seed=pace.seed, speed=pace.speed, start=start, live=snapshot.drill is None)
    name = None if plan.live and telling.story is None else story_at(snapshot.site, telling.story)
    if name is None:
        return plan
    story = load_story(name, snapshot.site)
    for word in telling.withhold:
        choice(word, story.words)
    cues = Cues(
        opens=moment(snapshot.now) if plan.live else start,
        heard=snapshot.as_of,
        silent=telling.patrol == NOBODY,
        scripted=telling.until is not None,
        withheld=frozenset(telling.withhold),
    )
    plot, play = staged(client, story, pace.seed, cues)
    return msgspec.structs.replace(plan, plot=plot, interlude=play)


def _replay(access: BrokerAccess, snapshot: Snapshot, pace: Pace, replaying: Replaying) -> None:
    from console.simulator.replay import Reel, replay

    if snapshot.drill is None:
        raise typer.BadParameter(say("replay.live"))
    recording = replaying.opened(snapshot.site)
    now = moment(snapshot.now)
    begin, until = replaying.span(recording)
    rows = recording.rows((max(begin, now + 1), until))
    reel = Reel(rows=rows, now=now, until=until, speed=pace.speed)
    replay(access, snapshot.site, reel, tell=_Progress((begin, until), recording.zone).tell)
    talk(say("replay.over"))


class _Progress:
    """Says on stderr how far a replay is, now and then."""

    def __init__(self, span: tuple[int, int], zone: str) -> None:
        self._begin, until = span
        self._whole = max(1, until - self._begin)
        self._zone = zone
        self._elapsed = WallClock().elapsed
        self._told = 0.0

    def tell(self, now: int) -> None:
        if self._elapsed() - self._told >= TELL_S:
            self._told = self._elapsed()
            share = 100 * (now - self._begin) // self._whole
            talk(say("replay.progress", at=local(utc(now), self._zone), share=share))


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
