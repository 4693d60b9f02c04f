"""The table `policy`: what a site may set, and what makes no sense."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from console.domain.findings import Findings
from console.domain.policy import Band, Policy
from console.domain.policy_table import BANDS, COUNTS, DURATIONS, read_policy


def read(text: str) -> tuple[Policy, list[tuple[str, str]]]:
    """Return the policy and what is wrong with it."""
    findings = Findings("site.toml")
    policy = read_policy(tomllib.loads(text), findings)
    return policy, [(problem.code, problem.key) for problem in findings.problems]


def test_a_site_that_says_nothing_has_the_usual_figures() -> None:
    assert read("") == (Policy(), [])


def test_every_figure_can_be_set() -> None:
    policy, wrong = read(
        """
        shelve_max = "2h"
        handover = "10m"
        flood_over = 20
        flood_under = 8
        ten_minutes = { target = 2, most = 4.5 }
        hour = { target = 12, most = 24 }
        day = { target = 200, most = 400 }
        chatter_times = 5
        chatter = "5m"
        fleeting = "30s"
        stale = "2d"
        hasty = "1.5s"
        bulk_most = 8
        bulk = "20s"
        """
    )
    assert wrong == []
    assert policy == Policy(
        shelve_max_s=7200,
        handover_s=600,
        flood_over=20,
        flood_under=8,
        ten_minutes=Band(target=2, most=4.5),
        hour=Band(target=12, most=24),
        day=Band(target=200, most=400),
        chatter_times=5,
        chatter_s=300,
        fleeting_s=30,
        stale_s=172_800,
        hasty_s=1.5,
        bulk_most=8,
        bulk_s=20,
    )


def test_no_figure_is_left_out() -> None:
    assert {*DURATIONS, *BANDS, *COUNTS} == set(Policy.__struct_fields__)


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("flood_ovr = 3", "unknown_key", "policy.flood_ovr"),
        ('flood_over = "10"', "bad_value", "policy.flood_over"),
        ("flood_over = 10.5", "bad_value", "policy.flood_over"),
        ("flood_over = 1_000_000", "bad_range", "policy.flood_over"),
        ("flood_under = 0", "bad_range", "policy.flood_under"),
        ("flood_over = 4", "bad_range", "policy.flood_under"),  # it would never end
        ("chatter_times = 1", "bad_range", "policy.chatter_times"),
        ("bulk_most = -1", "bad_range", "policy.bulk_most"),
        ("stale = 24", "bad_value", "policy.stale"),
        ('stale = "24"', "bad_period", "policy.stale"),
        ('hasty = "0s"', "bad_period", "policy.hasty"),
        ('shelve_max = "31d"', "bad_range", "policy.shelve_max"),
        ("hour = 6", "bad_value", "policy.hour"),
        ("hour = { target = 6 }", "missing_key", "policy.hour.most"),
        ("hour = { target = 6, mst = 12, most = 12 }", "unknown_key", "policy.hour.mst"),
        ("hour = { target = 13, most = 12 }", "bad_range", "policy.hour"),
        ("day = { target = 0, most = 12 }", "bad_range", "policy.day"),
    ],
)
def test_nonsense_is_told_with_its_key(text: str, code: str, key: str) -> None:
    assert read(text)[1] == [(code, key)]


@pytest.mark.parametrize("raw", [[], 3, "8h", None, True])
def test_what_is_no_table_is_told(raw: Any) -> None:
    findings = Findings("site.toml")
    assert read_policy(raw, findings) == Policy()
    assert [(problem.code, problem.key) for problem in findings.problems] == [
        ("bad_value", "policy")
    ]
