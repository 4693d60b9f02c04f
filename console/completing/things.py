"""What can be named on a command line: what the hub knows now, and words of the house."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec

from console.client.glimpse import glimpse
from console.wording import language

Named = Iterable[tuple[str, str]]  # what can be given, and a word on it

PATIENCE_S = 0.4  # for the hub's answer; a person waits for a key
MOST = 1_000  # things asked for at a time


class Hub:
    """The hub at a socket, asked at most once for each view."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def items(self, view: str, **query: str) -> list[dict[str, Any]]:
        """Return a list's items; none where the hub is away, slow, or says something odd."""
        told = self._told(f"{view}?{urlencode({**query, 'limit': str(MOST)})}")
        found = told.get("items")
        return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []

    def site(self) -> dict[str, Any]:
        """Return the community as it is in force."""
        site = self._told("snapshot").get("site")
        return site if isinstance(site, dict) else {}

    def snapshot(self) -> dict[str, Any]:
        """Return the whole picture."""
        return self._told("snapshot")

    def _told(self, view: str) -> dict[str, Any]:
        body = glimpse(self._socket, view, patience_s=PATIENCE_S)
        try:
            told = msgspec.json.decode(body or b"{}")
        except msgspec.DecodeError:
            return {}
        return told if isinstance(told, dict) else {}


def _alerts(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for alert in hub.items("alerts"):
        id = f"{alert['id']}@{alert['occurrence']}" if "@" in begun else alert["id"]
        yield id, f"{alert['priority']} {alert['target']}"


def _cases(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for case in hub.items("cases"):
        yield case["id"], f"{case['step']} {case['title'] or ' '.join(case['alerts'])}"


def _units(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for item in hub.items("patrols"):
        yield item["unit"]["id"], _name(item["unit"])


def _handovers(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for line in hub.items("handovers"):
        yield line["id"], f"{line['step']} {line['by']}"


def _suppressions(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for item in hub.items("suppressions"):
        yield item["suppression"]["id"], _name(item["suppression"])


def _rules(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for rule in hub.items("rules"):
        yield rule["id"], _name(rule)


def _devices(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for id, device in hub.site().get("devices", {}).items():
        yield id, _name(device)


def _controls(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for device in hub.site().get("devices", {}).values():
        for control in device["controls"]:
            yield control["id"], f"{_name(device)} {_name(control)}"


def _automations(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for id, automation in hub.site().get("automations", {}).items():
        yield id, _name(automation)


def _sensors(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for device in hub.site().get("devices", {}).values():
        for sensor in device["sensors"]:
            yield sensor["id"], f"{_name(device)} {_name(sensor)}"


def _targets(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    site = hub.site()
    for id, device in site.get("devices", {}).items():
        yield id, _name(device)
        for sensor in device["sensors"]:
            yield sensor["id"], f"{_name(device)} {_name(sensor)}"
    for id, zone in site.get("zones", {}).items():
        yield id, _name(zone)


def _zones(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for id, zone in hub.site().get("zones", {}).items():
        yield id, _name(zone)


def _scenes(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for id, scene in hub.site().get("scenes", {}).items():
        yield id, _name(scene)


def _kinds(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for device in hub.site().get("devices", {}).values():
        yield device["kind"], ""


def _quantities(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for device in hub.site().get("devices", {}).values():
        for sensor in device["sensors"]:
            yield sensor["quantity"], _name(sensor)


def _persons(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    snapshot = hub.snapshot()
    for duty in snapshot.get("duties", ()):
        yield duty["person"], duty["seat"]
    yield str((snapshot.get("who") or {}).get("person", "")), ""


def _parties(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for id, party in hub.site().get("parties", {}).items():
        yield id, _name(party)


def _channels(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for party in hub.site().get("parties", {}).values():
        yield from ((channel, _name(party)) for channel in party["channels"])


def _subjects(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    for some in (_alerts, _cases, _units, _devices):
        yield from some(hub, begun)


def _themes(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    from console.theme_files import available

    yield from ((name, "") for name in available())


def _stories(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    folder = Path(__file__).parent.parent / "presets" / "stories"
    yield from ((path.stem, "") for path in folder.glob("*.toml"))


def _sites(hub: Hub, begun: str) -> Iterator[tuple[str, str]]:
    folder = Path(__file__).parent.parent / "presets" / "sites"
    yield from ((path.stem, "") for path in folder.glob("*.toml"))


KNOWN: dict[str, Callable[[Hub, str], Named]] = {
    "alerts": _alerts,
    "cases": _cases,
    "units": _units,
    "handovers": _handovers,
    "suppressions": _suppressions,
    "rules": _rules,
    "devices": _devices,
    "controls": _controls,
    "automations": _automations,
    "sensors": _sensors,
    "targets": _targets,
    "zones": _zones,
    "scenes": _scenes,
    "kinds": _kinds,
    "quantities": _quantities,
    "persons": _persons,
    "subjects": _subjects,
    "parties": _parties,
    "channels": _channels,
    "themes": _themes,
    "stories": _stories,
    "sites": _sites,
}


def _name(thing: dict[str, Any]) -> str:
    name = thing.get("name") or {}
    return str(name.get("zh" if language().startswith("zh") else "en", ""))
