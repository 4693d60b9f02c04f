"""What the embedded server turned away, read from its log.

A publish that is not allowed is acknowledged and dropped: its log line is the only trace.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SOURCE_LENGTH = 64
# The client id stands in the log as the client sent it, quoted and escaped by the server; who
# was turned away before giving one is known by address only.
_LINE = re.compile(r'\[ERR\] (\S+):\d+ - mid:\d+ - (?:"((?:[^"\\]|\\.)*)" - )?(.*)')
_REASONS = {
    "Publish Violation": "topic_forbidden",
    "Subscription Violation": "filter_forbidden",
    "character not supported for MQTT topics": "topic_invalid",
    "invalid utf8 for topic": "topic_invalid",
    "invalid null character in topic": "topic_invalid",
    "wildcards not allowed in publish's topic": "topic_invalid",
    "topic cannot be empty": "topic_invalid",
    "unacceptable protocol version": "protocol_version",
    "the first packet should be a CONNECT": "not_mqtt",
    "MQTT clients over websocket must": "not_mqtt",
    "malformed": "not_mqtt",
    "received": "not_mqtt",
    "QoS=3 is invalid": "not_mqtt",
    "with QoS=": "not_mqtt",
    "authentication error": "login_refused",
    "maximum payload": "too_large",
    "Slow Consumer": "too_slow",
    "maximum bytes exceeded": "queue_full",
    "invalid character in client ID": "client_id_invalid",
}


class Rejection(NamedTuple):
    """A client id (as it gave it, escaped, cut short), or an address, and why it was refused."""

    source: str
    reason: str


def read_rejection(line: str) -> Rejection | None:
    """Return what a log line says was turned away, if it says that."""
    found = _LINE.search(line)
    if found is None:
        return None
    address, client_id, text = found.groups()
    source = client_id or address
    for start, reason in _REASONS.items():
        if text.startswith(start) or (reason in _ANYWHERE and start in text):
            return Rejection(source[:SOURCE_LENGTH], reason)
    return None


_ANYWHERE = frozenset({"too_large", "queue_full"})
