"""What simulated devices say, message by message."""

from __future__ import annotations

import msgspec

ONLINE, OFFLINE = b"online", b"offline"


class Publication(msgspec.Struct, frozen=True):
    """One message to publish."""

    topic: str
    payload: bytes
    retain: bool = False
    qos: int = 1
