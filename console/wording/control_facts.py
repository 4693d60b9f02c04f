"""What devices are told and what came of it: words for values, modes and endings, and sentences."""

from __future__ import annotations

from typing import assert_never

from console.domain.control_facts import (
    CommandConfirmed,
    CommandContradicted,
    CommandRefused,
    CommandSent,
    CommandTimedOut,
    ControlFact,
    ControlModeChanged,
    ControlReported,
    InterlockTripped,
    RunEnded,
)
from console.domain.controls import Control, ControlKind, Ending, Mode
from console.domain.ids import ControlId, SensorId
from console.domain.sites import Site
from console.wording.catalog import translator
from console.wording.names import automation_name, control_name, interlock_name, target_name
from console.wording.plain import plain
from console.wording.spans import span
from console.wording.values import clock_time, figure

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_MODE = {
    Mode.AUTOMATIC: _n("automatic"),
    Mode.MANUAL: _n("by hand"),
    Mode.MAINTENANCE: _n("under maintenance"),
}
_ENDING = {
    Ending.CONFIRMED: _n("confirmed"),
    Ending.REFUSED: _n("refused by the device"),
    Ending.TIMED_OUT: _n("not answered"),
    Ending.CONTRADICTED: _n("contradicted"),
}
_WHY = {
    "interlock": _n("an interlock tripped"),
    "maintenance": _n("maintenance begins"),
    "run_over": _n("its run is over"),
}


def mode_word(mode: Mode) -> str:
    """Return who a control obeys."""
    return _(_MODE[mode])


def ending_word(ending: Ending | None) -> str:
    """Return how a command ended; a dash where none has."""
    return "–" if ending is None else _(_ENDING[ending])


def value_words(control: Control | None, value: float | None) -> str:
    """Return a control's value as people say it: on, open, 40 %, 12; a question mark if unknown."""
    if value is None:
        return "?"
    match control.kind if control is not None else ControlKind.FIGURE:
        case ControlKind.SWITCH:
            return _("on") if value else _("off")
        case ControlKind.VALVE:
            return _("open") if value else _("closed")
        case ControlKind.LEVEL:
            return f"{figure(value)} %"
        case _:
            unit = "" if control is None else plain(control.unit)
            return f"{figure(value)} {unit}".rstrip()


def control_sentence(what: ControlFact, site: Site, *, here: bool = False) -> str:
    """Return a fact about a control as a sentence, without who and why."""
    name = control_name(site, what.control)
    match what:
        case CommandSent():
            return _sent(what, name, site)
        case CommandConfirmed(runs_until=int(until)):
            return _("{control}: {value} confirmed, until {until}").format(
                control=name,
                value=_value(site, what.control, what.value),
                until=clock_time(until, None if here else site.time_zone),
            )
        case CommandConfirmed():
            return _("{control}: {value} confirmed").format(
                control=name, value=_value(site, what.control, what.value)
            )
        case CommandRefused():
            why = plain(what.why or "?")
            return _("{control} refused: “{why}”").format(control=name, why=why)
        case CommandTimedOut():
            return _("{control} did not answer {value}: what it does is not known").format(
                control=name, value=_value(site, what.control, what.value)
            )
        case CommandContradicted():
            return _contradicted(what, name, site)
        case ControlModeChanged():
            return _mode(what, name, site, here)
        case _:
            return _other(what, name, site)


def _other(what: RunEnded | ControlReported | InterlockTripped, name: str, site: Site) -> str:
    match what:
        case RunEnded(due=True):
            return _("{control}: its time is over, and it did not say that it ended").format(
                control=name
            )
        case RunEnded():
            return _("{control}: run over").format(control=name)
        case ControlReported():
            return _("{control} now {value}").format(
                control=name, value=_value(site, what.control, what.value)
            )
        case InterlockTripped():
            return _("{control}: interlock “{interlock}” tripped").format(
                control=name, interlock=interlock_name(site, what.interlock)
            )
        case _:
            assert_never(what)


def _sent(what: CommandSent, name: str, site: Site) -> str:
    value = _value(site, what.control, what.value)
    told = _("{control} told: {value}").format(control=name, value=value)
    if what.run_s is not None:
        told = _("{told} for {span}").format(told=told, span=span(what.run_s))
    if what.overridden:
        names = ", ".join(interlock_name(site, one) for one in what.overridden)
        told = _("{told}, past interlock “{interlock}”").format(told=told, interlock=names)
    if what.automation is not None:
        automation = automation_name(site, what.automation)
        told = _("{told}, by automation “{automation}”").format(told=told, automation=automation)
    if what.automation is None and what.why is not None:
        why = _(_WHY[what.why]) if what.why in _WHY else plain(what.why)
        told = _("{told}, because {why}").format(told=told, why=why)
    return told


def _contradicted(what: CommandContradicted, name: str, site: Site) -> str:
    told = _value(site, what.control, what.value)
    if what.sensor is not None:
        return _("{control} says {value}, but {sensor} shows {measured}").format(
            control=name,
            value=told,
            sensor=target_name(site, SensorId(what.sensor)),
            measured=figure(what.measured),
        )
    return _("{control} was told {value}, but says {reported}").format(
        control=name, value=told, reported=_value(site, what.control, what.reported)
    )


def _mode(what: ControlModeChanged, name: str, site: Site, here: bool) -> str:
    told = _("{control}: {mode}").format(control=name, mode=mode_word(what.mode))
    if what.until is None:
        return told
    until = clock_time(what.until, None if here else site.time_zone)
    return _("{told} until {until}").format(told=told, until=until)


def _value(site: Site, control: ControlId, value: float | None) -> str:
    return value_words(site.control(control), value)
