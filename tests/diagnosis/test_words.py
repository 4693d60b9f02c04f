"""Every line that the method can say has its words, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from console.domain.diagnosis.changing import DOUBTS, TURNS
from console.domain.diagnosis.verdicts import Look, Patrol, Says, Step, Verdict
from console.domain.matters import Confidence
from console.domain.surroundings import SurroundingKind
from console.wording.diagnosis import evidence_words
from console.wording.diagnosis_lines import CHANGES, LINES
from console.wording.diagnosis_words import (
    CONFIDENCES,
    KINDS,
    LOOKS,
    PATROLS,
    SAYS,
    STEPS,
    VERDICTS,
)
from tests.diagnosis.made import air, near, why

SOURCE = Path(__file__).parents[2] / "console" / "domain" / "diagnosis"
CODE = re.compile(
    r'"((?:data|region|rise|step|sizes|gas|humidity|ozone|rain|near|hours|duration|wind)'
    r'\.[a-z0-9_]+)"'
)


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    said = {code for file in SOURCE.glob("*.py") for code in CODE.findall(file.read_text("utf-8"))}
    assert said == set(LINES)


def test_every_change_has_a_sentence() -> None:
    assert {*TURNS.values(), DOUBTS} == set(CHANGES)
    assert set(TURNS) <= set(LINES)


@pytest.mark.parametrize(
    ("enum", "words"),
    [
        (Verdict, VERDICTS),
        (Confidence, CONFIDENCES),
        (Step, STEPS),
        (Says, SAYS),
        (Patrol, PATROLS),
        (Look, LOOKS),
        (SurroundingKind, KINDS),
    ],
)
def test_every_word_is_there(enum: type, words: dict[str, str]) -> None:
    assert set(enum) == set(words)  # type: ignore[call-overload]


def test_every_figure_of_a_sentence_is_told() -> None:
    places = [near(kind, open=at_work) for kind in SurroundingKind for at_work in (True, False)]
    for added in ({}, {"pm10": 200.0, "no2": 50.0, "co": 1.0}, {"pm10": 100.0, "pm25": 90.0}):
        for humid in ({}, {"humidity": 90.0}, {"humidity": 20.0}):
            for peers in (0, 5):
                found = why(air(added, weather=humid, peers=peers), *places)
                for line in found.lines:
                    wanted = {n for _, n, _, _ in Formatter().parse(LINES[line.code]) if n}
                    assert wanted - {"unit"} <= set(line.parameters), line.code
                    assert "–" not in evidence_words(line, "µg/m³", found.verdicts)
