"""How a command ends when it cannot do what it was asked: one line, a hint, a code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from console.errors import ConsoleError
from console.wording import explain, plain
from console.wording.commands import say

CHECK = "wanshou check"
USAGE = 2
PARTLY_DONE = 7
CHECK_UNKNOWN = 3  # what a monitoring system takes for "could not check"
HUB_GONE = 3
BUG = 70
TIMED_OUT = 124
INTERRUPTED = 130


def described(error: ConsoleError, ids: Sequence[str] = ()) -> dict[str, object]:
    """Return an error as programs read it."""
    message, hint = explain(error)
    about = list(ids) or [str(v) for k, v in error.parameters.items() if k == "id"]
    told: dict[str, object] = {"code": error.code, "message": message, "hint": hint, "ids": about}
    return {**told, "problems": problems} if (problems := _problems(error)) else told


def report(error: ConsoleError, *, as_json: bool) -> int:
    """Say what happened and what to do about it; return the exit code."""
    from console.printing import json_text, put, talk

    if as_json:
        put(json_text({"error": described(error)}))
        return error.exit_code
    message, hint = explain(error)
    talk(say("error", message=message))
    for line in _problems(error):
        talk(f"  {line}")
    if hint:
        talk(say("hint", hint=hint))
    return error.exit_code


def report_usage(error: Any, *, as_json: bool) -> int:
    """Say what is wrong with the command line; return the exit code."""
    from console.printing import json_text, put, talk

    message = _usage_words(error)
    context = getattr(error, "ctx", None)
    hint = say("see.help", command=context.command_path) if context is not None else ""
    if as_json:
        described = {"code": "usage", "message": message, "hint": hint, "ids": []}
        put(json_text({"error": described}))
    else:
        talk(say("error", message=message))
        if hint:
            talk(hint)
    return CHECK_UNKNOWN if context is not None and context.command_path == CHECK else USAGE


def report_bug(error: BaseException, *, debug: bool) -> int:
    """Keep the traceback of an internal error where it can be reported from."""
    import traceback

    from console.printing import talk

    if debug:
        traceback.print_exception(error)
        return BUG
    log = _keep("".join(traceback.format_exception(error)))
    talk(say("bug", error=type(error).__name__, log=log))
    talk(say("bug.hint"))
    return BUG


def _keep(text: str) -> Path | str:
    from console.paths import log_file

    try:
        path = log_file()
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(text + "\n")
    except (OSError, ConsoleError):
        return "–"
    return path


def _problems(error: ConsoleError) -> list[str]:
    """Return all that is wrong with a file, where more than one thing is."""
    found = error.parameters.get("problems")
    if not isinstance(found, list) or len(found) < 2:
        return []
    lines = []
    for problem in found:
        told = {name: value for name, value in problem.items() if name != "code"}
        lines.append(explain(type(error)(problem["code"], **told))[0])
    return lines


def _usage_words(error: Any) -> str:
    """Return what a mistake on the command line is, in our words where we have them."""
    match type(error).__name__:
        case "NoSuchOption":
            words = say("no.option", name=error.option_name)
            if error.possibilities:
                nearest = say("did.you.mean", nearest=", ".join(sorted(error.possibilities)))
                words = f"{words} {nearest}"
            return words
        case "MissingParameter" if error.param is not None:
            return say("no.argument", name=_parameter(error))
        case "BadParameter" if error.param is None:
            return plain(error.message)  # one of ours: a sentence already
    message = error.format_message()
    for pattern, name in _TYPERS_WORDS.items():
        if (match := re.fullmatch(pattern, message)) is not None:
            return say(name, **match.groupdict())
    return plain(message)


def _parameter(error: Any) -> str:
    """Return what a person calls the parameter that is missing."""
    if error.param.param_type_name == "option":
        return str(error.param.opts[0])
    return str(error.param.make_metavar(error.ctx).strip("{}[]."))


# The mistakes Typer tells in words only.
_TYPERS_WORDS = {
    r"No such command '(?P<name>.*)'\. Did you mean '(?P<nearest>.*)'\?": "no.command.but",
    r"No such command '(?P<name>.*)'\.": "no.command",
    r"Missing command\.": "command.missing",
    r"Got unexpected extra argument\(s\) \((?P<text>.*)\)": "too.many",
    r"Option '(?P<name>.*)' requires an argument\.": "no.argument",
    r"Invalid value for (?P<name>.*?): (?P<text>.*) is not .*": "bad.option",
}
