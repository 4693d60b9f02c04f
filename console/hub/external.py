"""A broker that someone else runs, given by its address."""

from __future__ import annotations

import asyncio
from pathlib import Path

from console.errors import ConsoleError
from console.hub.access import Access, external_access, shown_url
from console.hub.credentials import load_credentials
from console.settings import BrokerSettings


class ExternalBroker:
    """Stands where the embedded broker would; every account is the one the settings give."""

    embedded = False

    def __init__(self, folder: Path, settings: BrokerSettings, *, root: str) -> None:
        self._access = external_access(
            settings.url or "",
            root=root,
            username=settings.username,
            password=settings.password,
            ca_file=settings.ca_file,
        )
        self._client_id = load_credentials(folder).client_id
        self.restarts = 0
        self.trouble: ConsoleError | None = None

    @property
    def url(self) -> str:
        """Return the address without credentials."""
        return shown_url(self._access)

    @property
    def hub_client_id(self) -> str:
        """Return the hub's client id, as secret as a password."""
        return self._client_id

    def access(self, account: str) -> Access:
        """Return how anyone reaches the broker."""
        return self._access

    def queue_bytes(self) -> int | None:
        """Return nothing: someone else's queue is not ours to see."""
        return None

    async def start(self) -> None:
        """Nothing to start: the link connects, and keeps trying."""

    async def stop(self) -> None:
        """Nothing to stop."""

    async def watch(self) -> None:
        """Watch for ever: whether it is there is the link's to say."""
        await asyncio.Event().wait()
