"""The embedded server's configuration: its limits, and who may publish and read what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from console.hub.own_device import HUB

MEBIBYTE = 1024 * 1024
# JetStream's ceiling. Reaching it locks every persistent session out, also the hub's, so the
# two streams that grow are capped well below it (jetstream.py).
STORE_BYTES = 1024 * MEBIBYTE
QUEUE_BYTES = 512 * MEBIBYTE
RETAINED_BYTES = 64 * MEBIBYTE
# What may wait for an acknowledgement per subscription; `#` counts twice and the sum over a
# session must stay below 65,536. Rate is at most this divided by the commit window.
WINDOW = 4096
ACK_WAIT_S = 10
# What may wait in memory for one slow reader before it is cut off. A whole window is pushed at
# once when the hub returns: with 8 MiB a backlog of 2 kB payloads cut it off again and again.
PENDING_BYTES = 64 * MEBIBYTE


def unacknowledged_window(filters: Sequence[str]) -> int:
    """Return how many QoS 1 deliveries the server may have in flight to these filters."""
    return sum(WINDOW * (2 if topic.endswith("#") else 1) for topic in filters)


def server_config(
    folder: Path,
    *,
    host: str,
    port: int,
    users: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the whole configuration; MQTT listens on `host:port`, NATS on loopback only."""
    return {
        "server_name": "hub",
        "host": "127.0.0.1",
        "port": -1,
        "max_payload": MEBIBYTE,
        "max_connections": 1100,
        "max_pending": PENDING_BYTES,
        "jetstream": {
            "store_dir": str(folder / "store"),
            # By default the server syncs every two minutes: that much would go with the power.
            "sync_interval": "1s",
            "max_file": STORE_BYTES,
            "max_mem": 64 * MEBIBYTE,
        },
        "mqtt": {
            "host": host,
            "port": port,
            "ack_wait": f"{ACK_WAIT_S}s",
            "max_ack_pending": WINDOW,
        },
        "authorization": {"users": list(users)},
    }


def users(passwords: Mapping[str, str], *, root: str, site: str) -> list[dict[str, Any]]:
    """Return the four accounts. Only the hub is unrestricted.

    A user without limits could empty the queue or lock everyone out by publishing to the
    server's own subjects, so there is none, not even in a demo.
    """
    allowed = _permissions(f"{root}/{site}")
    return [
        {"user": account, "password": password, **allowed[account]}
        for account, password in passwords.items()
        if account in allowed
    ]


def _permissions(base: str) -> dict[str, dict[str, Any]]:
    publish = [
        *(subject(f"{base}/{kind}/#") for kind in ("telemetry", "status", "state")),
        subject(f"{base}/patrol/+/report"),
    ]
    # The hub measures itself: nobody else may say how its disk is.
    own = [subject(f"{base}/{kind}/{HUB}") for kind in ("telemetry", "status", "state")]
    own += [f"{topic}.>" for topic in own]
    subscribe = _with_level_up(f"{base}/command/#") + _with_level_up(f"{base}/patrol/#")
    clock = _with_level_up(f"{base}/clock/#")
    return {
        "hub": {},
        "console": _limits({"deny": [">"]}, _with_level_up(f"{base}/#")),
        "device": _limits({"allow": publish, "deny": own}, subscribe),
        "driver": _limits(
            {"allow": [*publish, subject(f"{base}/clock")], "deny": own}, subscribe + clock
        ),
    }


def _limits(publish: dict[str, list[str]], subscribe: list[str]) -> dict[str, Any]:
    return {"permissions": {"publish": publish, "subscribe": {"allow": subscribe}}}


def _with_level_up(topic: str) -> list[str]:
    # An MQTT filter `a/#` also matches `a`; the server wants permission for both.
    return [subject(topic.removesuffix("/#")), subject(topic)]


def subject(topic: str) -> str:
    """Translate an MQTT topic or filter to the server's own notation."""
    wild = {"+": "*", "#": ">"}
    return ".".join(wild.get(level, level.replace(".", "//")) for level in topic.split("/"))
