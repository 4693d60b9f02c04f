"""The parties of a site file: who is told of cases, and who does which remedy."""

from __future__ import annotations

from typing import Literal

import msgspec

from console.domain.causes import Action
from console.domain.findings import Findings, under
from console.domain.ids import PartyId
from console.domain.inventory import check_id, repeated
from console.domain.notice_facts import NoticeKind
from console.domain.parties import Party, PartyKind
from console.domain.strict import read, table
from console.domain.values import Bilingual

PARTIES_MAX = 100
CHANNELS_MAX = 5  # of one party: who is told on more is told on none


class RawParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party as written."""

    name: Bilingual
    kind: PartyKind
    language: Literal["zh", "en"] = "zh"
    channels: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    hears: tuple[NoticeKind, ...] = ()


def read_parties(raw: object, findings: Findings) -> dict[PartyId, Party]:
    """Return the sound parties of the table `parties`; note everything wrong with the others."""
    parties: dict[PartyId, Party] = {}
    written = table(raw, "parties", findings)
    if len(written) > PARTIES_MAX:
        expected = f"table of {PARTIES_MAX}"
        findings.add("bad_value", "parties", found=str(len(written)), expected=expected)
        return {}
    for id, one in written.items():
        key = under("parties", id)
        check_id(id, key, findings)
        party = read(one, RawParty, key, findings)
        if party is not None:
            _check(party, key, findings)
            parties[PartyId(id)] = _party(PartyId(id), party)
    return parties


def _check(party: RawParty, key: str, findings: Findings) -> None:
    repeated(party.actions, under(key, "actions"), findings)
    repeated(party.hears, under(key, "hears"), findings)
    channels = under(key, "channels")
    repeated((channel.partition("://")[0] for channel in party.channels), channels, findings)
    if len(party.channels) > CHANNELS_MAX:
        expected = f"list of {CHANNELS_MAX}"
        findings.add("bad_value", channels, found=str(len(party.channels)), expected=expected)
    for index, channel in enumerate(party.channels):
        # An address here would be a secret: the problem told must not repeat it.
        check_id(channel.partition("://")[0], under(channels, index), findings)
        if "://" in channel:
            findings.add("bad_id", under(channels, index), found="…://…", expected="[a-z0-9-]+")


def _party(id: PartyId, raw: RawParty) -> Party:
    return Party(
        id=id,
        name=raw.name,
        kind=raw.kind,
        language=raw.language,
        channels=raw.channels,
        actions=raw.actions,
        hears=raw.hears,
    )
