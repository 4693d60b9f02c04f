"""What a line of the command bar means: words shortened to unique prefixes, ids, then text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec

from console.screens.command_kinds import IDS, Known, choices, fits, spelt
from console.screens.command_words import (
    ALONE,
    HEADS,
    NOUNS,
    SHORTS,
    VERBS,
    Kind,
    Slot,
    Verb,
)

OF_PAST = ("cases.reopen", "cases.link", "cases.duplicate")  # a case may be closed by now
FIRST = ("alerts.", "service.")  # whose verbs were there before those of cases
SHOWN = 12  # so many are named of what would be possible
# Words that name a slot without the dashes of an option.
BARE = {"of": ("of",), "one-shot": ("once", "one-shot"), "unverified": ("unverified",)}
_LIKE_AN_ID = re.compile(r"(?=.*[\d/_-])[A-Za-z][\w/@-]*", re.ASCII)
_QUOTED = re.compile(r'"([^"]*)"(?=\s|$)|(\S+)')


class What(StrEnum):
    """What is wrong with a line."""

    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    MISPLACED = "misplaced"
    NOT_THERE = "not there"
    OVERTAKEN = "overtaken"
    UNFINISHED = "unfinished"


class Trouble(msgspec.Struct, frozen=True):
    """Why a line cannot be carried out: at which word, and what would be possible there."""

    what: What
    word: str
    possible: tuple[str, ...] = ()


class Order(msgspec.Struct, frozen=True):
    """What is to be done: a verb, and what was given for each of its slots."""

    verb: str
    given: Mapping[str, tuple[str, ...]] = {}

    def one(self, name: str) -> str | None:
        """Return what was given for a slot."""
        return next(iter(self.given.get(name, ())), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Return everything that was given for a slot."""
        return self.given.get(name, ())

    @property
    def text(self) -> str:
        """Return the words at the end."""
        return " ".join(self.given.get("text", ()))


class Token(msgspec.Struct, frozen=True):
    """A word of the line, and whether it stood in quotes."""

    text: str
    quoted: bool = False


def split(line: str) -> list[Token]:
    """Return the words of a line; what stands in double quotes is one."""
    return [
        Token(match[1] if match[2] is None else match[2], match[2] is None)
        for match in _QUOTED.finditer(line.strip().removeprefix(":"))
    ]


def read(line: str, known: Known) -> Order | Trouble | None:
    """Return what `line` orders, what is wrong with it, or nothing where there is nothing."""
    words = split(line)
    if words and words[0].text == "wanshou":
        words = words[1:]
    if not words:
        return None
    found = head(words, known)
    if not isinstance(found, tuple):
        return found
    verb, rest = found
    return fill(verb, rest, known)


def head(words: Sequence[Token], known: Known) -> tuple[Verb, list[Token]] | Order | Trouble:
    """Return the verb that a line begins with, and the words after it."""
    first, rest = words[0].text, list(words[1:])
    for kind, shape in IDS.items():
        if shape.fullmatch(first) and not rest:
            absent = _absent(kind, first, known) if kind is not Kind.CASE else None
            return absent or Order("open", {"thing": (first.upper().partition("@")[0],)})
    possible = matching(first, HEADS, alone=not rest)
    meanings = {meaning for word in possible for meaning in _meanings(word, rest)}
    if len(meanings) == 1:
        verb, taken = meanings.pop()
        return VERBS[verb], rest[taken:]
    if not possible:
        if not rest and known.find(first):
            return VERBS["open"], [words[0]]
        return Trouble(What.UNKNOWN, first, _near(first, HEADS))
    if not meanings and len(possible) == 1:
        return _half(possible[0], rest)
    return Trouble(What.AMBIGUOUS, first, _spelt(possible, rest))


def matching(typed: str, words: Sequence[str], *, alone: bool = True) -> list[str]:
    """Return the words that `typed` may be short for: itself, if it is one.

    With more to come, the name of a workplace is not meant: nothing follows it.
    """
    lower = typed.casefold()
    usable = [word for word in words if alone or word in NOUNS or word in SHORTS]
    return [lower] if lower in usable else [word for word in usable if word.startswith(lower)]


def fill(verb: Verb, words: Sequence[Token], known: Known) -> Order | Trouble:
    """Return the order that `words` complete, slot by slot."""
    given: dict[str, tuple[str, ...]] = {}
    place = 0
    queue = list(words)
    while queue:
        token = queue.pop(0)
        slot, value = named(verb, token, begun="text" in given)
        if slot is not None and slot.kind is not Kind.FLAG and value is None:
            if not queue:
                return Trouble(What.UNFINISHED, token.text, _names(slot, known))
            value = queue.pop(0).text
            if not fits(slot.kind, value, known):
                return Trouble(What.MISPLACED, value, _names(slot, known))
        if slot is None:
            here = (n for n, s in enumerate(verb.slots) if n >= place and not s.marked)
            taken = next((n for n in here if _takes(verb.slots[n], token, known)), None)
            if taken is None or _mistyped(verb, verb.slots[taken], token, given):
                return Trouble(What.MISPLACED, token.text, _wanted(verb, place, known))
            slot, value = verb.slots[taken], token.text
            place = taken if slot.many else taken + 1
        past = verb.name in OF_PAST and slot.kind is Kind.CASE
        if not past and (absent := _absent(slot.kind, value or "", known)):
            return absent
        word = spelt(slot.kind, value or "", known)
        given[slot.name] = (*given.get(slot.name, ()), word)
    return Order(verb.name, given)


