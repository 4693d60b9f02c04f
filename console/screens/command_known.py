"""What commands are completed from: the mirror, the site, the themes; what each is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from console import themes
from console.domain.case_facts import Proof
from console.domain.causes import Action, Cause
from console.domain.ids import AlertId, CaseId, SensorId, TargetId, UnitId, ZoneId
from console.domain.values import Priority, Role
from console.live import Live
from console.screens.command_kinds import WORDS, Known
from console.screens.command_offers import Offer
from console.screens.command_words import Kind
from console.widgets import Ink
from console.wording import (
    action_word,
    case_name,
    cause_word,
    priority_word,
    proof_word,
    role_word,
    state_word,
    step_word,
    target_name,
    unit_name,
)
from console.wording.command_bar import Bar, kind_word, meaning_word
from console.wording.matters import category_word, channel_word
from console.wording.names import automation_name, control_name, place_name
from console.wording.plain import plain
from console.wording.screens import say

_APART = re.compile(r"[\W_]+")
FOUND = 200  # things found by name; more than that nobody reads


class LiveKnown(Known):
    """What there is as the console sees it now."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def ids(self, kind: Kind) -> Sequence[str]:
        """Return what is there of a kind, what matters most first."""
        return self._ids.get(kind, ())

    def find(self, words: str) -> Sequence[str]:
        """Return what is called so: where every word begins one of the name or the id."""
        wanted = _spaced(words).split()
        if not wanted:
            return self.ids(Kind.ALERT)[:FOUND]
        exact = [id for id in self._names if id.casefold() == words.casefold()]
        if exact:
            return exact
        for names in (self._names, self._places):
            found = [id for id, name in names.items() if all(_in(word, name) for word in wanted)]
            if found:
                return found[:FOUND]
        return []

    def occurrence(self, alert: str) -> int | None:
        """Return the occurrence of an alert that stands now."""
        view = self._live.mirror.alerts.get(AlertId(alert))
        return view.occurrence if view is not None else None

    def about(self, offer: Offer) -> tuple[str, Ink]:
        """Return what an offered word means."""
        if offer.kind is None:
            return meaning_word(offer.verb), "muted"
        return self._about(offer.kind, offer.word) or kind_word(offer.kind.value), "muted"

    def _about(self, kind: Kind, word: str) -> str:
        live = self._live
        if kind in WORDS:
            return _vocabulary(kind, word)
        if not live.ready:
            return ""
        site = live.mirror.site
        alert = live.mirror.alerts.get(AlertId(word))
        if alert is not None:
            state = alert.state
            standing = state_word(state) if state.withheld else priority_word(alert.priority)
            return f"{target_name(site, alert.target)}  {standing}"
        case = live.mirror.cases.get(CaseId(word))
        if case is not None:
            return f"{case_name(site, case)}  {step_word(case.step)}"
        handover = live.mirror.around.handovers.get(word)
        if handover is not None:
            return say(Bar.HANDOVER_OF, person=plain(handover.by))
        if kind is Kind.AUTOMATION:
            return automation_name(site, word)
        if kind is Kind.CONTROL:
            return control_name(site, word)
        if kind is Kind.UNIT:
            return unit_name(site, UnitId(word))
        return place_name(site, word) if kind in (Kind.PLACE, Kind.SENSOR, Kind.THING) else ""

    @cached_property
    def _ids(self) -> dict[Kind, tuple[str, ...]]:
        found: dict[Kind, tuple[str, ...]] = {Kind.THEME: tuple(themes.available())}
        if not self._live.ready:
            return found
        mirror, lineup = self._live.mirror, self._live.lineup
        devices = mirror.site.devices
        sensors = tuple(mirror.site.sensors())
        aside = [alert.id for alert in lineup.withheld]
        known = (*(alert.id for alert in lineup.queue), *aside, *mirror.alerts)
        return found | {
            Kind.ALERT: tuple(dict.fromkeys(known)),
            Kind.CASE: tuple(mirror.cases),
            Kind.UNIT: tuple(mirror.site.units),
            Kind.HANDOVER: tuple(mirror.around.handovers),
            Kind.SENSOR: sensors,
            Kind.ZONE: tuple(mirror.site.zones),
            Kind.CONTROL: tuple(mirror.site.controls()),
            Kind.AUTOMATION: tuple(mirror.site.automations),
            Kind.PLACE: (*devices, *sensors, *mirror.site.zones),
        }

    @cached_property
    def _names(self) -> dict[str, str]:
        return {id: _spaced(name) for id, name in self._named()}

    @cached_property
    def _places(self) -> dict[str, str]:
        """Return what devices and their sensors may be called by with the place they stand at."""
        if not self._live.ready:
            return {}
        site = self._live.mirror.site
        return {
            id: self._names[id] + _spaced(f"{zone.id} {zone.name.zh} {zone.name.en}")
            for device in site.devices.values()
            if (zone := site.zones.get(ZoneId(device.zone))) is not None
            for id in (device.id, *(sensor.id for sensor in device.sensors))
        }

    def _named(self) -> Iterator[tuple[str, str]]:
        """Yield everything that can be opened with what it may be called."""
        if not self._live.ready:
            return
        mirror, site = self._live.mirror, self._live.mirror.site
        for alert in mirror.alerts.values():
            yield alert.id, f"{alert.id} {target_name(site, alert.target)}"
        for case in mirror.cases.values():
            yield case.id, f"{case.id} {case_name(site, case)}"
        for device in site.devices.values():
            aliases = " ".join((device.name.zh, device.name.en, *device.aliases))
            called = f"{device.id} {aliases}"
            yield device.id, called
            for sensor in device.sensors:
                own = f"{called} {sensor.id} {sensor.name.zh} {sensor.name.en}"
                yield sensor.id, own


def _spaced(name: str) -> str:
    """Return a name in small letters, with a space before each of its words."""
    return " " + _APART.sub(" ", name.casefold())


def _in(word: str, name: str) -> bool:
    """Tell whether a word of a name begins so; Chinese has no spaces to begin words by."""
    return f" {word}" in name or (not word.isascii() and word in name)


def thing_of(found: Sequence[str]) -> TargetId | str | None:
    """Return the one thing that is meant where several were found: all of one device, and it."""
    if len(found) == 1:
        return found[0]
    devices = {SensorId(id).partition("/")[0] for id in found if id[:2] not in ("A-", "C-", "H-")}
    return devices.pop() if len(devices) == 1 else None


def _vocabulary(kind: Kind, word: str) -> str:
    match kind:
        case Kind.ACTION:
            return action_word(Action(word))
        case Kind.PROOF:
            return proof_word(Proof(word))
        case Kind.CAUSE:
            return cause_word(Cause(word))
        case Kind.CATEGORY:
            return category_word(word)
        case Kind.CHANNEL:
            return channel_word(word)
        case Kind.PRIORITY:
            return priority_word(Priority(word))
        case _:
            return role_word(next(role for role in Role if role.name.lower() == word))
