"""Hears the hub's facts between two steps of a drill, while data time stands still."""

from __future__ import annotations

import threading
from contextlib import closing

from console.contract.facts import Fact
from console.contract.hub import Hub
from console.contract.views import Page, SceneView
from console.errors import HubUnreachable

TRIES = 50  # a hub that is just restarting has this many times
RETRY_S = 0.2


class Hearing:
    """What happened since someone last listened, from after fact `heard` on."""

    def __init__(self, hub: Hub, heard: int) -> None:
        self._hub = hub
        self._heard = heard

    def news(self) -> list[Fact]:
        """Return every fact that is committed by now and was not returned before.

        Raise `HubUnreachable` when the hub stays away.
        """
        found: list[Fact] = []
        for attempt in range(TRIES):
            try:
                self._take(found)
            except HubUnreachable:
                if attempt == TRIES - 1:
                    raise
                threading.Event().wait(RETRY_S)
            else:
                break
        return found

    def _take(self, found: list[Fact]) -> None:
        # Any list tells at which fact it is true; that of the scenes is a short one.
        newest = self._hub.ask("scenes", Page[SceneView]).as_of
        if newest <= self._heard:
            return
        with closing(self._hub.follow(self._heard)) as stream:
            for said in stream:
                if isinstance(said, Fact):
                    found.append(said)
                    self._heard = said.n
                    if said.n >= newest:
                        return
