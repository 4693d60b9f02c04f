"""What a report can be had as: text, JSON, Markdown, an HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from console.errors import Refused, SettingsError
from console.printing import json_text, put, talk
from console.wording import plain
from console.wording.commands import say
from console.wording.help import option

if TYPE_CHECKING:
    from console.reporting.document import Document
    from console.reporting.reports import Report

STDOUT = "-"

File = Annotated[str | None, typer.Option("--html", metavar="FILE", help=option("report.html"))]


class Rendition(msgspec.Struct, frozen=True):
    """As what to write a report."""

    json: Annotated[bool, typer.Option("--json", help=option("json"))] = False
    md: Annotated[bool, typer.Option("--md", help=option("report.md"))] = False
    html: File = None
    force: Annotated[bool, typer.Option("--force", help=option("report.force"))] = False

    def check(self) -> None:
        """Refuse what contradicts itself, and a file that is there, before anything is asked."""
        if sum((self.json, self.md, self.html is not None)) > 1:
            raise typer.BadParameter(say("one.rendition"))
        if self.html not in (None, STDOUT) and Path(str(self.html)).exists() and not self.force:
            raise Refused("file_exists", file=self.html)

    def deliver(self, report: Report) -> None:
        """Write the report."""
        if self.json:
            put(json_text(report.told))
            return
        document = report.document
        if self.md:
            from console.reporting.markdown import markdown_of

            put(markdown_of(document).rstrip("\n"))
        elif self.html is not None:
            _html(self.html, document)
        else:
            from console.commands.document_shown import show_document

            show_document(document)


def _html(name: str, document: Document) -> None:
    from console.reporting.page import page_of

    page = page_of(document)
    if name == STDOUT:
        put(page.rstrip("\n"))
        return
    try:
        Path(name).write_text(page, encoding="utf-8")
    except OSError as error:
        why = error.strerror or str(error)
        raise SettingsError("file_not_written", file=name, reason=why) from error
    talk(say("plot.written", path=plain(name)))
