"""Reports name organisations, not their ids; what was no case says nothing of how quick work is;
who has left asks for nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from console.contract.case_report import Passage, case_report
from console.contract.case_views import AssignmentView
from console.domain.case_facts import Outcome, RemedyOrdered
from console.domain.cases import Leg
from console.domain.causes import Action
from console.domain.ids import CaseId, PartyId, UnitId
from console.domain.parties import Party, PartyKind
from console.domain.values import Bilingual
from console.reporting.brief import brief_document
from console.reporting.case_tables import remedies
from console.reporting.markdown import markdown_of
from console.wording.case_facts import case_sentence
from tests.reporting.estate import MINUTE, T0, Estate

TEAM = PartyId("team")
PARTY = Party(id=TEAM, name=Bilingual(zh="工地", en="Site team"), kind=PartyKind.SITE_TEAM)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_was_worked_on_counts_for_how_quick_it_was(outcome: Outcome) -> None:
    case = replace(Estate().case(), outcome=outcome)
    told = case_report([case], T0 - MINUTE, T0 + timedelta(hours=2))
    counted = any(one.passage is Passage.CLOSED for one in told.lasted)
    assert counted == (outcome in (Outcome.VERIFIED, Outcome.UNVERIFIED))


def test_an_organisation_is_named_wherever_a_remedy_is_told_of() -> None:
    estate = Estate()
    site = replace(estate.site(), parties={TEAM: PARTY})
    ordered = RemedyOrdered(
        case=CaseId("C-1"), remedy=1, finding=1, action=Action.DUST_SPRAY, party="team"
    )
    assert "from Site team (" in case_sentence(ordered, site)
    remedy = replace(estate.waiting().remedies[0], party="team", responsible=TEAM)
    case = replace(estate.waiting(), remedies=(remedy,))
    stretch = estate.stretch()
    now = replace(stretch.snapshot, site=site, cases=(case,))
    stretch = replace(stretch, snapshot=now)
    told = markdown_of(brief_document(stretch))
    assert "Site team" in told
    whole = estate.case_file()
    file = replace(whole, site=site, detail=replace(whole.detail, case=case))
    shown = repr(list(remedies(file)))
    assert "Site team" in shown
    assert "team)" not in shown


@pytest.mark.parametrize(("leg", "asked"), [(Leg.ON_SITE, True), (Leg.RELEASED, False)])
def test_a_unit_that_left_no_longer_asks_for_a_second_one(leg: Leg, asked: bool) -> None:
    task = AssignmentView(
        number=1, unit=UnitId("u1"), leg=leg, sent_by="Li", sent_at=T0, changed_at=T0,
        asks="a ladder",
    )  # fmt: skip
    stretch = Estate().stretch()
    case = replace(stretch.snapshot.cases[0], assignments=(task,), proposal=None, remedies=())
    stretch = replace(stretch, snapshot=replace(stretch.snapshot, cases=(case,)))
    assert ("second" in markdown_of(brief_document(stretch))) == asked
