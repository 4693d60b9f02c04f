"""Who may come in: one browser of the person who started it, and no page of anybody else.

A port of this machine is open to every account on it and, through a browser, to every page that
browser shows. So each request must name this machine, come from our own page, and carry a cookie
that was given once, for a token that only the starter's terminal showed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SECRET_BYTES = 32
PLACE_BYTES = 12  # of the path that the cookie is kept to
COOKIE = "wanshou"
ENTRANCE = "/open"
# What a browser does on its own guess, before a person asked for the page.
GUESSES = ("prefetch", "preview")


class Gate:
    """Knows the token while it is good, and the cookie it was exchanged for.

    A cookie goes to every port of a host. So ours is kept to a path nobody else can guess: a
    server of another account on this machine is never sent it.
    """

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(SECRET_BYTES)
        self.place = f"/{secrets.token_urlsafe(PLACE_BYTES)}"
        self._unused = True
        self._cookie = secrets.token_urlsafe(SECRET_BYTES)

    def exchange(self, token: str) -> str | None:
        """Return the cookie for the token, once; None for any other, and for a second time."""
        if not (self._unused and _same(token, self.token)):
            return None
        self._unused = False
        return self._cookie

    def knows(self, cookie: str) -> bool:
        """Tell whether a cookie is the one that was given."""
        return not self._unused and _same(cookie, self._cookie)


def from_here(headers: Mapping[str, str], *, upgrade: bool = False) -> bool:
    """Tell whether a request names this machine, and was made by our own page or by a person.

    An `upgrade` to a WebSocket is bound by no same-origin rule: it must say where it comes from.
    """
    host = headers.get("Host", "")
    if _name(host) not in LOOPBACK:
        return False  # a name of someone else's that was made to lead here
    origin = headers.get("Origin")
    if origin is None:
        return not upgrade
    return origin == f"http://{host}"


def by_our_page(headers: Mapping[str, str]) -> bool:
    """Tell whether a browser that says so calls a request its own page's, or a person's."""
    return headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")


def guessed(headers: Mapping[str, str]) -> bool:
    """Tell whether a browser asks on a guess: that must not use the token up."""
    purpose = headers.get("Sec-Purpose", "") + headers.get("Purpose", "")
    return any(guess in purpose for guess in GUESSES)


def _name(host: str) -> str:
    if host.startswith("["):
        name, bracket, rest = host[1:].partition("]")
        port = rest.removeprefix(":")
        return name if bracket and (not rest or (rest != port and port.isdigit())) else ""
    name, colon, port = host.partition(":")
    return name.lower() if not colon or port.isdigit() else ""


def _same(given: str, right: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogateescape"), right.encode())
