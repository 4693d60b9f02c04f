"""Readings from the broker into the store, against a paho-mqtt subscriber that does nothing.

200 sensors, each with a rule and a no-data rule; the readings are counted by SELECT afterwards.
"""

from __future__ import annotations

import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.hub import RunningHub
from bench.publisher import Publisher

MESSAGES = 40_000
SENSORS = 200
ROUNDS = 3
PATIENCE_S = 15
EMPTY = """
import sys, time
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
port, password, qos, expect = sys.argv[1:]
seen = 0
def count(client, userdata, message):
    global seen
    seen += 1
def ready(*_): print("ready", flush=True)
client = Client(CallbackAPIVersion.VERSION2)
client.username_pw_set("console", password)
client.on_message = count
client.on_subscribe = ready
client.on_connect = lambda c, *_: c.subscribe("wanshou/bench/telemetry/#", int(qos))
client.connect("127.0.0.1", int(port))
client.loop_start()
while seen < int(expect):
    time.sleep(0.002)
print("done", flush=True)
client.disconnect()
"""


def main() -> None:
    """Print the rates and their ratio for both qualities of service."""
    for qos in (0, 1):
        empty = statistics.median(_empty(qos) for _ in range(ROUNDS))
        hub = statistics.median(_hub(qos) for _ in range(ROUNDS))
        print(
            f"ingest qos {qos}: hub {hub:,.0f}/s stored, empty paho subscriber {empty:,.0f}/s, "
            f"ratio {hub / empty:.2f} (at least 0.50)"
        )


def _messages(start: int) -> list[tuple[str, bytes]]:
    return [
        (
            f"wanshou/bench/telemetry/d{i % SENSORS}",
            b'{"at":%d,"values":{"pm10":%d.5}}' % (start + i // SENSORS, 20 + i % 50),
        )
        for i in range(MESSAGES)
    ]


def _hub(qos: int) -> float:
    with tempfile.TemporaryDirectory() as folder, RunningHub(Path(folder), SENSORS) as hub:
        start = int(time.time() * 1000) - MESSAGES
        publisher = _publisher(hub)
        messages = _messages(start)
        began = time.perf_counter()
        publisher.send(messages, qos)
        count, ended = _stored(hub.store, start)
        if count != MESSAGES:
            print(f"  only {count:,} of {MESSAGES:,} stored (qos {qos}): {hub.ask('health')}")
        return count / (ended - began)


def _stored(file: Path, start: int) -> tuple[int, float]:
    """Return how many readings there are once no more come, and when the last was there."""
    store = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    count, since = 0, time.perf_counter()
    while count < MESSAGES and time.perf_counter() - since < PATIENCE_S:
        query = "SELECT count(*) FROM readings WHERE at >= ?"
        (now,) = store.execute(query, (start,)).fetchone()
        if now != count:
            count, since = now, time.perf_counter()
        time.sleep(0.05)
    store.close()
    return count, since


def _empty(qos: int) -> float:
    with tempfile.TemporaryDirectory() as folder, RunningHub(Path(folder), 0) as broker:
        access = broker.broker("console")
        arguments = [str(access["port"]), access["password"], str(qos), str(MESSAGES)]
        subscriber = subprocess.Popen(
            [sys.executable, "-c", EMPTY, *arguments], stdout=subprocess.PIPE, text=True
        )
        assert subscriber.stdout is not None
        subscriber.stdout.readline()
        publisher = _publisher(broker)
        messages = _messages(0)
        began = time.perf_counter()
        publisher.send(messages, qos)
        subscriber.wait()
        return MESSAGES / (time.perf_counter() - began)


def _publisher(hub: RunningHub) -> Publisher:
    access = hub.broker("device")
    return Publisher(access["host"], access["port"], access["username"], access["password"])


if __name__ == "__main__":
    main()
