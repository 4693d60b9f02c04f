"""What the clocks of a case tell, and what is wrong with a calendar, in both languages."""

from __future__ import annotations

from console.clock import utc
from console.contract.facts import Fact
from console.wording import sentence
from console.wording.catalog import use
from tests.sites import small_site
from tests.wording.clock_words import AT, CLOCK_FACTS

SITE = small_site()


def _told() -> list[str]:
    return [sentence(Fact(n=1, at=utc(AT), what=fact), SITE) for fact in CLOCK_FACTS]


def test_clocks_tell_what_is_due_and_who_hears_of_it() -> None:
    use("en")
    said = _told()
    assert said[0].startswith("C-7: “filed” is due 2026-")
    assert ", the whole case 2026-" in said[0]
    assert said[1:3] == ["C-7: “handling” has no term", "C-7: its clocks stand still"]
    assert said[5].startswith("C-7 is overdue: “the whole case” was due 2026-")
    assert said[6] == "C-7 escalated to grid[2J (rung 1, “filed”)"
    assert said[7] == "C-7 taken to owners by hand (rung 2, “the whole case”)"


def test_clocks_speak_chinese() -> None:
    use("zh_CN")
    said = _told()
    assert said[0].startswith("C-7：“已立案”阶段时限 2026-")
    assert said[7] == "C-7 人工上报至 owners（第 2 级，“全案”）"
