"""The web server of one person: what is asked for, checked first and answered after."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import msgspec
from aiohttp import WSCloseCode, WSMsgType, web

from console.web import pages
from console.web.gate import COOKIE, ENTRANCE, Gate, by_our_page, from_here, guessed
from console.web.session import Session
from console.wording.commands import say

SESSIONS = 4  # consoles at once, each a process of some 100 MB; one more is refused
ROOM_S = 3.0  # a page that is loaded anew waits so long for its former console to end
HEARTBEAT_S = 15.0  # a tab that does not answer for this long has gone
MESSAGE_BYTES = 256 * 1024  # of one message from a browser: a paste
LARGEST = range(1, 1000)  # columns and rows a browser may ask for
FULL = 4003  # a WebSocket's closing code of our own

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Resize(msgspec.Struct, frozen=True):
    """A window's new size in cells."""

    width: int
    height: int


class WebConsole:
    """Serves consoles behind a `Gate`; each process is told `environ` besides our own."""

    def __init__(self, gate: Gate, environ: Mapping[str, str]) -> None:
        self._gate = gate
        self._environ = environ
        self._room = asyncio.Semaphore(SESSIONS)
        self._open: set[web.WebSocketResponse] = set()

    def app(self) -> web.Application:
        """Return the application to run."""

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._guard(request, handler)

        app = web.Application(middlewares=[guard])
        place = self._gate.place
        app.add_routes(
            [
                web.get(ENTRANCE, self._entrance, allow_head=False),
                web.get(f"{place}/", self._page),
                web.get(f"{place}/socket", self._socket, allow_head=False),
                *(web.get(f"{place}/{name}", self._file) for name in pages.FILES),
            ]
        )
        app.on_response_prepare.append(_with_headers)
        app.on_shutdown.append(self._close_all)
        return app

    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let through what may come in; say no more than no to the rest."""
        upgrade = "Upgrade" in request.headers
        if not from_here(request.headers, upgrade=upgrade):
            return _refused()
        if request.path != ENTRANCE:
            cookie = request.cookies.get(COOKIE, "")
            if not (self._gate.knows(cookie) and by_our_page(request.headers)):
                return _refused()
        return await handler(request)

    async def _entrance(self, request: web.Request) -> web.StreamResponse:
        """Exchange the token for the cookie."""
        if guessed(request.headers):
            return _refused()
        cookie = self._gate.exchange(request.query.get("token", ""))
        if cookie is None:
            return _refused()
        place = f"{self._gate.place}/"
        answer = web.Response(text=pages.onward(place), content_type="text/html")
        answer.set_cookie(COOKIE, cookie, path=place, httponly=True, samesite="Strict")
        return answer

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """Give the page; it opens the WebSocket."""
        socket = f"ws://{request.host}{self._gate.place}/socket"
        font_size = request.query.get("fontsize", "")
        page = pages.terminal(say("web.title"), socket, font_size)
        return web.Response(text=page, content_type="text/html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path, kind = pages.FILES[request.path.rpartition("/")[2]]
        return web.Response(text=path.read_text("utf-8"), content_type=kind)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """Run one console for as long as its tab is open."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=MESSAGE_BYTES)
        await socket.prepare(request)
        try:
            await asyncio.wait_for(self._room.acquire(), ROOM_S)
        except TimeoutError:
            await socket.close(code=FULL)
            return socket
        self._open.add(socket)
        session = Session(socket, self._environ)
        try:
            await session.start(_cells(request, "width", 80), _cells(request, "height", 24))
            await _pass_on(socket, session)
        finally:
            await session.stop()
            self._open.discard(socket)
            self._room.release()
        return socket

    async def _close_all(self, app: web.Application) -> None:
        """Close every tab's console: we are going."""
        for socket in list(self._open):
            await socket.close(code=WSCloseCode.GOING_AWAY)


async def _pass_on(socket: web.WebSocketResponse, session: Session) -> None:
    """Pass on what the tab sends until it closes; what makes no sense closes it."""
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            continue
        try:
            kind, *rest = msgspec.json.decode(message.data, type=list[object])
            if kind == "stdin":
                typed = msgspec.convert(rest[0], str)
                await session.send_bytes(typed.encode("utf-8", "replace"))
            elif kind == "resize":
                size = msgspec.convert(rest[0], Resize)
                if size.width in LARGEST and size.height in LARGEST:
                    await session.set_terminal_size(size.width, size.height)
            elif kind == "ping":
                await socket.send_json(["pong", msgspec.convert(rest[0], str)])
            elif kind == "focus":
                await session.focus()
            elif kind == "blur":
                await session.blur()
        except (msgspec.DecodeError, ValueError, IndexError):
            await socket.close(code=WSCloseCode.UNSUPPORTED_DATA)


def _cells(request: web.Request, name: str, otherwise: int) -> int:
    text = request.query.get(name, "")
    cells = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise
    return cells if cells in LARGEST else otherwise


def _refused() -> web.Response:
    return web.Response(status=403, text=say("web.refused"))


async def _with_headers(request: web.Request, response: web.StreamResponse) -> None:
    host = request.host if from_here(request.headers) else ""
    response.headers.update(pages.headers(host))
    response.headers.pop("Server", None)
