"""Decides what people do about sensors."""

from __future__ import annotations

from console.clock import moment
from console.contract.sensors import RecordReading
from console.domain.facts import ReadingRecorded
from console.domain.readings import Reading
from console.domain.sites import Site
from console.errors import NotFound, Refused
from console.hub.changes import Verdict
from console.hub.engine import NO_TIME, Engine
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling

AHEAD_MS = 60_000


class SensorDesk:
    """One method per operation."""

    def __init__(self, site: Site, engine: Engine) -> None:
        self._sensors = site.sensors()
        self._engine = engine
        self.handlers: Handlers = {RecordReading: self._record}

    def _record(self, request: RecordReading, _seat: Seat, now: int) -> Ruling:
        sensor = self._sensors.get(request.sensor)
        if sensor is None:
            raise NotFound("no_such_sensor", id=request.sensor)
        if not request.how.strip():
            raise Refused("how_empty", id=sensor.id)
        at = now if request.at is None else moment(request.at)
        if at > now + AHEAD_MS:
            raise Refused("time_ahead", id=sensor.id)
        if not sensor.low <= request.value <= sensor.high:
            raise Refused("out_of_range", id=sensor.id, low=sensor.low, high=sensor.high)
        reading = Reading(sensor.id, at, request.value)
        if self._engine.measure(reading, NO_TIME) is Verdict.DUPLICATE:
            raise Refused("reading_exists", id=sensor.id)
        recorded = ReadingRecorded(sensor=sensor.id, at=at, value=request.value, how=request.how)
        return Ruling(about=sensor.id, readings=[reading], more=[(now, recorded)])
