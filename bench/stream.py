"""A steady stream of readings, one here and one there, from a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from types import FrameType, TracebackType
from typing import Any, Self

from bench.hub import RunningHub
from bench.publisher import Publisher

BURST_S = 0.01
PROBES = 2  # the first sensors stay silent, for whoever measures with them


class Stream:
    """Publishes `rate` readings a second with QoS 1, from enter to exit; `rate` is what became."""

    def __init__(self, hub: RunningHub, rate: int, sensors: int) -> None:
        self.rate = float(rate)
        self._sensors = sensors
        self._access = hub.broker("device")

    def __enter__(self) -> Self:
        how = [self._access[key] for key in ("host", "port", "username", "password")]
        arguments = map(str, [*how, int(self.rate), self._sensors])
        command = [sys.executable, "-m", "bench.stream", *arguments]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        said, _ = self._process.communicate()
        self.rate = float(said or 0)


def publisher_of(hub: RunningHub) -> Publisher:
    """Return a publisher with the account of devices."""
    access: dict[str, Any] = hub.broker("device")
    return Publisher(access["host"], access["port"], access["username"], access["password"])


def reading(device: int, value: float) -> tuple[str, bytes]:
    """Return a message that says what `device` measures now."""
    payload = b'{"at":%d,"values":{"pm10":%.1f}}' % (time.time_ns() // 1_000_000, value)
    return f"wanshou/bench/telemetry/d{device}", payload


def _publish(publisher: Publisher, rate: int, sensors: int) -> None:
    ended: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        ended.append(number)

    signal.signal(signal.SIGTERM, end)
    began, sent = time.perf_counter(), 0
    while not ended:
        due = int((time.perf_counter() - began) * rate)
        numbers = range(sent, due)
        sent += publisher.send(
            [reading(PROBES + n % (sensors - PROBES), 20 + n * 7 % 500 / 10) for n in numbers], 1
        )
        time.sleep(BURST_S)
    print(f"{sent / (time.perf_counter() - began):.0f}", flush=True)


if __name__ == "__main__":
    host, port, username, password, rate, sensors = sys.argv[1:]
    _publish(Publisher(host, int(port), username, password), int(rate), int(sensors))
