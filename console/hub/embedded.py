"""The broker that comes with the product: kept in a folder, started, watched and stopped."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import msgspec

from console.clock import WallClock
from console.errors import ConsoleError, HubUnreachable, NotFound, SettingsError
from console.hub.access import Access
from console.hub.credentials import keep_credentials, load_credentials, write_private
from console.hub.jetstream import ServerRefusal, ServerSession, knock
from console.hub.rejections import Rejection
from console.hub.server_child import ServerChild, check_config
from console.hub.server_config import server_config, users
from console.paths import private_folder

# Below the range the kernel hands out for outgoing connections, so the stored port stays free.
PORTS = range(20_000, 30_000)
PORT_TRIES = 50
# After a kill -9 of the whole hub the old server may hold the port a moment longer.
BUSY_TRIES = 10
BUSY_WAIT_S = 0.1
# The server loads what it retained after its first client; who subscribes earlier gets nothing.
RETAINED_LOAD_S = 0.2
BACKOFF_S = (0.1, 10.0)
SETTLED_S = 60.0
CHECK_EVERY_S = 10.0
CHECKS_FAILED_MOST = 2
RESTART_DISK_BYTES = 64 * 1024 * 1024


class EmbeddedBroker:
    """An MQTT 3.1.1 broker kept in `folder`, with generated accounts and a port that stays.

    `on_rejection(source, reason)` is told of every publish or login the server turned away.
    `restarts` counts how often it had to be started again; `port` is known once started;
    `trouble` is the error of the last start that failed, until one succeeds.
    """

    embedded = True

    def __init__(
        self,
        folder: Path,
        *,
        root: str,
        site: str,
        host: str = "127.0.0.1",
        port: int | None = None,
    ) -> None:
        self._folder = private_folder(folder)
        self._credentials = load_credentials(self._folder)
        self._root, self._site, self._host = root, site, host
        self._wanted_port = port
        self._clock = WallClock()
        self._child = ServerChild(self._reject)
        self._changing = asyncio.Lock()
        self._queue_bytes: int | None = None
        self._stopping = False
        self.port = port or self._credentials.port or 0
        self.restarts = 0
        self.trouble: ConsoleError | None = None
        self.on_rejection: Callable[[str, str], None] | None = None

    @property
    def host(self) -> str:
        """Return the address clients on this machine connect to."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._host, self._host)

    @property
    def url(self) -> str:
        """Return the address without credentials."""
        return f"mqtt://{self.host}:{self.port}"

    @property
    def hub_client_id(self) -> str:
        """Return the hub's client id, as secret as a password."""
        return self._credentials.client_id

    @property
    def pid(self) -> int | None:
        """Return the server's process id while it runs."""
        return self._child.pid

    def access(self, account: str) -> Access:
        """Return how `account` ("hub", "console", "device", "driver") reaches the broker."""
        if account not in self._credentials.passwords:
            raise NotFound("no_such_view", id=account)
        return Access(
            host=self.host,
            port=self.port,
            tls=False,
            username=account,
            password=self._credentials.passwords[account],
            root=self._root,
        )

    def queue_bytes(self) -> int | None:
        """Return what undelivered messages take on disk, as last seen by `watch`."""
        return self._queue_bytes

    async def start(self) -> None:
        """Start the server and make it ready for the hub to subscribe.

        Raise SettingsError when the program is missing or the port is taken, HubUnreachable
        when the server does not come up.
        """
        self._stopping = False
        await self._bring_up()

    async def stop(self) -> None:
        """End the server; what it accepted stays on disk."""
        self._stopping = True
        await self._end()

    async def watch(self) -> None:
        """Start the server again whenever it dies or stops accepting; return after `stop`."""
        pause_s = BACKOFF_S[0]
        while True:
            began = self._clock.elapsed()
            await self._until_dead()
            if self._clock.elapsed() - began > SETTLED_S:
                pause_s = BACKOFF_S[0]
            if self._stopping:
                return
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, BACKOFF_S[1])
            try:
                await self._bring_up()
            except ConsoleError as error:
                self.trouble = error
            else:
                self.restarts += 1

    async def _bring_up(self) -> None:
        async with self._changing:
            if self._stopping:
                return
            try:
                await self._spawn()
                await self._prepare()
            except BaseException:
                await self._child.end()
                raise
            self.trouble = None

    async def _end(self) -> None:
        async with self._changing:
            await self._child.end()

    async def _spawn(self) -> None:
        self._choose_port()
        config = self._write_config()
        await check_config(config)
        for _ in range(BUSY_TRIES):
            self._child = ServerChild(self._reject)
            if await self._child.start(config):
                return
            await self._child.end()
            await asyncio.sleep(BUSY_WAIT_S)
        raise SettingsError("broker_port_busy", key="broker.port", port=self.port)

    async def _prepare(self) -> None:
        try:
            async with self._session() as server:
                await server.cap_streams()
                await server.set_windows()
                self._queue_bytes = await server.queue_bytes()
        except ServerRefusal as refusal:
            raise HubUnreachable("broker_not_started", address=self.url) from refusal
        await knock(
            self.host, self.port, user="console", password=self._credentials.passwords["console"]
        )
        await asyncio.sleep(RETAINED_LOAD_S)

    def _choose_port(self) -> None:
        _check_host(self._host)
        if self.port:
            return
        for _ in range(PORT_TRIES):
            port = PORTS[secrets.randbelow(len(PORTS))]
            if _is_free(self._host, port):
                break
        else:
            raise SettingsError("broker_no_free_port", key="broker.port")
        self._credentials = msgspec.structs.replace(self._credentials, port=port)
        keep_credentials(self._folder, self._credentials)
        self.port = port

    def _write_config(self) -> Path:
        accounts = users(self._credentials.passwords, root=self._root, site=self._site)
        config = server_config(self._folder, host=self._host, port=self.port, users=accounts)
        path = self._folder / "server.json"
        try:
            # The server takes JSON as it is, which settles all quoting.
            write_private(path, json.dumps(config, indent=1).encode())
        except OSError as error:  # a full disk: tried again until there is room
            reason = os.strerror(error.errno or 0)
            raise HubUnreachable("broker_not_started", address=self.url, log=[reason]) from error
        return path

    async def _until_dead(self) -> None:
        """Wait for the server's end; end it when it has stopped accepting for good."""
        failed = 0
        while self._child.pid is not None:
            try:
                async with asyncio.timeout(CHECK_EVERY_S):
                    await self._child.wait()
            except TimeoutError:
                failed = 0 if await self._is_sound() else failed + 1
                if failed >= CHECKS_FAILED_MOST and self._has_room():
                    await self._end()

    async def _is_sound(self) -> bool:
        try:
            async with self._session() as server:
                self._queue_bytes = await server.queue_bytes()
        except (ServerRefusal, HubUnreachable):
            return False
        return not self._child.broken

    def _has_room(self) -> bool:
        return shutil.disk_usage(self._folder).free > RESTART_DISK_BYTES

    def _session(self) -> ServerSession:
        return ServerSession(self._child.nats_port, "hub", self._credentials.passwords["hub"])

    def _reject(self, rejection: Rejection) -> None:
        if self.on_rejection is not None:
            self.on_rejection(rejection.source, rejection.reason)


def _check_host(host: str) -> None:
    try:
        _bind(host, 0)
    except OSError as error:
        number = error.errno or 0  # below zero: a name that no address is known for
        reason = os.strerror(number) if number > 0 else str(error)
        raise SettingsError(
            "broker_host_unusable", key="broker.host", host=host, reason=reason
        ) from error


def _bind(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((host, port))


def _is_free(host: str, port: int) -> bool:
    try:
        _bind(host, port)
    except OSError:
        return False
    return True
