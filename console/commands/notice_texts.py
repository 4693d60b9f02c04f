"""Notices as rows for people."""

from __future__ import annotations

from console.contract.notices import NoticeView
from console.contract.views import Page
from console.domain.sites import Site
from console.printing import Column, Listing
from console.wording import local, plain
from console.wording.commands import say
from console.wording.names import party_name
from console.wording.notice_facts import (
    kind_words,
    notice_state_words,
    trouble_words,
    untold_words,
)


def notice_listing(page: Page[NoticeView], site: Site | None) -> Listing[NoticeView]:
    """Return notices as a table; without a site, parties go by their ids."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.notices",
        name=lambda view: view.id,
        columns=(
            Column("id", lambda view: plain(view.id)),
            Column("case", lambda view: plain(view.case or "")),
            Column("notice.kind", lambda view: kind_words(view.kind)),
            Column("party", lambda view: _party(view, site)),
            Column("channel", lambda view: plain(view.channel)),
            Column("state", lambda view: notice_state_words(view.state)),
            Column("attempts", lambda view: str(view.attempts), right=True),
            Column("trouble", _trouble),
        ),
    )


def _party(view: NoticeView, site: Site | None) -> str:
    if view.party is None:
        return ""
    return party_name(site, view.party) if site is not None else plain(view.party)


def _trouble(view: NoticeView) -> str:
    if view.why is not None:
        return untold_words(view.why)
    if view.trouble is None:
        return ""
    why = trouble_words(view.trouble, view.status)
    if view.next_at is None:
        return why
    return say("notice.again", why=why, at=local(view.next_at)[11:19])
