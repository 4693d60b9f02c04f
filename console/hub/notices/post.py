"""The way notices take, put together from a site and its settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from console.channels import channels_of
from console.clock import Clock, WallClock
from console.domain.cases import Case
from console.domain.ids import CaseId
from console.domain.kept import Kept
from console.domain.sites import Site
from console.hub.journal import Journal
from console.hub.notices.outbox import Outbox, Rules
from console.hub.notices.postman import Postman
from console.hub.notices.wire import send
from console.settings import Settings


class Post:
    """What is to be sent, and who takes it there."""

    def __init__(self, settings: Settings, site: Site, *, drill: bool) -> None:
        self._site = site
        self._channels = channels_of(settings)
        self._rules = Rules(
            parties=site.parties,
            channels=frozenset(self._channels),
            drill=drill,
            in_drill=settings.notify.in_drill,
        )

    def outbox(self, case: Callable[[CaseId], Case], kept: Iterable[Kept]) -> Outbox:
        """Return what is to be sent, as the store left it."""
        return Outbox(self._rules, case=case, real=WallClock().now, kept=kept)

    async def deliver(self, clock: Clock, journal: Journal) -> None:
        """Deliver for ever."""
        await Postman(self._site, clock, journal, channels=self._channels, send=send).work()
