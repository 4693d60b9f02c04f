"""Who answers for what around a case: organisations, and by which channels they are told."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

import msgspec

from console.domain.causes import Action
from console.domain.ids import PartyId
from console.domain.notice_facts import NoticeKind
from console.domain.values import Bilingual


class PartyKind(StrEnum):
    """What sort of organisation a party is."""

    GRID_WORKER = "grid_worker"
    PROPERTY = "property"
    OWNERS_COMMITTEE = "owners_committee"
    PARTY_COMMITTEE = "party_committee"
    SITE_TEAM = "site_team"
    MERCHANTS = "merchants"
    SANITATION = "sanitation"
    WATER_AUTHORITY = "water_authority"
    MAINTENANCE = "maintenance"
    DEPARTMENT = "department"
    OTHER = "other"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation that is told of cases in its `language` and does remedies.

    `channels` are names of the settings file's, never addresses; `actions` are the remedies it is
    responsible for; of what it `hears` it is told in every case, its own or not.
    """

    id: PartyId
    name: Bilingual
    kind: PartyKind
    language: Literal["zh", "en"] = "zh"
    channels: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    hears: tuple[NoticeKind, ...] = ()


def responsible(parties: Mapping[PartyId, Party], action: Action) -> Party | None:
    """Return who usually does `action`: the first party of the site file that answers for it."""
    return next((party for party in parties.values() if action in party.actions), None)


def named(parties: Mapping[PartyId, Party], words: str) -> Party | None:
    """Return the party that `words` (an id or a name, in either language) mean."""
    exact = parties.get(PartyId(words))
    if exact is not None:
        return exact
    wanted = words.strip().casefold()
    return next(
        (p for p in parties.values() if wanted in (p.name.zh.casefold(), p.name.en.casefold())),
        None,
    )
