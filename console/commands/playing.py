"""What is played to a hub, as options that `demo` and `simulate` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.commands.options import Many, choice
from console.errors import SettingsError
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.domain.sites import Site
    from console.recorded.table import Recording

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
    patrol: Annotated[str, typer.Option("--patrol", help=option("patrol"))] = SIMULATED

    def check(self) -> None:
        """Raise `typer.BadParameter` for a word that is none."""
        choice(self.patrol, (SIMULATED, NOBODY))
        if self.until is not None:
            choice(self.until, (CLOSED,))

    def arguments(self) -> list[str]:
        """Return what says the same on a command line."""
        given = ["--patrol", self.patrol]
        given += ["--story", self.story] if self.story is not None else []
        given += ["--until", self.until] if self.until is not None else []
        return given + [part for word in self.withhold for part in ("--withhold", word)]


class Replaying(msgspec.Struct, frozen=True):
    """Which recording is played instead, and what it says of which sensor."""

    file: Annotated[Path | None, typer.Option("--replay", help=option("replay"))] = None
    maps: Annotated[Many, typer.Option("--map", help=option("map"))] = msgspec.field(
        default_factory=list
    )
    zone: Annotated[str | None, typer.Option("--zone", help=option("zone.file"))] = None
    begin: Annotated[str | None, typer.Option("--from", help=option("from"))] = None
    end: Annotated[str | None, typer.Option("--to", help=option("to"))] = None
    edition: Annotated[str | None, typer.Option("--edition", help=option("edition"))] = None

    def arguments(self) -> list[str]:
        """Return what says the same on a command line."""
        if self.file is None:
            return []
        given = ["--replay", str(self.file.absolute())]
        given += [part for each in self.maps for part in ("--map", each)]
        for name, text in (("--zone", self.zone), ("--from", self.begin), ("--to", self.end)):
            given += [name, text] if text is not None else []
        return given

    def opened(self, site: Site) -> Recording:
        """Return the recording, its columns matched to sensors of `site`."""
        from console.recorded.table import Recipe, open_recording

        if self.file is None or not self.maps:
            raise typer.BadParameter(say("no.argument", name="--map"))
        recipe = Recipe(maps=tuple(self.maps), zone=self.zone or site.time_zone)
        return open_recording(self.file, site, recipe)

    def span(self, recording: Recording) -> tuple[int, int]:
        """Return from when until when to play (ms); what was not said is all there is."""
        begin, end = self._moment(self.begin, recording), self._moment(self.end, recording)
        if begin is None or end is None:
            moments = [at for at, _ in recording.rows()]
            begin = moments[0] if begin is None else begin
            end = moments[-1] + 1 if end is None else end
        if begin >= end:
            raise typer.BadParameter(say("bad.time", text=str(self.end)))
        return begin, end

    def _moment(self, text: str | None, recording: Recording) -> int | None:
        from console.recorded.moments import moment_in, time_zone

        if text is None:
            return None
        try:
            return moment_in(time_zone(recording.zone), text)
        except ValueError:
            raise typer.BadParameter(say("bad.time", text=text)) from None


def story_at(site: Site, name: str | None) -> str | None:
    """Return the story to tell: the one asked for, the usual one where it fits, or none."""
    from console.simulator.stories import load_story

    if name is not None:
        return None if name == NO_STORY else name
    try:
        load_story(USUAL_STORY, site)
    except SettingsError:
        return None  # it plays at another community
    return USUAL_STORY
