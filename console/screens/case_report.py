"""Writing a case's report into a file that can be forwarded, away from the thread that draws."""

from __future__ import annotations

from pathlib import Path

from console.contract.hub import Hub
from console.domain.ids import CaseId
from console.errors import ConsoleError
from console.screens.asking import AskingHub
from console.wording import explain, plain
from console.wording.course import Course
from console.wording.reports import Reports
from console.wording.screens import say


def write_case(here: AskingHub, case: CaseId) -> None:
    """Write the report on `case` into the folder the console was started from; a toast says
    where, or why not."""

    def work() -> None:
        words, well = written(here.live.hub, case, Path.cwd())
        here.app.call_from_thread(here.tell, words, well=well)

    here.run_worker(work, thread=True, group="writing", exclusive=True)


def written(hub: Hub, case: CaseId, folder: Path) -> tuple[str, bool]:
    """Write the report on `case` into `folder`; return what came of it in words, and whether it
    is there."""
    from console.reporting.case_document import case_document  # charts: not for all
    from console.reporting.case_file import ask_case_file
    from console.reporting.page import page_of

    path = folder / f"{case}.html"
    try:
        page = page_of(case_document(ask_case_file(hub, case, lambda share: None)))
        path.write_text(page, encoding="utf-8")
    except ConsoleError as error:
        return explain(error)[0], False
    except OSError as error:
        why = plain(error.strerror or str(error))
        return say(Reports.NOT_WRITTEN, path=plain(str(path)), why=why), False
    return say(Course.WRITTEN, case=plain(case), path=plain(str(path))), True
