"""Which broker a hub has: its own, or someone else's by its address."""

from __future__ import annotations

from console.domain.sites import Site
from console.hub.embedded import EmbeddedBroker
from console.hub.external import ExternalBroker
from console.settings import Settings

Broker = EmbeddedBroker | ExternalBroker


def choose_broker(settings: Settings, site: Site) -> Broker:
    """Return the broker that the settings mean, not yet started."""
    folder, wanted = settings.data / "broker", settings.broker
    if wanted.url is not None:
        return ExternalBroker(folder, wanted, root=site.root)
    return EmbeddedBroker(folder, root=site.root, site=site.id, host=wanted.host, port=wanted.port)
