"""Reporting what a unit found, on its behalf: the causes, then how one heard of it."""

from __future__ import annotations

from console.contract.case_views import CaseView
from console.contract.patrols import ReportFindings
from console.domain.causes import Seen
from console.domain.ids import UnitId
from console.domain.matters import Heard
from console.domain.ranking import by_likelihood
from console.screens.asking import AskingHub
from console.screens.choose import Choose, Picked
from console.screens.report import Report
from console.screens.task_deeds import heard_of, heard_offer, own
from console.wording import plain, unit_name
from console.wording.deeds import Deed
from console.wording.dispatch import Work
from console.wording.keycaps import key_word
from console.wording.screens import say


def ask_report(here: AskingHub, case: CaseView, unit: UnitId) -> None:
    """Ask what `unit` found at `case`, and have it reported."""
    name = unit_name(here.live.mirror.site, unit)

    def report(findings: tuple[Seen, ...], heard: Heard | None) -> None:
        here.ask_hub([ReportFindings(unit=unit, case=case.id, findings=findings, heard=heard)])

    def answered(findings: tuple[Seen, ...] | None) -> None:
        if findings is None:
            return
        if own(here.live, unit):
            report(findings, None)
            return

        def known(picked: Picked | None) -> None:
            if picked is not None:
                report(findings, heard_of((picked.key, *picked.answers)))

        asked = say(Deed.HEARD, act=key_word("patrols.report"), what=name)
        here.app.push_screen(Choose(heard_offer(asked)), known)

    title = say(Work.REPORT_TITLE, unit=name, case=plain(case.id))
    quantities = [point.target.partition("/")[2] for point in case.points]
    here.app.push_screen(Report(title, by_likelihood(quantities)), answered)
