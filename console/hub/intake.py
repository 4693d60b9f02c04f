"""From deliveries to the engine: decode, sort by moment, feed; what is left are rows to store."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from msgspec.structs import replace

from console.contract.telemetry import TelemetryDecoder, Topics, Unusable
from console.domain.ids import DeviceId
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.values import Quality
from console.hub.changes import Verdict
from console.hub.control_intake import ControlIntake
from console.hub.doubts import Weighed
from console.hub.engine import Engine
from console.hub.mailbox import Delivery
from console.hub.own_device import HUB
from console.hub.tally import Tally

STATUS_WORDS = {b"online": True, b"offline": False}

STEP_MS_MAX = 86_400_000  # a drill's readings may be so far ahead of data time

by_moment = attrgetter("at", "sensor")


class Intake:
    """Takes deliveries in batches; bad ones are counted and never stop the rest."""

    def __init__(self, site: Site, engine: Engine, tally: Tally) -> None:
        topics = Topics(site.root, site.id)
        # The hub measures itself: whoever speaks as it on the broker is a stranger.
        devices = {id: device for id, device in site.devices.items() if id != HUB}
        self._decoder = TelemetryDecoder(replace(site, devices=devices))
        self._devices = devices
        self._status_prefix = topics.status("")
        self._controls = ControlIntake(site, engine.controls, tally)
        self._engine = engine
        self._tally = tally

    def take(self, deliveries: Iterable[Delivery], now: int, *, drill: bool) -> list[Reading]:
        """Feed the engine with a batch at data time `now` (ms); return the readings to store."""
        readings: list[Reading] = []
        statuses: list[tuple[DeviceId, bool]] = []
        states: list[Delivery] = []
        for delivery in deliveries:
            self._tally.deliveries += 1
            if delivery.topic.startswith(self._status_prefix):
                self._status(delivery, statuses, now)
            elif self._controls.takes(delivery):
                states.append(delivery)
            else:
                # In a drill data time stands still between steps, which may be long ones.
                arrived = now + STEP_MS_MAX if drill else delivery.arrived
                said = self._readings(delivery, arrived, now)
                if said and not (drill or delivery.retained):
                    self._engine.doubts.came(said[0], delivery.arrived)
                readings.extend(said)
        for state in states:  # before deadlines that the readings let fall due
            self._controls.take(state, now, drill=drill)
        readings.sort(key=by_moment)
        weighed = self._engine.doubts.weigh(readings)
        measured = (self._measure(one, now) for one in weighed)
        kept = [reading for reading in measured if reading is not None]
        for device, online in statuses:
            self._engine.device_said(device, online, now)
        self._tally.readings += len(kept)
        return kept

    def _readings(self, delivery: Delivery, arrived: int, now: int) -> list[Reading]:
        problems: list[Unusable] = []
        try:
            readings = self._decoder.decode(
                delivery.topic,
                delivery.payload,
                arrived=arrived,
                retained=delivery.retained,
                problems=problems,
            )
        except Unusable as unusable:
            problems.append(unusable)
            readings = []
        for problem in problems:
            self._tally.reject(problem.source or delivery.topic[:80], problem.reason, now)
        # A retained bare number has no known age: never evaluated, never stored. A fresh one is
        # stamped with data time, which in a drill is not the time of day.
        return [
            Reading(r.sensor, min(r.at, now), r.value, r.quality, True) if r.arrived else r
            for r in readings
            if not (r.arrived and r.quality is Quality.UNKNOWN)
        ]

    def _measure(self, one: Weighed, now: int) -> Reading | None:
        newest = self._engine.newest(one[0].sensor)
        reading = self._engine.doubts.settle(one, newest, now)
        verdict = self._engine.measure(reading, now)
        if verdict is Verdict.LATE:
            self._tally.late += 1
        elif verdict is Verdict.DUPLICATE:
            self._tally.duplicates += 1
        return None if verdict is Verdict.DUPLICATE else reading

    def _status(self, delivery: Delivery, statuses: list[tuple[DeviceId, bool]], now: int) -> None:
        device = DeviceId(delivery.topic.removeprefix(self._status_prefix))
        online = STATUS_WORDS.get(delivery.payload.strip().lower())
        if device not in self._devices:
            self._tally.reject(device[:80], "unknown_device", now)
        elif online is None:
            self._tally.reject(device, "wrong_shape", now)
        else:
            statuses.append((device, online))
