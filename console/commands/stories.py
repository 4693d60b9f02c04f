"""The stories on the shelf, as a table."""

from __future__ import annotations

import msgspec

from console.domain.values import Bilingual
from console.printing import Column, Format, Listing, show
from console.site_file import document_of, shipped_stories
from console.wording import chosen, plain
from console.wording.values import ABSENT


class Shelved(msgspec.Struct, frozen=True, kw_only=True):
    """A story as it is written: what it is called, when it begins, and with which alert."""

    id: str
    name: Bilingual
    begins: str | None
    rule: str
    sensor: str


def list_stories(how: Format) -> None:
    """Print the stories that are shipped."""
    items = tuple(map(_shelved, shipped_stories()))
    columns = (
        Column[Shelved]("id", lambda one: plain(one.id)),
        Column[Shelved]("name", lambda one: chosen(one.name)),
        Column[Shelved]("begins", lambda one: one.begins or ABSENT),
        Column[Shelved]("rule", lambda one: plain(one.rule)),
        Column[Shelved]("sensor", lambda one: plain(one.sensor)),
    )
    listing = Listing(items=items, as_of=0, next=None, name=lambda one: one.id, columns=columns)
    show(listing, how)


def _shelved(id: str) -> Shelved:
    _file, document = document_of("stories", id)
    story = document["story"]
    return Shelved(
        id=id,
        name=msgspec.convert(story["name"], Bilingual),
        begins=story.get("begins"),
        rule=story["rule"],
        sensor=story["sensor"],
    )
