"""What the hub answers about automations: how they stand, why, and what they would do."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from console.clock import Clock, utc
from console.contract.automation_views import (
    AutomationView,
    Explanation,
    Locked,
    Planned,
    Reached,
    ScenePlan,
)
from console.contract.control_views import Forbidding
from console.contract.views import Page
from console.domain.automation_plan import certain, longest_s, stretches
from console.domain.automations import Automation, AutomationStanding
from console.domain.condition_parts import depths
from console.domain.conditions import Condition
from console.domain.evaluation import Truth
from console.domain.ids import SceneId
from console.domain.reasons import value_of
from console.domain.sites import Site
from console.errors import NotFound
from console.hub.board import Board
from console.hub.nearest import nearest
from console.hub.plant import Plant
from console.hub.selection import Selection

DAY_MS = 86_400_000


class AutomationAnswers:
    """One method per view; `plant` says how conditions and interlocks are now."""

    plant: Plant

    def __init__(self, site: Site, clock: Clock, board: Board) -> None:
        self._site = site
        self._clock = clock
        self._board = board
        self._zone = ZoneInfo(site.time_zone)

    def automations(self, selection: Selection) -> Page[AutomationView]:
        """Return automations in the order of the site file."""
        fitting = [
            self._view(one)
            for one in self._site.automations.values()
            if not selection.scene or one.scene in selection.scene
        ]
        return selection.page(fitting, lambda view: view.automation.id, self._board.as_of)

    def plan(self, scene: SceneId) -> ScenePlan:
        """Return what a scene does by itself in the next 24 hours, and why."""
        if scene not in self._site.scenes:
            raise NotFound("no_such_scene", id=scene, nearest=nearest(scene, self._site.scenes))
        now = self._clock.now()
        here = [one for one in self._site.automations.values() if one.scene == scene]
        return ScenePlan(
            as_of=self._board.as_of,
            now=utc(now),
            scene=scene,
            automations=tuple(self._explain(one, now) for one in here),
            planned=tuple(
                sorted(
                    (stretch for one in here for stretch in self._planned(one, now)),
                    key=lambda planned: (planned.begin, planned.automation),
                )
            ),
        )

    # Inside ---------------------------------------------------------------------------

    def _view(self, automation: Automation) -> AutomationView:
        now, book, id = self._clock.now(), self.plant.automations, automation.id
        ends = automation.until is not None
        return AutomationView(
            automation=automation,
            standing=self._board.around.automations.get(id, AutomationStanding(automation=id)),
            when=book.judged(id, now).truth,
            until=book.judged(id, now, until=True).truth if ends else None,
            obstacle=book.obstacle(automation, now),
            begun_today=book.begun_today(id, now),
        )

    def _explain(self, automation: Automation, now: int) -> Explanation:
        book, id = self.plant.automations, automation.id
        until: tuple[Reached, ...] = ()
        if automation.until is not None:
            until = self._reached(automation.until, book.judged(id, now, until=True).parts)
        return Explanation(
            view=self._view(automation),
            when=self._reached(automation.when, book.judged(id, now).parts),
            until=until,
            locked=tuple(self._locked(automation, now)),
        )

    def _reached(self, condition: Condition, truths: tuple[Truth, ...]) -> tuple[Reached, ...]:
        sight = self.plant.automations.sight
        return tuple(
            Reached(depth=depth, part=part, holds=holds, value=value_of(part, sight))
            for (depth, part), holds in zip(depths(condition), truths, strict=True)
        )

    def _locked(self, automation: Automation, now: int) -> Iterator[Locked]:
        for deed in automation.deeds:
            found = self.plant.controls.forbidding_now(deed.control, now)
            if found:
                forbidding = tuple(
                    Forbidding(interlock=one.id, unknown=unknown, firm=one.firm)
                    for one, unknown in found
                )
                yield Locked(control=deed.control, forbidding=forbidding)

    def _planned(self, automation: Automation, now: int) -> Iterator[Planned]:
        run_s = longest_s(automation, self._site.controls())
        sight, span = self.plant.automations.sight, (now, now + DAY_MS)
        for stretch in stretches(automation, sight, span, run_s=run_s, zone=self._zone):
            yield Planned(
                automation=automation.id,
                begin=utc(stretch.begin),
                end=None if stretch.end is None else utc(stretch.end),
                because=stretch.because,
                certain=certain(automation),
            )
