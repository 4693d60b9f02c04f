"""What holds of every diagnosis, whatever was measured."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.causes import Cause
from console.domain.diagnosis.question import Near, Recording
from console.domain.diagnosis.verdicts import Diagnosis, Patrol, Verdict
from console.domain.matters import Confidence
from console.domain.surroundings import SurroundingKind
from tests.diagnosis.made import USUAL, air, near, why, without

QUANTITIES = tuple(USUAL)
ORDER = list(Confidence)
few = settings(max_examples=25, deadline=None)

risen = st.fixed_dictionaries({q: st.floats(0, 400 if q != "co" else 4) for q in QUANTITIES})
everywhere: st.SearchStrategy[dict[str, float]] = st.one_of(st.just({}), risen)
weather = st.fixed_dictionaries({}, optional={"humidity": st.floats(0, 100)})
around = st.lists(st.builds(near, st.sampled_from(SurroundingKind), open=st.booleans()), max_size=3)


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    return air(
        draw(risen),
        everywhere=draw(everywhere),
        peers=draw(st.integers(0, 5)),
        weather=draw(weather),
    )


def scores(found: Diagnosis) -> dict[Verdict, float]:
    return {one.verdict: one.score for one in found.answers}


@few
@given(recordings(), around)
def test_what_is_regional_sends_nobody(recording: Recording, places: list[Near]) -> None:
    found = why(recording, *places)
    assert found.answers
    if Verdict.REGIONAL in found.verdicts:
        assert found.patrol is Patrol.FINDS_NOTHING
        assert found.causes == (Cause.NO_FAULT_FOUND,)
        assert not {Verdict.DUST, Verdict.EXHAUST, Verdict.LOCAL} & set(found.verdicts)
    if found.patrol is Patrol.WORTH_IT:
        assert found.confidence is not Confidence.LOW


@few
@given(recordings(), around)
def test_the_same_air_has_the_same_answer(recording: Recording, places: list[Near]) -> None:
    assert why(recording, *places) == why(recording, *places)


@few
@given(recordings(), around, st.sets(st.sampled_from([*QUANTITIES, "humidity"]), max_size=4))
def test_what_is_not_known_raises_no_score(
    recording: Recording, places: list[Near], unknown: set[str]
) -> None:
    whole = why(recording, *places)
    less = why(without(recording, *unknown - {"pm10"}), *places)
    told = {one.code: one for one in whole.lines}
    for verdict, score in scores(less).items():
        if verdict in whole.verdicts:
            assert score <= scores(whole)[verdict]
    for line in less.lines:
        if line.group is not None and line.code in told:
            assert line.says is told[line.code].says


@few
@given(recordings(), around)
def test_one_more_line_for_it_is_never_less(recording: Recording, places: list[Near]) -> None:
    closed = [near(one.kind, open=False) for one in places]
    less, more = why(recording, *closed), why(recording, *places)
    for one in less.answers:
        again = next((other for other in more.answers if other.verdict is one.verdict), None)
        if again is not None:
            assert again.score >= one.score
            assert ORDER.index(again.confidence) >= ORDER.index(one.confidence)


@few
@given(recordings(), around)
def test_high_confidence_stands_on_three_lines_and_nothing_against(
    recording: Recording, places: list[Near]
) -> None:
    found = why(recording, *places)
    for one in found.answers:
        own = [line for line in found.lines if one.verdict in line.about]
        if one.confidence is Confidence.HIGH:
            assert one.lines >= 3
            assert all(line.says != "against" for line in own)
