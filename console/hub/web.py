"""The hub's API: ask, do, follow over HTTP, with routes made from the registry."""

from __future__ import annotations

from collections.abc import AsyncIterator

from litestar import Litestar, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.response import Stream

from console import __version__
from console.contract.registry import OPERATIONS
from console.contract.request import Receipt, Request
from console.hub.answers import Answers
from console.hub.asking import Http, seat_of
from console.hub.bus import Bus
from console.hub.desk import Desk
from console.hub.people import Seats
from console.hub.questions import questions
from console.hub.trouble import HANDLERS

BODY_BYTES_MAX = 64 * 1024
DIGITS = 18


def make_app(answers: Answers, desk: Desk, bus: Bus, seats: Seats) -> Litestar:
    """Return the application; every caller is known by the socket it came through."""
    handlers = [*questions(answers, seats), *_requests(desk, seats), _facts(bus, seats)]
    return Litestar(
        route_handlers=handlers,
        exception_handlers=HANDLERS,
        request_max_body_size=BODY_BYTES_MAX,
        openapi_config=OpenAPIConfig(title="wanshou hub", version=__version__, path="/v1/schema"),
        logging_config=None,
    )


def _requests(desk: Desk, seats: Seats) -> list[HTTPRouteHandler]:
    return [_route(desk, seats, kind) for kind in OPERATIONS.values()]


def _route(desk: Desk, seats: Seats, kind: type[Request]) -> HTTPRouteHandler:
    async def act(data: Request, request: Http) -> Receipt:
        key = request.headers.get("idempotency-key")
        return await desk.do(data, seat_of(request, seats), key)

    # The body's type differs by operation: this is where the table becomes routes.
    act.__annotations__ = {"data": kind, "request": Http, "return": Receipt}
    act.__doc__ = kind.__doc__
    noun, verb = kind.operation.split(".")
    return post(f"/v1/{noun}/{verb}", name=kind.operation, status_code=200)(act)


def _facts(bus: Bus, seats: Seats) -> HTTPRouteHandler:
    @get("/v1/facts")
    async def facts(request: Http, after: int = 0) -> Stream:
        seat_of(request, seats)
        resumed = request.headers.get("last-event-id", "")
        # No number of a fact has more digits; beyond the newest one, all is told anew.
        start = int(resumed[:DIGITS]) if resumed.isdecimal() else after
        return Stream(_told(bus, max(0, start)), media_type="text/event-stream")

    return facts


async def _told(bus: Bus, after: int) -> AsyncIterator[bytes]:
    async for events in bus.follow(after):
        yield events
