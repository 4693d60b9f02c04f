"""Only the cells that changed are sent: what Textual leaves out on the right, left out on the left.

Textual 8.2.8 cuts a changed stretch of a line off where it ends, but sends it from the left edge of
its widget. `tests/ui/test_crop.py` notices when a new version does it otherwise.
"""

from __future__ import annotations

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate


def render_segments(self: ChopsUpdate, console: Console) -> str:
    """Return what is to be written for an update: each span from where it starts."""
    sequences: list[str] = []
    for y, x1, x2 in self.spans:
        line = self.chops[y]
        for end, (x, strip) in zip(self.chop_ends[y], line.items(), strict=False):
            if strip is None or x >= x2 or end <= x1:
                continue
            first, last = max(x, x1), min(end, x2)
            sequences.append(Control.move_to(first, y).segment.text)
            sequences.append(strip.crop(first - x, last - x).render(console))
    return "".join(sequences)


def install() -> None:
    """Have Textual draw so from now on."""
    ChopsUpdate.render_segments = render_segments  # type: ignore[method-assign]
