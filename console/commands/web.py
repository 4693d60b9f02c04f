"""The console in a browser, for the person who starts it."""

from __future__ import annotations

import os
import stat
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from console.commands.options import choice, command
from console.commands.session import Given, loaded
from console.errors import SettingsError
from console.printing import put, talk
from console.wording import language
from console.wording.commands import say
from console.wording.help import option

app = typer.Typer(add_completion=False, rich_markup_mode=None)

LOOPBACK = ("127.0.0.1", "localhost", "::1")  # anywhere else it would be anybody's console
NEEDED = ("textual_serve", "aiohttp")  # what the extra "web" brings

Host = Annotated[str, typer.Option("--host", help=option("web.host"))]
Port = Annotated[int, typer.Option("--port", min=0, max=65_535, help=option("web.port"))]
Open = Annotated[bool, typer.Option("--open", help=option("web.open"))]


@command(app, "web")
def web(
    ctx: typer.Context, host: Host = LOOPBACK[0], port: Port = 0, *, open: Open = False
) -> None:
    """Serve the console until told to stop; whoever opens it acts as this account."""
    choice(host, LOOPBACK)
    settings = loaded(ctx).settings  # what is wrong with them is told now, not in a tab
    if any(find_spec(name) is None for name in NEEDED):
        raise SettingsError("web_missing", file="wanshou[web]", key="")
    from console.web.serving import serve

    given: Given = ctx.find_root().obj
    told = {"WANSHOU_SOCKET": str(settings.socket), "WANSHOU_LANGUAGE": language()}
    if given.file is not None:
        told["WANSHOU_SETTINGS"] = str(given.file.absolute())
    page = _Page() if open else None
    try:
        serve(host, port, told, ready=lambda address: _tell(address, page))
    finally:
        if page is not None:
            page.remove()


def _tell(address: str, page: _Page | None) -> None:
    talk(say("web.open"))
    put(address)
    talk(say("web.warning"))
    if page is not None:
        page.open(address)


class _Page:
    """A file that leads a browser to the address: a command line is there for all to read."""

    def __init__(self) -> None:
        self._file: Path | None = None

    def open(self, address: str) -> None:
        """Have the browser open it, if there is one."""
        import html
        import subprocess

        from console.paths import runtime_folder

        if not (opener := _opener()):
            talk(say("web.no.browser"))
            return
        self._file = runtime_folder() / f"web-{os.getpid()}.html"
        refresh = f'<meta http-equiv="refresh" content="0;url={html.escape(address)}">'
        with os.fdopen(os.open(self._file, _NEW, stat.S_IRUSR | stat.S_IWUSR), "w") as file:
            print(refresh, file=file)
        subprocess.Popen(
            [opener, str(self._file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a browser is not ours to end
        )

    def remove(self) -> None:
        """Take the file away: its token is dead, or soon will be."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW


def _opener() -> str | None:
    """Return the program that opens a file in a person's browser."""
    import shutil

    return shutil.which("open" if sys.platform == "darwin" else "xdg-open")
