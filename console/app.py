"""The console: wires link, values, screens and keys together; decides nothing."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from console import themes
from console.clock import Clock, WallClock
from console.keymap import own_keymap
from console.keys import bindings
from console.leaving import leave_on_signals
from console.pace import DRAIN_S, SOON_S, Pace, slow_line
from console.places import PLACES, Place
from console.screens.attending import Attending
from console.screens.commanding import Commanding
from console.screens.keyed import Keyed
from console.screens.opening import Opening
from console.screens.typeahead import TypingAhead
from console.settings import Settings
from console.themed import Themed
from console.widgets import Sheet, crop
from console.wording import catalog

if TYPE_CHECKING:  # the first picture waits for none of them
    from console.live import Live
    from console.screens.workplace import Workplace

INTERNAL_ERROR = 70
PATIENCE_S, GLANCE_S = 0.5, 0.01  # that the first picture waits for the hub
SETTLED_S = 2.0  # after which all that starting takes is there


class ConsoleApp(TypingAhead, Attending, Commanding, Keyed, Themed):
    """One operator's view of one hub."""

    BINDINGS = bindings("app")
    DEFAULT_MODE = "wall"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        live: Live | None,
        *,
        theme: str = themes.DEFAULT,
        clock: Clock | None = None,
        slow: bool = False,
    ) -> None:
        super().__init__()
        if live is not None:
            self.live = live
        self._clock = clock or WallClock()
        self._pace = Pace(slow=slow)
        self._drained = 0.0
        if slow:
            self.animation_level = "none"
        self.wear(theme)
        for place in PLACES:
            self.add_mode(place.mode, partial(self._workplace, place))
        crop.install()

    def on_mount(self) -> None:
        """Begin to follow once there is something on the screen."""
        leave_on_signals(self.exit)
        self.call_after_refresh(self.begin)

    async def begin(self) -> None:
        """Follow the hub from now on."""
        self.live.start()
        self.keep_up()

    def keep_up(self) -> None:
        """Take in what arrives, as it does and every now and then."""
        self.live.on_wake = partial(self.call_later, self.woken)
        self.set_interval(DRAIN_S, self.drain)

    def woken(self) -> None:
        """Take in facts as they come; in a storm of them when it is time."""
        if self._clock.elapsed() - self._drained >= SOON_S:
            self.drain()

    def _workplace(self, place: Place) -> Workplace:
        screen: Workplace = place.load()(self.live)
        return screen

    def on_unmount(self) -> None:
        """Let the links go."""
        if hasattr(self, "live"):
            self.live.stop()

    def drain(self) -> None:
        """Take in what arrived, and draw what is due."""
        if not self.screen_stack:
            return  # on the way out: the screens go first
        change = self.live.drain()
        now = self._drained = self._clock.elapsed()
        self.heed(change)
        self._pace.wrote(crop.sent(), now)
        self._pace.arrived(facts=change.facts, values=bool(change.values), loud=change.loud)
        if drawing := self._pace.due(now):
            self.workplace.look(anew=drawing.facts, values=drawing.values)
            self._pace.drew(drawing, now, took_s=self._clock.elapsed() - now)

    def action_palette(self) -> None:
        """Choose from everything there is to do or see."""
        from console.palette import Palette, choices
        from console.screens.deeds import Deeds

        here = self.workplace
        can = here.can_do if isinstance(here, Deeds) else None
        found = choices(self.live, self.screen.active_bindings, can=can)
        self.push_screen(Palette(found), self._chosen)

    def action_enrol(self) -> None:
        """Let a person sign on with a PIN."""
        from console.screens.enrolling import ask_enrolment

        ask_enrolment(self.workplace)

    def action_test_notice(self) -> None:
        """Try whether a party can be told."""
        from console.screens.notifying import ask_test

        ask_test(self.workplace)

    def action_control(self, act: str) -> None:
        """Tell a control something, release it, or let a device be worked on."""
        from console.screens.telling import ask_control

        ask_control(self.workplace, act)

    async def _chosen(self, act: str | None) -> None:
        kind, _, rest = (act or "").partition(":")
        if kind == "open":
            await self.open_named(rest)
        elif kind == "alert":
            await self.show("alerts", rest)
        elif kind == "case":
            await self.show("dispatch", rest)
        elif kind == "service":
            from console.screens.servicing import ask_service

            ask_service(self.workplace, [rest])
        elif act:
            await self.run_action(act, self.screen)


class OpeningApp(ConsoleApp):
    """The console as it is started: something on the screen first, the rest is loaded then."""

    DEFAULT_MODE = "opening"

    def __init__(self, load: Callable[[], Live], opening: Opening, **worn: Any) -> None:
        super().__init__(None, **worn)
        self._load = load
        self.add_mode(self.DEFAULT_MODE, lambda: opening)

    async def begin(self) -> None:
        """Load what the first picture did without, and show the wall."""
        self.live = self._load()
        self.live.start()
        PLACES[0].load()  # meanwhile the hub answers
        give_up = self._clock.elapsed() + PATIENCE_S
        while not (first := self.live.drain()).facts and self._clock.elapsed() < give_up:
            await asyncio.sleep(GLANCE_S)
        await self.switch_mode(ConsoleApp.DEFAULT_MODE)
        self.remove_mode(self.DEFAULT_MODE)
        self.heed(first)
        self.keep_up()
        self.set_timer(SETTLED_S, _resume_collecting)


def run(settings: Settings, *, drill: bool = False) -> int:
    """Show the console until it is closed; return the exit code (70: it broke)."""
    catalog.use(catalog.on_screen(settings.language, os.environ))
    Sheet.ASCII = not catalog.speaks_unicode(os.environ)
    gc.disable()  # nothing of what is loaded to begin with is ever garbage

    def load() -> Live:
        from console.following import following  # what it takes to ask a hub

        app.use_keys(own_keymap(settings))
        return following(settings, drill=drill)

    app = OpeningApp(
        load,
        Opening(str(settings.socket)),
        theme=themes.fitting(settings.theme, os.environ),
        slow=slow_line(settings.screen.slow_line, os.environ),
    )
    app.use_keys(own_keymap(settings))
    ended = app.run()
    return INTERNAL_ERROR if app.return_code else (ended or 0)


def _resume_collecting() -> None:
    gc.freeze()
    gc.enable()
