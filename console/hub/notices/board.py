"""Notices as they are committed, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from console.clock import utc
from console.contract.notices import NoticeView
from console.contract.views import Page
from console.domain.kept import Kept
from console.domain.notices import Notice
from console.hub.selection import Selection


class NoticeBoard:
    """Every notice the store holds."""

    def __init__(self) -> None:
        self._notices: dict[str, Notice] = {}

    def take_up(self, kept: Iterable[Kept]) -> None:
        """Take notices from the store."""
        self._notices = {what.id: what for what in kept if isinstance(what, Notice)}

    def show(self, kept: Mapping[tuple[str, str], Kept | None]) -> None:
        """Take committed notices."""
        for (noun, id), what in kept.items():
            if isinstance(what, Notice):
                self._notices[id] = what
            elif noun == Notice.__name__:
                self._notices.pop(id, None)

    def page(self, selection: Selection, as_of: int) -> Page[NoticeView]:
        """Return the notices that are meant, newest first."""
        fitting = [n for n in self._notices.values() if selection.notice_fits(n)]
        fitting.sort(key=lambda notice: (-notice.fact, len(notice.id), notice.id))
        page = selection.page(fitting, lambda notice: notice.id, as_of)
        return Page(items=tuple(map(_view, page.items)), as_of=page.as_of, next=page.next)


def _view(notice: Notice) -> NoticeView:
    return NoticeView(
        id=notice.id,
        fact=notice.fact,
        kind=notice.kind,
        channel=notice.channel,
        state=notice.state,
        attempts=notice.attempts,
        at=utc(notice.at),
        case=notice.case,
        party=notice.party,
        next_at=utc(notice.next_at) if notice.state.pending else None,
        sent_at=None if notice.sent_at is None else utc(notice.sent_at),
        trouble=notice.trouble,
        status=notice.status,
        why=notice.why,
        drill=notice.drill,
    )
