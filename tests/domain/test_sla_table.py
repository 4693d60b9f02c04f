"""The tables `calendar`, `sla` and `escalation`: what a site may write, and what makes no sense."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from console.domain.calendar import OFFICE, Calendar
from console.domain.findings import Findings
from console.domain.ids import PartyId
from console.domain.matters import Category
from console.domain.sla import Hours, Rung, Sla, Term, with_usual
from console.domain.sla_facts import Timed
from console.domain.sla_table import read_clockwork, usual_terms
from console.domain.values import Priority
from console.site_file import load_site

PARTIES = "\n[parties.grid]\n[parties.owners]\n"


def read(text: str) -> tuple[Calendar, Sla, list[tuple[str, str]]]:
    """Return the calendar, the terms and what is wrong with them."""
    findings = Findings("site.toml")
    calendar, sla = read_clockwork(tomllib.loads(text), findings)
    return calendar, sla, [(problem.code, problem.key) for problem in findings.problems]


def test_a_site_that_says_nothing_works_in_office_hours_and_has_no_terms_of_its_own() -> None:
    assert read("") == (Calendar(week=(OFFICE,) * 5 + ((), ())), Sla(), [])


def test_a_calendar_says_when_is_worked() -> None:
    calendar, _, wrong = read(
        """
        [calendar]
        weekdays = ["08:30-12:00", "14:00-18:00"]
        fri = ["08:30-12:00"]
        sat = ["22:00-24:00"]
        holidays = [2026-10-01]
        workdays = [2026-10-10]
        """
    )
    full = ((510, 720), (840, 1080))
    assert wrong == []
    assert calendar == Calendar(
        week=(full,) * 4 + (((510, 720),), ((1320, 1440),), ()),
        holidays=(date(2026, 10, 1),),
        workdays=(date(2026, 10, 10),),
    )
    assert calendar.usual_s == 7.5 * 3600


def test_terms_and_chain_are_counted_in_the_site_s_working_days() -> None:
    _, sla, wrong = read(
        """
        [[sla]]
        step = "handling"
        within = "2wd"
        category = "sanitation"
        source = "agreed"

        [[sla]]
        step = "whole"
        within = "2d"
        hours = "always"
        priority = "critical"

        [[escalation]]
        party = "grid"
        after = "30m"

        [[escalation]]
        party = "owners"
        after = "1wd"
        """
        + PARTIES
    )
    assert wrong == []
    assert sla == Sla(
        terms=(
            Term(
                step=Timed.HANDLING,
                within_s=2 * 7 * 3600,
                category=Category.SANITATION,
                source="agreed",
            ),
            Term(
                step=Timed.WHOLE,
                within_s=2 * 86_400,
                hours=Hours.ALWAYS,
                priority=Priority.CRITICAL,
            ),
        ),
        chain=(
            Rung(party=PartyId("grid"), after_s=1800),
            Rung(party=PartyId("owners"), after_s=7 * 3600),
        ),
    )


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ('calendar.weekdaze = ["09:00-12:00"]', "unknown_key", "calendar.weekdaze"),
        ('calendar.mon = ["9-12"]', "bad_span", "calendar.mon[0]"),
        ('calendar.mon = ["12:00-09:00"]', "bad_span", "calendar.mon[0]"),
        ('calendar.mon = ["22:00-25:00"]', "bad_span", "calendar.mon[0]"),
        ('calendar.weekdays = ["9-12"]', "bad_span", "calendar.weekdays[0]"),
        ('calendar.sun = ["09:00-12:00", "11:00-13:00"]', "spans_overlap", "calendar.sun"),
        ("calendar.weekdays = []", "never_open", "calendar"),
        ("calendar.holidays = [2026-10-01, 2026-10-01]", "duplicate", "calendar.holidays[1]"),
        ("calendar.holidays = ['2026-10-01']", "bad_value", "calendar.holidays[0]"),
        (
            "calendar = { holidays = [2026-10-01], workdays = [2026-10-01] }",
            "duplicate",
            "calendar.workdays",
        ),
        ('sla = [{ step = "handlin", within = "1h" }]', "unknown_word", "sla[0].step"),
        ('sla = [{ step = "closed", within = "1h" }]', "unknown_word", "sla[0].step"),
        ('sla = [{ step = "filed" }]', "missing_key", "sla[0].within"),
        ('sla = [{ step = "filed", within = "0m" }]', "bad_period", "sla[0].within"),
        ('sla = [{ step = "filed", within = "1 wd" }]', "bad_period", "sla[0].within"),
        ('sla = [{ step = "filed", within = "900wd" }]', "bad_period", "sla[0].within"),
        (
            'sla = [{ step = "filed", within = "1wd", hours = "always" }]',
            "bad_period",
            "sla[0].within",
        ),
        (
            'sla = [{ step = "filed", within = "1h" }, { step = "filed", within = "2h" }]',
            "duplicate",
            "sla[1]",
        ),
        ("sla = 3", "bad_value", "sla"),
        (
            'escalation = [{ party = "grit", after = "1h" }]' + PARTIES,
            "dangling_reference",
            "escalation[0].party",
        ),
        (
            'escalation = [{ party = "grid", after = "soon" }]' + PARTIES,
            "bad_period",
            "escalation[0].after",
        ),
        (
            'escalation = [{ party = "grid", after = "2h" }, { party = "owners", after = "1h" }]'
            + PARTIES,
            "bad_range",
            "escalation[1].after",
        ),
    ],
)
def test_what_makes_no_sense_is_named(text: str, code: str, key: str) -> None:
    assert (code, key) in read(text)[2]


def test_the_most_special_term_holds_and_urgency_goes_before_kind() -> None:
    any_case = Term(step=Timed.FILED, within_s=1)
    of_air = Term(step=Timed.FILED, within_s=2, category=Category.AIR)
    urgent = Term(step=Timed.FILED, within_s=3, priority=Priority.CRITICAL)
    both = Term(step=Timed.FILED, within_s=4, category=Category.AIR, priority=Priority.CRITICAL)

    def chosen(*terms: Term) -> Term | None:
        return Sla(terms=terms).term(Timed.FILED, Category.AIR, Priority.CRITICAL)

    assert chosen(any_case, of_air, urgent, both) is both
    assert chosen(any_case, of_air, urgent) is urgent
    assert chosen(any_case, of_air) is of_air
    assert chosen(any_case) is any_case
    assert chosen() is None
    assert Sla(terms=(urgent,)).term(Timed.FILED, Category.AIR, Priority.LOW) is None


def test_a_site_s_own_term_takes_the_place_of_the_usual_one() -> None:
    usual = (Term(step=Timed.FILED, within_s=1), Term(step=Timed.HANDLING, within_s=2))
    own = Term(step=Timed.FILED, within_s=9)
    assert with_usual(Sla(terms=(own,)), usual).terms == (own, usual[1])


def test_the_preset_has_a_term_for_every_step_and_says_where_each_is_from() -> None:
    site = load_site("wanshouqiao")
    for timed in Timed:
        for category in Category:
            for priority in Priority:
                assert site.sla.term(timed, category, priority) is not None
    assert all(term.source for term in site.sla.terms)
    assert [rung.party for rung in site.sla.chain] == [
        "grid",
        "property",
        "owners",
        "party-committee",
    ]


def test_a_file_of_usual_terms_holds_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unknown_key"):
        usual_terms({"sla": [], "rules": {}}, Calendar(), "terms.toml")
