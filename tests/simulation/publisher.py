"""A device that keeps its promises: QoS 1, sends again until acknowledged, and keeps a log."""

from __future__ import annotations

import threading
import time

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from console.contract.telemetry import Topics, encode_telemetry
from console.contract.views import BrokerAccess
from console.domain.sites import Site

RATE_HZ = 500
TICK_S = 0.02


class HonestPublisher:
    """Publishes numbered readings of all probes in turn, at 500 a second."""

    def __init__(self, access: BrokerAccess, site: Site) -> None:
        self._topics = Topics(site.root, site.id)
        self._sensors = list(site.sensors().values())
        self._sent: dict[int, tuple[str, int]] = {}
        self._stop = threading.Event()
        self._acknowledged: list[int] = []
        self.total = 0
        self._client = Client(CallbackAPIVersion.VERSION2, client_id="honest", clean_session=False)
        self._client.username_pw_set(access.username, access.password)
        self._client.max_queued_messages_set(0)
        self._client.reconnect_delay_set(1, 1)
        self._client.on_publish = self._noted
        self._client.connect(access.host, access.port)
        self._client.loop_start()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        """Stop publishing; what was sent is still waited for by `settled`."""
        self._stop.set()
        self._thread.join()

    def settled(self) -> bool:
        """Tell whether the broker acknowledged everything."""
        return len(self._acknowledged) == self.total

    @property
    def acknowledged(self) -> set[tuple[str, int]]:
        """Return the readings the broker took responsibility for: the ground truth."""
        return {self._sent[mid] for mid in self._acknowledged}

    def close(self) -> None:
        """Leave."""
        self._client.disconnect()
        self._client.loop_stop()

    def _run(self) -> None:
        start = round(time.time() * 1000) - 3_600_000
        began = time.monotonic()
        while not self._stop.is_set():
            due = int((time.monotonic() - began) * RATE_HZ)
            while self.total < due:
                self._send(start)
            time.sleep(TICK_S)

    def _send(self, start: int) -> None:
        sensor = self._sensors[self.total % len(self._sensors)]
        at = start + self.total
        value = 300.0 if self.total // 400 % 2 else 20.0  # alerts come and go
        payload = encode_telemetry(at, {sensor.quantity: value})
        said = self._client.publish(self._topics.telemetry(sensor.device), payload, qos=1)
        assert said.mid not in self._sent, "packet ids wrapped: the drill is too long"
        self._sent[said.mid] = (sensor.id, at)
        self.total += 1

    def _noted(self, _client: object, _data: object, mid: int, *_: object) -> None:
        # The network thread holds paho's own lock here: take none of ours.
        self._acknowledged.append(mid)
