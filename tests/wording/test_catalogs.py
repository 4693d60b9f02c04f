"""Both languages say all there is to say, and nothing else."""

from __future__ import annotations

import string

import pytest

from tests.wording.catalogs import DOMAINS, LANGUAGES, kept, said

every = [(language, domain) for language in LANGUAGES for domain in DOMAINS]


@pytest.mark.parametrize(("language", "domain"), every)
def test_the_catalog_has_exactly_what_the_code_says(language: str, domain: str) -> None:
    held = {message.id for message in kept(language, domain) if message.id}
    assert held == set(said(domain)), "run: python -m tests.wording.catalogs"


@pytest.mark.parametrize(("language", "domain"), every)
def test_every_entry_is_translated_and_sure(language: str, domain: str) -> None:
    entries = [message for message in kept(language, domain) if message.id]
    assert [m.id for m in entries if not m.string] == []
    assert [m.id for m in entries if m.fuzzy] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_chinese_is_chinese(domain: str) -> None:
    same = [m.id for m in kept("zh_CN", domain) if m.id and m.string == m.id]
    assert same == []


@pytest.mark.parametrize(("language", "domain"), every)
def test_translations_are_filled_in_alike(language: str, domain: str) -> None:
    def fields(text: str) -> list[str]:
        return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})

    differing = [
        message.id
        for message in kept(language, domain)
        if isinstance(message.id, str)
        and message.id
        and fields(message.id) != fields(str(message.string))
    ]
    assert differing == []
