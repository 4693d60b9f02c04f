"""What the hub answers to questions about patrol units, and about whom to send."""

from __future__ import annotations

from console.clock import Clock
from console.contract.case_views import UnitView
from console.contract.projection import case_view
from console.contract.suggestions import (
    Suggestions,
    regional,
    suggested_units,
    tasks_by_unit,
    unit_view,
)
from console.contract.views import Page
from console.domain.ids import CaseId, UnitId
from console.domain.sites import Site
from console.errors import NotFound
from console.hub.board import Board
from console.hub.nearest import nearest
from console.hub.selection import Selection


class PatrolAnswers:
    """One method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board) -> None:
        self._site = site
        self._clock = clock
        self._board = board

    def patrols(self, selection: Selection) -> Page[UnitView]:
        """Return the units in the order of the site file."""
        units = [unit for unit in self._site.units.values() if selection.unit_fits(unit)]
        out, now = tasks_by_unit(self._board.open_cases()), self._clock.now()
        said = self._board.around.units
        views = [
            unit_view(self._site, unit, said.get(unit.id), out.get(unit.id, ()), now)
            for unit in units
        ]
        return selection.page(views, lambda view: view.unit.id, self._board.as_of)

    def patrol(self, wanted: UnitId) -> UnitView:
        """Return one unit."""
        unit = self._site.units.get(wanted)
        if unit is None:
            raise NotFound("no_such_unit", id=wanted, nearest=nearest(wanted, self._site.units))
        tasks = tasks_by_unit(self._board.open_cases()).get(wanted, ())
        said = self._board.around.units.get(wanted)
        return unit_view(self._site, unit, said, tasks, self._clock.now())

    def for_case(self, wanted: CaseId) -> Suggestions:
        """Return whom to send to a case, the best first, with every reason."""
        case = self._board.cases.get(wanted)
        if case is None:
            raise NotFound("no_such_case", id=wanted)
        view = case_view(case)
        said, now = self._board.around.units, self._clock.now()
        found = suggested_units(self._site, view, self._board.open_cases(), said, now)
        return Suggestions(
            case=wanted, items=tuple(found), as_of=self._board.as_of, regional=regional(view)
        )
