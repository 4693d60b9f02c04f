"""The story of gate 1 with a scripted control room: verified, or honestly not."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.demos import Told, kinds, of_kind, played

pytestmark = pytest.mark.real

STORY = ("--story", "gate-1", "--until", "closed", "--ndjson")
LONGEST_MIN = 40

# What happens to the case, in order; alerts and other troubles come in between.
COURSE = [
    "CaseOpened", "UnitDispatched", "PatrolAccepted", "PatrolEnRoute", "PatrolOnSite",
    "PatrolReported", "RemedyOrdered", "RemedyOrdered", "RemedyDone", "RemedyDone",
    "VerificationStarted", "PointNormal", "CaseVerified", "CaseClosed",
]  # fmt: skip


def of_the_case(facts: list[Told]) -> list[str]:
    return [kind for kind in kinds(facts) if kind in COURSE]


def at(facts: list[Told], kind: str) -> datetime:
    return next(
        datetime.fromisoformat(fact["at"]) for fact in facts if fact["what"]["type"] == kind
    )


def test_played_by_the_book_it_ends_verified() -> None:
    code, facts = played(*STORY, "--seed", "1", "--speed", "0")
    assert code == 0
    assert [fact["n"] for fact in facts] == list(range(1, len(facts) + 1))
    assert of_the_case(facts) == COURSE
    first = of_kind(facts, "AlertRaised")[0]
    assert (first["rule"], first["target"]) == ("air.pm10.10m", "air-gate-1/pm10")
    (told,) = of_kind(facts, "PatrolReported")
    assert [(seen["cause"], seen["count"]) for seen in told["findings"]] == [
        ("construction_dust", None),
        ("idling_vehicle", 2),
    ]
    assert of_kind(facts, "CaseVerified")[0]["proof"] == "sensor"
    assert of_kind(facts, "CaseClosed")[0]["outcome"] == "verified"
    minutes = (at(facts, "CaseClosed") - at(facts, "AlertRaised")).total_seconds() / 60
    assert minutes <= LONGEST_MIN
    elsewhere = {alert["target"] for alert in of_kind(facts, "AlertRaised")[1:]}
    assert not any(target.startswith(("air-", "dust-")) for target in elsewhere)


@pytest.mark.again
def test_the_same_seed_gives_the_same_facts_at_any_speed() -> None:
    quick = played(*STORY, "--seed", "7", "--speed", "0")
    slow = played(*STORY, "--seed", "7", "--speed", "700")
    assert quick[0] == 0
    assert quick == slow


@pytest.mark.parametrize("word", ["spray", pytest.param("cars", marks=pytest.mark.again)])
def test_a_remedy_that_was_only_said_to_be_done_leaves_it_unverified(word: str) -> None:
    code, facts = played(*STORY, "--speed", "0", "--withhold", word)
    assert code == 124
    course = of_the_case(facts)
    assert course[: COURSE.index("VerificationStarted") + 1] == COURSE[:11]
    assert "CaseVerified" not in course
    assert "CaseClosed" not in course
