"""What each error code of automations means, and what to do about it."""

from __future__ import annotations

from console.wording.case_errors import Words


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


AUTOMATIONS: dict[str, Words] = {
    "no_such_automation": (
        _n("There is no automation {id}"),
        _n("List what there is with: wanshou scenes automations"),
    ),
    "not_suspended": (_n("{id} is not suspended"), ""),
}
