"""Who asks, and what a list is narrowed to: read from a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from litestar import Request as HttpRequest

from console.hub.people import Seat, Seats
from console.hub.selection import FILTERS, Selection, selection_of

Http = HttpRequest[Any, Any, Any]


def seat_of(request: Http, seats: Seats) -> Seat:
    """Return the seat of whoever is at the other end of the socket."""
    extensions: dict[str, Any] = dict(request.scope.get("extensions") or {})
    _, uid, _ = extensions["peercred"]
    return seats.seat(uid)


def chosen(request: Http, filters: Sequence[str] = FILTERS) -> Selection:
    """Return what a request narrows its list to."""
    query = request.query_params
    return selection_of({name: query.getall(name) for name in query}, filters)
