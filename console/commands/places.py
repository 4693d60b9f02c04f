"""Sensors, devices, scenes and rules as rows and fields for people."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.scene_views import FigureView, SceneFigures
from console.contract.state_views import DoubtView
from console.contract.views import DeviceDetail, LatestView, SceneView, SensorView
from console.domain.sites import Sensor, Site
from console.printing import Column
from console.wording import (
    chosen,
    local,
    number,
    online_word,
    plain,
    quality_word,
    quantity,
    tests_words,
)
from console.wording.commands import say
from console.wording.scenes import bars_told, known_words, value_words

SENSOR_COLUMNS: tuple[Column[SensorView], ...] = (
    Column("id", lambda view: plain(view.sensor.id)),
    Column("device", lambda view: chosen(view.device_name)),
    Column("name", lambda view: chosen(view.sensor.name)),
    Column("value", lambda view: number(view.latest.value, view.sensor.decimals), right=True),
    Column("unit", lambda view: plain(view.sensor.unit)),
    Column("quality", lambda view: _standing(view)),
    Column("at", lambda view: local(view.latest.at)),
    Column("alerts", lambda view: " ".join(map(plain, view.alerts))),
)
DEVICE_COLUMNS: tuple[Column[DeviceDetail], ...] = (
    Column("id", lambda view: plain(view.device.id)),
    Column("name", lambda view: chosen(view.device.name)),
    Column("kind", lambda view: plain(view.device.kind)),
    Column("scene", lambda view: plain(view.device.scene)),
    Column("zone", lambda view: plain(view.device.zone)),
    Column("link", lambda view: online_word(view.link.online)),
    Column("sensors", lambda view: str(len(view.device.sensors)), right=True),
    Column("alerts", lambda view: " ".join(map(plain, view.alerts))),
)
SCENE_COLUMNS: tuple[Column[SceneView], ...] = (
    Column("id", lambda view: plain(view.id)),
    Column("name", lambda view: chosen(view.name)),
    Column("devices", lambda view: str(view.devices), right=True),
    Column("sensors", lambda view: str(view.sensors), right=True),
    Column("offline", lambda view: str(view.offline), right=True),
    Column("alerts", lambda view: str(view.alerts), right=True),
)


def sensor_fields(view: SensorView) -> Iterator[tuple[str, str]]:
    """Return a sensor in full."""
    sensor = view.sensor
    yield "id", plain(sensor.id)
    yield "name", f"{chosen(view.device_name)} {chosen(sensor.name)}"
    yield "aliases", ", ".join(map(plain, view.aliases))
    yield "scene", plain(view.scene)
    yield "zone", plain(view.zone)
    yield "value", quantity(view.latest.value, sensor.unit, sensor.decimals)
    yield "quality", _quality(view.latest)
    yield "at", local(view.latest.at)
    if view.doubt is not None:
        yield "doubted", _doubt(view.doubt)
    yield "range", _range(sensor)
    yield "period", say("every", seconds=f"{sensor.period_s:g}", end=say(sensor.at))
    yield "rules", " ".join(map(plain, sensor.rules))
    yield "alerts", " ".join(map(plain, view.alerts))


def device_fields(view: DeviceDetail) -> Iterator[tuple[str, str]]:
    """Return a device in full."""
    device = view.device
    yield "id", plain(device.id)
    yield "name", chosen(device.name)
    yield "aliases", ", ".join(map(plain, device.aliases))
    yield "kind", plain(device.kind)
    yield "scene", plain(device.scene)
    yield "zone", plain(device.zone)
    yield "position", f"{device.latitude:.5f}, {device.longitude:.5f}"
    yield "behind", " ".join(map(plain, device.behind))
    yield "link", online_word(view.link.online)
    yield "since", local(view.link.since) if view.link.since else ""
    latest = {each.sensor: each for each in view.latest}
    yield (
        "sensors",
        "\n".join(_measured(sensor, latest.get(sensor.id)) for sensor in device.sensors),
    )
    yield "rules", " ".join(map(plain, device.rules))
    yield "alerts", " ".join(map(plain, view.alerts))
    if view.doubts:
        yield "doubted", "\n".join(f"{plain(each.sensor)}  {_doubt(each)}" for each in view.doubts)
    if device.guidance is not None:
        yield "guidance", chosen(device.guidance)


def scene_fields(view: SceneView) -> Iterator[tuple[str, str]]:
    """Return a scene in figures."""
    for column in SCENE_COLUMNS:
        yield column.title, column.text(view)


def figure_fields(view: SceneFigures, site: Site | None) -> Iterator[tuple[str, str]]:
    """Return a scene's key figures; without a site things go by their ids."""
    yield "id", plain(view.scene)
    yield "figures", "\n".join(_figure_line(one, site) for one in view.figures)


def _figure_line(view: FigureView, site: Site | None) -> str:
    bars = bars_told(view, site) if site is not None else ()
    said = " · ".join(filter(None, (value_words(view), known_words(view), *bars)))
    return f"{chosen(view.figure.name)}: {said}".rstrip(": ")


def _standing(view: SensorView) -> str:
    word = _quality(view.latest)
    return f"{word} ({tests_words(view.doubt.tests)})" if view.doubt is not None else word


def _doubt(doubt: DoubtView) -> str:
    return say("doubted.since", tests=tests_words(doubt.tests), since=local(doubt.since))


def _quality(latest: LatestView) -> str:
    return quality_word(latest.quality) if latest.at is not None else ""


def _range(sensor: Sensor) -> str:
    low, high = number(sensor.low, sensor.decimals), number(sensor.high, sensor.decimals)
    return f"{low} – {high} {plain(sensor.unit)}"


def _measured(sensor: Sensor, latest: LatestView | None) -> str:
    name = f"{plain(sensor.id)}  {chosen(sensor.name)}"
    if latest is None or latest.at is None:
        return name
    value = quantity(latest.value, sensor.unit, sensor.decimals)
    return f"{name}  {value}  {local(latest.at)}"
