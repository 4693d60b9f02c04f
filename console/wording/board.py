"""What the public board tells visitors, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from console.domain.cases import Step
from console.wording import catalog
from console.wording.catalog import CHINESE, ENGLISH, translator
from console.wording.plain import plain

_ = translator("commands")

BOTH = "both"
SHORT = {"zh": CHINESE, "en": ENGLISH}


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


class Board(StrEnum):
    """What can be said; names in braces are filled in by `say`."""

    TODAY = _n("{day}, {time}")
    DRILL = _n("DRILL: these are not real figures")
    AS_OF = _n("as of {time}")
    NOT_UP_TO_DATE = _n("as of {time}, not up to date: the centre is not heard")
    WAITING = _n("The centre has not been heard yet. What it says will stand here.")
    TOO_OLD = _n("The centre has not been heard for a long time: nothing is known now.")
    NOT_KNOWN = _n("not known now")
    COMMA = _n(", ")
    QUIT = _n("q quits")
    NO_TERMINAL = _n("The board needs a terminal; --once prints it as text.")
    PAGE = _n("{page} of {pages}")

    AIR = _n("Air")
    AIR_INDEX = _n("Air quality index {index}: {grade}")
    AIR_HIGHEST = _n("highest of {count} places: {zone}")
    AIR_PLACE = _n("{zone}: {index}, {grade}")
    PLACE_UNKNOWN = _n("{zone}: not known now")
    AIR_SOURCE = _n("From the community's own probes, hourly means; no official report.")

    WATER = _n("Water")
    WATER_CLASS = _n("{zone}: class {water_class}. {words}")
    WATER_LEAST = _n(
        "{zone}: class {water_class} or worse, not all is measured now. Better not touch it."
    )
    WATER_SOURCE = _n("By what is measured: {items}. Germs are not measured: never drink it.")

    LAMPS = _n("Lamps")
    LAMPS_FINE = _n("All {total} lamps are in order.")
    LAMPS_SOME = _n("{fine} of {total} lamps are in order.")
    LAMPS_TROUBLE = _n("{count} with a fault")
    LAMPS_OUT = _n("{count} being worked on")
    LAMPS_UNKNOWN = _n("{count} not known now")

    PARKING = _n("Parking")
    STALLS = _n("{name}: {count} free")
    NO_STALL = _n("{name}: full")
    NAME_UNKNOWN = _n("{name}: not known now")

    BINS = _n("Recycling")
    BIN_ROOM = _n("{name}: has room")
    BIN_SOON = _n("{name}: nearly full")
    BIN_FULL = _n("{name}: full, please use another")

    WORK = _n("Being worked on")
    WORK_AT = _n("{matter}, {zone}: {state}.")
    WORK_SOMEWHERE = _n("{matter}: {state}.")
    NO_WORK = _n("Nothing just now.")


# What HJ 633 advises for each level of the index, in plain words: everyone; children, the elderly
# and people with an illness of heart or lungs.
ADVICE: dict[int, tuple[str, str]] = {
    1: (
        _n("Everyone can be outdoors as they like."),
        _n("Children and the elderly: no need for care."),
    ),
    2: (
        _n("Nearly everyone can be outdoors as they like."),
        _n("Those who are unusually sensitive: rather less outdoors."),
    ),
    3: (
        _n("Most people can be outdoors; those whose eyes or throat smart should rest."),
        _n("Children, the elderly, people with heart or lung illness: no long, hard exercise."),
    ),
    4: (
        _n("Everyone: rather less exercise outdoors."),
        _n("Children, the elderly, people with heart or lung illness: avoid long, hard exercise."),
    ),
    5: (
        _n("Everyone: less time outdoors."),
        _n("Children, the elderly, people with heart or lung illness: stay indoors."),
    ),
    6: (
        _n("Everyone: avoid being outdoors."),
        _n("Children, the elderly and the ill: stay indoors and rest."),
    ),
}

# Classes of GB 3838; 6 is beyond class V.
WATER_WORDS: dict[int, str] = {
    1: _n("Very clean. Safe to touch."),
    2: _n("Clean. Safe to touch."),
    3: _n("Fairly clean. Safe to touch."),
    4: _n("Not clean. Better not touch it."),
    5: _n("Poor. Do not touch it."),
    6: _n("Very poor. Keep away, and keep children and pets away."),
}
CLASSES = ("I", "II", "III", "IV", "V", _n("worse than V"))

ITEMS: dict[str, str] = {
    "ph": _n("acidity"),
    "do": _n("oxygen"),
    "nh3n": _n("ammonia"),
    "codmn": _n("permanganate index"),
    "cod": _n("oxygen demand"),
    "bod5": _n("biochemical oxygen demand"),
    "tp": _n("phosphorus"),
    "tn": _n("nitrogen"),
    "petroleum": _n("oil"),
    "coliform": _n("coliform"),
}


class Topic(StrEnum):
    """What a case is about, as a visitor would call it."""

    DUST = _n("Dust in the air")
    AIR = _n("The air")
    NOISE = _n("Noise")
    WATER = _n("The water")
    HIGH_WATER = _n("High water")
    BIN = _n("A full bin")
    LAMP = _n("A lamp")
    POWER = _n("The power supply")
    WATERING = _n("The watering")
    PARKING = _n("A full car park")
    SAFETY = _n("A safety check")
    DEVICE = _n("A measuring device")
    MATTER = _n("A matter")


STATES: dict[Step, str] = {
    Step.COLLECTED: _n("it has been reported and is being looked at"),
    Step.FILED: _n("it has been noticed, nobody is there yet"),
    Step.DISPATCHED: _n("a patrol is on its way"),
    Step.HANDLING: _n("a patrol is there and it is being dealt with"),
    Step.FED_BACK: _n("dealt with, it is being measured again"),
    Step.VERIFIED: _n("dealt with, measured normal again"),
}


def say(what: StrEnum, /, **values: object) -> str:
    """Return words with `values` in them, safe to show."""
    return _(what.value).format(**{name: plain(str(value)) for name, value in values.items()})


def advice(level: int) -> tuple[str, str]:
    """Return what a level of the air index means for everyone, and for the vulnerable."""
    everyone, vulnerable = ADVICE[level]
    return _(everyone), _(vulnerable)


def water_words(water_class: int) -> str:
    """Return what a class of water means, and whether to touch it."""
    return _(WATER_WORDS[water_class])


def class_word(water_class: int) -> str:
    """Return a class of water as it is written."""
    return _(CLASSES[water_class - 1])


def item_word(item: str) -> str:
    """Return what is measured of water, as a visitor would call it."""
    return _(ITEMS[item]) if item in ITEMS else plain(item)


def state_words(step: Step) -> str:
    """Return how far something has come that is worked on."""
    return _(STATES[step])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while: "zh" or "en"."""
    before = catalog.language()
    catalog.use(SHORT[language])
    try:
        yield
    finally:
        catalog.use(before)
