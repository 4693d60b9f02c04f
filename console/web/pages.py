"""What the browser is given besides the console: one page, its script, and words."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from string import Template

import textual_serve

from console.wording import language
from console.wording.commands import say

OWN = Path(__file__).parent / "page"
THEIRS = Path(textual_serve.__file__).parent / "static"
# Our own files and the two of the terminal's; nothing else of that library is served.
FILES: Mapping[str, tuple[Path, str]] = {
    "page.css": (OWN / "page.css", "text/css"),
    "page.js": (OWN / "page.js", "text/javascript"),
    "xterm.css": (THEIRS / "css" / "xterm.css", "text/css"),
    "textual.js": (THEIRS / "js" / "textual.js", "text/javascript"),
}
FONT_SIZES = range(8, 41)
FONT_SIZE = 16

# Nothing from outside, ever: no fonts, no frames, no forms. The terminal styles its cells inline.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:;"
    " connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def headers(host: str) -> dict[str, str]:
    """Return what goes with every answer to `host`, which must have been checked."""
    return {
        "Content-Security-Policy": POLICY.format(host=host),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def terminal(title: str, socket: str, font_size: str) -> str:
    """Return the page with the terminal on it, which speaks over `socket`."""
    size = int(font_size) if font_size.isascii() and font_size.isdigit() else FONT_SIZE
    return _filled(
        "terminal.html",
        title=title,
        socket=socket,
        font_size=str(size if size in FONT_SIZES else FONT_SIZE),
        over=say("web.over"),
        lost=say("web.lost"),
        full=say("web.full"),
        again=say("web.again"),
        loading=say("web.loading"),
    )


def onward(place: str) -> str:
    """Return the page that leads a browser on once it has its cookie.

    A redirect would not do: asked for by another page, it goes without a cookie that is strict.
    """
    return _filled("onward.html", title=say("web.title"), place=place, loading=say("web.loading"))


def _filled(name: str, **words: str) -> str:
    template = Template((OWN / name).read_text("utf-8"))
    safe = {key: html.escape(text) for key, text in words.items()}
    return template.substitute(safe, language=language().replace("_", "-"))
