"""One gettext catalog per domain, in the language chosen before anything is shown."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "locale"
CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)
# A text console has a few hundred letters whatever its locale says: no Chinese, no fine lines.
ASCII_TERMINALS = ("linux", "vt100", "vt102", "vt220", "ansi", "dumb")

_chosen = ENGLISH
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def use(language: str) -> None:
    """Speak `language` from now on: any Chinese locale is zh_CN, all else is English."""
    global _chosen
    _chosen = nearest(language)


def language() -> str:
    """Return the language in use."""
    return _spoken.get() or _chosen


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` in what runs inside, and nowhere else: a letter to somebody."""
    before = _spoken.set(nearest(language))
    try:
        yield
    finally:
        _spoken.reset(before)


def nearest(locale: str) -> str:
    """Return the language of the house that `locale` (as in LANG) is closest to."""
    return CHINESE if locale.lower().startswith(("zh", "cn")) else ENGLISH


def from_environment(environ: Mapping[str, str]) -> str:
    """Return the language the terminal's locale asks for."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return nearest(value)
    return ENGLISH


def on_screen(wanted: str | None, environ: Mapping[str, str]) -> str:
    """Return the language a screen speaks: what is `wanted`, or the terminal's own; English where
    the terminal could only show question marks for Chinese."""
    if not speaks_unicode(environ):
        return ENGLISH
    return nearest(wanted) if wanted else from_environment(environ)


def speaks_unicode(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal has more than ASCII: its kind, then its locale; where they say
    nothing it may."""
    if environ.get("TERM") in ASCII_TERMINALS:
        return False
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := environ.get(name):
            return value.lower().replace("-", "").endswith("utf8")
    return True


def translator(domain: str) -> Callable[[str], str]:
    """Return the function that puts a msgid of `domain` into the language in use."""

    def translate(message: str) -> str:
        return _catalog(domain, language()).gettext(message)

    return translate


@lru_cache(maxsize=8)
def _catalog(domain: str, language: str) -> gettext.NullTranslations:
    # Without a compiled catalog (a checkout never installed) people still get the msgids.
    return gettext.translation(domain, FOLDER, [language], fallback=True)


def numbered(message: str, count: object) -> str:
    """Return the form of `message` that goes with `count`, where it has one for a single thing:
    "{count} alert|{count} alerts"."""
    one, either, many = message.partition("|")
    return one if not either or str(count) == "1" else many
