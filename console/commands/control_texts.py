"""Controls as rows for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from console.clock import utc
from console.contract.control_views import ControlDetail
from console.contract.views import Page
from console.domain.sites import Site
from console.printing import Column, Listing
from console.wording import chosen, local, plain
from console.wording.control_facts import ending_word, mode_word, value_words
from console.wording.names import interlock_name


def control_listing(page: Page[ControlDetail], site: Site | None) -> Listing[ControlDetail]:
    """Return controls as a table; without a site, interlocks go by their ids."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.controls",
        name=lambda view: view.control.id,
        columns=(
            Column("id", lambda view: plain(view.control.id)),
            Column("name", lambda view: f"{chosen(view.device_name)} {chosen(view.control.name)}"),
            Column("does", lambda view: value_words(view.control, view.state.reported)),
            Column("mode", _mode),
            Column("until", lambda view: local(_until(view))),
            Column("command", _command),
            Column("ending", lambda view: ending_word(view.state.ending)),
            Column("locked_by", lambda view: ", ".join(_locks(view, site))),
        ),
    )


def _mode(view: ControlDetail) -> str:
    held = view.state.held
    word = mode_word(view.state.mode)
    return word if held is None else f"{word} · {plain(held.by)}"


def _until(view: ControlDetail) -> datetime | None:
    """Return when its run ends, or else when it is no longer held."""
    held = view.state.held
    until = view.state.runs_until or (None if held is None else held.until)
    return None if until is None else utc(until)


def _command(view: ControlDetail) -> str:
    command = view.state.pending or view.state.last
    if command is None:
        return "–"
    value = value_words(view.control, command.value)
    return f"{value} …" if view.state.pending is not None else value


def _locks(view: ControlDetail, site: Site | None) -> Sequence[str]:
    return [
        (plain(one.interlock) if site is None else interlock_name(site, one.interlock))
        + (" ?" if one.unknown else "")
        for one in view.forbidding
    ]
