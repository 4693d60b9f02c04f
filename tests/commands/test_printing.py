"""Tables and JSON: complete, aligned, and obeyed by no terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.printing import Column, Format, Listing, fields, json_text, show, width

COLUMNS = (
    Column[dict[str, str]]("name", lambda item: item["name"]),
    Column[dict[str, str]]("value", lambda item: item["value"], right=True),
)
ITEMS = ({"name": "万寿桥", "value": "3.5"}, {"name": "gate", "value": "112.0"})


def listing(
    next: str | None = None, items: tuple[dict[str, str], ...] = ITEMS
) -> Listing[dict[str, str]]:
    return Listing(items=items, name=lambda i: i["name"], columns=COLUMNS, as_of=9, next=next)


def test_a_table_in_a_pipe_is_aligned_also_with_wide_letters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show(listing(), Format.TABLE)
    assert capsys.readouterr().out == (
        "Name    Value\n"
        "万寿桥    3.5\n"
        "gate    112.0\n"
    )  # fmt: skip


def test_truncation_is_never_silent(capsys: pytest.CaptureFixture[str]) -> None:
    for how in (Format.TABLE, Format.IDS, Format.NDJSON):
        show(listing(next="gate"), how)
        said = capsys.readouterr()
        assert "--after gate" in said.err
        assert "--after" not in said.out
    show(listing(next="gate"), Format.JSON)
    said = capsys.readouterr()
    assert json.loads(said.out)["next"] == "gate"


def test_an_empty_list_says_so_to_people_only(capsys: pytest.CaptureFixture[str]) -> None:
    show(listing(items=()), Format.TABLE)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Nothing fits.\n")
    for how in (Format.IDS, Format.NDJSON):
        show(listing(items=()), how)
        said = capsys.readouterr()
        assert (said.out, said.err) == ("", "")


def test_on_a_terminal_rich_draws_it_and_nothing_is_cut_off(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("TERM", "dumb")
    show(listing(items=({"name": "[red]a[/] long name", "value": "1"},)), Format.TABLE)
    out = capsys.readouterr().out
    assert "…" not in out
    letters = "".join(out.split())
    assert "[red]a[/]longname" in letters.replace("1", "")


def test_a_terminal_far_too_narrow_gets_one_thing_after_the_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "5")
    show(listing(), Format.TABLE)
    assert capsys.readouterr().out == (
        "Name   万寿桥\n"
        "Value  3.5\n"
        "\n"
        "Name   gate\n"
        "Value  112.0\n"
    )  # fmt: skip


def test_fields_stand_under_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    fields((("id", "A-7"), ("priority", "high"), ("notes", ""), ("history", "one\ntwo")))
    assert capsys.readouterr().out == (
        "Id        A-7\n"
        "Priority  high\n"
        "History   one\n"
        "          two\n"
    )  # fmt: skip


anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(anything, anything))
def test_json_says_the_same_and_commands_no_terminal(value: dict[str, str]) -> None:
    text = json_text(value)
    assert text.isprintable()
    assert json.loads(text) == value


def test_width_counts_columns() -> None:
    assert width("gate 1") == 6
    assert width("1号门") == 5
