"""The hub that runs is the one whose days are compared off its store."""

from __future__ import annotations

import asyncio
from pathlib import Path

from console.clock import SteppedClock
from console.hub.compared_past import ComparedPast
from console.hub.parts import Parts
from console.settings import NotifySettings, Settings
from tests.sites import small_site


def test_a_running_hub_has_a_past_to_compare_with(tmp_path: Path) -> None:
    (tmp_path / "notify.toml").touch(0o600)
    notify = NotifySettings(file=tmp_path / "notify.toml")
    settings = Settings(data=tmp_path, socket=tmp_path / "s.sock", notify=notify)

    async def built() -> Parts:
        parts = Parts(settings, small_site(), SteppedClock(0))
        parts.store.close()
        return parts

    assert isinstance(asyncio.run(built()).engine.proving.comparing.past, ComparedPast)
