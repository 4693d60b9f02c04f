"""Who the hub takes the caller for."""

from __future__ import annotations

import typer

from console.commands.options import Plain, command
from console.commands.session import hub
from console.contract.views import WhoAmI
from console.printing import fields, json_text, put
from console.wording import plain, role_word
from console.wording.commands import say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@command(app, "whoami")
def whoami(ctx: typer.Context, output: Plain) -> None:
    """Print person, seat and role."""
    with hub(ctx) as client:
        who = client.ask("whoami", WhoAmI)
    if output.json:
        put(json_text(who))
        return
    fields(
        (
            ("person", plain(who.person)),
            ("seat", plain(who.seat)),
            ("role", role_word(who.role)),
            ("shift", _shift(who)),
        )
    )


def _shift(who: WhoAmI) -> str:
    if who.signed_on:
        return say("signed.on")
    return say("shared.unmanned") if who.shared else ""
