"""The words people read: every sentence, in the reader's language, and nothing dangerous.

Only the language itself is loaded with the package; the rest is when first asked for, so that
`wanshou --help` does not pay for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from console.wording.catalog import language, use
from console.wording.plain import plain

if TYPE_CHECKING:
    from console.wording.casework import (
        action_word,
        cause_word,
        leg_word,
        outcome_word,
        proof_word,
        seen_words,
        step_word,
    )
    from console.wording.errors import explain
    from console.wording.facts import sentence
    from console.wording.names import case_name, rule_name, target_name, unit_name, zone_name
    from console.wording.plant_facts import tests_words
    from console.wording.states import (
        label_word,
        online_word,
        priority_glyph,
        priority_word,
        quality_word,
        role_word,
        standing_word,
        state_word,
    )
    from console.wording.values import age, chosen, figure, local, number, quantity

__all__ = [
    "action_word",
    "age",
    "case_name",
    "cause_word",
    "chosen",
    "explain",
    "figure",
    "label_word",
    "language",
    "leg_word",
    "local",
    "number",
    "online_word",
    "outcome_word",
    "plain",
    "priority_glyph",
    "priority_word",
    "proof_word",
    "quality_word",
    "quantity",
    "role_word",
    "rule_name",
    "seen_words",
    "sentence",
    "standing_word",
    "state_word",
    "step_word",
    "target_name",
    "tests_words",
    "unit_name",
    "use",
    "zone_name",
]

_HOMES = ("values", "states", "names", "facts", "casework", "errors", "plant_facts")


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"{__name__}.{home}")
            if name in vars(module):
                return getattr(module, name)
    raise AttributeError(name)
