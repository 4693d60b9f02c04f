"""The words people read: every sentence, in the reader's language, and nothing dangerous."""

from __future__ import annotations

from console.wording.catalog import language, use
from console.wording.errors import explain
from console.wording.facts import sentence, target_name
from console.wording.plain import plain
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
from console.wording.values import age, chosen, local, number, quantity

__all__ = [
    "age",
    "chosen",
    "explain",
    "label_word",
    "language",
    "local",
    "number",
    "online_word",
    "plain",
    "priority_glyph",
    "priority_word",
    "quality_word",
    "quantity",
    "role_word",
    "sentence",
    "standing_word",
    "state_word",
    "target_name",
    "use",
]
