"""Decides what people ask about notices."""

from __future__ import annotations

from console.contract.notices import TestNotice
from console.domain.ids import PartyId
from console.domain.notice_facts import NoticeTestAsked
from console.errors import NotFound, Refused
from console.hub.nearest import nearest
from console.hub.notices.outbox import Rules
from console.hub.people import Seat
from console.hub.ruling import Handlers, Ruling


class NoticeDesk:
    """One method per operation."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.handlers: Handlers = {TestNotice: self._test}

    def _test(self, request: TestNotice, _seat: Seat, now: int) -> Ruling:
        if (request.party is None) == (request.channel is None):
            raise Refused("test_needs_one")
        if not self._rules.channels:
            raise Refused("no_channels")
        if request.party is not None:
            self._check_party(request.party)
        elif request.channel not in self._rules.channels:
            near = nearest(str(request.channel), self._rules.channels)
            raise NotFound("no_such_channel", id=request.channel, nearest=near)
        asked = NoticeTestAsked(party=request.party, channel=request.channel)
        return Ruling(about=str(request.party or request.channel), more=[(now, asked)])

    def _check_party(self, wanted: PartyId) -> None:
        party = self._rules.parties.get(wanted)
        if party is None:
            near = nearest(wanted, self._rules.parties)
            raise NotFound("no_such_party", id=wanted, nearest=near)
        if not any(channel in self._rules.channels for channel in party.channels):
            raise Refused("party_without_channel", id=wanted)
