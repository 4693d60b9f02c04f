"""The command `wanshou`: its language first, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from console.commands.language import speak, wanted
from console.errors import ConsoleError, SettingsError

JSON = "--json"
DEBUG = "--debug"
INTERRUPTED = 130
STDIN = "-"
COMPLETING = "WANSHOU_COMPLETE"
SHOWN = 40  # letters of what is no text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know no Chinese
    speak(wanted(given, os.environ))
    if COMPLETING in os.environ:
        from console.completing.answer import answer  # no command is imported for it

        return answer(given)
    return _run(given)


def _open_streams() -> None:
    """Lead a closed stream nowhere: what is opened next must not become our stdout."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  for as long as we run


def _run(given: list[str]) -> int:
    from console.commands.entry import commanded, opened

    try:
        code = opened(given)
        if code is None:
            code = commanded(given)
    except KeyboardInterrupt:
        return INTERRUPTED
    except ConsoleError as error:
        from console.commands.failures import report

        return report(error, as_json=JSON in given)
    except UnicodeEncodeError as error:
        # Bytes that are no text reach us as lone surrogates, from arguments and from stdin.
        from console.commands.failures import report, report_bug

        if "surrogates" not in error.reason:
            return report_bug(error, debug=DEBUG in given)
        # What came by stdin is not repeated: it may be a PIN.
        what = ascii(error.object[:SHOWN]) if error.object in given else STDIN
        return report(SettingsError("table_not_utf8", file=what, key=""), as_json=JSON in given)
    except Exception as error:  # noqa: BLE001  a bug is told as one, its traceback kept
        from console.commands.failures import report_bug

        return report_bug(error, debug=DEBUG in given)
    return code
