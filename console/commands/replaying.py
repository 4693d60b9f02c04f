"""A recording that is played to a hub, as options that `demo` and `simulate` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.clock import WallClock, moment, utc
from console.commands.options import Many
from console.commands.playing import Pace
from console.commands.progress import Tell, nobody, progress
from console.contract.views import BrokerAccess, Snapshot
from console.domain.sites import Site
from console.printing import talk
from console.settings import Settings
from console.wording import local
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.recorded.table import Recording

BEFORE_MS = 1000  # a replay's hub starts this long before its first reading
TELL_S = 1.0  # real time between two words on how far a replay is


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


def recorded(settings: Settings, replaying: Replaying) -> tuple[Settings, str]:
    """Return settings with the site that the recording knows, and when its hub's drill starts."""
    from console.simulator.replayed import hourly_rules, replayed_site
    from console.site_file import load_site, resolved_text

    site = load_site(settings.site)
    recording = replaying.opened(site)
    begin, _ = replaying.span(recording)
    sensors = {column.sensor.id for column in recording.columns}
    hourly = hourly_rules(replaying.edition, utc(begin).date())
    known = replayed_site(site, sensors, recording.period_s, hourly=hourly)
    file = settings.data / "site.json"
    file.write_bytes(resolved_text(known))
    return msgspec.structs.replace(settings, site=str(file)), utc(begin - BEFORE_MS).isoformat()


def play_recording(
    access: BrokerAccess, snapshot: Snapshot, pace: Pace, replaying: Replaying
) -> None:
    """Play the recording to the hub at `snapshot`, on from its data time, and tell how far."""
    from console.simulator.replay import Reel, replay

    if snapshot.drill is None:
        raise typer.BadParameter(say("replay.live"))
    recording = replaying.opened(snapshot.site)
    now = moment(snapshot.now)
    begin, until = replaying.span(recording)
    rows = recording.rows((max(begin, now + 1), until))
    reel = Reel(rows=rows, now=now, until=until, speed=pace.speed)
    with progress(recording.file.name) as passed:
        how_far = _Progress((begin, until), recording.zone, passed)
        replay(access, snapshot.site, reel, tell=how_far.tell)
    talk(say("replay.over"))


class _Progress:
    """Says on stderr how far a replay is, now and then, where nothing draws it."""

    def __init__(self, span: tuple[int, int], zone: str, passed: Tell) -> None:
        self._passed = passed
        self._begin, until = span
        self._whole = max(1, until - self._begin)
        self._zone = zone
        self._elapsed = WallClock().elapsed
        self._told = 0.0

    def tell(self, now: int) -> None:
        self._passed((now - self._begin) / self._whole)
        if self._passed is nobody and self._elapsed() - self._told >= TELL_S:
            self._told = self._elapsed()
            share = 100 * (now - self._begin) // self._whole
            talk(say("replay.progress", at=local(utc(now), self._zone), share=share))
