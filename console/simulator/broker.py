"""The simulated devices' one connection to the broker."""

from __future__ import annotations

import secrets
import socket
import ssl
import threading
from typing import Any

import msgspec
import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from console.contract.drill import ClockAnswer, ClockStep
from console.contract.patrols import PatrolAnswer, PatrolSaying
from console.contract.telemetry import Topics
from console.contract.views import BrokerAccess
from console.domain.ids import DeviceId, UnitId
from console.errors import HubUnreachable, SettingsError
from console.simulator.commands import Commands
from console.simulator.deeds import Told
from console.simulator.messages import OFFLINE, Publication

CONNECT_S = 10.0
KEEPALIVE_S = 30
INFLIGHT_MAX = 1_000  # messages sent and not yet acknowledged
REPLY_S = 5.0  # how long the hub may take to answer a unit
QUEUE_MAX = 20_000  # messages; beyond it new ones are dropped and counted


class Uplink:
    """Publishes for every device of a site and hears how the hub answers a step.

    One device, `will_of`, is declared offline by the broker should this process vanish.
    `dropped` counts messages the bounded queue had no room for.
    """

    def __init__(self, access: BrokerAccess, topics: Topics, will_of: DeviceId | None) -> None:
        self._access = access
        self._topics = topics
        self._changed = threading.Condition()
        self._connack: str | None = None  # the broker's answer: "" is welcome, else why not
        self._subscribed = False
        self._adopted: int | None = None
        self._held = 0
        self._answers = 0
        self._commands = Commands(topics.command_filter)
        self._reply: PatrolAnswer | None = None
        self.dropped = 0
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=f"wanshou-driver-{secrets.token_hex(8)}"
        )
        self._configure(will_of)

    @property
    def address(self) -> str:
        """Return where the broker is, for people."""
        return f"{self._access.host}:{self._access.port}"

    def connect(self) -> None:
        """Connect and subscribe; raise `HubUnreachable` when the broker does not let us."""
        try:
            self._client.connect(self._access.host, self._access.port, KEEPALIVE_S)
        except (OSError, ValueError) as error:
            raise HubUnreachable("broker_unreachable", address=self.address) from error
        self._client.loop_start()
        with self._changed:
            self._changed.wait_for(lambda: self._subscribed or self._connack, CONNECT_S)
            refusal = None if self._subscribed else self._connack or "timeout"
        if refusal:
            self.close()
            raise HubUnreachable("broker_refused", address=self.address, reason=refusal)

    def publish(self, said: Publication) -> None:
        """Send one message; the broker acknowledges it in its own time."""
        sent = self._client.publish(said.topic, said.payload, qos=said.qos, retain=said.retain)
        if sent.rc == mqtt.MQTT_ERR_QUEUE_SIZE:
            self.dropped += 1

    def say(self, step: ClockStep) -> None:
        """Tell the hub what time it is."""
        self.publish(Publication(self._topics.clock, msgspec.json.encode(step)))

    def adopted(self, now: int, timeout_s: float) -> bool:
        """Wait until the hub has adopted `now` (ms) or a later moment; tell whether it has."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._adopted is not None and self._adopted >= now, timeout_s
            )

    @property
    def held(self) -> int:
        """Return how many deliveries the hub held when it last answered."""
        return self._held

    def told(self, timeout_s: float) -> list[Told]:
        """Return what devices were told, once all is here that the hub says it told them."""
        with self._changed:
            self._changed.wait_for(lambda: self._commands.complete, timeout_s)
            return self._commands.take()

    def ask(self, step: ClockStep, timeout_s: float) -> None:
        """Say an adopted step again, and wait for the hub's answer: it counts what it told."""
        with self._changed:
            answers = self._answers
        self.say(step)
        with self._changed:
            self._changed.wait_for(lambda: self._answers > answers, timeout_s)

    def report(self, unit: UnitId, saying: PatrolSaying) -> PatrolAnswer | None:
        """Say what a patrol unit says; return the hub's answer, if it comes."""
        topic = self._topics.patrol_report(unit)
        self._reply = None
        self.publish(Publication(topic, msgspec.json.encode(saying)))
        with self._changed:
            self._changed.wait_for(lambda: self._reply and self._reply.id == saying.id, REPLY_S)
            return self._reply

    def close(self) -> None:
        """Say goodbye: the broker then keeps the last will to itself."""
        self._client.disconnect()
        self._client.loop_stop()

    def _configure(self, will_of: DeviceId | None) -> None:
        access = self._access
        self._client.max_inflight_messages_set(INFLIGHT_MAX)
        self._client.max_queued_messages_set(QUEUE_MAX)
        self._client.reconnect_delay_set(1, 5)
        if access.username is not None:
            self._client.username_pw_set(access.username, access.password)
        if access.tls:
            self._client.tls_set_context(_trust(access.ca_file))
        if will_of:
            self._client.will_set(self._topics.status(will_of), OFFLINE, qos=1, retain=True)
        self._client.on_socket_open = _send_at_once
        self._client.on_connect = self._on_connect
        self._client.on_subscribe = self._on_subscribe
        self._client.on_message = self._on_message

    def _on_connect(
        self, client: mqtt.Client, _state: Any, _flags: Any, reason: Any, _properties: Any
    ) -> None:
        with self._changed:
            self._connack = str(reason) if reason.is_failure else ""
            self._changed.notify_all()
        if not reason.is_failure:
            answers = (
                self._topics.clock_answer,
                self._topics.patrol_answer("+"),
                self._topics.command_filter,
            )
            client.subscribe([(topic, 1) for topic in answers])

    def _on_subscribe(
        self, _client: mqtt.Client, _state: Any, _mid: int, reasons: Any, _properties: Any
    ) -> None:
        with self._changed:
            refused = any(reason.is_failure for reason in reasons)
            self._connack, self._subscribed = ("not allowed" if refused else ""), not refused
            self._changed.notify_all()

    def _on_message(self, _client: mqtt.Client, _state: Any, message: mqtt.MQTTMessage) -> None:
        answer: ClockAnswer | PatrolAnswer
        with self._changed:
            if self._commands.hear(message.topic, message.payload):
                self._changed.notify_all()
                return
        try:
            if message.topic == self._topics.clock_answer:
                answer = msgspec.json.decode(message.payload, type=ClockAnswer)
            else:
                answer = msgspec.json.decode(message.payload, type=PatrolAnswer)
        except msgspec.DecodeError:
            return  # whoever said that is not our hub; the step is said again
        with self._changed:
            if isinstance(answer, ClockAnswer):
                self._adopted = max(answer.now, self._adopted or 0)
                self._held = answer.held
                self._answers += 1
                self._commands.expect(answer.told)
            else:
                self._reply = answer
            self._changed.notify_all()


def _send_at_once(_client: mqtt.Client, _state: Any, opened: Any) -> None:
    # Otherwise the small messages of a step wait for acknowledgements, 40 ms each way.
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _trust(ca_file: str | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise SettingsError("file_unreadable", key="broker.ca_file", file=ca_file or "") from error
