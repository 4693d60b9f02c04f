"""Words and glyphs for states: priority is always glyph and word, never colour alone."""

from __future__ import annotations

from console.domain.alerts import State
from console.domain.rules import Label
from console.domain.values import Priority, Quality, Role
from console.wording.catalog import translator

_ = translator("words")

_GLYPHS = {Priority.CRITICAL: "▲▲", Priority.HIGH: "▲", Priority.MEDIUM: "◆", Priority.LOW: "◇"}
_ASCII = {Priority.CRITICAL: "!!", Priority.HIGH: "!", Priority.MEDIUM: "*", Priority.LOW: "+"}
UNKNOWN_GLYPH = "?"


def priority_glyph(priority: Priority | None, ascii: bool = False) -> str:
    """Return the priority's glyph; `None` is fine (nothing stands)."""
    if priority is None:
        return "." if ascii else "·"
    return (_ASCII if ascii else _GLYPHS)[priority]


def priority_word(priority: Priority | None) -> str:
    """Return the priority's word; `None` is fine."""
    match priority:
        case None:
            return _("fine")
        case Priority.LOW:
            return _("low")
        case Priority.MEDIUM:
            return _("medium")
        case Priority.HIGH:
            return _("high")
        case Priority.CRITICAL:
            return _("critical")


def state_word(state: State) -> str:
    """Return an alert state's word."""
    match state:
        case State.NORMAL:
            return _("normal")
        case State.UNACKNOWLEDGED:
            return _("unacknowledged")
        case State.ACKNOWLEDGED:
            return _("acknowledged")
        case State.RETURNED:
            return _("returned")
        case State.SHELVED:
            return _("shelved")
        case State.SUPPRESSED:
            return _("suppressed")
        case State.OUT_OF_SERVICE:
            return _("out of service")


def quality_word(quality: int | None) -> str:
    """Return a reading quality's word; what is not known of is unknown."""
    match quality:
        case Quality.GOOD:
            return _("good")
        case Quality.SUSPECT:
            return _("suspect")
        case Quality.FAIL:
            return _("failed")
        case _:
            return _("unknown")


def online_word(online: bool | None) -> str:
    """Return a device link's word; `None` has never said."""
    if online is None:
        return _("unknown")
    return _("online") if online else _("offline")


def standing_word(standing: str) -> str:
    """Return a link standing's word (connecting, live, stale, lost)."""
    match standing.lower():
        case "connecting":
            return _("connecting")
        case "live":
            return _("live")
        case "stale":
            return _("stale")
        case _:
            return _("lost")


def label_word(label: Label) -> str:
    """Return how binding a rule's figures are."""
    match label:
        case Label.LEGAL:
            return _("legal limit")
        case Label.REFERENCE:
            return _("reference value")
        case Label.CONVENTION:
            return _("convention")
        case Label.UNVERIFIED:
            return _("unverified")


def role_word(role: str | Role) -> str:
    """Return a role's word."""
    match role.name.lower() if isinstance(role, Role) else role.lower():
        case "patrol":
            return _("patrol member")
        case "operator":
            return _("operator")
        case "dispatcher":
            return _("dispatcher")
        case "supervisor":
            return _("supervisor")
        case "admin":
            return _("administrator")
        case _:
            return _("viewer")
