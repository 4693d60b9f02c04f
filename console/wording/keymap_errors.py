"""What can be wrong in a file of one's own keys, and what to do about it."""

from __future__ import annotations

from console.wording.case_errors import Words


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_LIST = _n("Every act and its keys: wanshou keys list")
_AS_USUAL = _n("The line is left out; the act keeps its usual keys.")

KEYMAPS: dict[str, Words] = {
    "keymap_missing": (
        _n("There is no file of keys at {file}"),
        _n("The usual keys are in force."),
    ),
    "keymap_not_keys": (
        _n('{where} has no place in a file of keys: it is one table [keys] of act = "key,key"'),
        _LIST,
    ),
    "keymap_unknown_id": (_n("{where}: there is no such act"), _LIST),
    "keymap_not_text": (_n('{where}: its keys are written as "key,key"'), _AS_USUAL),
    "keymap_unknown_key": (
        _n("{where}: there is no key called “{pressed}”"),
        _n("A key is a character, or a name as in enter, f5, ctrl+g, shift+tab; comma is a name."),
    ),
    "keymap_clash": (_n("{where}: “{pressed}” is already the key of {other}"), _AS_USUAL),
    "keymap_fixed": (
        _n("{where}: {pressed} always leaves the console, and cannot be moved"),
        _AS_USUAL,
    ),
}
