"""The story that is told to a hub, as options that `demo` and `simulate` share."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import msgspec
import typer

from console.clock import moment, utc
from console.commands.options import Many, choice
from console.commands.progress import Tell, progress
from console.commands.stories import list_stories
from console.contract.hub import Hub
from console.contract.views import Snapshot
from console.domain.ids import ControlId, SensorId
from console.domain.sites import Site
from console.errors import NotFound, SettingsError
from console.printing import Format
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.simulator.driver import Plan
    from console.simulator.faults import Fault
    from console.simulator.stories import Story

CLOSED = "closed"
SIMULATED, NOBODY = "simulated", "none"
NO_STORY = "none"
USUAL_STORY = "gate-1"


class Pace(msgspec.Struct, frozen=True):
    """Which chance, and how fast."""

    seed: Annotated[int, typer.Option("--seed", help=option("seed"))] = 1
    speed: Annotated[float, typer.Option("--speed", help=option("speed"))] = 60.0

    def arguments(self) -> list[str]:
        """Return what says the same on a command line."""
        return ["--seed", str(self.seed), "--speed", str(self.speed)]


class Telling(msgspec.Struct, frozen=True):
    """Which story is told, and who acts in it."""

    story: Annotated[str | None, typer.Option("--story", help=option("story"))] = None
    until: Annotated[str | None, typer.Option("--until", help=option("until.ending"))] = None
    withhold: Annotated[Many, typer.Option("--withhold", help=option("withhold"))] = msgspec.field(
        default_factory=list
    )
    broken: Annotated[Many, typer.Option("--break", help=option("break"))] = msgspec.field(
        default_factory=list
    )
    listed: Annotated[bool, typer.Option("--list", help=option("stories"))] = False
    as_document: Annotated[bool, typer.Option("--json", help=option("stories.json"))] = False
    patrol: Annotated[str, typer.Option("--patrol", help=option("patrol"))] = SIMULATED

    def check(self) -> None:
        """Raise `typer.BadParameter` for a word that is none; only list the stories where asked."""
        if self.listed:
            list_stories(Format.JSON if self.as_document else Format.TABLE)
            raise typer.Exit
        choice(self.patrol, (SIMULATED, NOBODY))
        if self.until is not None:
            choice(self.until, (CLOSED,))

    def arguments(self) -> list[str]:
        """Return what says the same on a command line."""
        given = ["--patrol", self.patrol]
        given += ["--story", self.story] if self.story is not None else []
        given += ["--until", self.until] if self.until is not None else []
        given += [part for word in self.withhold for part in ("--withhold", word)]
        return given + [part for each in self.broken for part in ("--break", each)]


def playing(telling: Telling) -> AbstractContextManager[Tell]:
    """Show that a story plays to its end; nobody knows when that is, so the bar only moves."""
    return progress(say("story.plays"), wanted=telling.until is not None)


def told(site: Site, telling: Telling) -> Story | None:
    """Return the story to tell at `site`: the one asked for, or the usual one where it fits.

    Raise `SettingsError` or `typer.BadParameter` for a story or a word that is none.
    """
    story = _story(site, telling.story)
    if story is None and telling.until is not None:  # it would never come to an end
        raise typer.BadParameter(say("no.argument", name="--story"))
    for word in telling.withhold:
        choice(word, story.words if story else ())
    return story


def _story(site: Site, name: str | None) -> Story | None:
    from console.simulator.stories import load_story

    if name == NO_STORY:
        return None
    try:
        return load_story(name or USUAL_STORY, site)
    except SettingsError:
        if name is None:
            return None  # the usual one plays at another community
        raise


def broken(site: Site, given: Iterable[str]) -> dict[SensorId | ControlId, Fault]:
    """Return what is to break, and how; raise `NotFound` or `typer.BadParameter`."""
    from console.simulator.faults import Fault, fitting

    found: dict[SensorId | ControlId, Fault] = {}
    controls = site.controls()
    for text in given:
        one, _, how = text.partition("=")
        if one not in site.sensors() and one not in controls:
            raise NotFound("no_such_sensor", id=one)
        choice(how, tuple(fault.value for fault in fitting(control=one in controls)))
        found[SensorId(one)] = Fault(how)
    return found


def planned(client: Hub, snapshot: Snapshot, pace: Pace, telling: Telling) -> Plan:
    """Return what to simulate for the hub at `snapshot`, with the story and those who act in it."""
    from console.simulator.driver import WARM_UP_MS, Plan
    from console.simulator.play import Cues, staged
    from console.simulator.stories import opens_at

    start = moment(snapshot.now) + WARM_UP_MS
    live = snapshot.drill is None
    story = None if live and telling.story is None else told(snapshot.site, telling)
    start = moment(snapshot.now) + WARM_UP_MS
    if story is not None and not live:
        start = opens_at(story, start, ZoneInfo(snapshot.site.time_zone))
    plan = Plan(
        seed=pace.seed,
        speed=pace.speed,
        start=start,
        live=live,
        broken=broken(snapshot.site, telling.broken),
    )
    if story is None:
        return plan
    cues = Cues(
        opens=moment(snapshot.now) if plan.live else start,
        heard=snapshot.as_of,
        silent=telling.patrol == NOBODY,
        scripted=telling.until is not None,
        withheld=frozenset(telling.withhold),
    )
    plot, play = staged(client, story, pace.seed, cues)
    return msgspec.structs.replace(plan, plot=plot, interlude=play)


def opening(site: Site, story: Story | None, usual: str) -> str:
    """Return when a drill begins: so that its warm-up is over when the story opens."""
    from console.simulator.driver import WARM_UP_MS
    from console.simulator.stories import opens_at

    if story is None or story.begins is None:
        return usual
    dawn = round(datetime.fromisoformat(usual).timestamp() * 1000)
    opens = opens_at(story, dawn, ZoneInfo(site.time_zone))
    return utc(opens - WARM_UP_MS).isoformat()
