"""Step 3: what the channels of an air probe show together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.question import OZONE, PARTICLES, Near, Question
from console.domain.diagnosis.region import Rise
from console.domain.diagnosis.verdicts import Figure, Group, Line, Says, Step, Verdict
from console.domain.surroundings import SurroundingKind

V = Verdict
FINE = (V.HUMIDITY_ARTEFACT, V.COOKING_FUME)
MEALS = SurroundingKind.KITCHEN

Rises = Mapping[str, Rise]


def particles(rises: Rises, figures: Figures) -> Iterator[Line]:
    """Yield what the sizes of the particles say: dust is coarse."""
    pm10 = rises.get("pm10")
    if pm10 is None or pm10.by < figures.pm10_least:
        least: dict[str, Figure] = {"least": figures.pm10_least}
        yield _none("sizes.no_pm10", least, "pm10_least")
        return
    yield _tsp(rises.get("tsp"), pm10, figures)
    fine = rises.get("pm25")
    if fine is None:
        yield _none("sizes.no_pm25")
        return
    ratio = max(0.0, fine.by) / pm10.by
    coarse = ratio < figures.fine_ratio
    told: dict[str, Figure] = {
        "pm25": fine.by,
        "pm10": pm10.by,
        "ratio": ratio,
        "bar": figures.fine_ratio,
    }
    if coarse:
        yield _line("sizes.coarse", Says.FOR, (V.DUST,), Group.COARSE, told, "fine_ratio")
        yield _line("sizes.not_fine", Says.AGAINST, FINE, Group.COARSE, told, "fine_ratio")
    else:
        yield _line("sizes.fine", Says.AGAINST, (V.DUST,), Group.COARSE, told, "fine_ratio")


def gases(rises: Rises, figures: Figures) -> Iterator[Line]:
    """Yield what the gases say: exhaust brings NO2 and CO, dust neither."""
    for name, least in (("no", figures.no_rise), ("bc", figures.bc_rise)):
        rise = rises.get(name)
        if rise is not None and rise.by > least:
            told: dict[str, Figure] = {"quantity": name, "rise": rise.by, "bar": least}
            yield _line("gas.trace", Says.FOR, (V.EXHAUST,), Group.GAS, told, f"{name}_rise")
    no2, co = rises.get("no2"), rises.get("co")
    if no2 is None or co is None:
        yield _one_gas(no2, co, figures)
        return
    told = {
        "no2": no2.by,
        "co": co.by,
        "no2_bar": figures.no2_rise,
        "co_bar": figures.co_rise,
    }
    names = ("no2_rise", "co_rise", "weak_share")
    if no2.by > figures.no2_rise and co.by > figures.co_rise:
        yield _line("gas.risen", Says.FOR, (V.EXHAUST,), Group.GAS, told, *names)
        yield _line("gas.not_absent", Says.AGAINST, FINE, Group.GAS, told, *names)
    elif _calm(no2, figures.no2_rise, figures) and _calm(co, figures.co_rise, figures):
        yield _line("gas.calm", Says.FOR, (V.DUST, *FINE), Group.NO_GAS, told, *names)
        yield _line("gas.no_exhaust", Says.AGAINST, (V.EXHAUST,), Group.NO_GAS, told, *names)
    else:
        yield _none("gas.weak", told, *names)


def humidity(question: Question, figures: Figures) -> Line:
    """Return what the air's humidity says: optical probes over-read in fog."""
    if question.humidity is None:
        return _none("humidity.missing")
    told: dict[str, Figure] = {"humidity": question.humidity, "bar": figures.humidity}
    if question.humidity > figures.humidity:
        about, says, code = (V.HUMIDITY_ARTEFACT,), Says.FOR, "humidity.high"
    else:
        about, says, code = (V.HUMIDITY_ARTEFACT,), Says.AGAINST, "humidity.low"
    return _line(code, says, about, Group.HUMIDITY, told, "humidity")


