"""What is said where the command line meets a shell, a browser or a waiting person."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


SHELL_SAY: dict[str, str] = {
    "web.title": _n("Control room console"),
    "web.loading": _n("The console is starting …"),
    "web.over": _n("The console was closed."),
    "web.lost": _n("The connection to the console has ended: is `wanshou web` still running?"),
    "web.full": _n("All places are taken: close the console in another tab first."),
    "web.again": _n("Open it again"),
    "web.refused": _n("Refused. Open the address that `wanshou web` printed; it works once."),
    "web.open": _n("Open this address in a browser on this machine; it works once:"),
    "web.warning": _n("Whoever opens it acts as you. Ctrl-C ends it, and every console in it."),
    "story.plays": _n("The story plays"),
    "live.heard": _n("heard from {heard} of {count}; Ctrl-C ends it"),
    "live.more": _n("+{count} more"),
    "web.no.browser": _n("No browser was found to open it with."),
}

SHELL_HELP: dict[str, str] = {
    "web": _n("Serve the console to a browser on this machine."),
    "completion": _n("Print what teaches a shell to complete commands, options and ids."),
}

SHELL_OPTIONS: dict[str, str] = {
    "shell": _n("bash, zsh or fish."),
    "web.host": _n("The address of this machine to serve on: 127.0.0.1, localhost or ::1."),
    "web.port": _n("The port to serve on; 0: any that is free."),
    "web.open": _n("Open it in your browser."),
}
