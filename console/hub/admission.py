"""Sees to PINs before a request is decided: none goes any further than this."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

import structlog
from msgspec.structs import replace

from console.contract.request import Request
from console.contract.shifts import EnrolPerson, SignOn
from console.domain.shifts import Person
from console.errors import Refused
from console.hub.attempts import Attempts
from console.hub.pins import LONGEST, SHORTEST, fits, matches, sealed
from console.hub.shift_book import folded

log = structlog.get_logger()

SEAL = ":"


class Admission:
    """Hashes new PINs and checks given ones, one at a time and off the loop."""

    def __init__(
        self, elapsed: Callable[[], float], person: Callable[[str], Person | None]
    ) -> None:
        self._elapsed = elapsed
        self._person = person
        self._attempts = Attempts()
        self._turn = asyncio.Lock()

    async def admit(self, request: Request, seat: str) -> Request:
        """Return `request` without its PIN; raise Refused where that is wrong or may not be tried.

        An enrolment carries salt and digest instead. Whether the name or the PIN was wrong is
        not told.
        """
        match request:
            case EnrolPerson():
                return await self._sealed(request)
            case SignOn():
                async with self._turn:
                    await self._prove(request, seat)
                return replace(request, pin="")
            case _:
                return request

    async def _sealed(self, request: EnrolPerson) -> EnrolPerson:
        if not fits(request.pin):
            raise Refused("pin_form", low=SHORTEST, most=LONGEST)
        async with self._turn:
            salt, digest = await asyncio.to_thread(sealed, request.pin)
        return replace(request, pin=salt + SEAL + digest)

    async def _prove(self, request: SignOn, seat: str) -> None:
        names = (f"person {folded(request.person)}", f"seat {seat}")
        wait_s = self._attempts.wait_s(names, self._elapsed())
        if wait_s > 0:
            raise Refused("sign_on_locked", wait_s=math.ceil(wait_s))
        person = self._person(request.person)
        known = (None, None) if person is None else (person.salt, person.digest)
        right = fits(request.pin) and await asyncio.to_thread(matches, request.pin, *known)
        if not right:
            self._attempts.failed(names, self._elapsed())
            log.warning("wrong name or PIN", seat=seat)
            raise Refused("bad_pin")
        self._attempts.succeeded(names)
