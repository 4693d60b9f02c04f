"""What the word being typed on the command line could become."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from console.screens.command_grammar import BARE, Order, fill, head, matching, named, split
from console.screens.command_kinds import IDS, LISTED, WORDS, Known
from console.screens.command_words import ALONE, HEADS, NOUNS, SHORTS, Kind, Slot, Verb

MOST = 500  # offers; whoever looks for one of thousands types a few more letters


class Offer(msgspec.Struct, frozen=True):
    """A word that could stand there: a verb or workplace (`verb`), or something of a `kind`."""

    word: str
    verb: str = ""
    kind: Kind | None = None


class Offers(msgspec.Struct, frozen=True):
    """The offers, and where on the line the word begins that they would take the place of."""

    start: int
    found: tuple[Offer, ...]

    def common(self, typed: str) -> str:
        """Return what all offers begin with, at least `typed`."""
        words = [offer.word for offer in self.found]
        if not words:
            return typed
        least, most = min(words), max(words)
        same = (n for n, letter in enumerate(least) if most[n : n + 1] != letter)
        shared = least[: next(same, len(least))]
        return shared if len(shared) > len(typed) else typed


def offers(line: str, known: Known) -> Offers:
    """Return what could stand where the line ends."""
    typed = re.search(r"\S*$", line)
    start = typed.start() if typed else len(line)
    before, current = split(line[:start]), line[start:]
    if not before:
        return Offers(start, _first(current.removeprefix(":"), known))
    found: list[Offer] = []
    nouns = [word for word in matching(before[0].text, HEADS, alone=False) if word in NOUNS]
    if len(before) == 1 and len(nouns) == 1:
        verbs = NOUNS[nouns[0]]
        found += [Offer(word, verbs[word]) for word in verbs if word.startswith(current)]
    resolved = head(before, known)
    if isinstance(resolved, tuple):
        verb, rest = resolved
        if verb.name == "open":
            # A thing named without the verb is named already: nothing follows it.
            return Offers(start, ()) if rest == before else _things(line, known)
        asked = named(verb, rest[-1], begun=False)[0] if rest else None
        if asked is not None and asked.kind is not Kind.FLAG and "=" not in rest[-1].text:
            wanted = [Offer(word, "", asked.kind) for word in _words(asked, current, known)]
            return Offers(start, tuple(wanted[:MOST]))
        order = fill(verb, rest, known)
        if isinstance(order, Order):
            found += _slots(verb, order, current, known)
    return Offers(start, tuple(found[:MOST]))


def _first(typed: str, known: Known) -> tuple[Offer, ...]:
    lower = typed.casefold()
    found = [Offer(word, _meaning(word)) for word in HEADS if word.startswith(lower)]
    for kind in IDS:
        upper = typed.upper()
        if upper and kind.value[:1].upper() == upper[:1] and upper[1:2] == "-":
            found += [Offer(id, "", kind) for id in known.ids(kind) if id.startswith(upper)]
    if not found and typed:
        found = [Offer(id, "", Kind.THING) for id in known.find(typed)]
    return tuple(found[:MOST])


def _meaning(word: str) -> str:
    """Return what a first word alone means; a noun that needs a verb, itself."""
    return ALONE.get(word) or (SHORTS[word][0] if len(SHORTS.get(word, ())) == 1 else word)


def _things(line: str, known: Known) -> Offers:
    said = re.match(r"\s*:?\s*\S+\s+", line)
    start = said.end() if said else len(line)
    found = known.find(line[start:].strip())
    return Offers(start, tuple(Offer(id, "", Kind.THING) for id in found[:MOST]))


def _slots(verb: Verb, order: Order, current: str, known: Known) -> list[Offer]:
    """Return what fits the slots that are still empty."""
    found: list[Offer] = []
    begun = "text" in order.given
    names = [slot.name for slot in verb.slots]
    place = max((names.index(name) for name in order.given), default=0)
    for slot in verb.slots[place:]:
        if slot.name in order.given and not slot.many:
            continue
        if not slot.marked and not begun:
            found += [Offer(word, "", slot.kind) for word in _words(slot, current, known)]
        elif slot.marked and not begun:
            bare = BARE.get(slot.name, ())[:1]
            found += [Offer(word, verb.name, slot.kind) for word in bare if word[:1] == current[:1]]
    if current.startswith("--"):
        named = [slot.name for slot in verb.slots if slot.kind is not Kind.TEXT]
        options = [f"--{name}" for name in (*named, *verb.text_options)]
        found += [Offer(option, verb.name) for option in options if option.startswith(current)]
    taken = {value for values in order.given.values() for value in values}
    return [offer for offer in found if offer.word not in taken]


def _words(slot: Slot, current: str, known: Known) -> Sequence[str]:
    lower = current.casefold()
    if slot.kind in WORDS:
        return [word for word in WORDS[slot.kind] if word.startswith(lower)]
    if slot.kind in (*IDS, *LISTED, Kind.THEME):
        return [id for id in known.ids(slot.kind) if id.casefold().startswith(lower)]
    return ()
