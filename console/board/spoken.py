"""What is told as sentences under headings, in the language being spoken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from console.board.told import Air, Bin, Lamps, Told, Water
from console.board.works import Work
from console.clock import utc
from console.domain.air_index import Grade
from console.wording import chosen
from console.wording.board import (
    Board,
    advice,
    class_word,
    item_word,
    say,
    state_words,
    water_words,
)
from console.wording.values import local

TOUCHABLE = 3  # up to this class water may be touched
NEARLY_FULL, FULL = 80, 95  # percent
CAUTION, ALARM = 3, 4  # levels of the air index


class Mood(StrEnum):
    """How a sentence is meant; its value is the ink it is written in."""

    PLAIN = "text"
    GOOD = "good"
    CARE = "medium"
    BAD = "high"
    UNKNOWN = "unknown"
    QUIET = "muted"


class Sentence(msgspec.Struct, frozen=True):
    """One sentence and how it is meant."""

    text: str
    mood: Mood = Mood.PLAIN


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, the one figure to be seen from afar, and sentences."""

    title: str
    figure: str = ""
    mood: Mood = Mood.PLAIN
    sentences: tuple[Sentence, ...]


def sections(told: Told) -> list[Section]:
    """Return everything the board says; what the site does not have is left out."""
    found = [_air(told.air)] if told.air else []
    found += [_water(told.water)] if told.water else []
    found.append(_work(told))
    found += [_lamps(told.lamps)] if told.lamps is not None else []
    if told.parking:
        stalls = tuple(_stall(chosen(park.name), park.free) for park in told.parking)
        found.append(Section(title=say(Board.PARKING), sentences=stalls))
    if told.bins:
        bins = tuple(map(_bin, told.bins))
        found.append(Section(title=say(Board.BINS), sentences=bins))
    return found


def standing(told: Told) -> Sentence:
    """Return of when all of it is, and whether that is now."""
    moment = local(utc(told.at), told.time_zone)
    if told.current:
        when = say(Board.TODAY, day=moment[:10], time=moment[11:16])
        return Sentence(say(Board.AS_OF, time=when), Mood.QUIET)
    return Sentence(say(Board.NOT_UP_TO_DATE, time=moment[11:16]), Mood.UNKNOWN)


def warnings(told: Told) -> list[Sentence]:
    """Return what must be known before anything else is believed."""
    found = [Sentence(say(Board.DRILL), Mood.BAD)] if told.drill else []
    if not told.work_known:
        found.append(Sentence(say(Board.TOO_OLD), Mood.UNKNOWN))
    return found


def _air(air: Sequence[Air]) -> Section:
    first = air[0]
    if first.grade is None or first.index is None:
        unknown = Sentence(say(Board.NOT_KNOWN), Mood.UNKNOWN)
        source = Sentence(say(Board.AIR_SOURCE), Mood.QUIET)
        return Section(title=say(Board.AIR), sentences=(unknown, source))
    mood = _mood(first.grade)
    headline = say(Board.AIR_INDEX, index=first.index, grade=chosen(first.grade.name))
    sentences = [Sentence(headline, mood)]
    sentences += [Sentence(words) for words in advice(first.grade.level)]
    if len(air) > 1:
        where = say(Board.AIR_HIGHEST, count=len(air), zone=chosen(first.place))
        sentences.insert(1, Sentence(where, Mood.QUIET))
        sentences += map(_air_place, air[1:])
    sentences.append(Sentence(say(Board.AIR_SOURCE), Mood.QUIET))
    return Section(
        title=say(Board.AIR), figure=str(first.index), mood=mood, sentences=tuple(sentences)
    )


def _air_place(air: Air) -> Sentence:
    zone = chosen(air.place)
    if air.grade is None:
        return Sentence(say(Board.PLACE_UNKNOWN, zone=zone), Mood.UNKNOWN)
    named = chosen(air.grade.name)
    return Sentence(say(Board.AIR_PLACE, zone=zone, index=air.index, grade=named), Mood.QUIET)


