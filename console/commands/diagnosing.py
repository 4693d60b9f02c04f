"""Why a sensor exceeds, with all evidence; and what was predicted beside what was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

import typer

from console.commands.options import Plain, duration
from console.commands.selection import sensor_id
from console.commands.session import hub
from console.commands.times import When
from console.contract.diagnosis_views import DiagnosisReportView, DiagnosisView
from console.contract.views import Health, Snapshot
from console.domain.diagnosis.compared import Pairing
from console.domain.diagnosis.verdicts import Step, Verdict
from console.domain.ids import DeviceId
from console.domain.sites import Site
from console.printing import Column, json_text, put, put_all, table, talk, titled_rows
from console.wording import chosen, local, target_name
from console.wording.casework import cause_word
from console.wording.commands import say, title
from console.wording.diagnosis import (
    answer_words,
    change_words,
    compared_words,
    evidence_words,
    measured_words,
    regional_warning,
    skipped_words,
)
from console.wording.diagnosis_words import (
    diagnosis_step_word,
    look_word,
    patrol_word,
    verdict_word,
)
from console.wording.help import option

SensorArgument = Annotated[str, typer.Argument(metavar="ID", help=option("sensor.id"))]
At = Annotated[str | None, typer.Option("--at", help=option("diagnose.at"))]
Last = Annotated[str | None, typer.Option("--last", help=option("diagnosis.last"))]

MONTH_S = 30 * 86_400.0


def diagnose(ctx: typer.Context, sensor: SensorArgument, *, at: At = None, output: Plain) -> None:
    """Print why a sensor exceeds."""
    wanted, when = sensor_id(sensor), When(at)
    with hub(ctx) as client:
        view = client.ask(f"sensors/{wanted}/diagnosis", DiagnosisView, at=when.seen_from(client))
        site = None if output.json else client.ask("snapshot", Snapshot).site
    if site is None:
        put(json_text(view))
    else:
        _show(view, site)


def report(ctx: typer.Context, *, last: Last = None, output: Plain) -> None:
    """Print what was predicted beside what was found."""
    length = duration(last) or MONTH_S
    with hub(ctx) as client:
        end = client.ask("health", Health).data_time
        bounds = {"from": end - timedelta(seconds=length)}
        view = client.ask("reports/diagnosis", DiagnosisReportView, **bounds)
    if output.json:
        put(json_text(view))
        return
    rows = view.compared.rows
    put(say("report.stretch", start=local(view.start), end=local(view.end), hours=_hours(length)))
    if rows:
        table(
            rows,
            (
                Column("predicted", lambda row: verdict_word(Verdict(row.predicted))),
                Column("confirmed", _confirmed),
                Column("case_count", lambda row: str(row.count), right=True),
            ),
        )
    else:
        talk(say("diagnosis.none"))
    put_all(compared_words(view.compared))


def _show(view: DiagnosisView, site: Site) -> None:
    warning = regional_warning(view.verdicts)
    if warning is not None:
        put(warning)
        put("")
    titled_rows(_rows(view, site))


def _rows(view: DiagnosisView, site: Site) -> Iterator[tuple[str, str]]:
    device = site.devices[DeviceId(view.sensor.partition("/")[0])]
    names = {sensor.quantity: chosen(sensor.name) for sensor in device.sensors}
    yield title("target"), target_name(site, view.sensor)
    yield title("measured"), measured_words(view)
    yield title("answer"), "\n".join(answer_words(answer) for answer in view.answers)
    yield title("patrol"), patrol_word(view.patrol)
    for step in Step:
        lines = [line for line in view.lines if line.step is step]
        told = [evidence_words(line, view.unit, view.verdicts, names) for line in lines]
        yield diagnosis_step_word(step), "\n".join(told)
    changes = [change_words(change, view.unit, names) for change in view.would_change]
    yield title("would_change"), "\n".join(changes)
    yield title("look_for"), "\n".join(look_word(look) for look in view.checklist)
    yield title("left_out"), skipped_words(view.skipped)


def _confirmed(row: Pairing) -> str:
    return cause_word(row.confirmed)


def _hours(length_s: float) -> str:
    return f"{length_s / 3600:g}"
