"""Letters to parties: in their language, with all that must be in them, short and harmless."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.domain.case_facts import Outcome
from console.domain.causes import Action
from console.domain.ids import CaseId, PartyId, SensorId, UnitId, ZoneId
from console.domain.notice_facts import NoticeKind
from console.domain.notices import Matter, Notice
from console.site_file import load_site
from console.wording import language, target_name, use
from console.wording.notices import BODY_BYTES, TITLE_BYTES, letter

T = 1_786_000_000_000
SITE = load_site("wanshouqiao")
TEAM = PartyId("site-team")
ENGLISH = replace(SITE, parties={TEAM: replace(SITE.parties[TEAM], language="en")})
ABOUT = Matter(
    title="dust",
    zone=ZoneId("site"),
    targets=(SensorId("air-gate-1/pm10"),),
    since=T,
    due=T + 3_600_000,
    action=Action.DUST_SPRAY,
    unit=UnitId("p1"),
    text="look after it",
    by="Li",
    rung=2,
    step="handling",
    outcome=Outcome.VERIFIED,
)


def a_notice(kind: NoticeKind = NoticeKind.REMEDY_ORDERED, **other: object) -> Notice:
    notice = Notice(
        id="N-1-1",
        fact=1,
        channel="site-team",
        kind=kind,
        about=ABOUT,
        at=T,
        made_at=T,
        next_at=T,
        case=CaseId("C-12"),
        party=TEAM,
    )
    return replace(notice, **other)


def test_a_remedy_is_asked_for_with_all_that_must_be_known() -> None:
    use("en")
    sent = letter(a_notice(), ENGLISH)
    assert sent.title == "Wanshouqiao Community: C-12 remedy asked for"
    assert sent.body.splitlines() == [
        "You are asked for: dust-suppression spray",
        "About: dust",
        "Where: Eastern Building Site, Outside the hoarding at the site gate, "
        + target_name(ENGLISH, ABOUT.targets[0]),
        "Since: 2026-08-06 15:06",
        "Asked of you: Do it, and tell the duty room when it is done.",
        "By: 2026-08-06 16:06",
    ]


def test_a_letter_speaks_the_partys_language_whoever_speaks_here() -> None:
    use("en")
    sent = letter(a_notice(), SITE)
    assert "万寿桥社区" in sent.title
    assert "东侧工地" in sent.body
    assert language() == "en"


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("site", [SITE, ENGLISH], ids=["zh", "en"])
def test_every_kind_has_its_words(kind: NoticeKind, site: object) -> None:
    sent = letter(a_notice(kind), SITE if site is SITE else ENGLISH)
    bare = letter(a_notice(kind, about=Matter(), case=None, party=None), SITE)
    assert "{" not in sent.title + sent.body + bare.title + bare.body
    assert "None" not in sent.title + sent.body
    assert len(sent.body.splitlines()) >= 2


def test_a_drill_says_so_in_title_and_body() -> None:
    sent = letter(a_notice(drill=True), ENGLISH)
    assert sent.title.startswith("[DRILL]")
    assert "drill" in sent.body.splitlines()[0]


def test_what_people_wrote_is_harmless_and_short() -> None:
    about = replace(ABOUT, title="灾" * 3_000, text="\x1b[2J\u202e批\n\n示" * 2_000, by="\x07李")
    sent = letter(a_notice(NoticeKind.DIRECTIVE, about=about), SITE)
    assert len(sent.body.encode()) <= BODY_BYTES
    assert len(sent.title.encode()) <= TITLE_BYTES
    assert not any(c in sent.body for c in "\x1b\u202e\x07")
    assert "要求" in sent.body, "what is asked must not be crowded out"
