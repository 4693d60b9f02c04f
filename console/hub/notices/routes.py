"""Questions about notices, as routes."""

from __future__ import annotations

from litestar import get
from litestar.handlers import HTTPRouteHandler

from console.contract.notices import NoticeView
from console.contract.views import Page
from console.hub.answers import Answers
from console.hub.asking import Http, chosen
from console.hub.selection import NOTICE_FILTERS


def notice_questions(answers: Answers) -> list[HTTPRouteHandler]:
    """Return a route for every question about notices."""

    @get("/v1/notices")
    async def notices(request: Http) -> Page[NoticeView]:
        return answers.notices(chosen(request, NOTICE_FILTERS))

    return [notices]
