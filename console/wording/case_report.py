"""The cases of a stretch of time in words."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.case_report import CaseReport, Passage
from console.contract.case_views import CaseView
from console.domain.sites import Site
from console.wording.casework import cause_word, outcome_word, step_word
from console.wording.commands import say
from console.wording.names import case_name
from console.wording.plain import plain
from console.wording.values import age, figure, local

SHOWN = 60  # cases one by one; --json has all
PASSAGES = {passage: f"cases.took.{passage.value}" for passage in Passage}


def case_report_fields(
    report: CaseReport, site: Site, zone: str | None = None
) -> Iterator[tuple[str, str]]:
    """Return a report of cases: how many, how they ended, how long it took, each of them; times
    are those of `zone`, or of this machine."""
    hours = figure((report.end - report.start).total_seconds() / 3600)
    start, end = local(report.start, zone), local(report.end, zone)
    yield "stretch", say("report.stretch", start=start, end=end, hours=hours)
    yield "opened", str(report.opened)
    yield "verified", str(report.verified)
    yield "unverified", str(report.unverified)
    yield "still_open", str(report.open)
    took = [say(PASSAGES[one.passage], time=age(one.mean_s), count=one.of) for one in report.lasted]
    yield "took", "\n".join(took)
    causes = [
        say("cases.cause", cause=cause_word(cause), count=count) for cause, count in report.causes
    ]
    yield "causes", "\n".join(causes)
    cases = [_case(case, site, zone) for case in report.cases[:SHOWN]]
    if len(report.cases) > SHOWN:
        cases.append(say("report.more", count=len(report.cases) - SHOWN))
    yield "each_case", "\n".join(cases)


def _case(case: CaseView, site: Site, zone: str | None) -> str:
    how = step_word(case.step) if case.outcome is None else outcome_word(case.outcome)
    found = dict.fromkeys(cause_word(finding.seen.cause) for finding in case.findings)
    told = [plain(case.id), local(case.opened_at, zone)[5:16], how, case_name(site, case)]
    return "  ".join([*told, ", ".join(found)]).rstrip()
