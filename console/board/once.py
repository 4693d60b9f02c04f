"""The board once: asked for, and told as text or as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from console.board.figures import ask_figures
from console.board.spoken import sections, standing, warnings
from console.board.told import Told, told
from console.clock import moment, utc
from console.contract.hub import Hub
from console.contract.views import Snapshot
from console.domain.air_index import Grade
from console.mirror import Mirror
from console.wording import chosen
from console.wording.board import speaking

INDENT = 2


def ask_told(hub: Hub) -> Told:
    """Return what the board says now; raise `HubUnreachable` where there is no hub."""
    snapshot = hub.ask("snapshot", Snapshot)
    mirror = Mirror()
    mirror.reset(snapshot)
    figures = ask_figures(hub, snapshot.site, moment(snapshot.now))
    return told(mirror, figures, current=True)


def document(told: Told, languages: Sequence[str]) -> dict[str, Any]:
    """Return all of it for programs: figures without any id, and the sentences."""
    return {
        "site": told.site,
        "as_of": told.as_of,
        "at": utc(told.at),
        "up_to_date": told.current,
        "drill": told.drill,
        "air": [{"place": air.place, "index": air.index, **_grade(air.grade)} for air in told.air],
        "water": [
            {"place": w.place, "class": w.water_class, "or_worse": w.least, "measured": w.items}
            for w in told.water
        ],
        "lamps": None
        if told.lamps is None
        else {
            "total": told.lamps.total,
            "in_order": told.lamps.fine,
            "faulty": told.lamps.faulty,
            "out_of_service": told.lamps.out_of_service,
            "not_known": told.lamps.unknown,
        },
        "parking": [{"name": park.name, "free": park.free} for park in told.parking],
        "recycling": [{"name": one.name, "fill_percent": one.fill} for one in told.bins],
        "work": [
            {"about": work.topic.name.lower(), "place": work.place, "step": work.step}
            for work in told.work
        ],
        "said": {language: plain_lines(told, language) for language in languages},
    }


def plain_lines(told: Told, language: str) -> list[str]:
    """Return everything as plain text in one language."""
    with speaking(language):
        lines = [chosen(told.site), standing(told).text]
        lines += [sentence.text for sentence in warnings(told)]
        for section in sections(told):
            lines += ["", section.title]
            lines += [" " * INDENT + sentence.text for sentence in section.sentences]
    return lines


def _grade(grade: Grade | None) -> dict[str, Any]:
    if grade is None:
        return {"level": None, "grade": None}
    return {"level": grade.level, "grade": grade.name}
