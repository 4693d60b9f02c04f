"""Doing what was typed on the command line, by the acts and the dialogs that the keys have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import Input

from console.domain.ids import AlertId, ZoneId
from console.keys import ACTIONS, KEYLESS
from console.screens.going import Going
from console.screens.history import hold
from console.wording.screens import say

if TYPE_CHECKING:  # the first picture waits for none of them
    from console.screens.ask import Given
    from console.screens.command_acts import Aim
    from console.screens.command_grammar import Order

REMEMBERED = 100  # lines of this session


class Commanding(Going):
    """An app that can be told what to do."""

    _lines: tuple[str, ...] = ()

    def action_command(self, line: str = "", said: str = "") -> None:
        """Type a command."""
        from console.screens.command_known import LiveKnown
        from console.screens.command_line import CommandLine, Typed

        async def typed(found: Typed | None) -> None:
            if found is None:
                return
            past = (each for each in self._lines if each != found.line)
            self._lines = (*past, found.line)[-REMEMBERED:]
            objection = await self._carry_out(found.order)
            if objection is not None:
                self.action_command(found.line, objection)

        asked = CommandLine(LiveKnown(self.live), self._lines, line=line, said=said)
        self.push_screen(asked, typed)

    async def _carry_out(self, order: Order) -> str | None:
        """Do it; return why not, in words, where it cannot be done."""
        verb = order.verb
        if verb.startswith("go."):
            await self.action_go(verb.removeprefix("go."))
        elif verb in ACTIONS:
            return await self._act(order)
        else:
            await self._on_screen(order)
        return None

    async def _on_screen(self, order: Order) -> None:
        """Do what concerns nothing but this screen."""
        match order.verb:
            case "open":
                await self.open_any(order.one("thing") or "")
            case "filter":
                self._filter(order.text)
            case "theme":
                action = (
                    "themes" if "theme" not in order.given else f"theme({order.one('theme')!r})"
                )
                await self.run_action(f"app.{action}")
            case "help":
                self.workplace.action_keys()
            case "back" | "forward":
                await self.action_step_history(-1 if order.verb == "back" else 1)
            case verb:
                acts = {"search": "palette", "bell": "bell_test"}
                await self.run_action(f"app.{acts.get(verb, verb)}")

    def _filter(self, text: str) -> None:
        here = self.workplace
        here.query_one("#filter", Input).value = text
        here.set_class(bool(text), "-filtering")
        here.look()

    async def _act(self, order: Order) -> str | None:
        """Bring what is meant into view, then do what its key would do."""
        from console.screens.command_acts import Aim, aim, given
        from console.wording.command_bar import Bar

        aimed = aim(self.live, order)
        verb = order.verb.replace(".", " ")
        if aimed is None and self._needs_case(order):
            case = self._case_in_hand()
            if case is None:
                return say(Bar.NO_OBJECT, verb=verb)
            aimed = Aim("dispatch", (case,))
        if aimed is not None and not await self._bring(aimed):
            return say(Bar.NOT_SHOWN, what=", ".join(aimed.items))
        here, action = self.workplace, ACTIONS[order.verb]
        before: Screen[object] = self.screen
        if (done := await self._directly(order)) is not None:
            return done or None
        if (reason := here.why_not(action)) is not None:
            return reason
        if not action.startswith("app.") and not here.can_do(action):
            known = hasattr(here, f"action_{action.partition('(')[0]}")
            return say(Bar.NOT_NOW if known else Bar.NO_OBJECT, verb=verb)
        await self.run_action(action, here)
        self._fill(before, given(self.live, order))
        return None

    async def _directly(self, order: Order) -> str | None:
        """Do what needs no dialog because everything was said; nothing where there is one, or
        else why it cannot be done."""
        here, text = self.workplace, order.text
        match order.verb:
            case "service.stop" | "service.resume" if place := order.one("place"):
                return self._service(place, order)
            case "alerts.ack" if text and hasattr(here, "action_acknowledge"):
                reason = here.why_not("acknowledge")
                if reason is None:
                    await self.run_action(f"acknowledge({text!r})", here)
                return reason or ""
            case "cases.open" if text and order.all("alert"):
                reason = here.why_not("open_case")
                if reason is None:
                    from console.contract.cases import OpenCase

                    alerts = tuple(AlertId(a.partition("@")[0]) for a in order.all("alert"))
                    zone = ZoneId(order.one("zone") or "") or None
                    here.ask_hub([OpenCase(alerts=alerts, title=text, zone=zone)])
                return reason or ""
            case "cases.direct":
                return self._direct(order)
            case verb if verb in KEYLESS and verb.startswith(("cases.", "patrols.")):
                return self._deed(order)
        return None

    def _direct(self, order: Order) -> str:
        """Give a directive about what is named."""
        from console.screens.command_acts import given

        here = self.workplace
        reason = here.why_not("direct")
        if reason is None:
            before: Screen[object] = self.screen
            here.action_direct(order.one("about") or "")
            self._fill(before, given(self.live, order))
        return reason or ""

    def _deed(self, order: Order) -> str:
        """Do what has no key to what is named, or else to what is in hand."""
        from console.screens.command_acts import given, scene
        from console.screens.deeds import Deeds
        from console.wording.command_bar import Bar

        here = self.workplace
        if not isinstance(here, Deeds):
            return say(Bar.NO_OBJECT, verb=order.verb.replace(".", " "))
        reason = here.why_not("act")
        if reason is not None:
            return reason
        before: Screen[object] = self.screen
        objection = here.begin_by_name(order.verb, scene(here.scene(), order))
        self._fill(before, given(self.live, order))
        return objection or ""

    def _service(self, place: str, order: Order) -> str:
        """Ask about the sensor, device or zone named, as it is asked about what is selected."""
        from console.screens.command_acts import given
        from console.screens.servicing import ask_service, places
        from console.wording.command_bar import Bar

        here = self.workplace
        site, out = self.live.mirror.site, self.live.mirror.around.out_of_service
        reason = here.why_not("stop_service")
        if reason is not None:
            return reason
        if (place in out) is not (order.verb == "service.resume"):
            return say(Bar.NOT_NOW, verb=order.verb.replace(".", " "))
        before: Screen[object] = self.screen
        around = [place] if place in site.zones else places(site, place)  # type: ignore[arg-type]
        ask_service(here, around)
        self._fill(before, given(self.live, order))
        return ""

    async def _bring(self, aimed: Aim) -> bool:
        """Bring what is meant into view and select it; say whether it is what is selected."""
        if not aimed.items:
            await self.action_go(aimed.mode)
            return True
        await self.show(aimed.mode, aimed.items[0])
        here = self.workplace
        here.unmark()
        if not hold(here, aimed.items):
            here.action_back()  # a filter may hide it
            here.show_item(aimed.items[0])
            here.look()
        return hold(here, aimed.items)

    def _needs_case(self, order: Order) -> bool:
        """Tell whether it is done to a case, and not here."""
        name = ACTIONS[order.verb].partition("(")[0]
        kind = order.verb.partition(".")[0]
        return kind in ("cases", "patrols") and not hasattr(self.workplace, f"action_{name}")

    def _case_in_hand(self) -> str | None:
        """Return the case that what is selected here is in."""
        found = getattr(self.workplace, "matter", None)
        matter = found() if found is not None and self.live.ready else None
        return matter.case.id if matter is not None and matter.case is not None else None

    def _fill(self, before: Screen[object], said: Given) -> None:
        """Tell the dialog that came up what was said; and the one after it."""
        from console.screens.ask import Fillable

        dialog = self.screen
        if dialog is before or not isinstance(dialog, Fillable):
            return

        def filled() -> None:
            if self.screen is dialog:
                dialog.fill(said)
                self.call_after_refresh(self._fill, dialog, said)

        dialog.call_after_refresh(filled)
