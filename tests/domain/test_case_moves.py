"""Every stage of a case and every move: where it leads, or why it is refused."""

from __future__ import annotations

from typing import get_args

import pytest

from console.domain.case_facts import Outcome, Proof
from console.domain.case_moves import (
    Close,
    Dispatch,
    Finish,
    Inspect,
    Move,
    Observed,
    Order,
    Report,
    StandDown,
    Travel,
    WindowPassed,
)
from console.domain.cases import Leg
from console.domain.causes import Action
from console.domain.course_moves import (
    Edit,
    File,
    Gather,
    Link,
    Note,
    Read,
    Reopen,
    Resume,
    Return,
    Suspend,
)
from console.domain.ids import AlertId, CaseId
from console.domain.patrol_moves import PatrolMove
from console.domain.proof_moves import ProofMove
from console.domain.values import Priority
from console.errors import ConsoleError
from tests.domain.desk import (
    CARS,
    NOISE,
    NORTH,
    PM10,
    SOUTH,
    Build,
    Desk,
    closed,
    dispatched,
    given_up,
    on_site,
    reported,
    resting,
    returned,
    verified,
    verifying,
    waiting,
)

# The case is about one sensor, the unit north was sent to it, finding 1 is dust and remedy 1 was
# ordered and done. A stage is a step, and what else there is about the case.
BUILT: dict[str, Build] = {
    "waiting": waiting,
    "filed": Desk,
    "dispatched": dispatched,
    "on site": on_site,
    "reported": reported,
    "fed back": verifying,
    "verified": verified,
    "returned": returned,
    "given up": given_up,
    "resting": resting,
    "closed": closed,
}
MOVES: dict[str, Move] = {
    "dispatch": Dispatch(unit=SOUTH, person="lin"),
    "set out": Travel(unit=NORTH, leg=Leg.EN_ROUTE),
    "leave": Travel(unit=NORTH, leg=Leg.RELEASED),
    "stand down": StandDown(unit=NORTH, person="lin"),
    "report": Report(unit=NORTH, findings=(CARS,)),
    "order": Order(finding=1, action=Action.AERATE, party="gardeners", person="lin"),
    "finish": Finish(remedy=1, person="chen"),
    "normal": Observed(PM10.rule, PM10.target, True, holds_until=90_000),
    "not normal": Observed(PM10.rule, PM10.target, False, holds_until=90_000),
    "wait": WindowPassed(),
    "inspect": Inspect(proof=Proof.INSPECTION, person="chen"),
    "file": File(person="chen"),
    "return": Return(person="chen"),
    "suspend": Suspend(until=2_000_000, person="chen"),
    "resume": Resume(person="chen"),
    "reopen": Reopen(person="chen"),
    "edit": Edit(owner="chen"),
    "note": Note(text="seen from the road"),
    "gather": Gather(alerts=(AlertId("A-9"),), points=(NOISE,), priority=Priority.HIGH),
    "link": Link(other=CaseId("C-9")),
    "read": Read(person="chen"),
    "close": Close(outcome=Outcome.VERIFIED, person="lin"),
    "give up": Close(outcome=Outcome.UNVERIFIED, person="lin"),
    "reject": Close(outcome=Outcome.REJECTED, person="lin"),
    "cancel": Close(outcome=Outcome.CANCELLED, person="lin"),
    "duplicate": Close(outcome=Outcome.DUPLICATE, person="lin", duplicate_of=CaseId("C-9")),
}
# Where a move leads (a step), or the refusal.
WAYS = """
           | waiting      | filed             | dispatched        | on site           | reported       | fed back       | verified            | returned       | given up            | resting      | closed
dispatch   | not_filed    | dispatched        | dispatched        | handling          | handling       | fed_back       | verified            | handling       | verified            | case_rests   | case_closed
set out    | not_filed    | unit_not_sent     | dispatched        | leg_passed        | leg_passed     | leg_passed     | leg_passed          | leg_passed     | leg_passed          | AT REST      | case_closed
leave      | not_filed    | unit_not_sent     | filed             | filed             | handling       | fed_back       | verified            | handling       | verified            | AT REST      | case_closed
stand down | not_filed    | unit_not_sent     | filed             | filed             | handling       | fed_back       | verified            | handling       | verified            | AT REST      | case_closed
report     | not_filed    | unit_not_sent     | not_on_site       | handling          | handling       | handling       | handling            | handling       | handling            | case_rests   | case_closed
order      | not_filed    | no_such_finding   | no_such_finding   | no_such_finding   | handling       | handling       | handling            | handling       | handling            | case_rests   | case_closed
finish     | not_filed    | no_such_remedy    | no_such_remedy    | no_such_remedy    | no_such_remedy | already_done   | already_done        | already_done   | already_done        | case_rests   | case_closed
normal     | collected    | filed             | dispatched        | handling          | handling       | fed_back       | verified            | handling       | verified            | fed_back     | closed
not normal | collected    | filed             | dispatched        | handling          | handling       | fed_back       | fed_back            | handling       | fed_back            | fed_back     | closed
wait       | collected    | filed             | dispatched        | handling          | handling       | fed_back       | verified            | handling       | verified            | fed_back     | closed
inspect    | not_filed    | BY SENSOR         | BY SENSOR         | BY SENSOR         | BY SENSOR      | BY SENSOR      | BY SENSOR           | BY SENSOR      | BY SENSOR           | case_rests   | case_closed
file       | filed        | already_filed     | already_filed     | already_filed     | already_filed  | already_filed  | already_filed       | already_filed  | already_filed       | case_rests   | case_closed
return     | not_filed    | nothing_to_return | nothing_to_return | nothing_to_return | handling       | handling       | handling            | handling       | handling            | case_rests   | case_closed
suspend    | not_filed    | filed             | units_out         | units_out         | units_out      | units_out      | nothing_to_wait_for | units_out      | nothing_to_wait_for | SUSPENDED    | case_closed
resume     | not_filed    | filed             | dispatched        | handling          | handling       | fed_back       | verified            | handling       | verified            | fed_back     | case_closed
reopen     | not_filed    | not_closed        | not_closed        | not_closed        | not_closed     | not_closed     | not_closed          | not_closed     | not_closed          | case_rests   | handling
edit       | collected    | filed             | dispatched        | handling          | handling       | fed_back       | verified            | handling       | verified            | fed_back     | case_closed
note       | collected    | filed             | dispatched        | handling          | handling       | fed_back       | verified            | handling       | verified            | fed_back     | closed
gather     | collected    | filed             | dispatched        | handling          | handling       | fed_back       | fed_back            | handling       | fed_back            | case_rests   | case_closed
link       | collected    | filed             | dispatched        | handling          | handling       | fed_back       | verified            | handling       | verified            | fed_back     | closed
read       | no_directive | no_directive      | no_directive      | no_directive      | no_directive   | no_directive   | no_directive        | no_directive   | no_directive        | no_directive | no_directive
close      | not_filed    | not_verified      | not_verified      | not_verified      | not_verified   | not_verified   | closed              | not_verified   | closed              | case_rests   | closed
give up    | not_filed    | filed             | dispatched        | handling          | handling       | fed_back       | verified            | handling       | closed              | case_rests   | case_closed
reject     | closed       | already_filed     | already_filed     | already_filed     | already_filed  | already_filed  | already_filed       | already_filed  | already_filed       | case_rests   | case_closed
cancel     | not_filed    | closed            | closed            | closed            | work_was_done  | work_was_done  | work_was_done       | work_was_done  | work_was_done       | work_was_done | case_closed
duplicate  | closed       | closed            | closed            | closed            | closed         | closed         | closed              | closed         | closed              | case_rests   | case_closed
"""  # noqa: E501
SHORT = {
    "BY SENSOR": "verified_by_its_sensor",
    "AT REST": "unit_not_sent",
    "SUSPENDED": "already_suspended",
}
LEFT = {"set out": "unit_not_sent", "leave": "fed_back", "stand down": "unit_not_sent"}
STEPS = {"collected", "filed", "dispatched", "handling", "fed_back", "verified", "closed"}


