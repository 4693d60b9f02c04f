"""Doing what was typed on the command line, by the acts that the keys have."""

from __future__ import annotations

from console.screens.going import Going


class Commanding(Going):
    """An app that can be told what to do."""
