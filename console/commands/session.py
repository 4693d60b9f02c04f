"""What the whole command line was given, and the hub it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from console.settings import Loaded, load
from console.wording.help import option

if TYPE_CHECKING:
    from console.client.hub import HubClient


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """Options of `wanshou` itself."""

    socket: Annotated[Path | None, typer.Option("--socket", help=option("socket"))] = None
    file: Annotated[Path | None, typer.Option("--settings", help=option("settings"))] = None
    language: Annotated[str | None, typer.Option("--language", help=option("language"))] = None
    debug: Annotated[bool, typer.Option("--debug", help=option("debug"))] = False
    version: Annotated[bool, typer.Option("--version", help=option("version"))] = False


def loaded(ctx: typer.Context, **flags: Any) -> Loaded:
    """Return settings in force: file, environment, options of `wanshou`, this command's flags."""
    given: Given = ctx.find_root().obj
    overrides = {"socket": given.socket, "language": given.language, **flags}
    return load(overrides, file=given.file)


@contextmanager
def hub(ctx: typer.Context) -> Iterator[HubClient]:
    """Give the hub these settings lead to."""
    from console.client.hub import HubClient  # httpx: only those who ask a hub pay for it

    with HubClient(loaded(ctx).settings.socket) as client:
        yield client
