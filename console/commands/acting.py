"""Asking the hub for the same act on one thing or many, and telling how each went."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import msgspec
import typer

from console.commands.failures import PARTLY_DONE, described
from console.commands.options import Acting
from console.contract.hub import Hub
from console.contract.request import Receipt, Request
from console.errors import ConsoleError, HubUnreachable
from console.printing import Format, json_text, put, put_all, talk
from console.wording import explain, plain
from console.wording.commands import say


class Act(msgspec.Struct, frozen=True):
    """One request, and the id of what it is about; once done, of what it `makes`, if anything.

    It `says` another sentence than its operation's, where it comes to something else.
    """

    about: str
    request: Request
    makes: bool = False
    says: str | None = None

    def answered(self, receipt: Receipt) -> Act:
        """Return the act under the id it goes by now."""
        if not self.makes or receipt.id is None:
            return self
        return msgspec.structs.replace(self, about=receipt.id)

    @property
    def sentence(self) -> str:
        """Return which sentence tells of it."""
        return self.says or self.request.operation

    @property
    def words(self) -> dict[str, object]:
        """Return what a sentence about it may name."""
        return {**msgspec.structs.asdict(self.request), "id": self.about}


class Failure(msgspec.Struct, frozen=True):
    """One act that did not go through."""

    id: str
    error: ConsoleError


def agreed(acts: Sequence[Act], acting: Acting) -> bool:
    """Show what will be acted on and ask a person at a terminal; nobody else is asked."""
    if acting.yes or acting.dry_run or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    for act in acts:
        talk(plain(act.about))
    question = say(f"ask.{acts[0].request.operation}", count=len(acts))
    return typer.confirm(question, err=True)


def carry_out(
    client: Hub,
    acts: Sequence[Act],
    failed: Sequence[Failure] = (),
    *,
    acting: Acting,
    how: Format,
) -> None:
    """Do every act, print what was done, and end with what kept it from being all.

    `failed` is what could not even be asked for.
    """
    failures = list(failed)
    tried = len(acts) + len(failures)
    done = [] if acting.dry_run else _done(client, acts, failures)
    if acting.dry_run:
        _tell("would", acts, how)
    elif how is Format.JSON:
        _document([receipt for _, receipt in done], failures)
    else:
        _tell("did", [act for act, _ in done], how)
    if how is not Format.JSON or acting.dry_run:
        complain(failures, tried)
    if failures:
        raise typer.Exit(exit_code(failures, tried))


def _done(client: Hub, acts: Sequence[Act], failures: list[Failure]) -> list[tuple[Act, Receipt]]:
    done: list[tuple[Act, Receipt]] = []
    for act in acts:
        if failures and isinstance(failures[-1].error, HubUnreachable):
            # A hub that is gone stays gone: each further act would wait for it again.
            failures.append(Failure(act.about, failures[-1].error))
            continue
        try:
            receipt = client.do(act.request)
            done.append((act.answered(receipt), receipt))
        except ConsoleError as error:
            failures.append(Failure(act.about, error))
    return done


def _tell(what: str, acts: Sequence[Act], how: Format) -> None:
    match how:
        case Format.TABLE:
            put_all(say(f"{what}.{act.sentence}", **act.words) for act in acts)
        case Format.IDS:
            put_all(plain(act.about) for act in acts)
        case Format.NDJSON:
            put_all(json_text(_asked(act)) for act in acts)
        case Format.JSON:
            items = [_asked(act) for act in acts]
            put(json_text({"items": items, "as_of": None, "next": None}))


def _asked(act: Act) -> dict[str, object]:
    """Return an act as an item: its id, its operation, and what was asked for."""
    request = act.request
    if request.secret:
        request = msgspec.structs.replace(request, pin="")
    return {"id": act.about, "operation": request.operation, "request": request}


def _document(receipts: Sequence[Receipt], failures: Sequence[Failure]) -> None:
    document: dict[str, object] = {}
    if receipts:
        as_of = max(receipt.fact for receipt in receipts)
        document = {"items": receipts, "as_of": as_of, "next": None}
    if failures:
        document["error"] = failure_document(failures, some_done=bool(receipts))
    put(json_text(document))


def failure_document(failures: Sequence[Failure], *, some_done: bool) -> dict[str, object]:
    """Return what failed as programs read it."""
    told = [described(failure.error, [failure.id]) for failure in failures]
    ids = [failure.id for failure in failures]
    if not some_done and _alike(failures):
        return {**told[0], "ids": ids}
    return {"code": "partly_done", "message": "", "hint": "", "ids": ids, "failures": told}


def complain(failures: Sequence[Failure], tried: int) -> None:
    """Say what failed, on stderr."""
    for failure in failures:
        message = explain(failure.error)[0]
        talk(message if failure.id in message else say("failed", id=failure.id, message=message))
    if not failures:
        return
    ids = " ".join(failure.id for failure in failures)
    if tried > 1:
        talk(say("partly", failed=len(failures), count=tried, ids=ids))
    elif hint := explain(failures[0].error)[1]:
        talk(say("hint", hint=hint))


def _alike(failures: Sequence[Failure]) -> bool:
    return len({failure.error.exit_code for failure in failures}) == 1


def exit_code(failures: Sequence[Failure], tried: int) -> int:
    """Return the code of what all failed with, or that of a part."""
    whole = len(failures) == tried and _alike(failures)
    return failures[0].error.exit_code if whole else PARTLY_DONE
