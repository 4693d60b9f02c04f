"""The command palette: acts from the registry, workplaces, sensors, alerts and devices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input

from console.contract.registry import OPERATIONS
from console.keys import GROUPS, KEYLESS, SEAT, bindings
from console.live import Live
from console.places import PLACES
from console.theme_files import available
from console.widgets import Entry, Field, Ledger, Line, between, wrap
from console.wording import (
    case_name,
    chosen,
    plain,
    priority_word,
    state_word,
    step_word,
    target_name,
)
from console.wording.keycaps import key_cap, key_word
from console.wording.looks import Looks
from console.wording.names import place_name
from console.wording.plant import Plant
from console.wording.screens import Say, say

Can = Callable[[str], bool | None]
SHOWN = 200
ALERTS = 500  # the worst; whoever looks for one of thousands has the filter
ACTION_OF = {key.id: key.action for group in GROUPS.values() for key in group}


class Choice(msgspec.Struct, frozen=True):
    """Something to choose: what it is called, what kind it is, and what it does.

    `act` is a Textual action, or `open:<target>` / `alert:<id>` / `case:<id>` / `service:<place>`.
    """

    name: str
    kind: str
    act: str


def choices(live: Live, active: Mapping[str, object], *, can: Can | None = None) -> list[Choice]:
    """Return all there is to choose: what works here first, then places, then things.

    Of what has no key, it is what can be done here now.
    """
    found = [*_operations(active), *_keyless(can), *_places(), *_themes()]
    if not live.ready:
        return found
    site = live.mirror.site
    for alert in (*live.lineup.queue[:ALERTS], *live.lineup.withheld[:ALERTS]):
        name = f"{alert.id} {target_name(site, alert.target)}"
        word = state_word(alert.state) if alert.state.withheld else priority_word(alert.priority)
        found.append(Choice(plain(name), word, f"alert:{alert.id}"))
    for case in live.mirror.cases.values():
        name = f"{plain(case.id)} {case_name(site, case)}"
        found.append(Choice(name, step_word(case.step), f"case:{case.id}"))
    for device in site.devices.values():
        found.append(Choice(chosen(device.name), plain(device.id), f"open:{device.id}"))
        for sensor in device.sensors:
            name = target_name(site, sensor.id)
            found.append(Choice(name, plain(sensor.id), f"open:{sensor.id}"))
    return [*found, *_services(live)]


def _operations(active: Mapping[str, object]) -> list[Choice]:
    """Return the operations that have a key here now; on other screens they have no object."""
    enabled = {
        bound.binding.id: key  # type: ignore[attr-defined]
        for key, bound in active.items()
        if bound.enabled  # type: ignore[attr-defined]
    }
    return [
        Choice(key_word(name), key_cap(enabled[name]), ACTION_OF[name])
        for name in OPERATIONS
        if name in enabled and name in ACTION_OF
    ]


def _keyless(can: Can | None) -> list[Choice]:
    return [
        Choice(key_word(name), "", action)
        for name, action in KEYLESS.items()
        if action.startswith("app.") or (can is not None and can(action))
    ] + [Choice(key_word(name), "", action) for name, action in SEAT.items()]


def _services(live: Live) -> list[Choice]:
    """Return zones to take out of service, and whatever is out, to be put back."""
    site, out = live.mirror.site, live.mirror.around.out_of_service
    back = [
        Choice(
            say(Plant.PALETTE_RESUME, what=place_name(site, place)),
            plain(place),
            f"service:{place}",
        )
        for place in out
    ]
    zones = [
        Choice(
            say(Plant.PALETTE_STOP, what=chosen(zone.name)), plain(zone.id), f"service:{zone.id}"
        )
        for zone in site.zones.values()
        if zone.id not in out
    ]
    return [*back, *zones]


def _themes() -> list[Choice]:
    return [
        Choice(say(Looks.PALETTE, theme=plain(name)), "", f"app.theme({name!r})")
        for name in available()
    ]


def _places() -> list[Choice]:
    return [
        Choice(
            say(Say.PALETTE_GO, place=key_word(place.key_id)),
            place.digit,
            f"app.go('{place.mode}')",
        )
        for place in PLACES
    ]


class Palette(ModalScreen[str | None]):
    """Type a few letters, choose with enter; answers with the choice's `act`."""

    BINDINGS = bindings("palette")

    DEFAULT_CSS = """
    Palette { align: center top; background: $background 60%; }
    Palette > Vertical {
        width: 72; max-width: 96%; height: auto; max-height: 80%; margin-top: 3;
        background: $panel; border-left: outer $accent; padding: 1 1;
    }
    Palette Input { background: $panel; margin-bottom: 1; }
    Palette Ledger { height: 16; max-height: 60vh; background: $panel; }
    """

    def __init__(self, found: Sequence[Choice]) -> None:
        super().__init__()
        self._found = tuple(found)
        self._shown: dict[str, Choice] = {}

    def compose(self) -> ComposeResult:
        """The line to type in, and what matches."""
        with Vertical():
            yield Field(placeholder=say(Say.PALETTE_HINT), compact=True)
            yield Ledger(id="choices", resting="row-selected")

    def on_mount(self) -> None:
        """Show everything at first."""
        self.query_one(Input).focus()
        self.call_after_refresh(self._search, "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._search(event.value)

    def on_input_submitted(self) -> None:
        """Choose."""
        self._choose()

    @on(Ledger.Opened)
    def _choose(self) -> None:
        key = self.query_one(Ledger).selected
        if key is not None:
            self.dismiss(self._shown[key].act)

    def action_move(self, steps: int) -> None:
        """Select another choice while typing goes on."""
        self.query_one(Ledger).action_move(steps)

    def action_close(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)

    def _search(self, typed: str) -> None:
        ledger = self.query_one(Ledger)
        width = max(ledger.room - 2, 10)
        best = ranked(self._found, typed.strip())[:SHOWN]
        self._shown = {choice.act: choice for choice in best}
        entries = [Entry(choice.act, _line(choice, width)) for choice in self._shown.values()]
        if not entries:
            nothing = say(Say.PALETTE_NONE, filter=plain(typed))
            entries = [Entry(None, ((line, "muted"),)) for line in wrap(nothing, width)]
        ledger.show(entries)
        ledger.action_end(-1)


def ranked(found: Sequence[Choice], typed: str) -> list[Choice]:
    """Return what matches `typed`, best first."""
    if not typed:
        return list(found)
    matcher = Matcher(typed)
    score: Callable[[Choice], float] = lambda c: max(matcher.match(c.name), matcher.match(c.kind))  # noqa: E731
    scored = [(score(choice), choice) for choice in found]
    return [choice for value, choice in sorted(scored, key=lambda s: -s[0]) if value > 0]


def _line(choice: Choice, width: int) -> Line:
    return between(((choice.name, "text"),), ((choice.kind, "faint"),), width)
