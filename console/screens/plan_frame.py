"""What stands below a map: which way is north, how far is far, and what the glyphs mean."""

from __future__ import annotations

from console.domain.values import Priority
from console.screens.glance import INK_OF
from console.widgets import Line, clip, joined, width_of
from console.widgets.plan_projection import bar
from console.wording import priority_glyph, priority_word
from console.wording.plan import Plan
from console.wording.screens import Say, say

BAR_SHARE = 3  # a scale takes at most a third of the width
BAR_MOST = 24
KILOMETRE = 1000


def scale_line(scale: float, width: int) -> Line:
    """Draw north, and a bar of a round length (`scale` metres to a column)."""
    metres, columns = bar(scale, max(min(width // BAR_SHARE, BAR_MOST), 4))
    told = (
        say(Plan.KILOMETRES, kilometres=metres // KILOMETRE)
        if metres >= KILOMETRE
        else say(Plan.METRES, metres=metres)
    )
    ruler = "├" + "─" * max(columns - 2, 0) + "┤"
    north: Line = (("↑", "accent"), (say(Plan.NORTH), "muted"))
    return joined((north, ((ruler, "muted"), (f" {told}", "muted"))), "   ")


def legend(width: int) -> Line:
    """Return what each glyph means, as much of it as there is room for."""
    parts: list[Line] = [
        ((priority_glyph(p), INK_OF[p]), (f" {priority_word(p)}", "muted"))
        for p in sorted(Priority, key=lambda p: -p.rank)
    ]
    parts += [
        (("?", "unknown"), (f" {say(Plan.LEGEND_UNKNOWN)}", "muted")),
        (("↩", "muted"), (f" {say(Say.RETURNED_WORD)}", "muted")),
        (("·", "muted"), (f" {say(Plan.LEGEND_FINE)}", "muted")),
        (("3", "muted"), (f" {say(Plan.LEGEND_SHARED)}", "muted")),
        (("●", "accent"), (f" {say(Plan.LEGEND_PATROL)}", "muted")),
    ]
    line: Line = ()
    for part in parts:
        longer = joined((line, part), "  ")
        if width_of(longer) > width:
            break
        line = longer
    return clip(line, width)


def frame_lines(scale: float, width: int, height: int) -> list[Line]:
    """Return scale and legend in `height` lines; side by side where there is only one."""
    ruler = scale_line(scale, width)
    if height > 1:
        return [ruler, legend(width)]
    return [joined((ruler, legend(width - width_of(ruler) - 3)), "   ")]
