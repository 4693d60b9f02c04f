"""Decides what people write into the operators' log."""

from __future__ import annotations

import re

from console.contract.shifts import WriteLog
from console.domain.facts import LogWritten
from console.domain.ids import AlertId, CaseId, DeviceId, UnitId
from console.domain.sites import Site
from console.errors import NotFound, Refused
from console.hub.engine import Engine
from console.hub.nearest import nearest
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling

_NUMBERED = re.compile(r"[AC]-\d{1,18}", re.ASCII | re.IGNORECASE)


class LogDesk:
    """One method per operation."""

    def __init__(self, site: Site, engine: Engine) -> None:
        self._site = site
        self._engine = engine
        self.handlers: Handlers = {WriteLog: self._write}

    def _write(self, request: WriteLog, _seat: Seat, now: int) -> Ruling:
        text = request.text.strip()
        if not text:
            raise Refused("log_empty")
        about = None if request.about is None else self._subject(request.about)
        written = LogWritten(text=text, about=about)
        return Ruling(about=about or "log", more=[(now, written)])

    def _subject(self, said: str) -> str:
        """Return the id of what a line is about; raise NotFound."""
        if _NUMBERED.fullmatch(said):
            id = said.upper()
            if id.startswith("A"):
                return self._engine.alert(AlertId(id)).id
            return self._engine.casebook.case(CaseId(id)).id
        if DeviceId(said) in self._site.devices or UnitId(said) in self._site.units:
            return said
        known = [*self._site.devices, *self._site.units]
        raise NotFound("no_such_subject", id=said, nearest=nearest(said, known))
