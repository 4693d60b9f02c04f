"""Who goes out: patrol units, what they know and bring, and when they are on duty."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

import msgspec

from console.domain.ids import UnitId, ZoneId
from console.domain.values import Bilingual


class Skill(StrEnum):
    """What a crew is trained to do."""

    SAMPLING = "sampling"
    ELECTRICS = "electrics"
    WATER = "water"
    TRAFFIC = "traffic"
    FIRST_AID = "first_aid"
    TREES = "trees"
    FIRE = "fire"
    NEGOTIATION = "negotiation"


class Span(msgspec.Struct, frozen=True):
    """Local time of day from `start` until before `end`, past midnight where end is earlier; the
    whole day where they are the same."""

    start: time
    end: time


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A crew that can be sent; `accounts` are the ones its members report from.

    `kit` names what it brings ("spray", "sampler"). It is on duty during the spans of its
    `shift`, always where it has none; one that is not `on_duty` is off the roster.
    """

    id: UnitId
    name: Bilingual
    members: tuple[str, ...] = ()
    zone: ZoneId | None = None
    skills: tuple[Skill, ...] = ()
    kit: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    shift: tuple[Span, ...] = ()
    on_duty: bool = True


class PatrolPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How often a unit that is out must be heard of, in seconds: on its way, and on site."""

    check_in_s: float = 1800.0
    on_site_s: float = 1800.0
