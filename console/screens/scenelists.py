"""The scenes, and one's controls and automations, as lists: what they do, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from console.domain.automations import Automation, AutomationStanding
from console.domain.controls import Control, ControlState
from console.domain.ids import SceneId
from console.live import Live
from console.screens.caselist import device_of
from console.screens.tiles import HUB
from console.widgets import Column, Entry, Fitted, Ink, Line, fit, fit_columns, row, titled
from console.wording import age, chosen, plain
from console.wording.automation_facts import now_words
from console.wording.control_facts import ending_word, mode_word, value_words
from console.wording.scenes import Scenes
from console.wording.screens import say

CONTROL = (
    Column(key="name", width=30, grow=3, most=44, least=14),
    Column(key="does", width=8),
    Column(key="mode", width=10, grow=2, most=30, least=8),
    Column(key="came", width=14, grow=1, most=24, rank=1),
    Column(key="since", width=5, right=True, rank=2),
)
AUTOMATION = (
    Column(key="name", width=24, grow=2, most=44, least=14),
    Column(key="now", width=22, grow=3, most=70, least=10),
    Column(key="since", width=5, right=True, rank=1),
)
T = TypeVar("T", Control, Automation)

_TITLES = {
    "does": Scenes.DOES,
    "mode": Scenes.MODE,
    "came": Scenes.CAME,
    "now": Scenes.NOW,
    "since": Scenes.SINCE,
}


def scene_entries(live: Live, width: int) -> list[Entry]:
    """Return a line for every scene, with how many alerts stand in it."""
    site = live.mirror.site
    calls = Counter(
        site.devices[device].scene
        for alert in live.mirror.queue()
        if (device := device_of(alert.target)) in site.devices
    )
    return [
        Entry(id, _scene_row(chosen(one.name), calls[id], width))
        for id, one in site.scenes.items()
        if id != HUB
    ]


def _scene_row(name: str, calls: int, width: int) -> Line:
    count = str(calls) if calls else ""
    room = max(width - len(count) - 2, 4)
    return ((fit(name, room), "text"), (" ", "text"), (count, "medium"))


class SceneList(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """What a scene has many of: which those are, in which columns, and the line of one."""

    title: Scenes
    name: Scenes
    columns: tuple[Column, ...]
    of: Callable[[Live, SceneId], list[T]]
    row: Callable[[Live, Fitted, T], Line]

    def fitted(self, width: int) -> Fitted:
        """Return the columns that fit, with their titles."""
        titles = {key: say(word) for key, word in _TITLES.items()} | {"name": say(self.name)}
        return fit_columns(titled(self.columns, titles), max(width - 1, 10))

    def entries(self, live: Live, scene: SceneId, fitted: Fitted) -> list[Entry]:
        """Return a line for each of them."""
        return [Entry(one.id, self.row(live, fitted, one)) for one in self.of(live, scene)]


def _controls_of(live: Live, scene: SceneId) -> list[Control]:
    devices = live.mirror.site.devices.values()
    return [one for device in devices if device.scene == scene for one in device.controls]


def _automations_of(live: Live, scene: SceneId) -> list[Automation]:
    return [one for one in live.mirror.site.automations.values() if one.scene == scene]


def _control_row(live: Live, fitted: Fitted, control: Control) -> Line:
    state = live.mirror.around.controls.get(control.id, ControlState(control=control.id))
    device = live.mirror.site.devices[control.device]
    mode = mode_word(state.mode)
    if state.held is not None:
        mode = f"{mode} · {plain(state.held.by)}"
    pending = state.pending
    came: tuple[str, Ink] = (ending_word(state.ending), "muted")
    if pending is not None:
        came = (f"→ {value_words(control, pending.value)} …", "accent")
    elif state.ending is not None and state.ending != "confirmed":
        came = (ending_word(state.ending), "medium")
    doing = state.reported is not None and state.reported != control.safe
    known: Ink = "strong" if doing else "text" if state.reported is not None else "unknown"
    return row(
        fitted,
        {
            "name": (f"{chosen(device.name)} {chosen(control.name)}", "text"),
            "does": (value_words(control, state.reported), known),
            "mode": (mode, "muted" if state.held is None else "accent"),
            "came": came,
            "since": (age(live.age_s(state.reported_at)), "muted"),
        },
    )


def _automation_row(live: Live, fitted: Fitted, automation: Automation) -> Line:
    known = live.mirror.around.automations.get(automation.id)
    standing = known or AutomationStanding(automation=automation.id)
    at = standing.began_at if standing.active else standing.ended_at
    ink: Ink = "strong" if standing.active else "muted"
    if standing.blocked is not None or standing.suspended:
        ink = "medium"
    words = now_words(automation, standing, live.mirror.site)
    return row(
        fitted,
        {
            "name": (chosen(automation.name), "text"),
            "now": (words, ink),
            "since": (age(live.age_s(at)) if at is not None else "", "muted"),
        },
    )


CONTROLS = SceneList(
    title=Scenes.CONTROLS,
    name=Scenes.CONTROL,
    columns=CONTROL,
    of=_controls_of,
    row=_control_row,
)
AUTOMATIONS = SceneList(
    title=Scenes.AUTOMATIONS,
    name=Scenes.AUTOMATION,
    columns=AUTOMATION,
    of=_automations_of,
    row=_automation_row,
)
