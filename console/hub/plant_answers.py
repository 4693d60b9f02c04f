"""What the hub answers about the plant: what is out of service, and what devices can be told."""

from __future__ import annotations

from console.clock import Clock
from console.domain.sites import Site
from console.hub.board import Board
from console.hub.control_answers import ControlAnswers
from console.hub.withheld_answers import WithheldAnswers


class PlantAnswers:
    """Both, each with one method per view."""

    def __init__(self, site: Site, clock: Clock, board: Board) -> None:
        self.withheld = WithheldAnswers(site, clock, board)
        self.controls = ControlAnswers(site, clock, board)
