"""A trend drawn in braille dots: pure, so that a command draws as the screen does."""

from __future__ import annotations

from console.widgets.chart.drawing import Room, at_column, chart, room_of
from console.widgets.chart.parts import Across, Frame, Run, Scale, Series
from console.widgets.chart.scale import scale_of
from console.widgets.chart.times import time_label, time_ticks

__all__ = [
    "Across",
    "Frame",
    "Room",
    "Run",
    "Scale",
    "Series",
    "at_column",
    "chart",
    "room_of",
    "scale_of",
    "time_label",
    "time_ticks",
]
