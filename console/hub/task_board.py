"""Telling patrol units on the broker what they are out for: one retained task per unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from console.clock import utc
from console.contract.codec import encode
from console.contract.patrols import PatrolRemedy, PatrolTask
from console.contract.telemetry import Topics
from console.domain.cases import Assignment, Case
from console.domain.ids import UnitId
from console.domain.sites import Site
from console.domain.values import Bilingual
from console.hub.board import Board
from console.hub.broker import BrokerLink


class TaskBoard:
    """Publishes each unit's task while it is out, and clears it once it is free."""

    def __init__(self, site: Site, link: BrokerLink, board: Board) -> None:
        self._site = site
        self._topics = Topics(site.root, site.id)
        self._link = link
        self._board = board
        self._told: dict[UnitId, bytes] = {}

    def tell(self, cases: Sequence[Case]) -> None:
        """Tell the units of these cases what changed for them."""
        self._publish({task.unit for case in cases for task in case.assignments})

    def tell_all(self) -> None:
        """Tell everything, after a (re)connect: a broker may have forgotten, or we."""
        self._told.clear()
        sent = {task.unit for case in self._board.cases.values() for task in case.assignments}
        self._publish({*self._site.units, *sent})

    def _publish(self, units: Iterable[UnitId]) -> None:
        for unit in sorted(units):
            tasks = self._board.tasks(unit)
            said = encode(self._task(*tasks[0], waiting=len(tasks) - 1)) if tasks else b""
            if self._told.get(unit) == said:
                continue
            if self._link.publish(self._topics.patrol(unit), said, retain=True):
                self._told[unit] = said

    def _task(self, case: Case, assignment: Assignment, *, waiting: int) -> PatrolTask:
        zone = self._site.zones.get(case.zone) if case.zone is not None else None
        return PatrolTask(
            assignment=f"{case.id}/{assignment.number}",
            case=case.id,
            title=case.title,
            where=_named(zone.name if zone else None),
            landmark=_named(zone.landmark if zone else None),
            targets=tuple(dict.fromkeys(w.point.target for w in case.watched)),
            leg=assignment.leg,
            check_by=None if assignment.check_by is None else utc(assignment.check_by),
            misses=assignment.misses,
            waiting=waiting,
            remedies=tuple(
                PatrolRemedy(
                    remedy=r.number, action=r.action, party=r.party, done=r.done_at is not None
                )
                for r in case.remedies
            ),
        )


def _named(name: Bilingual | None) -> str | None:
    """Return a name in both languages: whoever reads it on the broker has no language here."""
    return None if name is None else f"{name.zh} / {name.en}"
