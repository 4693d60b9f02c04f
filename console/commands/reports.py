"""Reports over a stretch of time."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from console.commands.diagnosing import report as report_diagnosis
from console.commands.documents import report_brief, report_case, report_day, report_shift
from console.commands.options import Plain, command
from console.commands.rates import report_rates
from console.commands.session import hub
from console.commands.times import When
from console.contract.load_views import LoadReportView
from console.contract.views import Health, Snapshot
from console.past_cases import ask_case_report
from console.printing import fields, json_text, put
from console.wording.case_report import case_report_fields
from console.wording.help import help_of, option
from console.wording.load_report import report_fields

app = typer.Typer(
    help=help_of("reports"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

From = Annotated[str | None, typer.Option("--from", help=option("from.report"))]
To = Annotated[str | None, typer.Option("--to", help=option("to.report"))]


@command(app, "reports.load")
def load(ctx: typer.Context, *, since: From = None, until: To = None, output: Plain) -> None:
    """Print the alert load of a stretch of time, with every threshold."""
    start, end = When(since), When(until)
    with hub(ctx) as client:
        bounds = {"from": start.seen_from(client), "to": end.seen_from(client)}
        view = client.ask("reports/load", LoadReportView, **bounds)
        site = None if output.json else client.ask("snapshot", Snapshot).site
    if site is None:
        put(json_text(view))
    else:
        fields(report_fields(view, site))


@command(app, "reports.cases")
def cases(ctx: typer.Context, *, since: From = None, until: To = None, output: Plain) -> None:
    """Print the cases of a stretch of time in figures, and each of them."""
    start, end = When(since), When(until)
    with hub(ctx) as client:
        now = client.ask("health", Health).data_time
        to = end.seen_from(client) or now
        report = ask_case_report(client, start.seen_from(client) or to - timedelta(days=1), to)
        site = None if output.json else client.ask("snapshot", Snapshot).site
    if site is None:
        put(json_text(report))
    else:
        fields(case_report_fields(report, site))


command(app, "reports.day")(report_day)


command(app, "reports.shift")(report_shift)


command(app, "reports.case")(report_case)


command(app, "reports.brief")(report_brief)


command(app, "reports.diagnosis")(report_diagnosis)


command(app, "reports.rates")(report_rates)