def ozone(question: Question, figures: Figures) -> Line | None:
    """Return what ozone says of a regional rise."""
    level = question.levels.get(OZONE)
    if level is None or level.value is None:
        return None
    told: dict[str, Figure] = {"o3": level.value, "bar": figures.o3_high}
    high = level.value >= figures.o3_high
    code, says = ("ozone.high", Says.FOR) if high else ("ozone.low", Says.AGAINST)
    return _line(code, says, (V.PHOTOCHEMICAL,), Group.OZONE, told, "o3_high")


def kitchens(near: tuple[Near, ...]) -> Line:
    """Return whether a kitchen close by is at work."""
    found = [one for one in near if one.kind is MEALS]
    if not found:
        return _none("near.no_kitchen")
    first = min(found, key=lambda one: (not one.open, _far(one)))
    told: dict[str, Figure] = {"name": first.name, "distance": round(_far(first))}
    code, says = ("near.kitchen", Says.FOR) if first.open else ("near.kitchen_closed", Says.AGAINST)
    return _line(code, says, (V.COOKING_FUME,), Group.NEAR, told, "near_kitchen")


def held(question: Question, lines: tuple[Line, ...]) -> tuple[Verdict, ...]:
    """Return the signatures that hold by these lines; what is unknown holds nothing up."""
    said = {line.code for line in lines if line.says is not Says.NONE}
    fine = "sizes.fine" in said and "gas.calm" in said
    of_particles = question.quantity in PARTICLES
    truths = {
        V.DUST: of_particles and bool(said & {"sizes.coarse", "sizes.tsp"}),
        V.EXHAUST: bool(said & {"gas.risen", "gas.trace"}),
        V.HUMIDITY_ARTEFACT: of_particles and fine and "humidity.high" in said,
        V.COOKING_FUME: of_particles and fine and "near.kitchen" in said,
    }
    return tuple(verdict for verdict, holds in truths.items() if holds)


def _tsp(tsp: Rise | None, pm10: Rise, figures: Figures) -> Line:
    if tsp is None:
        return _none("sizes.no_tsp")
    ratio = max(0.0, tsp.by) / pm10.by
    told: dict[str, Figure] = {
        "tsp": tsp.by,
        "pm10": pm10.by,
        "ratio": ratio,
        "bar": figures.tsp_ratio,
    }
    high = ratio > figures.tsp_ratio
    code, says = ("sizes.tsp", Says.FOR) if high else ("sizes.tsp_low", Says.AGAINST)
    return _line(code, says, (V.DUST,), Group.TSP, told, "tsp_ratio")


def _one_gas(no2: Rise | None, co: Rise | None, figures: Figures) -> Line:
    """Both are asked for: one that has not risen rules exhaust out, one that has proves nothing."""
    for name, rise, bar in (("no2", no2, figures.no2_rise), ("co", co, figures.co_rise)):
        if rise is not None:
            told: dict[str, Figure] = {"quantity": name, "rise": rise.by, "bar": bar}
            if rise.by > bar:
                return _none("gas.one_only", told, f"{name}_rise")
            about, group = (V.EXHAUST,), Group.NO_GAS
            return _line("gas.one_calm", Says.AGAINST, about, group, told, f"{name}_rise")
    return _none("gas.missing")


def _calm(rise: Rise, bar: float, figures: Figures) -> bool:
    return rise.by < figures.weak_share * bar


def _far(near: Near) -> float:
    return near.distance_m or 0.0


def _line(
    code: str,
    says: Says,
    about: tuple[Verdict, ...],
    group: Group,
    parameters: dict[str, Figure],
    *names: str,
) -> Line:
    return Line(
        step=Step.SIGNATURE,
        code=code,
        says=says,
        about=about,
        group=group,
        parameters=parameters,
        figures=names,
    )


def _none(code: str, parameters: dict[str, Figure] | None = None, *names: str) -> Line:
    return Line(
        step=Step.SIGNATURE,
        code=code,
        says=Says.NONE,
        parameters=parameters or {},
        figures=names,
    )
