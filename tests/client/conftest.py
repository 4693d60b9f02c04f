"""A small hub and a client of it, on a socket of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.client.hub import HubClient
from tests.client.small_hub import SmallHub


@pytest.fixture
def small_hub(tmp_path: Path) -> Iterator[SmallHub]:
    hub = SmallHub(tmp_path / "hub.sock")
    hub.start()
    yield hub
    hub.stop()


@pytest.fixture
def client(small_hub: SmallHub) -> Iterator[HubClient]:
    with HubClient(small_hub.socket) as client:
        yield client
