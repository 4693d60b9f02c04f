"""Going to workplaces and to things, and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from console.domain.ids import DeviceId, SensorId, TargetId
from console.screens.history import History, Selectable, Spot, spot
from console.screens.opening import Opening
from console.wording.screens import say

if TYPE_CHECKING:  # the first picture waits for none of them
    from console.live import Live
    from console.screens.acts import OpenTarget, ShowCase
    from console.screens.workplace import Workplace


class Going(App[int]):
    """An app of workplaces that knows the way to each thing."""

    live: Live
    _trail: History | None = None

    @property
    def workplace(self) -> Workplace:
        """The workplace in view, under whatever dialog lies over it."""
        from console.screens.workplace import Workplace

        base = self.screen_stack[0]
        assert isinstance(base, Workplace)
        return base

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before there is a workplace, nothing can be done but leave."""
        if action != "quit" and isinstance(next(iter(self.screen_stack), None), Opening):
            return False
        return super().check_action(action, parameters)

    @property
    def here(self) -> Spot:
        """Return the workplace in view, and what is in hand there."""
        return spot(self.workplace.place, self.workplace)

    async def action_go(self, mode: str) -> None:
        """Go to a workplace; to the sensor with that of what is selected here."""
        if mode == "sensor" and self.live.ready:
            from console.screens.caselist import sensor_of

            target = self.workplace.pointed_at()
            sensor = sensor_of(self.live.mirror.site, target)
            if sensor is not None:
                await self.show("sensor", sensor)
                return
        await self._go(Spot(mode))

    async def action_step_history(self, steps: int) -> None:
        """Go back to where one was (-1), or forward again (1)."""
        found = self._history.step(self.here, steps)
        await self._return(found)

    async def action_last_place(self) -> None:
        """Go to where one was just before."""
        await self._return(self._history.last(self.here))

    def action_jump(self) -> None:
        """Go to one of the lists in view by its letter."""
        from console.screens.jump import Goal, Jump, goals_of

        here = self.workplace

        def chosen(goal: Goal | None) -> None:
            if goal is not None:
                here.set_focus(goal.widget)
                if isinstance(goal.widget, Selectable):
                    goal.widget.select(goal.item)

        self.push_screen(Jump(goals_of(here)), chosen)

    async def on_open_target(self, event: OpenTarget) -> None:
        """Show a sensor close up."""
        await self.open_target(event.target)

    async def on_show_case(self, event: ShowCase) -> None:
        """Show a case where it is worked on."""
        await self.show("dispatch", event.case)

    async def open_target(self, target: TargetId) -> None:
        """Show a sensor; of a device the first one, or what stands on it."""
        device = self.live.mirror.site.devices.get(DeviceId(target))
        if device is None:
            await self.show("sensor", target)
        elif device.sensors:
            await self.show("sensor", device.sensors[0].id)
        elif alerts := self.live.alerts_on(target):
            await self.show("alerts", alerts[0].id)

    async def open_named(self, name: str) -> None:
        """Show the sensor or device called `name`."""
        await self.open_target(SensorId(name) if "/" in name else DeviceId(name))

    async def open_any(self, name: str) -> None:
        """Show what is called `name`: an alert, a case, a handover, a sensor, a device."""
        modes = {"A-": "alerts", "C-": "dispatch", "H-": "shift"}
        mode = modes.get(name[:2])
        await (self.show(mode, name) if mode is not None else self.open_named(name))

    async def show(self, mode: str, key: str) -> None:
        """Show the item called `key` at a workplace."""
        await self._go(Spot(mode, None, key))
        self.workplace.show_item(key)

    @property
    def _history(self) -> History:
        if self._trail is None:
            self._trail = History(self.here)
        return self._trail

    async def _go(self, there: Spot) -> None:
        here = self.here
        same = there.mode == here.mode and there.item in (None, here.item)
        self._history.go(here, here if same else there)
        await self.switch_mode(there.mode)

    async def _return(self, there: Spot | None) -> None:
        if there is None:
            from console.wording.command_bar import Bar

            self.workplace.tell(say(Bar.NO_FURTHER))
            return
        await self.switch_mode(there.mode)
        if there.item is None:
            return
        for found in self.workplace.query(f"#{there.list}") if there.list else ():
            if isinstance(found, Selectable) and found.row_of(there.item) is not None:
                found.select(there.item)
                found.focus()
                return
        self.workplace.show_item(there.item)
