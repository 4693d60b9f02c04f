"""Handovers in documents: each in a line, and one in full with how everything stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from console.contract.shift_views import HandoverLine, HandoverView
from console.contract.views import AlertView
from console.domain.sites import Site
from console.reporting.document import Block, Column, Heading, Paragraph, Table, table
from console.reporting.framing import at
from console.reporting.stretch_cases import stands
from console.wording import (
    case_name,
    plain,
    priority_word,
    rule_name,
    state_word,
    target_name,
    unit_name,
)
from console.wording.documents import Doc, tell
from console.wording.names import place_name
from console.wording.shift_facts import handover_step_word


def handovers(site: Site, lines: Sequence[HandoverLine]) -> Table:
    """Return handovers as a table."""
    names = (Doc.AT, Doc.FROM, Doc.TO, Doc.HOW, Doc.STANDING, Doc.NOTE)
    rows = [
        (
            at(site, line.at),
            plain(line.by),
            plain(line.accepted_by or ""),
            handover_step_word(line.step),
            f"{line.unacknowledged + line.owned + line.shelved}, {line.cases}",
            plain(line.note or ""),
        )
        for line in lines
    ]
    return table(tell(Doc.HANDOVERS), [Column(tell(name)) for name in names], rows)


def handed_over(site: Site, view: HandoverView) -> Iterator[Block]:
    """Yield a handover in full: what stood then, and how each thing stands now."""
    line = view.line
    yield Heading(tell(Doc.HANDED, id=line.id, person=line.by, at=at(site, line.at)))
    taken = tell(Doc.NOT_TAKEN)
    if line.accepted_by:
        taken = tell(Doc.TAKEN_BY, person=line.accepted_by, at=at(site, line.ended_at))
    yield Paragraph(taken)
    if line.note:
        yield Paragraph(tell(Doc.HANDED_NOTE, note=line.note))
    rows = list(_things(site, view))
    if rows:
        titles = [Column(tell(name)) for name in (Doc.NAME, Doc.PLACE, Doc.HOW)]
        yield table(tell(Doc.HANDED_OVER), titles, rows)


def _things(site: Site, view: HandoverView) -> Iterator[tuple[str, str, str]]:
    alerts: list[AlertView] = [*view.unacknowledged]
    alerts += [one.alert for one in view.owned] + [one.alert for one in view.shelved]
    for alert in alerts:
        name = f"{priority_word(alert.priority)} {rule_name(site, alert.rule)}"
        yield name, target_name(site, alert.target), state_word(alert.state)
    for case in view.cases:
        yield f"{plain(case.id)} {case_name(site, case)}", "", stands(case)
    for unit in view.out:
        yield unit_name(site, unit), "", tell(Doc.WAS_OUT)
    for place in view.out_of_service:
        yield place_name(site, place), "", tell(Doc.WAS_STOPPED)
