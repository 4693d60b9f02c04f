"""Every step, leg, cause, action, proof and outcome has its word, and facts read as they should."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from console import wording
from console.contract.facts import Fact, Who
from console.domain.case_facts import CaseFact, Outcome, Proof
from console.domain.cases import Leg, Step
from console.domain.causes import Action, Cause
from console.domain.people import Unit
from console.errors import Refused
from console.wording import explain, sentence
from console.wording.catalog import use
from tests.sites import named, probe, small_site
from tests.wording.case_words import (
    BROKEN,
    CASE,
    CASE_FACTS,
    COURSE_FACTS,
    OPENED,
    ORDERED,
    REPORTED,
    TASK_FACTS,
    UNIT,
)

SITE = replace(
    small_site(probe("air-1")), units={UNIT: Unit(id=UNIT, name=named("巡逻一队", "patrol 1"))}
)
AT = datetime(2026, 11, 5, 6, 30, tzinfo=UTC)


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use(request.param)
    yield request.param
    use("en")


def told(what: CaseFact, **envelope: object) -> str:
    fact = Fact(n=1, at=AT, what=what)
    return sentence(replace(fact, **envelope), SITE)


def test_every_word_of_a_vocabulary_is_its_own(language: str) -> None:
    for words in (
        [wording.step_word(step) for step in Step],
        [wording.leg_word(leg) for leg in Leg],
        [wording.cause_word(cause) for cause in Cause],
        [wording.action_word(action) for action in Action],
        [wording.proof_word(proof) for proof in Proof],
        [wording.outcome_word(outcome) for outcome in Outcome],
    ):
        assert len(set(words)) == len(words)
        assert all(words)


def test_what_only_a_newer_hub_knows_is_told_as_it_is() -> None:
    assert wording.step_word("appealed\x1b") == "appealed"
    assert wording.leg_word("lost") == "lost"


def test_sentences_of_the_loop_in_english() -> None:
    li = Who(person="Li Wei", seat="li")
    assert told(OPENED, who=li) == "C-7 opened: gate 1, A-1 A-2 by Li Wei"
    assert told(CASE_FACTS[1]) == "C-7 opened: “fallen tree”"
    assert told(CASE_FACTS[2], reason="nearest") == "C-7: patrol 1 sent (nearest)"
    assert told(REPORTED) == (
        "C-7: patrol 1 found construction dust “[2Jspray off”; idling vehicles × 2"
    )
    assert told(ORDERED) == "C-7: dust-suppression spray ordered from site team (remedy 1)"
    assert told(BROKEN) == (
        "C-7: probe air-1 pm10 is not normal (particles, measured 312.5), its window starts over"
    )
    assert told(CASE_FACTS[15]) == "C-7 verified by inspection: “path is clear”"
    assert told(CASE_FACTS[-1], reason="site gone") == "C-7 closed unverified (site gone)"


def test_sentences_of_the_loop_in_chinese() -> None:
    use("zh_CN")
    sentences = [told(fact) for fact in CASE_FACTS]
    use("en")
    assert sentences[0] == "C-7 立案：1号门，A-1 A-2"
    assert sentences[6] == "C-7：巡逻一队报告：施工扬尘“[2Jspray off”；车辆怠速×2"
    assert sentences[8] == "C-7：要求site team落实“降尘喷淋”（措施1）"
    assert sentences[-2:] == ["C-7 核查结案", "C-7 未核查结案"]


def test_sentences_of_a_cases_course() -> None:
    said = [told(fact) for fact in COURSE_FACTS]
    assert said[:2] == [
        "C-7 collected: “fallen tree”, gate 1, a resident's call, number 12345-07",
        "C-7 opened: directive “clear the path[2J” for Li Wei, Bo",
    ]
    assert said[7:9] == [
        "C-7 put right: safety, priority high, no owner",
        "C-7 put right: title “tree”, gate 1, owner Bo, no contacts, number 7",
    ]
    assert told(COURSE_FACTS[12], who=Who(person="Li Wei", seat="li")) == (
        "C-7: directive read by Li Wei"
    )
    assert said[-1] == "C-7 closed as a duplicate of C-8"
    assert told(TASK_FACTS[1]) == "C-7: patrol 1 declined, heard by radio: “nearly there”"
    assert told(TASK_FACTS[3]) == "C-7: patrol 1 says all is well, heard by phone"


def test_a_refusal_says_step_and_leg_in_words(language: str) -> None:
    message, hint = explain(Refused("not_verified", id=CASE, step="fed_back"))
    assert {"en": "fed back", "zh_CN": "已反馈"}[language] in message
    assert "--unverified" in hint
    message, _ = explain(Refused("not_on_site", id=CASE, unit=UNIT, leg="en_route"))
    assert {"en": "en route", "zh_CN": "前往中"}[language] in message
