"""The canonical topics and payloads: what a device says, as readings or a reason why not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

import msgspec

from console.clock import moment
from console.domain.ids import DeviceId, SensorId, SiteId
from console.domain.readings import Reading
from console.domain.sites import Site
from console.domain.values import Quality

PAYLOAD_BYTES_MAX = 64 * 1024
VALUE_MOST = 1e15  # beyond it nothing is measured, and sums on a screen overflow
EARLIEST = 946_684_800_000  # 2000-01-01: a moment before it is a clock that was never set
AHEAD_MS_MAX = 10 * 60_000  # a device clock further ahead than this is wrong

QUALITIES = {"good": Quality.GOOD, "suspect": Quality.SUSPECT, "fail": Quality.FAIL}


class Topics:
    """Where each thing is said on the broker."""

    def __init__(self, root: str, site: SiteId | str) -> None:
        self.base = f"{root}/{site}"
        self.telemetry_filter = f"{self.base}/telemetry/#"
        self.status_filter = f"{self.base}/status/+"
        self.clock = f"{self.base}/clock"
        self.clock_answer = f"{self.base}/clock/answer"
        self.command_filter = f"{self.base}/command/+/+"
        self.state_filter = f"{self.base}/state/+/+"
        self.patrol_report_filter = f"{self.base}/patrol/+/report"

    def telemetry(self, device: str, quantity: str | None = None) -> str:
        """Return where `device` says its values, or one of them."""
        tail = f"/{quantity}" if quantity else ""
        return f"{self.base}/telemetry/{device}{tail}"

    def status(self, device: str) -> str:
        """Return where `device` says online or offline (retained, last will)."""
        return f"{self.base}/status/{device}"

    def command(self, device: str, control: str) -> str:
        """Return where the hub tells a control of `device` something."""
        return f"{self.base}/command/{device}/{control}"

    def state(self, device: str, control: str) -> str:
        """Return where `device` says what its control does (retained)."""
        return f"{self.base}/state/{device}/{control}"

    def alert(self, alert: str) -> str:
        """Return where the hub says that `alert` stands (retained)."""
        return f"{self.base}/alert/{alert.lower()}"

    def patrol(self, unit: str) -> str:
        """Return where the hub says what `unit` is out for (retained; empty when it is free)."""
        return f"{self.base}/patrol/{unit}"

    def patrol_report(self, unit: str) -> str:
        """Return where `unit` says how far it has come and what it found."""
        return f"{self.base}/patrol/{unit}/report"

    def patrol_answer(self, unit: str) -> str:
        """Return where the hub answers what `unit` says."""
        return f"{self.base}/patrol/{unit}/answer"


class Unusable(Exception):
    """A delivery, or part of one, without a reading: `reason` is a code, `source` who sent it."""

    def __init__(self, reason: str, source: str) -> None:
        super().__init__(reason, source)
        self.reason = reason
        self.source = source


class _Many(msgspec.Struct):
    values: dict[str, float | None]
    at: int | float | datetime | None = None
    quality: dict[str, str] | None = None


class _One(msgspec.Struct):
    value: float
    at: int | float | datetime | None = None
    quality: str | None = None


_Source = tuple[DeviceId, Mapping[str, SensorId], SensorId | None]


class TelemetryDecoder:
    """Turns deliveries into readings; hub and console use this one."""

    def __init__(self, site: Site) -> None:
        topics = Topics(site.root, site.id)
        self._prefix = f"{topics.base}/telemetry/"
        self._sources: dict[str, _Source] = {}
        for device in site.devices.values():
            sensors = {sensor.quantity: sensor.id for sensor in device.sensors}
            self._sources[topics.telemetry(device.id)] = (device.id, sensors, None)
            for quantity, sensor in sensors.items():
                topic = topics.telemetry(device.id, quantity)
                self._sources[topic] = (device.id, sensors, sensor)
        self._devices = frozenset(site.devices)
        self._many = msgspec.json.Decoder(_Many)
        self._one: msgspec.json.Decoder[float | _One] = msgspec.json.Decoder(float | _One)

    def decode(
        self,
        topic: str,
        payload: bytes,
        *,
        arrived: int,
        retained: bool = False,
        problems: list[Unusable] | None = None,
    ) -> list[Reading]:
        """Return the readings of one delivery that arrived at `arrived` (ms).

        Raise `Unusable` when it gives none; when it gives some, what is wrong with the rest goes
        to `problems`. A bare number is stamped `arrived`; a retained one has no known age and
        comes with quality UNKNOWN: show it, never evaluate it.
        """
        source = self._sources.get(topic)
        if source is None:
            raise self._stranger(topic)
        device, _, single = source
        if len(payload) > PAYLOAD_BYTES_MAX:
            raise Unusable("too_large", device)
        try:
            if single is not None:
                return [self._single(single, payload, device, arrived, retained)]
            said = self._many.decode(payload)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError) as error:
            raise Unusable(_why(error, payload), device) from None
        found, wrong = _sorted_out(said, source, _moment_of(said.at, device, arrived))
        if not found:
            raise wrong[0] if wrong else Unusable("no_values", device)
        if wrong and problems is not None:
            problems.extend(wrong)
        return found

    def _single(
        self, sensor: SensorId, payload: bytes, device: DeviceId, arrived: int, retained: bool
    ) -> Reading:
        said = self._one.decode(payload)
        value = said if isinstance(said, float) else said.value
        if not -VALUE_MOST <= value <= VALUE_MOST:
            raise Unusable(_unlike_a_value(value), device)
        if isinstance(said, float) or said.at is None:
            quality = Quality.UNKNOWN if retained else Quality.GOOD
            return Reading(sensor, arrived, value, quality, True)
        return Reading(sensor, _moment_of(said.at, device, arrived), value, _quality(said.quality))

    def _stranger(self, topic: str) -> Unusable:
        if not topic.startswith(self._prefix):
            return Unusable("unknown_topic", topic[:80])
        device, _, _ = topic.removeprefix(self._prefix).partition("/")
        known = device in self._devices
        return Unusable("unknown_quantity" if known else "unknown_device", device[:80])


def encode_telemetry(at: int, values: Mapping[str, float]) -> bytes:
    """Return the canonical payload of a device that measured `values` at `at` (ms)."""
    return msgspec.json.encode({"at": at, "values": values})


def _sorted_out(said: _Many, source: _Source, at: int) -> tuple[list[Reading], list[Unusable]]:
    """Return the readings in a payload, and what is wrong with the rest of it."""
    device, sensors, _ = source
    found: list[Reading] = []
    wrong: list[Unusable] = []
    for quantity, value in said.values.items():
        sensor = sensors.get(quantity)
        if sensor is None:
            wrong.append(Unusable("unknown_quantity", device))
        elif value is None or not -VALUE_MOST <= value <= VALUE_MOST:
            wrong.append(Unusable(_unlike_a_value(value), device))
        elif said.quality is None:
            found.append(Reading(sensor, at, value))
        else:
            found.append(Reading(sensor, at, value, _quality(said.quality.get(quantity))))
    return found, wrong


def _unlike_a_value(value: float | None) -> str:
    return "not_finite" if value is None or not math.isfinite(value) else "value_absurd"


def _moment_of(said: int | float | datetime | None, device: DeviceId, arrived: int) -> int:
    if said is None:
        raise Unusable("no_time", device)
    if isinstance(said, datetime):
        if said.tzinfo is None:
            raise Unusable("time_without_zone", device)
        at = moment(said)
    elif math.isfinite(said):
        at = int(said)
    else:
        raise Unusable("bad_time", device)
    if at < EARLIEST:
        raise Unusable("time_absurd", device)
    if at > arrived + AHEAD_MS_MAX:
        raise Unusable("time_ahead", device)
    return at


def _quality(said: str | None) -> Quality:
    # A word we do not know is not "good": show it as unknown worth.
    return Quality.GOOD if said is None else QUALITIES.get(said, Quality.SUSPECT)


def _why(error: Exception, payload: bytes) -> str:
    if isinstance(error, RecursionError):
        return "too_deep"
    try:
        payload.decode()
    except UnicodeDecodeError:
        return "not_utf8"
    if isinstance(error, msgspec.ValidationError):
        return "bad_time" if str(error).endswith("`$.at`") else "wrong_shape"
    if b"NaN" in payload or b"Infinity" in payload:
        return "not_finite"
    return "not_json"
