"""Cases: a matter from its first alert to the close that the same sensor has proved."""

from __future__ import annotations

from collections.abc import Callable

import typer

from console.commands.case_ends import close, open_case
from console.commands.case_lists import list_cases, show_cases, watch
from console.commands.case_remedies import REMEDY_VERBS
from console.commands.case_units import UNIT_VERBS
from console.commands.case_verbs import VERBS
from console.commands.options import command
from console.wording.help import help_of

app = typer.Typer(
    help=help_of("cases"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)
MAIN: dict[str, Callable[..., None]] = {
    "cases.list": list_cases,
    "cases.show": show_cases,
    "cases.open": open_case,
    "cases.close": close,
    "cases.watch": watch,
}
for _operation, _verb in (MAIN | UNIT_VERBS | REMEDY_VERBS | VERBS).items():
    command(app, _operation)(_verb)
