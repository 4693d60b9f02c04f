"""Notices: what parties were told, and a test of the way they take."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer
from msgspec import field

from console.clock import WallClock
from console.commands.acting import Act, carry_out
from console.commands.notice_texts import notice_listing
from console.commands.options import Acting, Many, Output, Paging, choice, command
from console.commands.selection import listed
from console.commands.session import hub
from console.contract.hub import Hub
from console.contract.notices import NoticeView, TestNotice
from console.contract.views import Page, Snapshot
from console.domain.ids import PartyId
from console.domain.notice_facts import NoticeKind
from console.domain.notices import NoticeState
from console.domain.sites import Site
from console.printing import Format, show
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("notices"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

STATES = tuple(state.value for state in NoticeState)
PATIENCE_S = 20.0  # longer than the hub waits for a service
NOT_SENT = 1


class Chosen(msgspec.Struct, frozen=True):
    """Which notices are meant."""

    case: Annotated[Many, typer.Option("--case", help=option("notice.case"))] = field(
        default_factory=list
    )
    party: Annotated[Many, typer.Option("--party", help=option("notice.party"))] = field(
        default_factory=list
    )
    channel: Annotated[Many, typer.Option("--channel", help=option("notice.channel"))] = field(
        default_factory=list
    )
    state: Annotated[Many, typer.Option("--state", help=option("notice.state"))] = field(
        default_factory=list
    )

    def query(self) -> dict[str, list[str]]:
        """Return what the hub is asked to narrow a list to."""
        given = {
            "case": [case.upper() for case in self.case],
            "party": self.party,
            "channel": self.channel,
            "state": [choice(state, STATES) for state in self.state],
        }
        return {name: values for name, values in given.items() if values}


class Whom(msgspec.Struct, frozen=True):
    """Who is to be told."""

    party: Annotated[str | None, typer.Option("--party", help=option("test.party"))] = None
    channel: Annotated[str | None, typer.Option("--channel", help=option("test.channel"))] = None


@command(app, "notices.list")
def list_notices(ctx: typer.Context, chosen: Chosen, paging: Paging, output: Output) -> None:
    """Print what parties were told."""
    how, query = output.format, chosen.query()
    with hub(ctx) as client:
        page = listed(client, "notices", Page[NoticeView], paging=paging, query=query)
        site = _site(client, page, how)
    show(notice_listing(page, site), how)


@command(app, "notices.test")
def test(ctx: typer.Context, whom: Whom, *, acting: Acting, output: Output) -> None:
    """Send a test message, and say what came of it."""
    how = output.format
    party = None if whom.party is None else PartyId(whom.party)
    request = TestNotice(party=party, channel=whom.channel, reason=acting.reason)
    act = Act(whom.party or whom.channel or "", request)
    with hub(ctx) as client:
        if acting.dry_run:
            carry_out(client, [act], acting=acting, how=how)
            return
        page = _outcome(client, client.do(request).fact, whom)
        site = _site(client, page, how)
    show(notice_listing(page, site), how)
    if any(notice.state is not NoticeState.SENT for notice in page.items):
        raise typer.Exit(NOT_SENT)


def _outcome(client: Hub, fact: int, whom: Whom) -> Page[NoticeView]:
    """Wait until every message of the test was tried; return what is known then."""
    query = {"kind": [NoticeKind.TEST.value]}
    if whom.party is not None:
        query["party"] = [whom.party]
    clock = WallClock()
    give_up = clock.elapsed() + PATIENCE_S
    following = client.follow(fact)
    try:
        page = _own(client, fact, query)
        while any(n.state is NoticeState.WAITING for n in page.items) and clock.elapsed() < give_up:
            next(following)  # an outcome is a fact; a beat comes in between
            page = _own(client, fact, query)
    finally:
        following.close()
    return page


def _own(client: Hub, fact: int, query: dict[str, list[str]]) -> Page[NoticeView]:
    page = client.ask("notices", Page[NoticeView], **query)
    newest = max((notice.fact for notice in page.items if notice.fact <= fact), default=0)
    return Page(items=tuple(n for n in page.items if n.fact == newest), as_of=page.as_of)


def _site(client: Hub, page: Page[NoticeView], how: Format) -> Site | None:
    people = how is Format.TABLE and page.items
    return client.ask("snapshot", Snapshot).site if people else None
