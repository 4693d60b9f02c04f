"""What the commands about themes say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


THEME_TITLES: dict[str, str] = {"ground": _n("Ground")}
THEME_SAY: dict[str, str] = {
    "theme.dark": _n("dark"),
    "theme.light": _n("light"),
    "theme.shipped": _n("shipped"),
    "theme.hidden": _n("not used: a shipped theme has this name"),
    "theme.unusable": _n("cannot be used, faults: {count}"),
    "theme.faults": _n("faults: {count}"),
    "theme.in.force": _n("in force"),
    "theme.fine": _n("{file}: fine; {inks} inks, the least contrast {ratio} ({ink} on {ground})"),
    "theme.fine.ansi": _n("{file}: fine; its contrast is the terminal's"),
    "theme.sample.place": _n("air, gate 1  PM10"),
    "theme.sample.title": _n("TROUBLE"),
    "theme.sample.values": _n("values"),
    "theme.sample.drill": _n("DRILL"),
    "theme.sample.unknown": _n("no data"),
    "theme.sample.line": _n("building site works from 14 to 18"),
    "theme.sample.key": _n("acknowledge"),
    "theme.sample.other": _n("dispatch"),
}
THEME_HELP: dict[str, str] = {
    "theme": _n("The console's themes, shipped or your own."),
    "theme.list": _n("List themes, and say which is in force."),
    "theme.check": _n("Check themes: keys, colours, and whether every ink can be read."),
    "theme.preview": _n("Show how a theme looks."),
}
THEME_OPTIONS: dict[str, str] = {
    "theme.files": _n("Theme files, or names of themes (all there are without any)."),
    "theme.name": _n("A theme's name, or its file (the one in force without it)."),
}
