"""What the hub answers about suppressions and service, from what is committed."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from console.clock import Clock, utc
from console.contract.state_views import OutOfServiceView
from console.contract.views import Page
from console.contract.withheld_views import PartView, SuppressionView
from console.domain.condition_parts import depths
from console.domain.conditions import Suppression
from console.domain.evaluation import Memory, judge
from console.domain.sites import Site
from console.domain.suppressions import implied
from console.errors import NotFound
from console.hub.board import Board
from console.hub.glance import Glance
from console.hub.nearest import nearest
from console.hub.selection import Selection


class WithheldAnswers:
    """One method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board) -> None:
        self._site = site
        self._clock = clock
        self._board = board
        self._zone = ZoneInfo(site.time_zone)
        self._glance = Glance(site, board)

    def service(self, selection: Selection) -> Page[OutOfServiceView]:
        """Return everything that is out of service, the longest first."""
        out = sorted(self._board.around.out_of_service.values(), key=lambda view: view.at)
        return selection.page(out, lambda view: view.target, self._board.as_of)

    def suppressions(self, selection: Selection) -> Page[SuppressionView]:
        """Return suppressions in the order of the site file, then rules with a condition."""
        every = list(self._every().values())  # with the conditions of the rules in force
        page = selection.page(every, lambda one: one.id, self._board.as_of)
        views = tuple(map(self._view, page.items))
        return Page(items=views, as_of=page.as_of, next=page.next)

    def suppression(self, wanted: str) -> SuppressionView:
        """Return one of them."""
        every = self._every()
        if wanted not in every:
            raise NotFound("no_such_suppression", id=wanted, nearest=nearest(wanted, every))
        return self._view(every[wanted])

    def _every(self) -> dict[str, Suppression]:
        return {one.id: one for one in implied(self._site)}

    def _view(self, one: Suppression) -> SuppressionView:
        return SuppressionView(
            suppression=one,
            of_rule=one.id not in self._site.suppressions,
            active=one.id in self._board.around.suppressions,
            parts=tuple(self._parts(one)),
            alerts=tuple(
                view.id for view in self._board.alerts.values() if one.id in view.suppressed_by
            ),
        )

    def _parts(self, one: Suppression) -> Iterator[PartView]:
        kept = self._board.remembered.get(one.id)
        sound = kept is not None and kept.when == one.when
        memory = Memory(kept.since, kept.possible) if kept is not None and sound else Memory()
        now = self._clock.now()
        found = judge(one.when, self._glance, memory, now=now, zone=self._zone)
        for place, (depth, part) in enumerate(depths(one.when)):
            since = memory.since[place] if sound else None
            yield PartView(
                condition=part,
                depth=depth,
                holds=found.parts[place],
                since=None if since is None else utc(since),
            )
