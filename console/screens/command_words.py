"""The words of the command bar: those of the command line, by noun and verb, and short ones."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from console.contract.registry import OPERATIONS
from console.places import PLACES


class Kind(StrEnum):
    """What a word of a command may stand for."""

    ALERT = "alert"
    CASE = "case"
    UNIT = "unit"
    HANDOVER = "handover"
    SENSOR = "sensor"
    PLACE = "place"
    ZONE = "zone"
    CONTROL = "control"
    AUTOMATION = "automation"
    THING = "thing"
    DURATION = "duration"
    VALUE = "value"
    NUMBER = "number"
    ACTION = "action"
    PROOF = "proof"
    CAUSE = "cause"
    ROLE = "role"
    THEME = "theme"
    CATEGORY = "category"
    CHANNEL = "channel"
    PRIORITY = "priority"
    FLAG = "flag"
    TEXT = "text"


class Slot(msgspec.Struct, frozen=True):
    """A part of a command: `name` is also its option (`--for 30m`); `many` may be given more than
    once; `marked` is only taken after its option, or after its name as a word (`of A-2`)."""

    name: str
    kind: Kind
    many: bool = False
    marked: bool = False


class Verb(msgspec.Struct, frozen=True):
    """Something to be done: an operation of the registry or an act of the screen; what it takes,
    and which other options of the command line mean its text."""

    name: str
    slots: tuple[Slot, ...] = ()
    text_options: tuple[str, ...] = ()


_ALERTS = Slot("alert", Kind.ALERT, many=True)
_CASE = Slot("case", Kind.CASE)
_UNIT = Slot("unit", Kind.UNIT)
_TEXT = Slot("text", Kind.TEXT, many=True)
_TRAVEL = (_UNIT, _CASE, Slot("by", Kind.CHANNEL, marked=True))
_OTHER = Slot("other", Kind.CASE)
_CONTROL = Slot("control", Kind.CONTROL)
_AUTOMATION = Slot("automation", Kind.AUTOMATION)
_FOR = Slot("for", Kind.DURATION)
_SLOTS: dict[str, tuple[Slot, ...]] = {
    "alerts.ack": (_ALERTS, _TEXT),
    "alerts.unack": (_ALERTS,),
    "alerts.note": (Slot("alert", Kind.ALERT), _TEXT),
    "alerts.shelve": (
        _ALERTS,
        Slot("for", Kind.DURATION),
        Slot("one-shot", Kind.FLAG, marked=True),
        _TEXT,
    ),
    "alerts.unshelve": (_ALERTS,),
    "alerts.symptom": (_ALERTS, Slot("of", Kind.ALERT, marked=True)),
    "alerts.release": (_ALERTS,),
    "service.stop": (Slot("place", Kind.PLACE), _TEXT),
    "service.resume": (Slot("place", Kind.PLACE), _TEXT),
    "sensors.record": (Slot("sensor", Kind.SENSOR), Slot("value", Kind.VALUE), _TEXT),
    "cases.open": (_ALERTS, Slot("zone", Kind.ZONE), _TEXT),
    "cases.dispatch": (_CASE, _ALERTS, _UNIT),
    "cases.remedy": (_CASE, Slot("finding", Kind.NUMBER), Slot("action", Kind.ACTION), _TEXT),
    "cases.done": (_CASE, Slot("remedy", Kind.NUMBER)),
    "cases.verify": (_CASE, Slot("proof", Kind.PROOF), _TEXT),
    "cases.close": (_CASE, Slot("unverified", Kind.FLAG, marked=True), _TEXT),
    "patrols.accept": _TRAVEL,
    "patrols.enroute": _TRAVEL,
    "patrols.onsite": _TRAVEL,
    "patrols.leave": _TRAVEL,
    "patrols.report": (*_TRAVEL, Slot("cause", Kind.CAUSE, many=True), _TEXT),
    "patrols.decline": (*_TRAVEL, _TEXT),
    "patrols.checkin": _TRAVEL,
    "patrols.assist": (*_TRAVEL, _TEXT),
    "patrols.amend": (_CASE, Slot("finding", Kind.NUMBER), Slot("cause", Kind.CAUSE), _TEXT),
    "patrols.reserve": (_UNIT, _FOR, _TEXT),
    "patrols.free": (_UNIT,),
    "patrols.withdraw": (_UNIT, _TEXT),
    "patrols.restore": (_UNIT,),
    "patrols.onduty": (_UNIT,),
    "patrols.offduty": (_UNIT,),
    "cases.file": (_CASE,),
    "cases.reject": (_CASE, _TEXT),
    "cases.return": (_CASE, _TEXT),
    "cases.suspend": (_CASE, _FOR, _TEXT),
    "cases.resume": (_CASE,),
    "cases.cancel": (_CASE, _TEXT),
    "cases.reopen": (_CASE, _TEXT),
    "cases.edit": (
        _CASE,
        Slot("zone", Kind.ZONE, marked=True),
        Slot("category", Kind.CATEGORY, marked=True),
        Slot("priority", Kind.PRIORITY, marked=True),
        Slot("owner", Kind.TEXT, marked=True),
        Slot("reference", Kind.TEXT, marked=True),
        _TEXT,
    ),
    "cases.note": (_CASE, _TEXT),
    "cases.gather": (_CASE, _ALERTS),
    "cases.link": (_CASE, _OTHER),
    "cases.duplicate": (_CASE, _OTHER, _TEXT),
    "cases.compare": (_CASE,),
    "cases.escalate": (_CASE, _TEXT),
    "cases.standdown": (_CASE, _UNIT, _TEXT),
    "cases.read": (_CASE,),
    "cases.direct": (
        Slot("about", Kind.THING, marked=True),
        Slot("to", Kind.TEXT, many=True, marked=True),
        Slot("priority", Kind.PRIORITY, marked=True),
        _TEXT,
    ),
    "notices.test": (_TEXT,),
    "devices.command": (_CONTROL, _TEXT, Slot("for", Kind.DURATION, marked=True)),
    "devices.release": (_CONTROL,),
    "devices.maintain": (Slot("place", Kind.PLACE), _TEXT),
    "scenes.suspend": (_AUTOMATION, _TEXT, Slot("for", Kind.DURATION, marked=True)),
    "scenes.resume": (_AUTOMATION,),
    "shifts.enrol": (Slot("role", Kind.ROLE), _TEXT),
    "shifts.sign-on": (_TEXT,),
    "shifts.sign-off": (),
    "shifts.handover": (_TEXT,),
    "shifts.accept": (Slot("handover", Kind.HANDOVER),),
    "log.add": (Slot("about", Kind.THING, marked=True), _TEXT),
}
_TEXT_OPTIONS = {
    "alerts.ack": ("reason", "note"),
    "alerts.note": ("note",),
    "alerts.shelve": ("reason",),
    "service.stop": ("note",),
    "service.resume": ("note",),
    "sensors.record": ("how",),
    "cases.open": ("title",),
    "cases.remedy": ("from",),
    "cases.verify": ("note",),
    "cases.close": ("reason",),
    "patrols.report": ("note",),
    "shifts.handover": ("note",),
    "notices.test": ("party",),
    "devices.command": ("value",),
    "devices.maintain": ("reason",),
    "scenes.suspend": ("reason",),
    "patrols.assist": ("note",),
    "cases.edit": ("title",),
    "cases.note": ("note",),
    **dict.fromkeys(
        (
            *("patrols.decline", "patrols.amend", "patrols.reserve", "patrols.withdraw"),
            *("cases.reject", "cases.return", "cases.suspend", "cases.cancel", "cases.reopen"),
            *("cases.duplicate", "cases.escalate", "cases.standdown"),
        ),
        ("reason",),
    ),
}
_THING = Slot("thing", Kind.THING, many=True)
# What only the screen does.
SCREEN = (
    Verb("open", (_THING,)),
    Verb("filter", (_TEXT,)),
    Verb("theme", (Slot("theme", Kind.THEME),)),
    Verb("help"),
    Verb("jump"),
    Verb("search"),
    Verb("back"),
    Verb("forward"),
    Verb("bell"),
    Verb("quit"),
)
# Reading verbs of the command line that a workplace answers.
_READING = {
    "alerts.list": "go.alerts",
    "alerts.show": "open",
    "cases.list": "go.dispatch",
    "cases.show": "open",
    "patrols.list": "go.dispatch",
    "sensors.list": "go.sensor",
    "sensors.show": "open",
    "devices.show": "open",
    "shifts.list": "go.shift",
    "shifts.handovers": "go.shift",
    "log.list": "go.shift",
    "hub.health": "go.health",
}
# The nouns that, alone, lead to where their things are.
_HOMES = {
    "alerts": "alerts",
    "cases": "dispatch",
    "patrols": "dispatch",
    "sensors": "sensor",
    "shifts": "shift",
    "log": "shift",
    "hub": "health",
}
# What keys call an act where the command line calls it otherwise.
_ALSO = {"send": "cases.dispatch", "order": "cases.remedy", "finish": "cases.done"}
# Words of the screen that are verbs of a noun too: alone they are the screen's.
_SCREENS_OWN = frozenset({"open"})
# Said with their noun only: alone the word means the other one, which is said far more often.
_LONG = frozenset({"scenes.suspend", "scenes.resume"})


def _verbs() -> dict[str, Verb]:
    verbs = {verb.name: verb for verb in SCREEN}
    verbs |= {f"go.{place.mode}": Verb(f"go.{place.mode}") for place in PLACES}
    for name in OPERATIONS:
        verbs[name] = Verb(name, _SLOTS.get(name, (_TEXT,)), _TEXT_OPTIONS.get(name, ()))
    return verbs


def _nouns() -> dict[str, dict[str, str]]:
    """Return what each noun's verbs mean."""
    nouns: dict[str, dict[str, str]] = {}
    for name, meaning in (*((name, name) for name in OPERATIONS), *_READING.items()):
        noun, verb = name.split(".")
        nouns.setdefault(noun, {})[verb] = meaning
    return nouns


def _shorts() -> dict[str, tuple[str, ...]]:
    """Return what a word alone may mean."""
    shorts: dict[str, tuple[str, ...]] = {}
    for name in OPERATIONS:
        verb = name.split(".")[1]
        if verb not in _SCREENS_OWN and name not in _LONG:
            shorts[verb] = (*shorts.get(verb, ()), name)
    shorts |= {word: (name,) for word, name in _ALSO.items()}
    return shorts | {verb.name: (verb.name,) for verb in SCREEN}


VERBS = _verbs()
NOUNS = _nouns()
SHORTS = _shorts()
# What a noun or the name of a workplace means alone.
ALONE = {
    **{noun: f"go.{mode}" for noun, mode in _HOMES.items()},
    **{place.mode: f"go.{place.mode}" for place in PLACES},
}
HEADS = tuple(sorted({*NOUNS, *SHORTS, *ALONE}))
