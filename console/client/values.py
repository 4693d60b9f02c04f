"""Live values straight from the broker: the newest of each sensor since someone last looked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from console.client.standing import Standing, standing_at
from console.clock import WallClock
from console.contract.telemetry import TelemetryDecoder, Topics, Unusable
from console.contract.views import BrokerAccess
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.values import Quality
from console.errors import ConsoleError, HubUnreachable, NotPermitted

CONNECT_S = 2.0
KEEPALIVE_S = 4  # an idle broker that died is noticed within twice this
RETRY_FIRST_S = 1
RETRY_LAST_S = 3
# A short rest after a stretch of work lets deliveries gather: at 1,000 a second fifty wake-ups
# instead of a thousand and half the cost, for a delay that a screen repainted twice a second
# does not show. It leaves room for about 10,000 a second.
WORK_S = 0.01
REST_S = 0.02


class Values:
    """Listens to the telemetry of `site` at `access` on paho's own thread.

    What waits is bounded by the number of sensors: a newer reading replaces an older one. `now`
    is data time (ms); in a drill hand in the link's. `deliveries` and `unusable` count since the
    start; `error` is why the broker cannot be listened to, `None` while it can.
    """

    def __init__(
        self,
        access: BrokerAccess,
        site: Site,
        *,
        elapsed: Callable[[], float],
        now: Callable[[], int | None] | None = None,
    ) -> None:
        self.deliveries = 0
        self.unusable = 0
        self.error: ConsoleError | None = None
        self._access = access
        self._elapsed = elapsed
        self._wall = WallClock()
        self._now = now if now is not None else self._wall.now
        self._filter = Topics(site.root, site.id).telemetry_filter
        self._decoder = TelemetryDecoder(site)
        self._lock = threading.Lock()
        self._newest: dict[SensorId, Reading] = {}
        self._fresh: dict[SensorId, Reading] = {}
        self._arrived: float | None = None
        self._granted = False
        self._lost: float | None = None
        self._rested = elapsed()
        self._stopping = threading.Event()
        self._client = self._prepared()

    def start(self) -> None:
        """Begin; it reconnects by itself until stopped."""
        if self._access.tls:
            self._client.tls_set(ca_certs=self._access.ca_file)
        self._client.connect_async(self._access.host, self._access.port, keepalive=KEEPALIVE_S)
        self._client.loop_start()

    def stop(self) -> None:
        """End; waits for the network thread, a connection attempt at most."""
        self._stopping.set()
        self._client.disconnect()
        self._client.loop_stop()

    def take(self) -> dict[SensorId, Reading]:
        """Return the newest reading of each sensor that said something since the last call."""
        with self._lock:
            taken, self._fresh = self._fresh, {}
        return taken

    def standing(self) -> Standing:
        """Return how far the link to the broker can be trusted; a quiet site may well be live."""
        if self._granted:
            return Standing.LIVE
        lost_s = None if self._lost is None else self._elapsed() - self._lost
        return standing_at(lost_s, broken=True)

    def age_s(self) -> float | None:
        """Return real seconds since the latest delivery; `None` before the first."""
        return None if self._arrived is None else self._elapsed() - self._arrived

    def _prepared(self) -> mqtt.Client:
        client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv311)
        client.connect_timeout = CONNECT_S
        client.reconnect_delay_set(RETRY_FIRST_S, RETRY_LAST_S)
        if self._access.username is not None:
            client.username_pw_set(self._access.username, self._access.password)
        client.on_socket_open = _hurry
        client.on_connect = self._on_connect
        client.on_connect_fail = self._on_connect_fail
        client.on_subscribe = self._on_subscribe
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        return client

    @property
    def _address(self) -> str:
        return f"{self._access.host}:{self._access.port}"

    def _on_connect(
        self,
        client: mqtt.Client,
        _userdata: Any,
        _flags: mqtt.ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self.error = NotPermitted("broker_refused", address=self._address, cause=str(reason))
        else:
            client.subscribe(self._filter, qos=0)

    def _on_connect_fail(self, _client: mqtt.Client, _userdata: Any) -> None:
        self.error = HubUnreachable("broker_unreachable", address=self._address)

    def _on_subscribe(
        self,
        _client: mqtt.Client,
        _userdata: Any,
        _mid: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        if any(reason.is_failure for reason in reasons):
            self.error = NotPermitted(
                "broker_refused", address=self._address, cause=f"subscribe {self._filter}"
            )
        else:
            self._granted, self.error = True, None

    def _on_disconnect(
        self,
        _client: mqtt.Client,
        _userdata: Any,
        _flags: mqtt.DisconnectFlags,
        _reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if self._granted:
            self._granted, self._lost = False, self._elapsed()
            self.error = HubUnreachable("broker_unreachable", address=self._address)

    def _on_message(self, _client: mqtt.Client, _userdata: Any, said: mqtt.MQTTMessage) -> None:
        self.deliveries += 1
        self._arrived = self._elapsed()
        arrived = self._now() or self._wall.now()
        problems: list[Unusable] = []
        try:
            readings = self._decoder.decode(
                said.topic,
                bytes(said.payload),
                arrived=arrived,
                retained=said.retain,
                problems=problems,
            )
        except (Unusable, UnicodeDecodeError):
            self.unusable += 1
            return
        self.unusable += len(problems)
        with self._lock:
            for reading in readings:
                if _supersedes(reading, self._newest.get(reading.sensor)):
                    self._newest[reading.sensor] = self._fresh[reading.sensor] = reading
        if self._arrived - self._rested > WORK_S:
            self._stopping.wait(REST_S)
            self._rested = self._elapsed()


def _supersedes(reading: Reading, known: Reading | None) -> bool:
    if known is None or _ageless(known):
        return True
    return reading.at >= known.at and not _ageless(reading)


def _ageless(reading: Reading) -> bool:
    """Tell whether it is a retained bare number, which says nothing of when it was measured."""
    return reading.arrived and reading.quality is Quality.UNKNOWN


def _hurry(_client: mqtt.Client, _userdata: Any, sock: Any) -> None:
    # Acknowledgements held back for company would cap the rate.
    with suppress(OSError):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
