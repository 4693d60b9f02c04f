"""One console for one tab: a process of ours that ends with the tab, and with us."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from console.child import die_with_parent

STOP_S = 3.0  # what a console has for an orderly end
# What says which terminal we were started in; the browser is another one.
ELSEWHERE = ("TMUX", "TMUX_PANE", "STY", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LINES", "COLUMNS")


class Session(AppService):
    """A console whose screen is a browser's tab."""

    def __init__(self, socket: web.WebSocketResponse, environ: Mapping[str, str]) -> None:
        async def close() -> None:
            await socket.close()

        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=DownloadManager(),
        )
        self._environ = environ

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        theirs: dict[str, str] = super()._build_environment(width, height)
        ours = {name: text for name, text in theirs.items() if name not in ELSEWHERE}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        size = {"COLUMNS": str(width), "ROWS": str(height)}
        return {**ours, **terminal, **size, **self._environ}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the console: no shell between it and us, and no life without us."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "console.web.seat"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            process_group=0,  # ctrl-c is for us, who end it in order
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def stop(self) -> None:
        """End the console; one that does not listen is killed."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_S)
        except TimeoutError:
            process.kill()
            await process.wait()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