def ways() -> list[tuple[str, str, str]]:
    """Return the table as (move, stage, where it leads)."""
    head, *rows = [
        [cell.strip() for cell in line.split("|")] for line in WAYS.strip("\n").splitlines()
    ]
    return [
        (row[0], stage, LEFT[row[0]] if way == "AT REST" else SHORT.get(way, way))
        for row in rows
        for stage, way in zip(head[1:], row[1:], strict=True)
    ]


def test_the_table_has_every_stage_and_every_kind_of_move() -> None:
    assert {(move, stage) for move, stage, _ in ways()} == {(m, s) for m in MOVES for s in BUILT}
    # What else is said of a task, and what is compared, have tables of their own.
    elsewhere = {*get_args(PatrolMove), *get_args(ProofMove)}
    assert {type(move) for move in MOVES.values()} == set(get_args(Move)) - elsewhere


@pytest.mark.parametrize(("move", "stage", "way"), ways())
def test_every_stage_and_every_move(move: str, stage: str, way: str) -> None:
    desk = BUILT[stage](PM10)
    before = desk.case
    if way in STEPS:
        desk.at(50, MOVES[move])
        assert desk.case.step == way
        return
    with pytest.raises(ConsoleError) as refusal:
        desk.at(50, MOVES[move])
    assert refusal.value.code == way
    assert desk.case == before
