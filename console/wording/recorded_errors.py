"""What each error code of recorded tables and back-tests means, and what to do about it."""

from __future__ import annotations

Words = tuple[str, str]


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


_NO_HINT = ""

RECORDED: dict[str, Words] = {
    "bad_map": (
        _n("{key} does not say which column is which sensor"),
        _n('Write it as "COLUMN[unit]=device/quantity"; the unit may be left out.'),
    ),
    "mapped_twice": (_n("{key} is mapped to two columns"), _n("One sensor, one column.")),
    "no_such_column": (_n("{file} has no column {key}"), _n("Its first line names them all.")),
    "no_such_mapped_sensor": (
        _n("This site has no sensor {key}"),
        _n("List what there is with: wanshou sensors list"),
    ),
    "no_conversion": (
        _n("{key} is in {found}, its sensor in {expected}: nothing turns one into the other"),
        _n("Only µg/m³ and mg/m³ are turned into each other."),
    ),
    "no_such_time_zone": (
        _n("There is no time zone {key}"),
        _n("Name it as in Asia/Shanghai or UTC."),
    ),
    "no_time_columns": (
        _n("{file} does not say when anything was measured"),
        _n("It needs columns {expected}."),
    ),
    "no_time_in_row": (_n("{file}, line {line}: this is no time"), _NO_HINT),
    "not_in_order": (
        _n("{file}, line {line}: not later than the line before"),
        _n(
            "If it holds several places one after another, choose one with --where COLUMN=TEXT, "
            "or say with --map COLUMN@COLUMN=TEXT=… which is which."
        ),
    ),
    "no_number": (_n("{file}, line {line}: {key} is {found}, which is no number"), _NO_HINT),
    "bad_where": (_n("{key} does not choose rows"), _n("Write it as COLUMN=TEXT.")),
    "too_few_rows": (
        _n("{file} has too few rows to be read"),
        _n("At least two are needed; --where may have left none."),
    ),
    "table_not_utf8": (_n("{file} is not UTF-8"), _NO_HINT),
    "no_such_edition": (
        _n("There is no edition {found} of {key}"),
        _n("There are: {known}."),
    ),
    "edition_missing": (
        _n("{key} is there in several editions"),
        _n("Choose one with --edition: {known}."),
    ),
    "not_a_limit": (
        _n("{key} judges no reading: limits and patterns can be tested against a file"),
        _NO_HINT,
    ),
}
