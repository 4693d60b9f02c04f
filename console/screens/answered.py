"""What the hub answered a screen last: told, or why it could not be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from console.errors import ConsoleError
from console.wording import explain

T = TypeVar("T")


class Answered(Generic[T]):
    """The last answer there was, and what is wrong since, in words."""

    def __init__(self) -> None:
        self.told: T | None = None
        self.trouble = ""

    def take(self, told: T | ConsoleError) -> None:
        """Take an answer; trouble leaves what was told before."""
        if isinstance(told, ConsoleError):
            self.trouble = explain(told)[0]
        else:
            self.told, self.trouble = told, ""


def answer_of(ask: Callable[[], T]) -> T | ConsoleError:
    """Return what is answered, or the error it is refused with."""
    try:
        return ask()
    except ConsoleError as error:
        return error
