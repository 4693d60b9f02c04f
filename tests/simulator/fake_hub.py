"""A hub's end of a drill, without the hub: holds deliveries, adopts steps, answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from console.contract.drill import ClockAnswer, ClockStep
from console.contract.telemetry import Topics
from console.contract.views import BrokerAccess

Held = tuple[int, list[tuple[str, bytes]]]  # the moment adopted, and what was said for it


class FakeHub:
    """Answers every step once it holds what was sent; `deaf` steps are left unanswered."""

    def __init__(self, access: BrokerAccess, topics: Topics) -> None:
        self.steps: list[Held] = []
        self.said: list[ClockStep] = []
        self.deaf = 0
        self.changed = threading.Condition()
        self._topics = topics
        self.held: list[tuple[str, bytes]] = []
        self.adopted: list[ClockStep] = []
        self._step: ClockStep | None = None
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="fake-hub")
        self._client.username_pw_set(access.username, access.password)
        self._client.on_socket_open = _send_at_once
        self._client.on_connect = self._on_connect
        self._client.on_message = self._on_message
        self._client.connect(access.host, access.port)
        self._client.loop_start()

    def wait(self, steps: int, patience_s: float = 30.0) -> None:
        """Wait until so many steps were adopted; fail when they are not."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.steps) >= steps, patience_s)

    def close(self) -> None:
        """Leave the broker."""
        self._client.disconnect()
        self._client.loop_stop()

    def _on_connect(
        self, client: mqtt.Client, _state: Any, _flags: Any, _reason: Any, _properties: Any
    ) -> None:
        said = self._topics
        topics = (said.telemetry_filter, said.status_filter, said.state_filter, said.clock)
        client.subscribe([(topic, 1) for topic in topics])

    def _on_message(self, client: mqtt.Client, _state: Any, message: mqtt.MQTTMessage) -> None:
        # A broker may deliver different subscriptions in any order: the step is no last word.
        answer = None
        with self.changed:
            if message.topic == self._topics.clock:
                self._hear(msgspec.json.decode(message.payload, type=ClockStep))
            elif not message.retain:
                self.held.append((message.topic, bytes(message.payload)))
            step = self._step
            if step and len(self.held) >= step.sent:
                answer = ClockAnswer(now=step.now, held=len(self.held))
                self.steps.append((step.now, self.held))
                self.adopted.append(step)
                self.held, self._step = [], None
                self.changed.notify_all()
        if answer:
            client.publish(self._topics.clock_answer, msgspec.json.encode(answer), qos=1)

    def _hear(self, step: ClockStep) -> None:
        self.said.append(step)
        if self.deaf:
            self.deaf -= 1
        else:
            self._step = step


@contextmanager
def fake_hub(access: BrokerAccess, topics: Topics) -> Iterator[FakeHub]:
    """Run a fake hub on the broker."""
    hub = FakeHub(access, topics)
    try:
        yield hub
    finally:
        hub.close()


def _send_at_once(_client: mqtt.Client, _state: Any, opened: Any) -> None:
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
