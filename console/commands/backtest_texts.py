"""What a backtest says: of the rules it tried, of every episode, and in all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.commands.rule_texts import validity
from console.domain.rules import Label, LimitRule, Side
from console.printing import Column, fields, json_text, put, put_all, table, talk
from console.wording import age, chosen, figure, label_word, local, plain, priority_word
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.backtest.choosing import Tried
    from console.backtest.results import Backtest, Episode, Totals

_FIGURES = {Label.LEGAL: "limit", Label.REFERENCE: "reference"}


class Shape(msgspec.Struct, frozen=True):
    """How to print: a table of episodes with totals, or for programs."""

    json: Annotated[bool, typer.Option("--json", help=option("json"))] = False
    ndjson: Annotated[bool, typer.Option("--ndjson", help=option("ndjson.episodes"))] = False


def say_standing(rule: Tried, result: Backtest) -> None:
    """Say on stderr what the figures of a rule are worth."""
    if rule.edition:
        talk(say("backtest.edition", edition=rule.edition, validity=validity(rule)))
        if not _in_force(rule, result):
            talk(say("backtest.not.in.force"))
    if rule.only_when is not None:
        talk(say("backtest.only.when", rule=rule.id))
    if rule.label is not Label.LEGAL:
        talk(say("backtest.no.limit", label=label_word(rule.label)))


def _in_force(rule: Tried, result: Backtest) -> bool:
    """Tell whether the edition held on every day of the recording."""
    if result.first is None or result.last is None:
        return True
    return rule.in_force(result.first.date()) and rule.in_force(result.last.date())


def _columns(result: Backtest) -> list[Column[Episode]]:
    units = {(totals.rule, totals.target): totals.unit for totals in result.totals}
    zone = result.zone
    columns: list[Column[Episode]] = [
        Column("target", lambda episode: plain(episode.target)),
        Column("raised", lambda episode: local(episode.raised, zone)),
        Column("returned", lambda episode: local(episode.returned, zone)),
        Column("duration", lambda episode: age(episode.duration_s), right=True),
        Column("peak", lambda episode: figure(episode.peak), right=True),
        Column("unit", lambda episode: plain(units[episode.rule, episode.target])),
        Column("priority", lambda episode: priority_word(episode.priority)),
        Column("readings", lambda episode: str(episode.readings), right=True),
    ]
    if len(result.rules) > 1:
        columns.insert(0, Column("rule", lambda episode: plain(episode.rule)))
    return columns


def _totals(totals: Totals, result: Backtest) -> Iterator[tuple[str, str]]:
    rule = next(rule for rule in result.rules if rule.id == totals.rule)
    columns = ", ".join(map(plain, totals.columns))
    yield "target", f"{plain(totals.target)} ({columns})"
    yield "rule", f"{chosen(rule.name)} ({plain(rule.id)}, {label_word(rule.label)})"
    yield "source", chosen(rule.source)
    if isinstance(rule, LimitRule):
        share = f"{100 * totals.valid_share:.1f}"
        yield "valid", say("backtest.valid", valid=totals.valid, rows=totals.rows, share=share)
        yield "past", say(_past(rule), count=totals.past, limit=figure(rule.levels[0].limit))
    yield "episodes", str(totals.episodes)
    yield (
        "duration",
        say("backtest.duration", total=age(totals.duration_s), longest=age(totals.longest_s)),
    )
    if isinstance(rule, LimitRule):
        yield "peak", f"{figure(totals.peak)} {plain(totals.unit)}".rstrip()


def _past(rule: LimitRule) -> str:
    """Name the words for being past the figure: only a legal limit is called a limit."""
    side = "above" if rule.side is Side.HIGH else "below"
    return f"{side}.{_FIGURES.get(rule.label, 'figure')}"


def show_result(result: Backtest, shape: Shape) -> None:
    """Print what a backtest found, as asked."""
    if shape.json:
        put(json_text(result))
    elif shape.ndjson:
        put_all(json_text(episode) for episode in result.items)
    else:
        if result.items:
            table(result.items, _columns(result))
            put("")
        else:
            talk(say("backtest.none"))
        for totals in result.totals:
            fields(_totals(totals, result))
