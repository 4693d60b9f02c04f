"""What the commands about keys say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


KEYS_TITLES: dict[str, str] = {"keys": _n("Keys"), "act": _n("Act"), "where": _n("Where")}
KEYS_SAY: dict[str, str] = {
    "keys.everywhere": _n("every workplace"),
    "keys.fine": _n("{file}: fine; acts with keys of your own: {count}"),
}
KEYS_HELP: dict[str, str] = {
    "keys": _n("The console's keys, as they are or your own."),
    "keys.list": _n("List every act of the screen with its keys."),
    "keys.check": _n("Check your file of keys: unknown acts and keys, and clashes."),
}
KEYS_OPTIONS: dict[str, str] = {
    "keys.file": _n("A file of keys (that of your settings without it)."),
}
