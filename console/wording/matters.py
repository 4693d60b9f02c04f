"""What a case is about and where it came from, in words; and by which channel a unit was heard."""

from __future__ import annotations

from console.domain.matters import Category, Channel, Confidence, Source
from console.wording.catalog import translator
from console.wording.plain import plain

_ = translator("words")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


CATEGORIES: dict[Category, str] = {
    Category.AIR: _n("air"),
    Category.WATER: _n("water"),
    Category.NOISE: _n("noise"),
    Category.CONSTRUCTION: _n("construction"),
    Category.SANITATION: _n("sanitation"),
    Category.STREET_ORDER: _n("street order"),
    Category.GREENING: _n("greening"),
    Category.FACILITY: _n("public facilities"),
    Category.EQUIPMENT: _n("equipment"),
    Category.SAFETY: _n("safety"),
    Category.CARE: _n("care"),
    Category.OTHER: _n("other"),
}
SOURCES: dict[Source, str] = {
    Source.ALERT: _n("from an alert"),
    Source.ROUNDS: _n("found on rounds"),
    Source.CALL: _n("a resident's call"),
    Source.APPEAL: _n("a merchant's appeal"),
    Source.GRID: _n("a grid worker's report"),
    Source.DIRECTIVE: _n("a directive"),
}
CHANNELS: dict[Channel, str] = {
    Channel.RADIO: _n("by radio"),
    Channel.PHONE: _n("by phone"),
    Channel.CHAT: _n("by chat"),
    Channel.IN_PERSON: _n("in person"),
}
CONFIDENCES: dict[Confidence, str] = {
    Confidence.LOW: _n("low confidence"),
    Confidence.MEDIUM: _n("medium confidence"),
    Confidence.HIGH: _n("high confidence"),
}


def category_word(category: str) -> str:
    """Return what kind of matter it is; one only a newer hub knows as it is."""
    return _(CATEGORIES[Category(category)]) if category in set(Category) else plain(category)


def source_word(source: str) -> str:
    """Return where a matter came from; a source only a newer hub knows as it is."""
    return _(SOURCES[Source(source)]) if source in set(Source) else plain(source)


def channel_word(channel: str) -> str:
    """Return by which channel a unit was heard."""
    return _(CHANNELS[Channel(channel)]) if channel in set(Channel) else plain(channel)


def confidence_word(confidence: str) -> str:
    """Return how much a diagnosis is to be trusted."""
    known = confidence in set(Confidence)
    return _(CONFIDENCES[Confidence(confidence)]) if known else plain(confidence)
