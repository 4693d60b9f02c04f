"""One run of the nats-server program: checked, spawned, its log read until it ends."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import sysconfig
from collections import deque
from collections.abc import Callable
from pathlib import Path

from console.child import die_with_parent
from console.errors import HubUnreachable, SettingsError
from console.hub.rejections import Rejection, read_rejection

PROGRAM = "nats-server"
READY_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 5.0
GOING_S = 0.5  # from the end of its log to the end of the program
LOG_LINE_BYTES = 256 * 1024
LOG_LINES_KEPT = 20

_NATS_PORT = re.compile(r"Listening for client connections on \S+:(\d+)$")
_READY = re.compile(r"Server is ready$")
# After one (a full disk) the server refuses to store for good, also when there is room again.
_WRITE_ERROR = "critical write error"
_PORT_BUSY = "Unable to listen for MQTT connections"


class ServerChild:
    """The running program. `nats_port` is where it speaks its own protocol.

    `on_rejection` is told what the log says was turned away; `log` keeps the last complaints;
    `broken` is set when it said that it cannot write any more.
    """

    def __init__(self, on_rejection: Callable[[Rejection], None]) -> None:
        self._on_rejection = on_rejection
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self.nats_port = 0
        self.broken = False
        self.log: deque[str] = deque(maxlen=LOG_LINES_KEPT)

    @property
    def pid(self) -> int | None:
        """Return the process id while it runs."""
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    async def start(self, config: Path) -> bool:
        """Spawn (main thread only) and wait until ready; False when its MQTT port is taken.

        Raise HubUnreachable when it does not come up; the caller then still has to `end` it.
        """
        ready: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._process = process = await _run("-c", str(config))
        self._reader = asyncio.create_task(self._read_log(process, ready))
        try:
            async with asyncio.timeout(READY_TIMEOUT_S):
                return await ready
        except TimeoutError as error:
            raise self._not_started() from error

    async def wait(self) -> None:
        """Wait until the program has ended."""
        if self._process is not None:
            await self._process.wait()

    async def end(self) -> None:
        """Ask it to end, insist after a while, and return when it is gone."""
        process = self._process
        if process is None:
            return
        if process.returncode is None and not await self._ends_by_itself(process):
            process.terminate()
            try:
                async with asyncio.timeout(STOP_TIMEOUT_S):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
        if self._reader is not None:
            await self._reader

    async def _ends_by_itself(self, process: asyncio.subprocess.Process) -> bool:
        """Tell whether it is on its way out: a signal then would take its exit code."""
        if self._reader is None or not self._reader.done():
            return False
        try:
            async with asyncio.timeout(GOING_S):
                await process.wait()
        except TimeoutError:
            return False
        return True

    async def _read_log(
        self, process: asyncio.subprocess.Process, ready: asyncio.Future[bool]
    ) -> None:
        """Read until the end; unread, the log would fill the pipe and stop the server."""
        assert process.stderr is not None
        busy = False
        while True:
            try:
                line = (await process.stderr.readline()).decode("utf-8", "replace")
            except ValueError:  # longer than any line of interest: skipped
                continue
            if not line:
                break
            line = line.rstrip()
            busy = busy or _PORT_BUSY in line
            self._read_line(line)
            if _READY.search(line) and not ready.done():
                ready.set_result(True)
        if ready.done():
            return
        if busy:
            ready.set_result(False)
        else:
            ready.set_exception(self._not_started())

    def _read_line(self, line: str) -> None:
        if "[INF]" in line:
            if found := _NATS_PORT.search(line):
                self.nats_port = int(found[1])
            return
        self.log.append(line)
        self.broken = self.broken or _WRITE_ERROR in line
        if rejection := read_rejection(line):
            self._on_rejection(rejection)

    def _not_started(self) -> HubUnreachable:
        return HubUnreachable("broker_not_started", address=PROGRAM, log=list(self.log)[-3:])


async def check_config(config: Path) -> None:
    """Let the program read its configuration first: its complaint names the line.

    Raise SettingsError when it refuses, or when there is no such program.
    """
    process = await _run("-t", "-c", str(config))
    _, complaint = await process.communicate()
    if process.returncode != 0:
        reason = complaint.decode("utf-8", "replace").strip()[-300:]
        raise SettingsError("broker_config_refused", file=str(config), reason=reason)


async def _run(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        _program(),
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        limit=LOG_LINE_BYTES,
        # A ctrl-c in the terminal is for the hub, which then ends the server in order.
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGKILL),
    )


def _program() -> str:
    beside = Path(sysconfig.get_path("scripts")) / PROGRAM
    found = str(beside) if beside.exists() else shutil.which(PROGRAM)
    if found is None:
        raise SettingsError("broker_program_missing", key="broker.url", program=PROGRAM)
    return found
