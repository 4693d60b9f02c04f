"""What commands about cases and patrols are given: cases, causes and actions by their names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec
import typer
from msgspec import field

from console.commands.options import Many, choice
from console.commands.selection import ALL, PRIORITIES, alert_id
from console.domain.case_facts import Outcome, Proof
from console.domain.cases import Step
from console.domain.causes import Action, Cause, Seen
from console.domain.ids import CaseId
from console.domain.matters import Category, Source
from console.wording.commands import say
from console.wording.help import option

STEPS = (*(step.value for step in Step), ALL)
OUTCOMES = tuple(outcome.value for outcome in Outcome)
CATEGORIES = tuple(category.value for category in Category)
SOURCES = tuple(source.value for source in Source)
PROOFS = tuple(proof.value for proof in (Proof.READING, Proof.INSPECTION))

_CASE = re.compile(r"C-\d{1,18}", re.ASCII | re.IGNORECASE)
_CAUSE = re.compile(r"([^=]+)(?:=(\d{1,6}))?", re.ASCII)

Word = TypeVar("Word", bound=StrEnum)


class CaseFilters(msgspec.Struct, frozen=True):
    """Which cases are meant."""

    step: Annotated[Many, typer.Option("--step", help=option("step"))] = field(default_factory=list)
    zone: Annotated[Many, typer.Option("--zone", help=option("zone"))] = field(default_factory=list)
    unit: Annotated[Many, typer.Option("--unit", help=option("unit"))] = field(default_factory=list)
    alert: Annotated[Many, typer.Option("--alert", help=option("case.alert"))] = field(
        default_factory=list
    )
    outcome: Annotated[Many, typer.Option("--outcome", help=option("outcome"))] = field(
        default_factory=list
    )

    category: Annotated[Many, typer.Option("--category", help=option("category.only"))] = field(
        default_factory=list
    )
    priority: Annotated[Many, typer.Option("--priority", help=option("priority.only"))] = field(
        default_factory=list
    )
    owner: Annotated[Many, typer.Option("--owner", help=option("owner.only"))] = field(
        default_factory=list
    )
    source: Annotated[Many, typer.Option("--source", help=option("source.only"))] = field(
        default_factory=list
    )
    suspended: Annotated[bool, typer.Option("--suspended", help=option("suspended"))] = False
    overdue: Annotated[bool, typer.Option("--overdue", help=option("overdue"))] = False

    def query(self) -> dict[str, list[str]]:
        """Return what the hub is asked to narrow a list to."""
        for name, choices in _CHOICES.items():
            for word in getattr(self, name):
                choice(word, choices)
        query: dict[str, Sequence[str]] = {
            "step": [step.value for step in Step] if ALL in self.step else self.step,
            "zone": self.zone,
            "unit": self.unit,
            "alert": [alert_id(text)[0] for text in self.alert],
            "outcome": self.outcome,
            "category": self.category,
            "priority": self.priority,
            "owner": self.owner,
            "source": self.source,
            "suspended": ["true"] if self.suspended else [],
            "overdue": ["true"] if self.overdue else [],
        }
        return {name: list(values) for name, values in query.items() if values}


class ChosenCases(CaseFilters, frozen=True):
    """Cases by id, or else by filters."""

    ids: Annotated[Many, typer.Argument(metavar="[ID]...", help=option("case.ids"))] = field(
        default_factory=list
    )


_CHOICES = {
    "step": STEPS,
    "outcome": OUTCOMES,
    "category": CATEGORIES,
    "priority": PRIORITIES,
    "source": SOURCES,
}


def case_id(text: str) -> CaseId:
    """Return a case's id."""
    if not _CASE.fullmatch(text):
        raise typer.BadParameter(say("bad.case", text=text))
    return CaseId(text.upper())


def action_named(text: str | None) -> Action | None:
    """Return the action with that name; a near one is offered where there is none."""
    return None if text is None else _named(text, Action, "bad.action")


def findings_of(causes: Iterable[str], note: str | None) -> tuple[Seen, ...]:
    """Return what "construction_dust" and "idling_vehicle=2" say; the note is the first one's."""
    found: list[Seen] = []
    for text in causes:
        if (match := _CAUSE.fullmatch(text)) is None:
            raise typer.BadParameter(say("bad.count", text=text))
        cause = _named(match[1], Cause, "bad.cause")
        count = int(match[2]) if match[2] else None
        found.append(Seen(cause=cause, count=count, note=None if found else note))
    return tuple(found)


def _named(text: str, words: type[Word], message: str) -> Word:
    known = [word.value for word in words]
    if text in known:
        return words(text)
    told = say(message, text=text)
    if near := difflib.get_close_matches(text, known, n=1):
        raise typer.BadParameter(f"{told} {say('did.you.mean', nearest=near[0])}")
    raise typer.BadParameter(f"{told} {say('there.are', choices=', '.join(known))}")
