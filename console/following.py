"""The live picture, fed by a real hub and its broker."""

from __future__ import annotations

from console.attention import Attention
from console.client.hub import HubClient
from console.client.link import Link
from console.client.values import Values
from console.clock import WallClock
from console.contract.views import BrokerAccess
from console.domain.sites import Site
from console.live import Live
from console.settings import Settings


def following(settings: Settings, *, drill: bool = False) -> Live:
    """Return the picture of the hub at the socket of `settings`, not yet started."""
    clock = WallClock()
    hub = HubClient(settings.socket)
    link = Link(hub, wake=lambda: live.on_wake(), elapsed=clock.elapsed)

    def values(access: BrokerAccess, site: Site) -> Values:
        return Values(access, site, elapsed=clock.elapsed, now=link.data_now)

    live = Live(hub, link=link, values=values, clock=clock, address=hub.address)
    live.drill = drill
    live.attention = Attention(bell=settings.screen.bell, nag_s=settings.screen.nag_s)
    live.on_stop = hub.close
    return live
