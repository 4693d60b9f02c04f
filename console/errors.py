"""What can go wrong, as one hierarchy; each error says what happened and what to do about it.

ConsoleError
├── Refused            exit 1   the hub said no: a rule or the state
├── SettingsError      exit 2   names the file, the key and the nearest known name
├── HubUnreachable     exit 3   names the address
├── NotPermitted       exit 4   names the role that may
├── NotFound           exit 5
├── Conflict           exit 6   someone else's act won; names who, and when
└── StoreError                  hub only
"""

from __future__ import annotations

from typing import ClassVar


class ConsoleError(Exception):
    """A failure with a code for machines, parameters for wording, and a hint for people.

    `code` is stable and part of the API; `parameters` are plain values that `wording`
    puts into a sentence in the reader's language.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


class Refused(ConsoleError):
    """The hub said no: a rule or the present state forbids it."""

    exit_code = 1


class SettingsError(ConsoleError):
    """A file or setting is invalid: `file`, `key` and, where one is near, `nearest`."""

    exit_code = 2


class HubUnreachable(ConsoleError):
    """Hub or broker did not answer at `address`."""

    exit_code = 3


class NotPermitted(ConsoleError):
    """The seat's role is too low: `role` names the one that may."""

    exit_code = 4


class NotFound(ConsoleError):
    """No such thing: `id`, and `nearest` where one is near."""

    exit_code = 5


class Conflict(ConsoleError):
    """Someone else's act won: `by` names who, `at` when."""

    exit_code = 6


class StoreError(ConsoleError):
    """The store could not do what the hub relies on."""
