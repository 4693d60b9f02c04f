"""Every control of a site: what it was told, what it does, and what forbids it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from console.domain.alerts import Alert
from console.domain.commanding import (
    Facts,
    Heard,
    Order,
    due,
    hear,
    maintain,
    pass_time,
    release,
    tell,
)
from console.domain.control_facts import InterlockTripped
from console.domain.control_folding import Told, folded
from console.domain.control_standing import at_rest, calming, doing, insisting, insists_at
from console.domain.controls import Control, ControlState, Mode
from console.domain.ids import ControlId, DeviceId, SensorId
from console.domain.kept import Kept
from console.domain.sites import Site
from console.errors import Conflict, NotFound, Refused
from console.hub.agenda import CONTROLS, Agenda
from console.hub.changes import Changes
from console.hub.conditions_at_work import Asked
from console.hub.interlocks import Forbidden, Interlocks
from console.hub.nearest import nearest
from console.hub.sight import Sight

INTERLOCK, MAINTENANCE, OVER = "interlock", "maintenance", "run_over"  # why the hub tells it

Follower = Callable[[ControlState, Facts, int], None]


class ControlBook:
    """Tells controls and hears of them; all rules are in `console.domain.commanding`."""

    def __init__(
        self,
        site: Site,
        sight: Sight,
        *,
        noted: tuple[Changes, Agenda],
        kept: Iterable[Kept],
    ) -> None:
        self._changes, self._agenda = noted
        self._sight = sight
        self._controls = site.controls()
        self._kept = {one.control: one for one in kept if isinstance(one, ControlState)}
        self.states = {id: self._kept.get(id, ControlState(control=id)) for id in self._controls}
        self._shown_by: dict[SensorId, list[ControlId]] = defaultdict(list)
        for one in self._controls.values():
            if one.sensor is not None:
                self._shown_by[one.sensor].append(one.id)
        self._interlocks = Interlocks(
            site, sight, self.states, agenda=self._agenda, turned=self._watch_over
        )
        self.named = self._interlocks.sensors | frozenset(self._shown_by)
        self._armed: dict[ControlId, int] = {}
        self._followers: list[Follower] = []
        self._agenda.keep(CONTROLS, self._fall_due)
        sight.controls = lambda id: self.states[id].reported if id in self.states else None

    def follow(self, follower: Follower) -> None:
        """Tell `follower` of all that happens to controls: how one stood, the facts, when (ms)."""
        self._followers.append(follower)

    # What the hub reads ---------------------------------------------------------------

    def control(self, id: ControlId) -> Control:
        """Return a control; raise NotFound."""
        if id not in self._controls:
            raise NotFound("no_such_control", id=id, nearest=nearest(id, self._controls))
        return self._controls[id]

    def of_device(self, device: DeviceId) -> list[Control]:
        """Return the controls of a device; raise NotFound where it has none."""
        found = [one for one in self._controls.values() if one.device == device]
        if not found:
            devices = {one.device for one in self._controls.values()}
            raise NotFound("no_controls", id=device, nearest=nearest(device, devices))
        return found

    def watching(self, id: ControlId) -> list[str]:
        """Return the interlocks that watch over a control, by name."""
        return self._interlocks.watching(id)

    def forbidding_now(self, id: ControlId, now: int) -> list[Forbidden]:
        """Return what forbids a control anything but its safe value, and whether only because
        nobody knows."""
        return self._interlocks.forbidding(id, now)

    # What the hub tells ---------------------------------------------------------------

    def begin(self, now: int) -> None:
        """Take up where the store left off; what went by meanwhile falls due now."""
        for id in self._kept:
            if id not in self._controls:
                self._changes.drop(ControlState, id)
        self._interlocks.begin(now)
        for id in self._controls:
            self._pass_time(id, now)
            self._watch_over(id, now)

    def tell(
        self,
        id: ControlId,
        order: Order,
        now: int,
        *,
        dry: bool = False,
    ) -> ControlState:
        """Tell a control a value, or (`dry`) only try whether it may be told; raise what forbids
        it, the interlocks first by name."""
        control = self.control(id)
        if order.value != control.safe and self._away(control):
            raise Conflict("device_offline", id=id, device=control.device)
        order = replace(order, overridden=self._past(id, order, now))
        told = Told(at=now, by=order.by, reason=order.reason)
        facts = tell(control, self.states[id], order, now)
        return self.states[id] if dry else self._happen(id, facts, told)

    def hear(self, id: ControlId, heard: Heard, now: int) -> None:
        """Take what a device says of its control."""
        self._happen(id, hear(self._controls[id], self.states[id], heard, now), Told(at=now))

    def release(self, id: ControlId, by: str, now: int) -> None:
        """Hand a control back; raise Refused where nobody holds it."""
        facts = release(self.control(id), self.states[id])
        self._happen(id, facts, Told(at=now, by=by))

    def maintain(self, device: DeviceId, told: Told, until: int | None) -> None:
        """Bring a device's controls to their safe values, and let nothing tell them more."""
        for control in self.of_device(device):
            self._make_safe(control, told.at, MAINTENANCE)
            facts = maintain(control, self.states[control.id], until)
            self._happen(control.id, facts, told)

    def saw(self, sensor: SensorId, now: int) -> None:
        """A sensor that interlocks ask, or that shows an effect, said something sound."""
        self._interlocks.look_at([sensor], now)
        for id in self._shown_by.get(sensor, ()):
            self._pass_time(id, now)

    def changed(self, asked: Iterable[Asked], now: int) -> None:
        """Links changed, or sensors are taken out of service or put back."""
        for one in asked:
            self._interlocks.stir(one, now)

    def alert_changed(self, _before: Alert, after: Alert, now: int) -> None:
        """An alert changed; it is in the midst of that, so interlocks look at it afterwards."""
        self._interlocks.stir((after.rule, after.target), now)

    # Inside ---------------------------------------------------------------------------

    def _past(self, id: ControlId, order: Order, now: int) -> tuple[str, ...]:
        """Return the interlocks that are passed over; raise Refused with the first that is not."""
        safe = order.value == self.control(id).safe
        forbidding = [] if safe else self.forbidding_now(id, now)
        for one, unknown in forbidding:
            if one.firm:
                raise Refused("interlock_firm", id=id, interlock=one.id)
            if not order.override:
                code = "interlock_unknown" if unknown else "interlocked"
                raise Refused(code, id=id, interlock=one.id)
        return tuple(one.id for one, _unknown in forbidding)

    def _away(self, control: Control) -> bool:
        return self._sight.online(control.device) is False

    def _happen(self, id: ControlId, facts: Facts, told: Told) -> ControlState:
        """Fold facts in, note them, and let follow what does."""
        if not facts:
            return self.states[id]
        before = self.states[id]
        for fact in facts:
            self.states[id] = folded(fact, self.states[id], told)
        self._changes.happened(told.at, facts)
        self._changes.keep(id, self.states[id])
        self._arm(id, told.at)
        self._interlocks.stir(id, told.at)
        self._agenda.add(told.at, CONTROLS, id)  # is it allowed what it does now?
        for follower in self._followers:
            follower(before, facts, told.at)
        return self.states[id]

    def _arm(self, id: ControlId, now: int) -> None:
        moment = due(self._controls[id], self.states[id], now)
        if moment is not None and self._armed.get(id, moment + 1) > moment:
            self._armed[id] = moment
            self._agenda.add(moment, CONTROLS, id)

    def _fall_due(self, id: ControlId, now: int) -> None:
        if self._armed.get(id, now + 1) <= now:
            del self._armed[id]
        self._pass_time(id, now)
        self._watch_over(id, now)

    def _pass_time(self, id: ControlId, now: int) -> None:
        control, state = self._controls[id], self.states[id]
        seen = None if control.sensor is None else self._sight.value(control.sensor)
        measured = None if seen is None or seen[1] < now else seen[0]
        ran = state.running
        after = self._happen(id, pass_time(control, state, now, measured=measured), Told(at=now))
        if ran is not None and after.running is None:
            self._make_safe(control, now, OVER)
        self._arm(id, now)

    def _watch_over(self, id: ControlId, now: int) -> None:
        """End what is forbidden by now, unless somebody passed over that very interlock."""
        control, state = self._controls[id], self.states[id]
        if state.mode is Mode.MAINTENANCE or not doing(control, state):
            return
        if self._away(control):
            return  # it ends its run by itself; when it comes back it says what it does
        one = self._interlocks.tripped(id, _overridden(state))
        if one is None or insists_at(control, state) > now:
            return
        if not insisting(control, state):  # else it tripped before, and is told again
            self._happen(id, (InterlockTripped(control=id, interlock=one.id),), Told(at=now))
        self._make_safe(control, now, INTERLOCK)

    def _make_safe(self, control: Control, now: int, why: str) -> None:
        """Tell a control its safe value, unless it is there or on its way."""
        state = self.states[control.id]
        if at_rest(control, state) or calming(control, state):
            return
        if state.reported is None and state.pending is None and state.sent == 0:
            return  # nobody ever told it anything
        order = Order(value=control.safe, why=why)
        self._happen(control.id, tell(control, state, order, now), Told(at=now))


def _overridden(state: ControlState) -> Sequence[str]:
    commands = (state.pending, state.running)
    return [name for one in commands if one is not None for name in one.overridden]
