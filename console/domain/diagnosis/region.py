"""Steps 1 and 2: do the neighbours have it, too; and how much is on top of what they have?"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import msgspec

from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.question import AIR, CHANNELS, SHARED, Level, Question
from console.domain.diagnosis.verdicts import Figure, Group, Line, Says, Step, Verdict
from console.domain.rules import Side

V = Verdict
REGIONAL = (V.REGIONAL,)
HERE = (V.DUST, V.EXHAUST, V.COOKING_FUME, V.HUMIDITY_ARTEFACT, V.LOCAL)
HERE_OTHERWISE = (V.LOCAL, V.RAIN)


class Rise(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a quantity is on top: of the median of `peers` neighbours, or of the own low of
    the day before where they are too few (`peers` is 0 then)."""

    value: float
    base: float
    peers: int

    @property
    def by(self) -> float:
        """Return how much it is."""
        return round(self.value - self.base, 6)  # 1.1 - 0.8 is no more than 0.3


def rises(question: Question, figures: Figures) -> dict[str, Rise]:
    """Return the rise of every channel that one is known of; unknown stays unknown."""
    found = {}
    for quantity, level in question.levels.items():
        rise = _rise(level, figures, shared=quantity in SHARED)
        if rise is not None:
            found[quantity] = rise
    return found


def gate(question: Question, own: Rise | None, figures: Figures) -> Iterator[Line]:
    """Yield what the neighbours say."""
    if question.quantity not in SHARED:
        yield _region("region.not_shared", Says.NONE)
        return
    peers = question.levels.get(question.quantity, Level()).peers
    least = round(figures.peers_least)
    if len(peers) < least:
        yield _region("region.few_peers", Says.NONE, {"count": len(peers), "least": least})
        return
    if question.limit is None:
        yield _region("region.no_limit", Says.NONE)
        return
    middle = median(peers)
    high = bool(question.past_limit(middle, figures.regional_share))
    told: dict[str, Figure] = {
        "median": middle,
        "bar": bar(question, figures),
        "count": len(peers),
        "limit": question.limit,
    }
    if not high:
        yield _region("region.low", Says.AGAINST, told)
    elif own is not None and _on_top(question, own, figures):
        yield _region("region.on_top", Says.AGAINST, {**told, "rise": own.by})
    else:
        yield _region("region.high", Says.FOR, told)
        if own is not None and _alike(question, own, figures):
            yield _region("region.alike", Says.FOR, {"rise": own.by}, group=Group.RISE)


def bar(question: Question, figures: Figures) -> float:
    """Return from where on the neighbours' median is called regional."""
    limit, share = question.limit or 0.0, figures.regional_share
    return limit / share if question.asked.side is Side.LOW else limit * share


def own_rise(question: Question, own: Rise | None, figures: Figures) -> Line:
    """Return what the sensor's own rise says: whether something is here that is not elsewhere."""
    if own is None:
        return Line(step=Step.INCREMENT, code="rise.unknown", says=Says.NONE)
    told = _told(question.quantity, own)
    if question.limit is None:
        return Line(step=Step.INCREMENT, code="rise.no_limit", says=Says.NONE, parameters=told)
    least = figures.rise_share * abs(question.limit)
    by = -own.by if question.asked.side is Side.LOW else own.by
    high = by >= least
    if high:
        code = "rise.over_peers" if own.peers else "rise.over_own"
    else:
        code = "rise.small" if by > 0 else "rise.none"
    return Line(
        step=Step.INCREMENT,
        code=code,
        says=Says.FOR if high else Says.AGAINST,
        about=HERE if question.quantity in AIR else HERE_OTHERWISE,
        group=Group.RISE,
        parameters={**told, "least": least},
        figures=("rise_share",) if own.peers else ("rise_share", "own_percentile"),
    )


def other_rises(question: Question, found: dict[str, Rise]) -> Iterator[Line]:
    """Yield the rise of the device's other channels, and which channels there are none of."""
    if question.quantity not in AIR:
        return
    for quantity in CHANNELS:
        if quantity in found and quantity != question.quantity:
            told = _told(quantity, found[quantity])
            yield Line(step=Step.INCREMENT, code="rise.other", says=Says.NONE, parameters=told)
    missing = [q for q in CHANNELS if q not in found and q not in ("no", "bc")]
    if missing:
        told = {"quantities": ", ".join(missing)}
        yield Line(step=Step.INCREMENT, code="rise.missing", says=Says.NONE, parameters=told)


def _rise(level: Level, figures: Figures, *, shared: bool) -> Rise | None:
    if level.value is None:
        return None
    if shared and len(level.peers) >= figures.peers_least:
        return Rise(value=level.value, base=median(level.peers), peers=len(level.peers))
    return None if level.low is None else Rise(value=level.value, base=level.low, peers=0)


def _on_top(question: Question, own: Rise, figures: Figures) -> bool:
    return (
        question.asked.side is Side.HIGH
        and question.limit is not None
        and own.by >= figures.on_top * question.limit
    )


def _alike(question: Question, own: Rise, figures: Figures) -> bool:
    return abs(own.by) < figures.rise_share * abs(question.limit or 0.0)


def _told(quantity: str, rise: Rise) -> dict[str, Figure]:
    return {
        "quantity": quantity,
        "value": rise.value,
        "base": rise.base,
        "rise": rise.by,
        "peers": rise.peers,
    }


def _region(
    code: str,
    says: Says,
    parameters: dict[str, Figure] | None = None,
    group: Group = Group.REGION,
) -> Line:
    return Line(
        step=Step.REGION,
        code=code,
        says=says,
        about=REGIONAL,
        group=group,
        parameters=parameters or {},
        figures=("regional_share", "peers_least", "on_top"),
    )
