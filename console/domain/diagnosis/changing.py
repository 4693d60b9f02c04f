"""What figure would change the answer: the bars that stand between it and another one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from console.domain.diagnosis.verdicts import Change, Line, Says, Verdict

V = Verdict
# A line whose figure, on the other side of its bar, would say something else: what that would be.
# Where the line says nothing (missing channels), measuring it could.
TURNS = {
    "region.high": "if.neighbours_fell",
    "region.low": "if.neighbours_rose",
    "region.on_top": "if.rise_fell",
    "region.few_peers": "if.more_peers",
    "sizes.coarse": "if.finer",
    "sizes.fine": "if.coarser",
    "sizes.no_tsp": "if.tsp",
    "sizes.no_pm25": "if.pm25",
    "gas.risen": "if.gas_fell",
    "gas.calm": "if.gas_rose",
    "gas.weak": "if.gas_rose",
    "gas.missing": "if.gas_measured",
    "gas.one_only": "if.gas_measured",
    "humidity.high": "if.drier",
    "near.kitchen": "if.kitchen_closed",
    "rise.over_peers": "if.rise_small",
    "rise.over_own": "if.rise_small",
    "rise.small": "if.rise_large",
    "rise.none": "if.rise_large",
    "rain.fell": "if.dry",
    "rain.dry": "if.rain",
    "data.none": "if.heard",
    "data.gap": "if.heard",
}
DOUBTS = "if.sound"
BEHIND_THE_GATE = frozenset({"region.high"})


def changes(held: Collection[Verdict], lines: tuple[Line, ...]) -> Iterator[Change]:
    """Yield what would change the answer; behind a gate that is closed nothing else would."""
    if V.DATA_DOUBT in held:
        doubted = [n for n in lines if V.DATA_DOUBT in n.about and n.says is Says.FOR]
        for line in doubted[:1]:
            yield Change(code=TURNS.get(line.code, DOUBTS), parameters=line.parameters)
        return
    seen: set[str] = set()
    for line in lines:
        code = TURNS.get(line.code)
        if code is None or code in seen or not _matters(line, held):
            continue
        seen.add(code)
        yield Change(code=code, parameters=line.parameters)


def _matters(line: Line, held: Collection[Verdict]) -> bool:
    if V.REGIONAL in held:
        return line.code in BEHIND_THE_GATE
    if V.NORMAL in held:
        return False
    if line.code in ("humidity.high", "near.kitchen", "rain.fell"):
        return bool(set(line.about) & set(held))
    return True
