"""Each workplace as it is drawn, at the sizes and in the languages that must work.

Words are asserted elsewhere; these guard the layout. A changed picture needs a reason. One more
workplace or view is a line in `ROWS`; most of the pictures are compared by CI alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from textual.pilot import Pilot

from console.themes import DEFAULT
from console.wording import use
from tests.ui.hands import Operator
from tests.ui.stage import Stage, afternoon, flooded, proving, set_aside

Compare = Callable[..., bool]
Size = tuple[int, int]

LEAST, SMALL, WIDE = (60, 20), (80, 24), (120, 40)
LANGUAGES = ("en", "zh_CN")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One view: the keys that lead to it, and the community it shows.

    A `part` of a workplace has two pictures, a workplace one in every size and language, and more
    in its `themes`.
    """

    keys: tuple[str, ...] = ()
    stage: Callable[[], Stage] = afternoon
    part: bool = False
    themes: tuple[str, ...] = ()


ROWS: dict[str, Row] = {
    "wall": Row(themes=("day", "sixteen")),
    "alerts": Row(keys=("2",), themes=("day", "sixteen")),
    "dispatch": Row(keys=("3", "G"), stage=proving),
    "sensor": Row(keys=("enter",)),
    "health": Row(keys=("5",)),
    "shift": Row(keys=("6",), stage=set_aside),
    "plan": Row(keys=("7",)),
    "reports": Row(keys=("8",), stage=proving),
    "scenes": Row(keys=("9", "j")),
    "withheld": Row(keys=("2", "v", "j"), stage=set_aside, part=True),
    "flood": Row(keys=("2", "j", "j", "right"), stage=flooded, part=True),
    "doubt": Row(keys=("enter",), stage=set_aside, part=True),
    "shelve": Row(keys=("2", "s"), part=True),
    "send": Row(keys=("2", "d"), part=True),
    "report": Row(keys=("3", "g", "j", "p"), stage=proving, part=True),
    "help": Row(keys=("2", "question_mark"), part=True),
    "palette": Row(keys=("ctrl+p",), part=True),
    "command": Row(keys=("2", "colon", "a"), part=True),
    "jump": Row(keys=("2", "ctrl+o"), part=True),
}


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of a view."""

    name: str
    size: Size = SMALL
    language: str = "en"
    theme: str = DEFAULT

    @property
    def id(self) -> str:
        """Return what the picture is called."""
        width, height = self.size
        parts = [self.name, f"{width}x{height}", self.language]
        return "-".join([*parts, *([self.theme] if self.theme != DEFAULT else [])])

    @property
    def ordinary(self) -> bool:
        """Tell whether every run compares it: each view once, the first ones more."""
        if self.theme != DEFAULT:
            return False
        often = not ROWS[self.name].part and (self.size, self.language) == (LEAST, "zh_CN")
        return often or (self.size, self.language) == (SMALL, "en")


def pictures() -> Iterator[Picture]:
    """Yield every picture there is."""
    for name, row in ROWS.items():
        if row.part:
            yield Picture(name=name)
            yield Picture(name=name, size=LEAST, language="zh_CN")
            continue
        for size in (LEAST, SMALL, WIDE):
            for language in LANGUAGES:
                yield Picture(name=name, size=size, language=language)
            for theme in row.themes:
                yield Picture(name=name, size=size, theme=theme)


EACH = [
    pytest.param(picture, id=picture.id, marks=() if picture.ordinary else (pytest.mark.again,))
    for picture in pictures()
]


@pytest.mark.parametrize("picture", EACH)
def test_workplace(snap_compare: Compare, picture: Picture) -> None:
    use(picture.language)
    row = ROWS[picture.name]
    stage = row.stage()
    stage.theme = picture.theme
    app = stage.app()

    async def look(pilot: Pilot[int]) -> None:
        operator = Operator(stage, app, pilot)
        await operator.settle()
        await operator.press(*row.keys)

    assert snap_compare(app, run_before=look, terminal_size=picture.size)
