"""Taking things out of service and putting them back: a sensor, its device, its whole zone."""

from __future__ import annotations

from console.contract.service import ResumeService, StopService
from console.domain.ids import DeviceId, TargetId, ZoneId
from console.domain.sites import Site
from console.keys import bindings
from console.screens.choose import Choose, Offer, Picked
from console.screens.glance import OUT, out_with, sensor_at
from console.screens.workplace import Workplace
from console.widgets import Entry, Line, between
from console.wording import chosen, plain
from console.wording.names import place_name
from console.wording.plant import Plant
from console.wording.screens import say


class Servicing(Workplace):
    """A workplace that points at something which may be worked on."""

    BINDINGS = bindings("service")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take out what is in service, to put back what is not."""
        if action in ("stop_service", "resume_service"):
            target = self.pointed_at() if self.is_mounted and self.live.ready else None
            if target is None:
                return False
            is_out = out_with(self.live, target) is not None
            if is_out is not (action == "resume_service"):
                return False
        return super().check_action(action, parameters)

    def action_stop_service(self) -> None:
        """Choose what to take out: the sensor, its device, its zone."""
        target = self.pointed_at()
        if target is None:
            self.tell(say(Plant.NO_PLACE), well=False)
        else:
            ask_service(self, places(self.live.mirror.site, target))

    def action_resume_service(self) -> None:
        """Choose what to put back."""
        self.action_stop_service()


def places(site: Site, target: TargetId) -> list[str]:
    """Return what can be taken out around a target, the smallest first."""
    device = site.devices.get(DeviceId(target.partition("/")[0]))
    if device is None:
        return []
    own: list[str] = [target] if sensor_at(site, target) else []
    return [*own, device.id, *([device.zone] if device.zone in site.zones else [])]


def ask_service(here: Workplace, around: list[str]) -> None:
    """Ask which of the places to take out of service, or to put back, and have it done."""
    live = here.live
    site, out = live.mirror.site, live.mirror.around.out_of_service

    def rows(width: int) -> list[Entry]:
        return [Entry(place, _row(here, place, width)) for place in around]

    def sure(place: str) -> str:
        word = Plant.RESUME_SURE if place in out else Plant.STOP_SURE
        return say(word, what=_called(site, place))

    def answered(picked: Picked | None) -> None:
        if picked is None:
            return
        note = picked.answers[0]
        if picked.key in out:
            here.ask_hub([ResumeService(target=picked.key, note=note)])
        else:
            here.ask_hub([StopService(target=picked.key, note=note)])

    stopped = next((place for place in around if place in out), None)
    title = say(Plant.STOP_TITLE)
    if stopped is not None:
        title = say(Plant.RESUME_TITLE, what=place_name(site, stopped))
    hint = say(Plant.STOP_NOTE if stopped is None else Plant.RESUME_NOTE)
    offer = Offer(title=title, rows=rows, first=stopped, fields=(hint,), sure=sure)
    here.app.push_screen(Choose(offer), answered)


def _row(here: Workplace, place: str, width: int) -> Line:
    site = here.live.mirror.site
    view = here.live.mirror.around.out_of_service.get(place)
    name: Line = ((place_name(site, place), "strong"), (f"  {_scope(site, place)}", "muted"))
    if view is None:
        return between(name, (), width - 1)
    told: Line = ((f"{OUT} {say(Plant.IS_OUT, note=plain(view.note))}", "medium"),)
    return between(name, told, width - 1)


def _scope(site: Site, place: str) -> str:
    zone = site.zones.get(ZoneId(place))
    if zone is not None:
        count = sum(device.zone == zone.id for device in site.devices.values())
        return say(Plant.STOP_ZONE, count=count)
    device = site.devices.get(DeviceId(place))
    if device is not None:
        return say(Plant.STOP_DEVICE, count=len(device.sensors))
    return say(Plant.STOP_SENSOR)


def _called(site: Site, place: str) -> str:
    zone = site.zones.get(ZoneId(place))
    name = chosen(zone.name) if zone is not None else place_name(site, place)
    return f"{name} ({plain(place)})"
