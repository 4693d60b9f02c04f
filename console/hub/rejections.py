"""What the embedded server turned away, read from its log.

A publish that is not allowed is acknowledged and dropped: its log line is the only trace.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SOURCE_LENGTH = 64
# The client id stands in the log as the client sent it, quoted and escaped by the server.
_LINE = re.compile(r'\[ERR\] \S+ - mid:\d+ - "((?:[^"\\]|\\.)*)" - (.*)')
_REASONS = {
    "Publish Violation": "topic_forbidden",
    "Subscription Violation": "filter_forbidden",
    "character not supported for MQTT topics": "topic_invalid",
    "authentication error": "login_refused",
    "maximum payload": "too_large",
    "Slow Consumer": "too_slow",
    "maximum bytes exceeded": "queue_full",
    "invalid character in client ID": "client_id_invalid",
}


class Rejection(NamedTuple):
    """A client id (as it gave it, escaped, cut short) and why it was turned away."""

    source: str
    reason: str


def read_rejection(line: str) -> Rejection | None:
    """Return what a log line says was turned away, if it says that."""
    found = _LINE.search(line)
    if found is None:
        return None
    source, text = found.groups()
    for start, reason in _REASONS.items():
        if text.startswith(start) or (reason in _ANYWHERE and start in text):
            return Rejection(source[:SOURCE_LENGTH], reason)
    return None


_ANYWHERE = frozenset({"too_large", "queue_full"})