def _takes(slot: Slot, token: Token, known: Known) -> bool:
    if token.quoted:
        return slot.kind in (Kind.TEXT, Kind.THING)
    return fits(slot.kind, token.text, known)


def named(verb: Verb, token: Token, *, begun: bool) -> tuple[Slot | None, str | None]:
    """Return the slot that a word names (`--for`, `--for=30m`, `of`), and the value in it.

    Once a text has `begun`, a word in it is only a word.
    """
    if token.quoted:
        return None, None
    name, _, value = token.text.removeprefix("--").partition("=")
    for slot in verb.slots:
        text = slot.kind is Kind.TEXT and name in verb.text_options
        if token.text.startswith("--") and (slot.name == name or text):
            return slot, value or None
        if slot.marked and not begun and token.text in BARE.get(slot.name, ()):
            return slot, None
    return None, None


def _mistyped(verb: Verb, slot: Slot, token: Token, given: Mapping[str, object]) -> bool:
    """Tell whether the first word of a text looks like an object that was mistyped: rather ask
    than do it to whatever happens to be selected."""
    objects = any(s.kind is not Kind.TEXT and not s.marked for s in verb.slots)
    begins = slot.kind is Kind.TEXT and not given and objects and not token.quoted
    return begins and _LIKE_AN_ID.fullmatch(token.text) is not None


def _absent(kind: Kind, word: str, known: Known) -> Trouble | None:
    """Return what is wrong where that which `word` names is not there, or not any more."""
    if kind not in IDS:
        return None
    name, _, occurrence = word.upper().partition("@")
    if name not in known.ids(kind):
        return Trouble(What.NOT_THERE, word, tuple(known.ids(kind)[:SHOWN]))
    now = known.occurrence(name) if occurrence else None
    if occurrence and int(occurrence) != now:
        return Trouble(What.OVERTAKEN, word, (f"{name}@{now}",))
    return None


def _meanings(word: str, rest: Sequence[Token]) -> set[tuple[str, int]]:
    """Return what a first word can mean before `rest`: verbs, and how many words they take."""
    if not rest and word in ALONE:
        return {(ALONE[word], 0)}
    found = {(name, 0) for name in _meant(SHORTS.get(word, ()), rest)}
    if rest and word in NOUNS:
        verbs = matching(rest[0].text, tuple(NOUNS[word]))
        found |= {(NOUNS[word][verb], 1) for verb in verbs}
    return found


def _meant(names: Sequence[str], rest: Sequence[Token]) -> Sequence[str]:
    """Return which of the acts of one name are meant: those done to what is named next, or else
    the one that was there first."""
    if len(names) < 2 or not names[0].startswith(FIRST):
        return names
    named = rest[0].text if rest and not rest[0].quoted else ""
    kind = next((kind for kind, shape in IDS.items() if shape.fullmatch(named)), None)
    fitting = [name for name in names if any(slot.kind is kind for slot in VERBS[name].slots)]
    return fitting[:1] or names[:1]


def _half(word: str, rest: Sequence[Token]) -> Trouble:
    """Return what is missing after a noun, or wrong with the word that follows it."""
    verbs = tuple(NOUNS.get(word, ()))
    if not rest:
        return Trouble(What.UNFINISHED, word, verbs)
    return Trouble(What.UNKNOWN, rest[0].text, verbs)


def _spelt(possible: Sequence[str], rest: Sequence[Token]) -> tuple[str, ...]:
    """Return the full words that an ambiguous beginning may be short for."""
    if len(possible) > 1:
        return tuple(possible)
    verbs = [name.replace(".", " ") for name, _ in sorted(_meanings(possible[0], rest))]
    return tuple(verbs)


def _near(word: str, words: Sequence[str]) -> tuple[str, ...]:
    same = tuple(each for each in words if each[:1] == word[:1].casefold())
    return same or tuple(words)


def _wanted(verb: Verb, place: int, known: Known) -> tuple[str, ...]:
    """Return what could stand there: the words for the only thing there is, or what things."""
    slots = verb.slots[place:]
    if len(slots) == 1:
        return _names(slots[0], known)
    return tuple(slot.kind.value for slot in slots if slot.kind is not Kind.FLAG)


def _names(slot: Slot, known: Known) -> tuple[str, ...]:
    return tuple(choices(slot.kind, known)[:SHOWN]) or (slot.kind.value,)
