"""Reports as documents: of a case, of a day, of a shift, and in brief."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.case_selection import case_id
from console.commands.progress import progress
from console.commands.renditions import Rendition
from console.commands.session import hub
from console.wording.commands import say
from console.wording.help import option

CaseGiven = Annotated[str, typer.Argument(metavar="ID", help=option("report.case"))]


def report_case(ctx: typer.Context, id: CaseGiven, *, rendition: Rendition) -> None:
    """Report a case."""
    from console.reporting.case_document import case_document  # charts: not for all
    from console.reporting.case_file import ask_case_file, case_data

    rendition.check()
    wanted = case_id(id)
    with hub(ctx) as client, progress(say("reading.report"), wanted=not rendition.json) as tell:
        file = ask_case_file(client, wanted, tell)
    rendition.deliver(case_data(file), lambda: case_document(file))
