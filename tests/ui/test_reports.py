"""Reports beside the shift: what is told of which time, read in little room, kept in a file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.contract.case_report import Passage, case_report
from console.contract.case_views import CaseView
from console.contract.shift_views import HandoverLine
from console.domain.case_facts import Outcome
from console.domain.cases import Step
from console.domain.ids import CaseId
from console.domain.shifts import HandoverStep
from console.screens.reporting import Kind, Stretch, Wanted, bounds_of
from tests.ui.hands import at_console
from tests.ui.stage import afternoon, casework

NOW = datetime(2026, 11, 5, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_the_load_of_this_shift_stands_there_at_once() -> None:
    async with at_console(afternoon()) as operator:
        await operator.press("8")
        report = operator.reads("#report")
        assert "Annunciations" in report
        assert "target 144" in report
        assert "2026-11-05 06:52" in report, "eight hours, in the site's time"


async def test_another_time_and_another_report_by_keys() -> None:
    async with at_console(casework(), (80, 24)) as operator:
        await operator.press("8", "j", "j", "tab", "j")
        assert "cases, 24 hours" in operator.reads("#report-panel .title")
        report = operator.reads("#report")
        assert "C-231" in report
        assert "construction dust" in report
        await operator.press("j")
        assert "No handover" in operator.reads("#report")


async def test_it_fits_a_small_terminal() -> None:
    async with at_console(afternoon(), (60, 20)) as operator:
        await operator.press("8")
        shown = operator.reads("#report").splitlines()
        assert all(len(line) <= 60 for line in shown)
        assert operator.app.screen.query_one("#report").size.height >= 8


async def test_a_report_is_written_into_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with at_console(afternoon()) as operator:
        await operator.press("8", "w")
        [path] = tmp_path.iterdir()
        assert path.name.startswith("load-this-shift-")
        assert "Annunciations" in path.read_text()
        assert path.name in operator.told().replace("\n", "")


async def test_a_hub_that_does_not_answer_is_said() -> None:
    stage = afternoon()
    async with at_console(stage) as operator:
        stage.hub.down = True
        await operator.press("8")
        assert "No hub answers" in operator.reads("#report")


def _handover(ended: datetime | None, *, accepted: bool = True) -> HandoverLine:
    return HandoverLine(
        id="H-1", by="a", at=NOW - 9 * HOUR, until=NOW, ended_at=ended,
        step=HandoverStep.ACCEPTED if accepted else HandoverStep.LAPSED,
        accepted_by="b" if accepted else None,
    )  # fmt: skip


def test_a_shift_begins_where_someone_took_over() -> None:
    taken = [_handover(NOW - 11 * HOUR), _handover(NOW - 3 * HOUR)]

    def bounds(stretch: Stretch, signed: datetime | None = None) -> tuple[float, float]:
        start, end = bounds_of(Wanted(Kind.LOAD, stretch, NOW, signed), taken)
        return (NOW - start) / HOUR, (NOW - end) / HOUR

    assert bounds(Stretch.THIS_SHIFT) == (3, 0)
    assert bounds(Stretch.THIS_SHIFT, NOW - 2 * HOUR) == (2, 0)
    assert bounds(Stretch.LAST_SHIFT) == (11, 3)
    assert bounds(Stretch.DAY) == (24, 0)
    assert bounds(Stretch.WEEK) == (168, 0)


def test_without_handovers_a_shift_is_eight_hours() -> None:
    lapsed = [_handover(NOW - HOUR, accepted=False)]
    this = bounds_of(Wanted(Kind.LOAD, Stretch.THIS_SHIFT, NOW, None), lapsed)
    last = bounds_of(Wanted(Kind.LOAD, Stretch.LAST_SHIFT, NOW, None), lapsed)
    assert this == (NOW - 8 * HOUR, NOW)
    assert last == (NOW - 16 * HOUR, NOW - 8 * HOUR)


def test_cases_are_counted_in_the_time_they_were_opened_or_closed() -> None:
    def case(name: str, opened: int, closed: int | None, outcome: Outcome | None) -> CaseView:
        at = NOW - opened * HOUR
        return CaseView(
            id=CaseId(name), step=Step.FILED if outcome is None else Step.CLOSED, opened_at=at,
            opened_by="a", changed_at=at, outcome=outcome,
            closed_at=None if closed is None else NOW - closed * HOUR,
        )  # fmt: skip

    cases = [
        case("C-1", 30, 20, Outcome.VERIFIED),
        case("C-2", 30, 4, Outcome.VERIFIED),
        case("C-3", 6, 5, Outcome.UNVERIFIED),
        case("C-4", 2, None, None),
        case("C-5", 30, None, None),
    ]
    report = case_report(cases, NOW - 8 * HOUR, NOW)
    assert [each.id for each in report.cases] == ["C-2", "C-3", "C-4"]
    figures = (report.opened, report.verified, report.unverified, report.open)
    assert figures == (2, 1, 1, 1)
    [closed] = report.lasted
    assert closed.passage is Passage.CLOSED
    assert (closed.mean_s, closed.of) == (27 / 2 * 3600, 2)
