"""Help pages are golden, in both languages."""

from __future__ import annotations

import pytest

from tests.commands.golden import LANGUAGES, file, pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_as_agreed(language: str) -> None:
    assert pages(language) == file(language).read_text("utf-8"), "python -m tests.commands.golden"


def test_chinese_help_is_chinese_throughout() -> None:
    english = set(file("en").read_text("utf-8").splitlines())
    both = [
        line
        for line in file("zh_CN").read_text("utf-8").splitlines()
        if line in english and line.strip() and not line.lstrip().startswith("$")
    ]
    assert both == []
