"""What a party is told, in its own language: which case, where, what, since when, what is asked of
it and by when; short, plain text."""

from __future__ import annotations

import msgspec

from console.clock import utc
from console.domain.case_facts import Outcome
from console.domain.notice_facts import NoticeKind
from console.domain.notices import Matter, Notice
from console.domain.sites import Site
from console.wording.casework import action_word, step_word
from console.wording.catalog import CHINESE, ENGLISH, speaking, translator
from console.wording.names import target_name, unit_name, zone_name
from console.wording.notice_facts import kind_words
from console.wording.plain import plain
from console.wording.values import chosen, local

# WeCom takes 2,048 bytes, title and all; a Chinese letter has three.
TITLE_BYTES = 240
BODY_BYTES = 1_600
# Of people's own words, so that what is asked always has its place.
WORDS_BYTES = 450
TITLE_IN_BODY_BYTES = 200
PLACE_BYTES = 300
NAME_BYTES = 60
TARGETS_MOST = 3

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


OUTCOMES: dict[Outcome, str] = {
    Outcome.VERIFIED: _n("The case is closed; it was verified that the remedy worked."),
    Outcome.UNVERIFIED: _n("The case is closed without proof that the remedy worked."),
    Outcome.REJECTED: _n("The matter was not taken up."),
    Outcome.CANCELLED: _n("The case was cancelled."),
    Outcome.DUPLICATE: _n("The case goes on in another one about the same matter."),
}
ASKED: dict[NoticeKind, str] = {
    NoticeKind.TEST: _n("Nothing has to be done."),
    NoticeKind.CLOSED: _n("Nothing more is asked of you."),
    NoticeKind.REMEDY_ORDERED: _n("Do it, and tell the duty room when it is done."),
    NoticeKind.OVERDUE: _n("See to it that the case goes on."),
    NoticeKind.REMEDY_OVERDUE: _n("Do it, or tell the duty room what stands in the way."),
    NoticeKind.UNIT_OVERDUE: _n("Find out how the unit is, and tell the duty room."),
    NoticeKind.SECOND_UNIT: _n("Send another unit, or tell the duty room that none is free."),
    NoticeKind.ESCALATED: _n("Take the matter up, and tell the duty room what will be done."),
    NoticeKind.DIRECTIVE: _n("See to it, and confirm to the duty room that you have read this."),
}


class Letter(msgspec.Struct, frozen=True):
    """What is sent."""

    title: str
    body: str


def letter(notice: Notice, site: Site) -> Letter:
    """Return what the notice's party is sent, in the party's language."""
    party = site.parties.get(notice.party) if notice.party is not None else None
    with speaking(ENGLISH if party is not None and party.language == "en" else CHINESE):
        return Letter(_clipped(_title(notice, site), TITLE_BYTES), _body(notice, site))


def _title(notice: Notice, site: Site) -> str:
    told = kind_words(notice.kind)
    if notice.case is not None:
        told = f"{plain(notice.case)} {told}"
    told = _("{site}: {told}").format(site=chosen(site.name), told=told)
    return _("[DRILL] {told}").format(told=told) if notice.drill else told


def _body(notice: Notice, site: Site) -> str:
    about = notice.about
    lines = [
        _("This is a drill: nothing of it is real.") if notice.drill else "",
        _what(notice, site),
        _line(_("About: {words}"), _clipped(plain(about.title or ""), TITLE_IN_BODY_BYTES)),
        _line(_("Where: {words}"), _clipped(_where(about, site), PLACE_BYTES)),
        _line(_("Since: {words}"), _moment(about.since, site)),
        _line(_("Asked of you: {words}"), _(ASKED[notice.kind])),
        _line(_("By: {words}"), _due(notice, site)),
    ]
    return _clipped("\n".join(line for line in lines if line), BODY_BYTES)


def _what(notice: Notice, site: Site) -> str:
    about = notice.about
    match notice.kind:
        case NoticeKind.TEST:
            return _("This is a test of the way notices take.")
        case NoticeKind.CLOSED:
            return _(OUTCOMES[about.outcome]) if about.outcome is not None else ""
        case NoticeKind.REMEDY_ORDERED:
            return _("You are asked for: {action}").format(action=_action(about))
        case NoticeKind.REMEDY_OVERDUE:
            return _("It should have been done by now: {action}").format(action=_action(about))
        case NoticeKind.OVERDUE:
            step = step_word(about.step or "")
            return _("The case is overdue at “{step}” (due {due})").format(
                step=step, due=_moment(about.due, site)
            )
        case _:
            return _of_people(notice, site)


def _of_people(notice: Notice, site: Site) -> str:
    about = notice.about
    unit = unit_name(site, about.unit) if about.unit is not None else ""
    words = _clipped(plain(about.text or ""), WORDS_BYTES)
    match notice.kind:
        case NoticeKind.UNIT_OVERDUE:
            return _("Nothing was heard of {unit} in time, twice in a row.").format(unit=unit)
        case NoticeKind.SECOND_UNIT:
            return _("{unit} asks for a second unit: “{words}”").format(unit=unit, words=words)
        case NoticeKind.DIRECTIVE if about.by:
            by = _clipped(plain(about.by), NAME_BYTES)
            return _("{by} directs: “{words}”").format(by=by, words=words)
        case NoticeKind.DIRECTIVE:
            return _("A directive: “{words}”").format(words=words)
        case _:
            return _("The case was taken up the chain to you (rung {rung}).").format(
                rung=about.rung
            )


def _where(about: Matter, site: Site) -> str:
    parts = []
    zone = site.zones.get(about.zone) if about.zone is not None else None
    if about.zone is not None:
        parts.append(zone_name(site, about.zone))
    if zone is not None and zone.landmark is not None:
        parts.append(chosen(zone.landmark))
    parts += [target_name(site, target) for target in about.targets[:TARGETS_MOST]]
    if len(about.targets) > TARGETS_MOST:
        parts.append("…")
    return _(", ").join(parts)


def _due(notice: Notice, site: Site) -> str:
    # What was due and was not done has its moment in the first line.
    asks = notice.kind in (NoticeKind.REMEDY_ORDERED, NoticeKind.REMEDY_OVERDUE)
    return _moment(notice.about.due, site) if asks else ""


def _action(about: Matter) -> str:
    return "" if about.action is None else action_word(about.action)


def _moment(at: int | None, site: Site) -> str:
    return "" if at is None else local(utc(at), site.time_zone)[:16]


def _line(label: str, words: str) -> str:
    return label.format(words=words) if words else ""


def _clipped(text: str, most: int) -> str:
    """Return `text` with at most `most` bytes of UTF-8, an ellipsis where more was said."""
    raw = text.encode()
    if len(raw) <= most:
        return text
    return raw[: most - len("…".encode())].decode(errors="ignore") + "…"
