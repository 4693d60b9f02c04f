"""The catalogue of remedies: what is shipped, what a site makes of it, what is refused."""

from __future__ import annotations

import pytest

from console.domain.causes import CLASS_OF, USUAL, Action, Cause, CauseClass
from console.domain.comparison import Terms
from console.domain.findings import Findings
from console.domain.matters import Evidence, Wanted
from console.domain.parties import PartyKind
from console.domain.proof_table import read_proof
from console.domain.remedy_catalogue import UsualRemedy, shows, usual_of
from console.site_file import load_site, shipped_remedies

# Every code there ever was. One may be retired (kept, and offered no more); none goes, none is
# renamed: cases on record say it.
CAUSES = """
construction_dust idling_vehicle road_dust cooking_fume open_burning sewage_inflow algae heavy_rain
noise_source overfull_bin equipment_fault power_loss sensor_fault link_fault other no_fault_found
"""
ACTIONS = """
cover_bare_soil dust_spray move_vehicles sweep_and_wash clean_extractor put_out_fire stop_inflow
aerate close_path stop_noise empty_bin repair_equipment restore_power service_sensor restore_link
other
"""
CLASSES = "real equipment sensor comms third_party none"


def test_codes_are_locked() -> None:
    assert set(CAUSES.split()) <= {cause.value for cause in Cause}
    assert set(ACTIONS.split()) <= {action.value for action in Action}
    assert set(CLASSES.split()) <= {one.value for one in CauseClass}


def test_every_cause_has_a_class_and_what_is_usual() -> None:
    assert set(CLASS_OF) == set(USUAL) == set(Cause)
    assert [c for c in Cause if not USUAL[c]] == [Cause.NO_FAULT_FOUND]
    assert CLASS_OF[Cause.NO_FAULT_FOUND] is CauseClass.NONE


def test_the_shipped_catalogue_has_every_action_with_a_term() -> None:
    catalogue = shipped_remedies()
    assert set(catalogue) == set(Action)
    assert all(usual.due_s for usual in catalogue.values())
    assert load_site("wanshouqiao").remedies == catalogue


def read(**document: object) -> tuple[dict[Action, UsualRemedy], Terms, list[tuple[str, str]]]:
    findings = Findings("site.toml")
    catalogue, terms = read_proof(document, shipped_remedies(), findings)
    return catalogue, terms, [(problem.code, problem.key) for problem in findings.problems]


def test_a_site_overrides_single_keys() -> None:
    catalogue, terms, problems = read(
        remedies={"dust_spray": {"due": "45m", "proof": "photo"}}, verification={"days": 5}
    )
    assert not problems
    assert catalogue[Action.DUST_SPRAY] == UsualRemedy(
        due_s=2700.0, working=True, proof=Wanted.PHOTO, kinds=(PartyKind.SITE_TEAM,)
    )
    assert catalogue[Action.AERATE] == shipped_remedies()[Action.AERATE]
    assert terms == Terms(days=5)


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({"remedies": {"dust_sprai": {}}}, ("unknown_key", "remedies.dust_sprai")),
        ({"remedies": {"aerate": {"due": "soon"}}}, ("bad_period", "remedies.aerate.due")),
        ({"remedies": {"aerate": {"due": "0s"}}}, ("bad_period", "remedies.aerate.due")),
        ({"remedies": {"aerate": {"due": "400d"}}}, ("bad_range", "remedies.aerate.due")),
        ({"remedies": {"aerate": {"proof": "oath"}}}, ("unknown_word", "remedies.aerate.proof")),
        ({"remedies": {"aerate": {"dew": "1h"}}}, ("unknown_key", "remedies.aerate.dew")),
        ({"remedies": []}, ("bad_value", "remedies")),
        ({"verification": {"days": 0}}, ("bad_range", "verification.days")),
        ({"verification": {"days": 15}}, ("bad_range", "verification.days")),
        ({"verification": {"share": 0.0}}, ("bad_range", "verification.share")),
        ({"verification": {"fallen": 1.5}}, ("bad_range", "verification.fallen")),
        ({"verification": {"day": 3}}, ("unknown_key", "verification.day")),
    ],
)
def test_what_is_refused(document: dict[str, object], problem: tuple[str, str]) -> None:
    assert read(**document)[2] == [problem]


@pytest.mark.parametrize("wanted", list(Wanted))
@pytest.mark.parametrize(
    "evidence",
    [None, Evidence(), Evidence(photo="IMG-1"), Evidence(value=0.0), Evidence(note="swept")],
)
def test_evidence_is_of_the_kind_wanted(wanted: Wanted, evidence: Evidence | None) -> None:
    given = {
        Wanted.PHOTO: evidence is not None and evidence.photo is not None,
        Wanted.READING: evidence is not None and evidence.value is not None,
        Wanted.NOTE: evidence is not None and evidence.note is not None,
        Wanted.NONE: True,
    }
    assert shows(evidence, wanted) is given[wanted]


def test_what_no_catalogue_has_is_due_at_no_time() -> None:
    assert usual_of({}, Action.AERATE) == UsualRemedy()