def _mood(grade: Grade) -> Mood:
    if grade.level < CAUTION:
        return Mood.GOOD
    return Mood.CARE if grade.level < ALARM else Mood.BAD


def _water(waters: Sequence[Water]) -> Section:
    sentences = [_water_place(water) for water in waters]
    items = dict.fromkeys(item for water in waters for item in water.items)
    if items:
        named = _listed(item_word(item) for item in items)
        sentences.append(Sentence(say(Board.WATER_SOURCE, items=named), Mood.QUIET))
    return Section(title=say(Board.WATER), sentences=tuple(sentences))


def _water_place(water: Water) -> Sentence:
    zone = chosen(water.place)
    if water.water_class is None:
        return Sentence(say(Board.PLACE_UNKNOWN, zone=zone), Mood.UNKNOWN)
    named = class_word(water.water_class)
    if water.least and water.water_class <= TOUCHABLE:
        return Sentence(say(Board.WATER_LEAST, zone=zone, water_class=named), Mood.CARE)
    words = water_words(water.water_class)
    mood = Mood.GOOD if water.water_class <= TOUCHABLE else Mood.BAD
    return Sentence(say(Board.WATER_CLASS, zone=zone, water_class=named, words=words), mood)


def _lamps(lamps: Lamps) -> Section:
    if lamps.fine == lamps.total:
        whole = Sentence(say(Board.LAMPS_FINE, total=lamps.total), Mood.GOOD)
        return Section(title=say(Board.LAMPS), sentences=(whole,))
    if lamps.unknown == lamps.total:
        none = Sentence(say(Board.NOT_KNOWN), Mood.UNKNOWN)
        return Section(title=say(Board.LAMPS), sentences=(none,))
    return Section(title=say(Board.LAMPS), sentences=tuple(_lamp_counts(lamps)))


def _lamp_counts(lamps: Lamps) -> Iterator[Sentence]:
    yield Sentence(say(Board.LAMPS_SOME, fine=lamps.fine, total=lamps.total))
    if lamps.faulty:
        yield Sentence(say(Board.LAMPS_TROUBLE, count=lamps.faulty), Mood.CARE)
    if lamps.out_of_service:
        yield Sentence(say(Board.LAMPS_OUT, count=lamps.out_of_service), Mood.QUIET)
    if lamps.unknown:
        yield Sentence(say(Board.LAMPS_UNKNOWN, count=lamps.unknown), Mood.UNKNOWN)


def _stall(name: str, free: int | None) -> Sentence:
    if free is None:
        return Sentence(say(Board.NAME_UNKNOWN, name=name), Mood.UNKNOWN)
    if free <= 0:
        return Sentence(say(Board.NO_STALL, name=name), Mood.CARE)
    return Sentence(say(Board.STALLS, name=name, count=free))


def _bin(one: Bin) -> Sentence:
    name = chosen(one.name)
    if one.fill is None:
        return Sentence(say(Board.NAME_UNKNOWN, name=name), Mood.UNKNOWN)
    if one.fill >= FULL:
        return Sentence(say(Board.BIN_FULL, name=name), Mood.CARE)
    word = Board.BIN_SOON if one.fill >= NEARLY_FULL else Board.BIN_ROOM
    return Sentence(say(word, name=name))


def _work(told: Told) -> Section:
    title = say(Board.WORK)
    if not told.work_known:
        return Section(title=title, sentences=(Sentence(say(Board.NOT_KNOWN), Mood.UNKNOWN),))
    found = tuple(map(_one, told.work)) or (Sentence(say(Board.NO_WORK), Mood.QUIET),)
    return Section(title=title, sentences=found)


def _one(work: Work) -> Sentence:
    matter, state = say(work.topic), state_words(work.step)
    if work.place is None:
        return Sentence(say(Board.WORK_SOMEWHERE, matter=matter, state=state))
    return Sentence(say(Board.WORK_AT, matter=matter, zone=chosen(work.place), state=state))


def _listed(words: Iterable[str]) -> str:
    return say(Board.COMMA).join(words)
