"""What is wrong with a theme, and what to do about it."""

from __future__ import annotations

from console.wording.case_errors import Words


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_COLOUR = _n("Write a colour as #rgb or #rrggbb.")
_LIKE = _n('Say it, or say whose it is: like = "dusk".')

THEMES: dict[str, Words] = {
    "no_such_theme": (_n("There is no theme {file}"), _n("There are: {known}.")),
    "theme_too_large": (_n("{where} is no theme: it has more than {most} bytes"), ""),
    "theme_key_missing": (_n("{where} is missing"), _LIKE),
    "theme_no_table": (_n("{where} is no table"), _n("Write it as [{key}].")),
    "theme_switch": (_n("{where} is neither true nor false"), ""),
    "theme_contrast": (_n("{where} is no contrast"), _n("It is a number from 1 to 21.")),
    "bad_colour": (_n("{where}: {value} is not a colour"), _COLOUR),
    "bad_ansi_colour": (
        _n("{where}: {value} is none of the sixteen colours"),
        _n("Write ansi_red, ansi_bright_red and so on, or ansi_default."),
    ),
    "theme_pale": (
        _n("{where} is hard to read on {ground}: {ratio} to 1, at least {least}"),
        _n("Take a lighter ink on a dark ground, a darker one on a light ground."),
    ),
}
