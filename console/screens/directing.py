"""Giving a directive: what is to be seen to, by whom, how soon; about what is in hand."""

from __future__ import annotations

from console.contract.case_course import DirectCase
from console.domain.values import Priority, Role
from console.live import Live
from console.screens.acting import role
from console.screens.asking import AskingHub
from console.screens.choose import Choose, Offer, Picked
from console.widgets import Entry
from console.wording import plain, priority_glyph, priority_word, role_word
from console.wording.deeds import Deed
from console.wording.lists import Acts
from console.wording.names import place_name
from console.wording.screens import say

USUAL_FIRST = (Priority.MEDIUM, Priority.HIGH, Priority.CRITICAL, Priority.LOW)


class Directing(AskingHub):
    """A screen from which directives are given."""

    def action_direct(self, about: str = "") -> None:
        """Give a directive, about what is pointed at unless it is said."""
        ask_directive(self, about or None)


def ask_directive(here: AskingHub, about: str | None = None) -> None:
    """Ask what it says, for whom and how soon, and have it given."""
    live = here.live
    if role(live) < Role.SUPERVISOR:
        here.tell(say(Acts.OF_ROLE, role=role_word(Role.SUPERVISOR)), well=False)
        return
    about = about or _about(here)
    title = say(Deed.DIRECT_TITLE)
    if about is not None:
        title = say(Deed.DIRECT_ABOUT, what=place_name(live.mirror.site, about))
    persons = ", ".join(map(plain, present(live)))

    def answered(picked: Picked | None) -> None:
        if picked is not None:
            text, to = picked.answers
            directive = DirectCase(
                text=text, to=_names(to), about=about, priority=Priority(picked.key)
            )
            here.ask_hub([directive])

    offer = Offer(
        title=title,
        rows=lambda width: [
            Entry(
                each.value,
                ((f"{priority_glyph(each):<3}", "accent"), (priority_word(each), "text")),
            )
            for each in USUAL_FIRST
        ],
        fields=(say(Deed.DIRECT_TEXT), say(Deed.DIRECT_TO)),
        given=lambda key: ("", persons),
    )
    here.app.push_screen(Choose(offer), answered)


def present(live: Live) -> list[str]:
    """Return who is signed on now, the person at this seat last."""
    me = live.mirror.who.person
    duties = (duty.person for duty in live.mirror.around.duties.values())
    return sorted(dict.fromkeys(duties), key=lambda person: (person == me, person))


def _about(here: AskingHub) -> str | None:
    """Return what is in hand: the zone of a zone, else the sensor or device pointed at."""
    zone = getattr(here, "zone_in_hand", None)
    found: str | None = zone() if zone is not None and here.live.ready else None
    if found is None:
        pointing = getattr(here, "pointed_at", None)
        found = pointing() if pointing is not None and here.live.ready else None
    return found


def _names(written: str) -> tuple[str, ...]:
    parts = written.replace("，", ",").replace("、", ",").split(",")
    return tuple(dict.fromkeys(name for part in parts if (name := part.strip())))
