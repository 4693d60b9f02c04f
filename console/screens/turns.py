"""Asking one question at a time: of those that come up meanwhile only the last is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Begins a question when the one before is answered; touched on the screen's thread only."""

    def __init__(self, begin: Callable[[T], object]) -> None:
        self._begin = begin
        self._busy = False
        self._next: T | None = None

    def ask(self, question: T) -> None:
        """Ask now, or next."""
        if self._busy:
            self._next = question
            return
        self._busy = True
        self._begin(question)

    def answered(self) -> None:
        """Go on with what waits."""
        self._busy = False
        if self._next is not None:
            question, self._next = self._next, None
            self.ask(question)
