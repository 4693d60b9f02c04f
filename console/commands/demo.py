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
from console.commands.headless import run_headless
from console.commands.options import command
from console.commands.playing import Pace, Telling, opening, told
from console.commands.replaying import Replaying, recorded
from console.commands.screen import open_console
from console.commands.session import loaded
from console.paths import private_folder, runtime_folder
from console.settings import Settings
from console.site_file import load_site
from console.wording import language
from console.wording.help import option

app = typer.Typer(add_completion=False, rich_markup_mode=None)

# Where the story opens: the morning of a working day, the same for everyone with the same seed.
DRILL_FROM = "2026-06-01T06:00:00+08:00"
HUB_START_S = 30


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
    settings, drill_from = loaded(ctx, site=stage.site).settings, DRILL_FROM
    if replaying.file is None:
        site = load_site(settings.site)
        drill_from = opening(site, told(site, telling), DRILL_FROM)  # what is wrong is told at once
    with ended_by_signals(), _folder(stage.data) as folder:
        ours = msgspec.structs.replace(settings, data=folder, socket=folder / "hub.sock")
        if replaying.file is not None:
            ours, drill_from = recorded(ours, replaying)
        children = Children(folder, _environment(folder, ours))
        try:
            children.start("hub", _hub_arguments(drill_from, temporary=stage.data is None))
            children.start("simulator", _simulator_arguments(pace, telling, replaying))
            ends = telling.until is not None or replaying.file is not None
            if stage.headless:
                code = run_headless(children, ours, ends=ends)
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
