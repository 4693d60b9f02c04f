"""How ready patrol units are, and what happened to that: words and sentences."""

from __future__ import annotations

from typing import assert_never

from console.domain.people import Skill, Span
from console.domain.sites import Site
from console.domain.unit_facts import (
    DutyBegan,
    DutyEnded,
    UnitFact,
    UnitFreed,
    UnitReserved,
    UnitRestored,
    UnitWithdrawn,
)
from console.domain.unit_states import UnitStatus
from console.wording.catalog import translator
from console.wording.names import unit_name
from console.wording.plain import plain
from console.wording.values import clock_time

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_STATUS = {
    UnitStatus.AVAILABLE: _n("available"),
    UnitStatus.RESERVED: _n("reserved"),
    UnitStatus.ASSIGNED: _n("assigned"),
    UnitStatus.EN_ROUTE: _n("en route"),
    UnitStatus.ON_SITE: _n("on site"),
    UnitStatus.OFF_DUTY: _n("off duty"),
    UnitStatus.OUT_OF_SERVICE: _n("out of service"),
}
_SKILLS = {
    Skill.SAMPLING: _n("sampling"),
    Skill.ELECTRICS: _n("electrics"),
    Skill.WATER: _n("water"),
    Skill.TRAFFIC: _n("traffic"),
    Skill.FIRST_AID: _n("first aid"),
    Skill.TREES: _n("trees"),
    Skill.FIRE: _n("fire"),
    Skill.NEGOTIATION: _n("negotiation"),
}


def status_word(status: UnitStatus) -> str:
    """Return what a unit is at."""
    return _(_STATUS[status])


def skill_word(skill: str) -> str:
    """Return a skill; one that only a newer version knows goes by its code."""
    known = next((word for known, word in _SKILLS.items() if known == skill), None)
    return _(known) if known is not None else plain(skill)


def span_word(span: Span) -> str:
    """Return the hours of a shift."""
    return f"{span.start:%H:%M}-{span.end:%H:%M}"


def unit_sentence(what: UnitFact, site: Site, *, here: bool = False) -> str:
    """Return a fact about a unit's readiness as a sentence, without who and why."""
    unit = unit_name(site, what.unit)
    zone = None if here else site.time_zone
    match what:
        case UnitReserved():
            return _("{unit} reserved until {time}").format(
                unit=unit, time=clock_time(what.until, zone)
            )
        case UnitFreed(lapsed=True):
            return _("{unit}: its reservation is over").format(unit=unit)
        case UnitFreed():
            return _("{unit} is reserved no more").format(unit=unit)
        case UnitWithdrawn():
            return _("{unit} is out of service").format(unit=unit)
        case UnitRestored():
            return _("{unit} is in service again").format(unit=unit)
        case DutyBegan():
            return _("{unit} was put on duty").format(unit=unit)
        case DutyEnded():
            return _("{unit} was sent off duty").format(unit=unit)
        case _:
            assert_never(what)
