"""A diagnosis in sentences: its evidence, its answer, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from console.contract.diagnosis_views import DiagnosisView
from console.domain.diagnosis.compared import Compared
from console.domain.diagnosis.verdicts import Answer, Change, Figure, Line, Says, Step, Verdict
from console.domain.diagnosis_facts import CaseSuggested
from console.domain.ids import SensorId
from console.domain.sites import Site
from console.domain.surroundings import SurroundingKind
from console.domain.values import Bilingual
from console.wording.casework import cause_word
from console.wording.catalog import numbered, translator
from console.wording.diagnosis_lines import CHANGES, LINES
from console.wording.diagnosis_words import (
    confidence_word,
    diagnosis_step_word,
    says_word,
    surrounding_word,
    verdict_word,
    verdict_words,
)
from console.wording.names import target_name
from console.wording.plain import plain
from console.wording.values import ABSENT, chosen, figure, local

_ = translator("diagnosis")

Names = Mapping[str, str]
NAMELESS: Names = {}
MARKS = {Says.FOR: "+", Says.AGAINST: "-", Says.NONE: "?"}
ABOUT_MOST = 2
SHARES = ("share", "chance", "inside", "outside")
WHOLE = ("minutes", "distance", "humidity")
SYMBOLS = {
    "tsp": "TSP",
    "pm10": "PM10",
    "pm25": "PM2.5",
    "no2": "NO2",
    "co": "CO",
    "no": "NO",
    "bc": "BC",
    "o3": "O3",
}
UNITS = {"co": "mg/m³"}


def line_words(line: Line, unit: str, names: Names = NAMELESS) -> str:
    """Return a line of evidence; `unit` is the sensor's, `names` those of quantities."""
    return _said(LINES[line.code], line.parameters, unit, names)


def evidence_words(line: Line, unit: str, held: Iterable[Verdict], names: Names = NAMELESS) -> str:
    """Return a line of evidence with which way it speaks, and for or against what.

    Of a line that concerns many verdicts those are named that hold.
    """
    if line.says is Says.NONE:
        return f"{MARKS[line.says]} {line_words(line, unit, names)}"
    holds = set(held)
    about = [v for v in line.about if v in holds] or list(line.about[:ABOUT_MOST])
    words = _(", ").join(verdict_word(verdict) for verdict in about)
    return f"{MARKS[line.says]} {line_words(line, unit, names)} ({says_word(line.says)}: {words})"


def change_words(change: Change, unit: str, names: Names = NAMELESS) -> str:
    """Return what would change the answer."""
    return _said(CHANGES[change.code], change.parameters, unit, names)


def answer_words(answer: Answer) -> str:
    """Return one verdict with how well it is supported, and what a patrol would find."""
    if answer.lines == 0:
        return verdict_word(answer.verdict)
    told = _("{verdict}: confidence {confidence}, score {score}, {lines} independent lines").format(
        verdict=verdict_word(answer.verdict),
        confidence=confidence_word(answer.confidence),
        score=figure(answer.score),
        lines=answer.lines,
    )
    causes = _(", ").join(cause_word(cause) for cause in answer.causes)
    likely = _("likely: {causes}").format(causes=causes)
    return f"{told} · {likely}" if causes else told


def measured_words(view: DiagnosisView, zone: str | None = None) -> str:
    """Return what was measured, over which time, and what it was held against."""
    return _("{value} {unit} over {minutes} minutes up to {at}, held against {limit}").format(
        value=figure(view.value),
        unit=plain(view.unit),
        minutes=figure(view.window_s / 60),
        at=local(view.at, zone),
        limit=figure(view.limit),
    )


def regional_warning(verdicts: Iterable[str]) -> str | None:
    """Return the warning that a patrol would be sent for nothing, where that is so."""
    nothing = {Verdict.REGIONAL.value, Verdict.PHOTOCHEMICAL.value}
    return _("Regional: a patrol will find nothing") if nothing & set(verdicts) else None


def skipped_words(steps: Iterable[Step]) -> str:
    """Return the steps that mean nothing for a quantity; nothing where all of them do."""
    names = _(", ").join(diagnosis_step_word(step) for step in steps)
    return _("Not for this quantity: {steps}").format(steps=names) if names else ""


def suggested_sentence(what: CaseSuggested, site: Site) -> str:
    """Return the fact that a diagnosis was kept beside a case."""
    return _("{case}: the diagnosis of {sensor} says {verdicts}, confidence {confidence}").format(
        case=plain(what.case),
        sensor=target_name(site, SensorId(what.sensor)),
        verdicts=plain(verdict_words(what.verdicts)),
        confidence=confidence_word(what.confidence),
    )


def compared_words(table: Compared) -> list[str]:
    """Return what must be said beside the table of predictions and findings."""
    said = [
        _(
            "{cases} predicted and found out, {unpredicted} found out without a prediction, "
            "{waiting} predicted and still open"
        ).format(cases=table.cases, unpredicted=table.unpredicted, waiting=table.waiting)
    ]
    if table.few:
        told = _("Too few cases ({cases}) to read anything out of them")
        said.append(told.format(cases=table.cases))
    return [
        *said,
        _(
            "The patrol looked where the prediction sent it; that they agree is no measure of "
            "how good it is."
        ),
    ]


def _said(message: str, parameters: Mapping[str, Figure], unit: str, names: Names) -> str:
    quantity = str(parameters.get("quantity", ""))
    own = UNITS.get(quantity, "µg/m³") if quantity in SYMBOLS else plain(unit)
    told = {name: _shown(name, value) for name, value in parameters.items()}
    if quantity in names and quantity not in SYMBOLS:
        told["quantity"] = plain(names[quantity])
    told_of = numbered(_(message), parameters.get("count"))
    return told_of.format_map(_Known(told | {"unit": own}))


class _Known(dict[str, str]):
    """What a newer hub does not tell is a dash."""

    def __missing__(self, key: str) -> str:
        return ABSENT


def _shown(name: str, value: Figure) -> str:
    if isinstance(value, Bilingual):
        return chosen(value)
    if name == "kind":
        return surrounding_word(SurroundingKind(str(value)))
    if name == "quantity":
        return SYMBOLS.get(str(value), plain(str(value)))
    if name == "quantities":
        symbols = (SYMBOLS.get(one, one) for one in str(value).split(", "))
        return plain(_(", ").join(symbols))
    if isinstance(value, str):
        return plain(value)
    if name in SHARES:
        return f"{100 * value:.0f} %"
    return f"{value:.0f}" if name in WHOLE else figure(value)
