"""The words of the command bar: prefixes, ids, text; every operation within reach."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.contract.registry import OPERATIONS
from console.places import PLACES
from console.screens.command_grammar import Order, Trouble, What, read
from console.screens.command_kinds import WORDS
from console.screens.command_offers import offers
from console.screens.command_words import HEADS, NOUNS, SHORTS, VERBS, Kind

THERE: dict[Kind, tuple[str, ...]] = {
    Kind.ALERT: ("A-12", "A-5", "A-2"),
    Kind.CASE: ("C-3", "C-31"),
    Kind.UNIT: ("p1", "p2"),
    Kind.HANDOVER: ("H-1",),
    Kind.SENSOR: ("air-gate-1/pm10", "air-gate-1/pm25"),
    Kind.PLACE: ("air-gate-1/pm10", "air-gate-1", "north-gate"),
    Kind.ZONE: ("north-gate",),
    Kind.CONTROL: ("lamp-1/light", "lamp-2/light"),
    Kind.AUTOMATION: ("lamps-night",),
    Kind.THEME: ("day", "dusk"),
}
NAMES = {"air-gate-1": "gate 1 air probe 一号门空气", "level-1": "river gauge"}


class There:
    """A community of three alerts."""

    def ids(self, kind: Kind) -> Sequence[str]:
        return THERE.get(kind, ())

    def find(self, words: str) -> Sequence[str]:
        return [id for id, name in NAMES.items() if words.casefold() in f"{id} {name}"]

    def occurrence(self, alert: str) -> int | None:
        return 3 if alert == "A-12" else 1


KNOWN = There()
# What makes a whole order of each kind of slot.
EXAMPLE = {kind: there[0] for kind, there in THERE.items()} | {
    Kind.DURATION: "30m",
    Kind.VALUE: "41.5",
    Kind.NUMBER: "2",
    Kind.ACTION: "dust_spray",
    Kind.PROOF: "inspection",
    Kind.CAUSE: "idling_vehicle=2",
    Kind.ROLE: "operator",
    Kind.CATEGORY: "water",
    Kind.CHANNEL: "radio",
    Kind.PRIORITY: "high",
    Kind.THING: "gate",
    Kind.TEXT: "looked into it",
}


def order(line: str) -> Order:
    found = read(line, KNOWN)
    assert isinstance(found, Order), f"{line!r}: {found}"
    return found


def trouble(line: str) -> Trouble:
    found = read(line, KNOWN)
    assert isinstance(found, Trouble), f"{line!r}: {found}"
    return found


def shortest(word: str, words: Sequence[str]) -> str:
    """Return the shortest beginning that only `word` has."""
    for length in range(1, len(word)):
        if [other for other in words if other.startswith(word[:length])] == [word]:
            return word[:length]
    return word


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_by_noun_and_verb_and_by_their_shortest(name: str) -> None:
    noun, verb = name.split(".")
    assert order(f"{noun} {verb}").verb == name
    assert order(f":wanshou {noun} {verb}".replace(":wanshou", "wanshou")).verb == name
    short = f"{shortest(noun, HEADS)} {shortest(verb, tuple(NOUNS[noun]))}"
    assert order(short).verb == name, short


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_takes_all_its_parts_one_after_the_other(name: str) -> None:
    given: dict[str, tuple[str, ...]] = {}
    line = name.replace(".", " ")
    for slot in VERBS[name].slots:
        if slot.kind is Kind.FLAG:
            line += f" --{slot.name}"
        elif slot.marked:
            line += f' --{slot.name} "{EXAMPLE[slot.kind]}"'
        else:
            line += f" {EXAMPLE[slot.kind]}"
        given[slot.name] = ("",) if slot.kind is Kind.FLAG else (EXAMPLE[slot.kind],)
    found = order(line)
    assert {**given, "text": found.all("text")} == {"text": (), **found.given}
    if "text" in given:
        assert found.text == "looked into it"


@pytest.mark.parametrize("word", [word for word, names in SHORTS.items() if len(names) == 1])
def test_a_verb_alone_is_enough_where_it_is_the_only_one(word: str) -> None:
    assert order(f"{word} " if word != "dispatch" else "dispatch p1").verb == SHORTS[word][0]


def test_a_verb_of_two_nouns_is_meant_for_what_is_named() -> None:
    assert order("note A-5 hoses").verb == "alerts.note"
    assert order("note C-3 call again").verb == "cases.note"
    assert order("resume C-3").verb == "cases.resume"
    assert order("resume").verb == "service.resume"


def test_a_case_that_is_not_open_may_be_looked_at_and_reopened() -> None:
    assert order("c-9") == Order("open", {"thing": ("C-9",)})
    assert order("reopen c-9 it came back").one("case") == "C-9"
    assert trouble("cases suspend c-9 4h rain").what is What.NOT_THERE


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.mode)
def test_every_workplace_by_name(place: object) -> None:
    mode = place.mode  # type: ignore[attr-defined]
    assert order(mode) == Order(f"go.{mode}")


@pytest.mark.parametrize(
    ("line", "verb", "given"),
    [
        ("al ac A-12", "alerts.ack", {"alert": ("A-12",)}),
        ("alerts ack A-12@3", "alerts.ack", {"alert": ("A-12@3",)}),
        ("ack", "alerts.ack", {}),
        ("ack a-5 a-2 gate", "alerts.ack", {"alert": ("A-5", "A-2"), "text": ("gate",)}),
        ("shelve 30m truck is here", "alerts.shelve",
         {"for": ("30m",), "text": ("truck", "is", "here")}),
        ("shelve A-5 30m once dust", "alerts.shelve",
         {"alert": ("A-5",), "for": ("30m",), "one-shot": ("",), "text": ("dust",)}),
        ("shelve 30m not once more", "alerts.shelve",
         {"for": ("30m",), "text": ("not", "once", "more")}),
        ("shelve --reason dust --for=30m", "alerts.shelve", {"for": ("30m",), "text": ("dust",)}),
        ("symptom A-5 of A-2", "alerts.symptom", {"alert": ("A-5",), "of": ("A-2",)}),
        ("send p1", "cases.dispatch", {"unit": ("p1",)}),
        ("send C-3 P1", "cases.dispatch", {"case": ("C-3",), "unit": ("p1",)}),
        ("dispatch", "go.dispatch", {}),
        ("disp A-5 p2", "cases.dispatch", {"alert": ("A-5",), "unit": ("p2",)}),
        ("close", "cases.close", {}),
        ("report p1 idling=2 constr hoses out", "patrols.report",
         {"unit": ("p1",), "cause": ("idling_vehicle=2", "construction_dust"),
          "text": ("hoses", "out")}),
        ("remedy 1 dust Spruce yard", "cases.remedy",
         {"finding": ("1",), "action": ("dust_spray",), "text": ("Spruce", "yard")}),
        ('note A-5 "pump-2 off"', "alerts.note", {"alert": ("A-5",), "text": ("pump-2 off",)}),
        ("note don't touch", "alerts.note", {"text": ("don't", "touch")}),
        ("open gate 1 air", "open", {"thing": ("gate", "1", "air")}),
        ("一号门", "open", {"thing": ("一号门",)}),
        ("A-12", "open", {"thing": ("A-12",)}),
        ("c-3", "open", {"thing": ("C-3",)}),
        ("air-gate-1/pm10", "open", {"thing": ("air-gate-1/pm10",)}),
        ("th da", "theme", {"theme": ("day",)}),
        ("filter !air x", "filter", {"text": ("!air", "x")}),
        ("q", "quit", {}),
        ("sens rec 41 by hand", "sensors.record", {"value": ("41",), "text": ("by", "hand")}),
        ("log add --about A-12 hello", "log.add", {"about": ("A-12",), "text": ("hello",)}),
    ],
)  # fmt: skip
def test_what_people_type(line: str, verb: str, given: dict[str, tuple[str, ...]]) -> None:
    if line.startswith("air-gate-1/"):
        NAMES["air-gate-1/pm10"] = "pm10"
    assert order(line) == Order(verb, given)


@pytest.mark.parametrize(
    ("line", "what", "word", "possible"),
    [
        ("xyzzy", What.UNKNOWN, "xyzzy", "wall"),
        ("al xyz", What.UNKNOWN, "xyz", "shelve"),
        ("h", What.AMBIGUOUS, "h", "handover"),
        ("accept", What.AMBIGUOUS, "accept", "shifts accept"),
        ("service", What.UNFINISHED, "service", "resume"),
        ("ack A-99", What.NOT_THERE, "A-99", "A-12"),
        ("ack A-12@1", What.OVERTAKEN, "A-12@1", "A-12@3"),
        ("theme noon", What.MISPLACED, "noon", "dusk"),
        ("shelve --for", What.UNFINISHED, "--for", "duration"),
        ("shelve --for soon", What.MISPLACED, "soon", "duration"),
        ("symptom A-5 of B", What.MISPLACED, "B", "A-12"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_possible(
    line: str, what: What, word: str, possible: str
) -> None:
    found = trouble(line)
    assert (found.what, found.word) == (what, word)
    assert possible in found.possible


@pytest.mark.parametrize("line", ["ack A12", "note pump-2 off", "stop air-gate-9 cable cut"])
def test_a_mistyped_object_is_never_taken_for_a_text_about_something_else(line: str) -> None:
    assert trouble(line).what is What.MISPLACED


def test_offers_complete_to_what_they_have_in_common() -> None:
    for line, expected in (
        ("al", "alerts"),
        ("al a", "ack"),
        ("ack A", "A-"),
        ("ack ", "A-"),
        ("symptom A-5 of ", "A-"),
        ("send C-", "C-3"),
        ("theme d", "d"),
        ("remedy 1 d", "dust_spray"),
        ("shelve --f", "--for"),
        ("un", "un"),
    ):
        found = offers(line, KNOWN)
        assert found.common(line[found.start :]) == expected, line
    assert [offer.word for offer in offers("open gate 1", KNOWN).found] == ["air-gate-1"]
    assert offers("open gate 1", KNOWN).start == len("open ")


WORD = st.one_of(
    st.sampled_from(HEADS),
    st.sampled_from([verb for verbs in NOUNS.values() for verb in verbs]),
    st.sampled_from([id for ids in THERE.values() for id in ids]),
    st.sampled_from([word for words in WORDS.values() for word in words]),
    st.sampled_from(["--for", "--reason", "--of", "of", "once", '"', "30m", "2", "=", "--", ":"]),
    st.text(max_size=6),
)


@given(st.one_of(st.text(), st.lists(WORD, max_size=6).map(" ".join)))
def test_no_line_breaks_it(line: str) -> None:
    found = read(line, KNOWN)
    assert found is None or isinstance(found, Order | Trouble)
    if isinstance(found, Order):
        assert set(found.given) <= {slot.name for slot in VERBS[found.verb].slots}
    offered = offers(line, KNOWN)
    assert 0 <= offered.start <= len(line)


@given(st.lists(WORD, max_size=5).map(" ".join))
@example("air-gate-1/pm10 ")
def test_taking_the_first_offer_leaves_something_that_can_be_gone_on_with(line: str) -> None:
    found = offers(line, KNOWN)
    for offer in found.found[:3]:
        after = read(line[: found.start] + offer.word, KNOWN)
        assert not (isinstance(after, Trouble) and after.what is What.UNKNOWN), (line, offer)
