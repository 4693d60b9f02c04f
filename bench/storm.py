"""A storm: thousands of sensors go over their limits within ten seconds; how soon is a list told?

A hub of one-sensor devices; while they report, the first page of the queue is asked for again and
again. Afterwards everything is counted: raisings, facts without a gap, the flood, the folds.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import httpx

from bench.hub import RunningHub
from bench.publisher import Publisher

SENSORS = 5_000
SECONDS = 10.0
BURSTS = 100
LIMIT = 200  # a page
TARGET_MS = 200
PATIENCE_S = 30.0
RAISED = "SELECT count(*) FROM facts WHERE kind = 'AlertRaised'"


class Asking(threading.Thread):
    """Asks for a view again and again until told to stop; keeps how long each answer took."""

    def __init__(self, hub: RunningHub, view: str, pause_s: float) -> None:
        super().__init__(daemon=True)
        self._pause_s = pause_s
        self._hub = hub
        self._view = view
        self._over = threading.Event()
        self.took_ms: list[float] = []

    def run(self) -> None:
        """Ask."""
        transport = httpx.HTTPTransport(uds=str(self._hub.socket))
        with httpx.Client(transport=transport, timeout=PATIENCE_S) as client:
            while not self._over.is_set():
                began = time.perf_counter()
                client.get(f"http://hub/v1/{self._view}").raise_for_status()
                self.took_ms.append((time.perf_counter() - began) * 1000)
                time.sleep(self._pause_s)

    def stop(self) -> list[float]:
        """Stop, and return how long each answer took (ms), sorted."""
        self._over.set()
        self.join(PATIENCE_S)
        return sorted(self.took_ms)


def main() -> None:
    """Print what was measured and what was found afterwards."""
    sensors = SENSORS
    with tempfile.TemporaryDirectory() as folder, RunningHub(Path(folder), sensors, 0.0) as hub:
        asking = Asking(hub, f"alerts?limit={LIMIT}", 0.05)
        folding = Asking(hub, "alerts/folded", 1.0)
        asking.start()
        folding.start()
        began = time.perf_counter()
        _storm(hub, sensors)
        sent_s = time.perf_counter() - began
        _wait(hub, sensors)
        raised_s = time.perf_counter() - began
        print(
            f"storm: {sensors:,} sensors over their limits within {sent_s:.1f} s,"
            f" all raised after {raised_s:.1f} s"
        )
        _tell("first page of alerts", asking.stop())
        _tell("the queue folded", folding.stop())
        _tell_found(hub, sensors)


def _storm(hub: RunningHub, sensors: int) -> None:
    access = hub.broker("device")
    publisher = Publisher(access["host"], access["port"], access["username"], access["password"])
    began = time.perf_counter()
    for burst in range(BURSTS):
        at = int(time.time() * 1000)
        messages = [
            (f"wanshou/bench/telemetry/d{number}", b'{"at":%d,"values":{"pm10":180}}' % at)
            for number in range(burst, sensors, BURSTS)
        ]
        publisher.send(messages, 1)
        time.sleep(max(0.0, began + (burst + 1) * SECONDS / BURSTS - time.perf_counter()))
    publisher.close()


def _wait(hub: RunningHub, sensors: int) -> None:
    give_up = time.perf_counter() + PATIENCE_S
    while _one(hub, RAISED) < sensors and time.perf_counter() < give_up:
        time.sleep(0.1)


def _one(hub: RunningHub, query: str) -> int:
    store = sqlite3.connect(f"file:{hub.store}?mode=ro", uri=True)
    try:
        found: int = store.execute(query).fetchone()[0]
        return found
    finally:
        store.close()


def _tell(what: str, took_ms: list[float]) -> None:
    def portion(share: float) -> float:
        return took_ms[min(len(took_ms) - 1, int(len(took_ms) * share))]

    print(
        f"storm: {what}, asked {len(took_ms):,} times: p50 {portion(0.5):.0f} ms,"
        f" p95 {portion(0.95):.0f} ms, p99 {portion(0.99):.0f} ms, worst {took_ms[-1]:.0f} ms"
        f" (p99 at most {TARGET_MS})"
    )


def _tell_found(hub: RunningHub, sensors: int) -> None:
    facts, numbers = _one(hub, "SELECT count(*) FROM facts"), _one(hub, "SELECT max(n) FROM facts")
    load: dict[str, Any] = hub.ask("load")["load"]
    flood = load["flood"] or {}
    folds = hub.ask("alerts/folded")["items"]
    print(
        f"storm: {_one(hub, RAISED):,} of {sensors:,} raised, {facts:,} facts up to number"
        f" {numbers:,}, flood of {flood.get('count', 0):,} with {flood.get('first')} first,"
        f" {sum(fold['count'] for fold in folds):,} alerts in {len(folds)} folds"
    )


if __name__ == "__main__":
    main()
