"""Published rates as a document: every share with what it is of, every median with how many."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from console.contract.rates import P90_LEAST, Lateness, Rates, RatesView, Share, Took
from console.contract.views import Snapshot
from console.domain.ids import ZoneId
from console.reporting.document import (
    Block,
    Callout,
    Cell,
    Column,
    Document,
    Figure,
    Figures,
    Paragraph,
    table,
)
from console.reporting.framing import at, foot, span, warned
from console.reporting.reports import Report
from console.wording import chosen
from console.wording.catalog import language
from console.wording.clock_facts import timed_word
from console.wording.rates import Rate, by_word, few, group_word, passage_word, rate

SMALL = 10  # cases below which nobody should compare


def rates_report(view: RatesView, now: Snapshot) -> Report:
    """Return the rates for programs and for people."""
    day = at(now.site, view.end)[:10]
    name = f"{now.site.id}-rates-{day}"
    return Report(name=name, told=msgspec.to_builtins(view), document=_document(view, now))


def _document(view: RatesView, now: Snapshot) -> Document:
    site = now.site
    start, end = at(site, view.start), at(site, view.end)
    return Document(
        title=rate(Rate.TITLE, site=chosen(site.name)),
        about=rate(Rate.ABOUT, start=start, end=end),
        language=language(),
        blocks=(*warned(drill=now.drill is not None), *_blocks(view, now)),
        foot=foot(site, now.now, view.as_of),
    )


def _blocks(view: RatesView, now: Snapshot) -> Iterator[Block]:
    whole = view.all
    if not whole.filed and not whole.closed and not whole.dropped:
        yield Paragraph(rate(Rate.NONE))
        return
    counted = whole.rested.of
    if counted < SMALL:
        yield Callout(rate(Rate.SMALL, count=counted), "warn")
    yield Figures(tuple(_figures(whole)))
    yield _response(whole)
    if any(one.n for one in whole.late):
        yield _late(whole.late)
    if view.by is not None and view.groups:
        yield _groups(view, now)
    yield Paragraph(rate(Rate.METHOD, least=P90_LEAST))


def _figures(rates: Rates) -> Iterator[Figure]:
    dropped = rate(Rate.DROPPED, count=rates.dropped) if rates.dropped else ""
    yield Figure(rate(Rate.FILED), str(rates.filed))
    yield Figure(rate(Rate.CLOSED), str(rates.closed), dropped)
    yield _figure(Rate.ON_TIME, rates.on_time, Rate.OF_TERMED)
    yield _figure(Rate.VERIFIED, rates.verified, Rate.OF_CLOSED)
    yield _figure(Rate.REWORK, rates.rework, Rate.REWORK_OF)
    yield _figure(Rate.RESTED, rates.rested, Rate.OF_ALL)


def _figure(label: Rate, share: Share, of: Rate) -> Figure:
    return Figure(rate(label), percent(share), rate(of, n=share.n, of=share.of))


def percent(share: Share) -> str:
    """Return a share in whole percent; of nothing there is none."""
    return f"{100 * share.n / share.of:.0f} %" if share.of else "–"


def _response(rates: Rates) -> Block:
    titles = _titles(Rate.PASSAGE, Rate.MEDIAN, Rate.P90, Rate.OF)
    return table(rate(Rate.RESPONSE), titles, [_took(one) for one in rates.took])


def _took(one: Took) -> tuple[Cell, ...]:
    p90 = few() if one.of else "–"
    return (
        passage_word(one.passage),
        "–" if one.median_s is None else span(one.median_s),
        p90 if one.p90_s is None else span(one.p90_s),
        rate(Rate.COUNTED, of=one.of, cases=one.cases),
    )


def _late(late: tuple[Lateness, ...]) -> Block:
    rows: list[tuple[Cell, ...]] = [
        (timed_word(one.step), rate(Rate.COUNTED, of=one.n, cases=one.of)) for one in late if one.n
    ]
    return table(rate(Rate.OVERDUE), _titles(Rate.STEP, Rate.CASES), rows)


def _groups(view: RatesView, now: Snapshot) -> Block:
    assert view.by is not None
    rows: list[tuple[Cell, ...]] = [
        (
            group_word(view.by, ZoneId(one.group or ""), now.site),
            str(one.filed),
            str(one.closed),
            _shared(one.on_time),
            _shared(one.verified),
            _shared(one.rework),
        )
        for one in view.groups
    ]
    wanted = (Rate.FILED, Rate.CLOSED, Rate.ON_TIME, Rate.VERIFIED, Rate.REWORK)
    return table(by_word(view.by), _titles(Rate.GROUP, *wanted), rows)


def _shared(share: Share) -> str:
    return f"{percent(share)} ({share.n}/{share.of})" if share.of else "–"


def _titles(first: Rate, *others: Rate) -> list[Column]:
    return [Column(rate(first)), *(Column(rate(title), right=True) for title in others)]
