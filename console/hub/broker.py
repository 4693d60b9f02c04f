"""The hub's link to its broker: takes deliveries in, acknowledges after commit, publishes."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

from paho.mqtt.client import Client, ConnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from console.errors import SettingsError
from console.hub.access import Access
from console.hub.mailbox import Delivery, Mailbox

KEEPALIVE_S = 20
FORGET_S = 5.0
RECONNECT_S = (1, 15)
# Outgoing messages that wait for the broker; beyond it a publish is refused and counted.
OUTGOING_MOST = 10_000
# Longer payloads are never usable: one byte more is kept, so that the decoder sees it is too long.
PAYLOAD_MOST = 64 * 1024
UNREADABLE_TOPIC = "\ufffd"

Warned = tuple[str, dict[str, object]]  # a code and its parameters


class BrokerLink:
    """A persistent session of one client id over `filters`, delivering into `mailbox`.

    `connected` is true between a successful CONNACK and the loss of that connection; `epoch`
    changes with every connection. `warning` is a code for the health view, its parameters
    beside it: "broker_unreachable", "broker_tls_refused", "broker_login_refused",
    "broker_subscription_refused", or what a probe found. `sent` and `unsent` count publishes
    acknowledged by the broker and refused here; `waiting` those on their way.
    """

    def __init__(
        self,
        access: Access,
        *,
        client_id: str,
        filters: Sequence[str],
        mailbox: Mailbox,
        now: Callable[[], int],
    ) -> None:
        _refuse_overlaps(filters)
        self._access = access
        self._filters = [(topic, 1) for topic in filters]
        self._mailbox = mailbox
        self._now = now
        self._lock = threading.Lock()
        self._shedding = False
        self._stopping = False
        self.epoch = 0
        self.connected = False
        self.subscribed = not filters
        self._trouble: Warned | None = None
        self._finding: Warned | None = None
        self.waiting = 0
        self.sent = 0
        self.unsent = 0
        self._client = _client(access, client_id, clean=False)
        self._client.on_socket_open = _send_at_once
        self._client.on_socket_close = self._lost
        self._client.on_connect = self._connected
        self._client.on_connect_fail = self._unreachable
        self._client.on_subscribe = self._subscribed
        self._client.on_message = self._arrived
        self._client.on_publish = self._published

    def start(self) -> None:
        """Connect, and keep connecting, in a thread of its own."""
        self._client.connect_async(self._access.host, self._access.port, KEEPALIVE_S)
        self._client.loop_start()

    def stop(self) -> None:
        """Disconnect and end the thread (may take seconds); the broker keeps the session."""
        self._stopping = True
        self._mailbox.close()
        self._client.disconnect()
        self._client.loop_stop()

    def acknowledge(self, deliveries: Iterable[Delivery]) -> None:
        """Tell the broker it may forget these; call after they are committed.

        Deliveries of an earlier connection are passed over: packet ids are used again, and the
        broker delivers those once more.
        """
        with self._lock:  # held by the network thread, too, while a connection ends
            epoch = self.epoch
            ack = self._client.ack
            for delivery in deliveries:
                if delivery.qos == 1 and delivery.epoch == epoch:
                    ack(delivery.mid, 1)

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> bool:
        """Send with QoS 1, now or once connected; False when too much waits already."""
        with self._lock:
            self.waiting += 1
        answer = self._client.publish(topic, payload, qos=1, retain=retain)
        if answer.rc == MQTTErrorCode.MQTT_ERR_QUEUE_SIZE:
            with self._lock:
                self.waiting -= 1
                self.unsent += 1
            return False
        return True

    def warn(self, code: str, **parameters: object) -> None:
        """Set what was found out about this broker; trouble with the connection goes before."""
        self._finding = (code, parameters)

    @property
    def warning(self) -> str | None:
        """Return the code of what the health view should say about this broker."""
        warned = self._trouble or self._finding
        return warned[0] if warned else None

    @property
    def warning_parameters(self) -> dict[str, object]:
        """Return what goes with `warning`."""
        warned = self._trouble or self._finding
        return warned[1] if warned else {}

    # The methods below run in the network thread.

    def _connected(
        self,
        client: Client,
        _userdata: Any,
        _flags: ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._trouble = ("broker_login_refused", {"reason": reason.value})
            return
        self._trouble = None
        self._shedding = False
        self.connected = True
        if self._filters:
            # Every time: only a new SUBSCRIBE brings retained messages.
            client.subscribe(self._filters)

    def _unreachable(self, _client: Client, _userdata: Any) -> None:
        # paho tells no reason, but calls this while it handles the error.
        error = sys.exc_info()[1]
        if isinstance(error, ssl.SSLError):
            self._trouble = ("broker_tls_refused", {"reason": error.reason})
        else:
            number = getattr(error, "errno", None)
            reason = os.strerror(number) if number else ""
            self._trouble = ("broker_unreachable", {"reason": reason})

    def _subscribed(
        self,
        _client: Client,
        _userdata: Any,
        _mid: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        refused = [
            topic
            for (topic, _), reason in zip(self._filters, reasons, strict=False)
            if reason.is_failure
        ]
        self.subscribed = not refused
        if refused:
            self._trouble = ("broker_subscription_refused", {"filters": refused})

    def _lost(self, _client: Client, _userdata: Any, _socket: Any) -> None:
        # paho closes the socket before it empties its out-queue for the next connection, so an
        # acknowledgement is either queued before this (and emptied) or refused after it.
        with self._lock:
            self.epoch += 1
        self.connected = False
        self.subscribed = not self._filters

    def _published(
        self,
        _client: Client,
        _userdata: Any,
        _mid: int,
        _reason: ReasonCode,
        _properties: Properties,
    ) -> None:
        with self._lock:
            self.waiting -= 1
            self.sent += 1

    def _arrived(self, client: Client, _userdata: Any, message: MQTTMessage) -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError:
            topic = UNREADABLE_TOPIC
        payload = bytes(message.payload[: PAYLOAD_MOST + 1])
        delivery = Delivery(
            topic, payload, self._now(), message.retain, message.qos, message.mid, self.epoch
        )
        if message.qos and self._shedding:
            return
        if not self._mailbox.offer(delivery) and message.qos and not self._stopping:
            self._shed(client)

    def _shed(self, client: Client) -> None:
        """Drop the connection: what the broker sent and we cannot hold, it sends again."""
        self._shedding = True
        open_socket = client.socket()
        if isinstance(open_socket, socket.socket):
            with contextlib.suppress(OSError):
                # Past TLS, whose own shutdown would let unread bytes through undeciphered.
                socket.socket.shutdown(open_socket, socket.SHUT_RDWR)


def forget_session(access: Access, client_id: str) -> None:
    """Make the broker drop the session of `client_id` and all it keeps for it."""
    gone = threading.Event()
    client = _client(access, client_id, clean=True)
    client.on_connect = lambda *_: gone.set()
    client.connect_async(access.host, access.port, KEEPALIVE_S)
    client.loop_start()
    gone.wait(FORGET_S)
    client.disconnect()
    client.loop_stop()


def _client(access: Access, client_id: str, *, clean: bool) -> Client:
    client = Client(
        CallbackAPIVersion.VERSION2,
        client_id=client_id,
        clean_session=clean,
        protocol=MQTTProtocolVersion.MQTTv311,
        manual_ack=True,
    )
    client.reconnect_delay_set(*RECONNECT_S)
    client.max_queued_messages_set(OUTGOING_MOST)
    if access.username is not None:
        client.username_pw_set(access.username, access.password)
    if access.tls:
        try:
            client.tls_set(ca_certs=access.ca_file)
        except OSError as error:
            raise SettingsError(
                "file_unreadable", key="broker.ca_file", file=access.ca_file or ""
            ) from error
    return client


def _send_at_once(_client: Client, _userdata: Any, opened: Any) -> None:
    # Without it delayed acknowledgements cap QoS 1.
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _refuse_overlaps(filters: Sequence[str]) -> None:
    for one, other in combinations(filters, 2):
        if _overlap(one.split("/"), other.split("/")):
            raise ValueError(f"overlapping filters deliver twice: {one} and {other}")


def _overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    match one, other:
        case (["#", *_], _) | (_, ["#", *_]) | ([], []) | ([], ["#"]) | (["#"], []):
            return True
        case ([first, *rest], [second, *others]):
            return (first == second or "+" in (first, second)) and _overlap(rest, others)
        case _:
            return False
