"""Snapshots are drawn with the catalogs of the working tree."""

from __future__ import annotations

from tests.ui.conftest import _catalogs, _english

__all__ = ["_catalogs", "_english"]
