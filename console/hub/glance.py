"""Conditions judged by what is committed, for whoever asks: no history, nothing remembered."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from console.clock import moment
from console.domain.alerts import State
from console.domain.conditions import Condition
from console.domain.evaluation import Memory, Truth, judge, known_until
from console.domain.ids import ControlId, DeviceId, RuleId, SensorId, TargetId
from console.domain.sites import Site
from console.domain.values import Quality
from console.hub.board import Board


class Glance:
    """The board, as conditions look at it."""

    def __init__(self, site: Site, board: Board) -> None:
        self._board = board
        self._devices = site.devices
        self._sensors = site.sensors()
        self._zone = ZoneInfo(site.time_zone)

    def truth(self, condition: Condition, now: int) -> Truth:
        """Return whether `condition` holds at `now` (ms); what must have held for a while is not
        known."""
        return judge(condition, self, Memory(), now=now, zone=self._zone).truth

    def value(self, sensor: SensorId) -> tuple[float, int] | None:
        """Return the newest good reading, and until when (ms) it is evidence; what is out of
        service measures nothing."""
        device = self._devices[DeviceId(sensor.partition("/")[0])]
        if not {sensor, device.id, device.zone}.isdisjoint(self._board.around.out_of_service):
            return None
        latest = self._board.latest(sensor)
        if latest.value is None or latest.at is None or latest.quality != Quality.GOOD:
            return None
        return latest.value, known_until(self._sensors[sensor], moment(latest.at))

    def online(self, device: DeviceId) -> bool | None:
        """Return what a device said of its link."""
        known = self._board.devices.get(device)
        return known.online if known is not None else None

    def control(self, control: ControlId) -> float | None:
        """Return what a control does; what its device said before it went away may be over."""
        state = self._board.around.controls.get(control)
        away = self.online(DeviceId(control.partition("/")[0])) is False
        return None if state is None or away else state.reported

    def alert(self, rule: RuleId, target: TargetId) -> tuple[State, bool]:
        """Return how a rule's alert is at a target, and whether it stands."""
        views = self._board.alerts.values()
        found = next((v for v in views if v.rule == rule and v.target == target), None)
        return (found.state, found.standing) if found is not None else (State.NORMAL, False)
