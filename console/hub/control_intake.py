"""What devices say of their controls, taken in; what cannot be used is counted."""

from __future__ import annotations

import math
from datetime import datetime

import msgspec

from console.clock import moment
from console.contract.control_wire import Standing
from console.contract.telemetry import EARLIEST, PAYLOAD_BYTES_MAX, VALUE_MOST, Topics
from console.domain.ids import ControlId
from console.domain.sites import Site
from console.hub.control_book import ControlBook
from console.hub.mailbox import Delivery
from console.hub.tally import Tally

WORDS_MOST = 200  # characters of why a device refused


class ControlIntake:
    """Feeds the control book; a retained state is as good as a fresh one: it is how things are."""

    def __init__(self, site: Site, book: ControlBook, tally: Tally) -> None:
        topics = Topics(site.root, site.id)
        self._prefix = topics.state_filter.removesuffix("+/+")
        self._known = frozenset(site.controls())
        self._book = book
        self._tally = tally

    def takes(self, delivery: Delivery) -> bool:
        """Tell whether a delivery is about a control."""
        return delivery.topic.startswith(self._prefix)

    def take(self, delivery: Delivery, now: int, *, drill: bool) -> None:
        """Let the book hear it, or count why not; in a drill at its own moment."""
        id = ControlId(delivery.topic.removeprefix(self._prefix))
        device = id.partition("/")[0][:80]
        if id not in self._known:
            self._tally.reject(device, "unknown_control", now)
            return
        standing = _read(delivery.payload)
        if isinstance(standing, str):
            self._tally.reject(device, standing, now)
        else:
            self._book.hear(id, standing, _moment_of(standing, now) if drill else now)


def _moment_of(said: Standing, now: int) -> int:
    return min(_said_at(said), now)


def _said_at(said: Standing) -> int:
    return said.at if isinstance(said.at, int) else moment(said.at)


def _read(payload: bytes) -> Standing | str:
    """Return what was said, or a code of why it means nothing."""
    if len(payload) > PAYLOAD_BYTES_MAX:
        return "too_large"
    try:
        said = msgspec.json.decode(payload, type=Standing)
    except msgspec.ValidationError:
        return "wrong_shape"
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "not_json"
    if not -VALUE_MOST <= said.value <= VALUE_MOST:
        return "value_absurd" if math.isfinite(said.value) else "not_finite"
    if isinstance(said.at, datetime) and said.at.tzinfo is None:
        return "time_without_zone"
    if _said_at(said) < EARLIEST:
        return "time_absurd"
    if said.refused is not None and len(said.refused) > WORDS_MOST:
        return msgspec.structs.replace(said, refused=said.refused[:WORDS_MOST])
    return said
