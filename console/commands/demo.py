"""The whole product in one go: broker, hub, a simulated community, and the console on it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from console.commands.children import Children, ended_by_signals
from console.commands.failures import HUB_GONE, TIMED_OUT
from console.commands.headless import print_facts
from console.commands.options import command
from console.commands.playing import Pace, Replaying, Telling
from console.commands.screen import open_console
from console.commands.session import loaded
from console.paths import private_folder, runtime_folder
from console.printing import talk
from console.settings import Settings
from console.wording import language, plain
from console.wording.commands import say
from console.wording.help import option

app = typer.Typer(add_completion=False, rich_markup_mode=None)

# Where the story opens: the morning of a working day, the same for everyone with the same seed.
DRILL_FROM = "2026-06-01T06:00:00+08:00"
HUB_START_S = 30
BEFORE_MS = 1000  # a replay's hub starts this long before its first reading
PLAYED_OUT = (0, TIMED_OUT)  # how a simulator ends that was given an end


class Stage(msgspec.Struct, frozen=True):
    """Where it plays."""

    site: Annotated[str | None, typer.Option("--site", help=option("site"))] = None
    data: Annotated[Path | None, typer.Option("--data", help=option("data.demo"))] = None
    headless: Annotated[bool, typer.Option("--headless", help=option("headless"))] = False
    ndjson: Annotated[bool, typer.Option("--ndjson", help=option("headless.ndjson"))] = False


@command(app, "demo")
def demo(
    ctx: typer.Context, stage: Stage, pace: Pace, telling: Telling, replaying: Replaying
) -> None:
    """Run everything until the console is closed, or without a screen until it is over."""
    telling.check()
    settings = loaded(ctx, site=stage.site).settings
    with ended_by_signals(), _folder(stage.data) as folder:
        ours = msgspec.structs.replace(settings, data=folder, socket=folder / "hub.sock")
        drill_from = DRILL_FROM
        if replaying.file is not None:
            ours, drill_from = _recorded(ours, replaying)
        children = Children(folder, _environment(folder, ours))
        try:
            children.start("hub", _hub_arguments(drill_from, temporary=stage.data is None))
            children.start("simulator", _simulator_arguments(pace, telling, replaying))
            ends = telling.until is not None or replaying.file is not None
            if stage.headless:
                code = _headless(children, ours, ends=ends)
            else:
                code = open_console(ours, drill=True)
        finally:
            children.stop()
    raise typer.Exit(code)


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    """Give a folder of one's own, a temporary one unless it is to be kept."""
    if given is not None:
        yield private_folder(given.expanduser().resolve())
        return
    folder = Path(tempfile.mkdtemp(prefix="demo-", dir=runtime_folder()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # the hub may have removed it before us


def _recorded(settings: Settings, replaying: Replaying) -> tuple[Settings, str]:
    """Return settings with the site a recording knows, and when its hub starts."""
    from console.clock import utc
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


def _environment(folder: Path, settings: Settings) -> dict[str, str]:
    """Return the settings of the children: none of the user's but site and language."""
    nothing = folder / "settings.toml"
    nothing.touch()
    return {
        "WANSHOU_SETTINGS": str(nothing),
        "WANSHOU_SITE": settings.site,
        "WANSHOU_DATA": str(settings.data),
        "WANSHOU_SOCKET": str(settings.socket),
        "WANSHOU_LANGUAGE": language(),
    }


def _hub_arguments(drill_from: str, *, temporary: bool) -> list[str]:
    # Should we be killed outright, the hub hears of it and tidies up in our place.
    return ["hub", "run", "--drill-from", drill_from, *(["--temporary"] if temporary else [])]


def _simulator_arguments(pace: Pace, telling: Telling, replaying: Replaying) -> list[str]:
    told = telling.arguments() if replaying.file is None else replaying.arguments()
    return ["simulate", *pace.arguments(), *told, "--wait", f"{HUB_START_S}s"]


def _headless(children: Children, settings: Settings, *, ends: bool) -> int:
    """Print facts as they happen; return the exit code when a part ends on its own."""
    talk(say("demo.starting", folder=settings.data))
    ended = print_facts(children, settings.socket)
    code = children.code(ended)
    if ended == "simulator" and ends and code in PLAYED_OUT:
        return code
    talk(say("demo.ended"))
    for line in children.last_words(ended):
        talk(plain(line))
    return HUB_GONE
