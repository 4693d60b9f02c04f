"""What the hub answers about the plant: out of service, told, done by itself, its scenes."""

from __future__ import annotations

from console.clock import Clock
from console.domain.sites import Site
from console.hub.automation_answers import AutomationAnswers
from console.hub.board import Board
from console.hub.control_answers import ControlAnswers
from console.hub.plant import Plant
from console.hub.scene_answers import SceneAnswers
from console.hub.withheld_answers import WithheldAnswers
from console.store.store import Store


class PlantAnswers:
    """All of them, each with one method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board, store: Store) -> None:
        self.withheld = WithheldAnswers(site, clock, board)
        self.controls = ControlAnswers(site, clock, board)
        self.scenes = SceneAnswers(site, clock, board, store)
        self.automations = AutomationAnswers(site, clock, board)

    def works(self, plant: Plant) -> None:
        """Say by what the answers judge how things are now."""
        self.controls.book = plant.controls
        self.automations.plant = plant
