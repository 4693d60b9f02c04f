"""The whole product in one go: broker, hub, a simulated community, and the console on it."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from console.commands.children import Children, ended_by_signals
from console.commands.failures import HUB_GONE
from console.commands.options import command
from console.commands.screen import open_console
from console.commands.session import loaded
from console.commands.simulate import Story
from console.paths import private_folder, runtime_folder
from console.printing import json_text, put, talk
from console.settings import Settings
from console.wording import language, plain
from console.wording.commands import say
from console.wording.help import option

app = typer.Typer(add_completion=False, rich_markup_mode=None)

# Where the story opens: the morning of a working day, the same for everyone with the same seed.
DRILL_FROM = "2026-06-01T06:00:00+08:00"
HUB_START_S = 30
POLL_S = 0.1


class Stage(msgspec.Struct, frozen=True):
    """Where it plays."""

    site: Annotated[str | None, typer.Option("--site", help=option("site"))] = None
    data: Annotated[Path | None, typer.Option("--data", help=option("data.demo"))] = None
    headless: Annotated[bool, typer.Option("--headless", help=option("headless"))] = False


@command(app, "demo")
def demo(ctx: typer.Context, stage: Stage, story: Story) -> None:
    """Run everything until the console is closed, or without a screen until interrupted."""
    settings = loaded(ctx, site=stage.site).settings
    with ended_by_signals(), _folder(stage.data) as folder:
        ours = msgspec.structs.replace(settings, data=folder, socket=folder / "hub.sock")
        children = Children(folder, _environment(folder, ours))
        try:
            children.start("hub", _hub_arguments(temporary=stage.data is None))
            children.start("simulator", _simulator_arguments(story))
            code = _headless(children, ours) if stage.headless else open_console(ours, drill=True)
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


def _hub_arguments(*, temporary: bool) -> list[str]:
    # Should we be killed outright, the hub hears of it and tidies up in our place.
    return ["hub", "run", "--drill-from", DRILL_FROM, *(["--temporary"] if temporary else [])]


def _simulator_arguments(story: Story) -> list[str]:
    wait = f"{HUB_START_S}s"
    return ["simulate", "--seed", str(story.seed), "--speed", str(story.speed), "--wait", wait]


def _headless(children: Children, settings: Settings) -> int:
    """Print facts as they happen; return the exit code when a part ends on its own."""
    from console.client.hub import HubClient
    from console.contract.facts import Fact
    from console.errors import HubUnreachable

    talk(say("demo.starting", folder=settings.data))
    after = 0
    pause = threading.Event()
    with HubClient(settings.socket) as client:
        while children.ended() is None:
            try:
                for said in client.follow(after):
                    if isinstance(said, Fact):
                        after = said.n
                        put(json_text(said))
                    if children.ended() is not None:
                        break
            except HubUnreachable:
                pause.wait(POLL_S)  # it is only just starting, or ending
    talk(say("demo.ended"))
    _last_words(children)
    return HUB_GONE


def _last_words(children: Children) -> None:
    """Say what the part that ended said last."""
    if (name := children.ended()) is not None:
        for line in children.last_words(name):
            talk(plain(line))
