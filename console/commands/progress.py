"""How far long work is, with the time left, for a person who waits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[float], None]  # hears which share (0 to 1) is done

DRAWS_A_SECOND = 4
STEPS = 1_000  # a share is passed on only when it grew by a step


def nobody(_share: float) -> None:
    """Hear what nobody waits for."""


@contextmanager
def progress(what: str, *, wanted: bool = True) -> Iterator[Tell]:
    """Draw a bar on stderr, of what is told, and take it away at the end.

    Where stderr is no terminal, or it is not `wanted` (programs read what we print), nothing is
    drawn. Until a share is told it only moves, and shows how long it has been.
    """
    if not (wanted and sys.stderr.isatty()):
        yield nobody
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    bar = Progress(*columns, console=console, transient=True, refresh_per_second=DRAWS_A_SECOND)
    with bar:
        task = bar.add_task(what, total=None)
        told = -1

        def tell(share: float) -> None:
            nonlocal told
            if (step := int(share * STEPS)) != told:
                told = step
                bar.update(task, completed=step, total=STEPS)

        yield tell
