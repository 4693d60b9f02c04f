"""A report's page in a real browser: it fits a phone, it prints, and asks nobody for anything."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path
from typing import Any

import pytest

from console.reporting.page import page_of
from console.wording.catalog import LANGUAGES, use
from tests.reporting.estate import Estate
from tests.reporting.written import KINDS, document
from tests.web.browser import CHROMIUM, Tab, browser, colours

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]

PHONES = ((390, 844), (360, 640))
LONG = "Donaudampfschifffahrtsgesellschaft" * 8  # a word that breaks nowhere
A4 = {"paperWidth": 8.27, "paperHeight": 11.69}
COLOURS = 60


async def test_on_a_phone_and_on_paper(tmp_path: Path) -> None:
    async with browser() as open_tab:
        tab: Tab = await open_tab()
        for kind in KINDS:
            for language in LANGUAGES:
                use(language)
                estate = Estate(LONG if language == "en" else None)
                path = tmp_path / f"{kind}.{language}.html"
                path.write_text(page_of(document(kind, estate)), encoding="utf-8")
                await _fits_phones(tab, path)
            await _is_drawn(tab, tmp_path / "phone.png")
            await _prints(tab)
        use("en")
        assert all(url.startswith(f"file://{tmp_path}") for url in tab.requested)
        assert len(tab.requested) == len(KINDS) * len(LANGUAGES) * len(PHONES)


async def _fits_phones(tab: Tab, path: Path) -> None:
    for width, height in PHONES:
        size: dict[str, Any] = {"width": width, "height": height, "deviceScaleFactor": 1}
        await tab.ask("Emulation.setDeviceMetricsOverride", mobile=True, **size)
        await tab.go(path.as_uri())
        async with asyncio.timeout(20):
            while await tab.evaluate("document.readyState") != "complete":
                await asyncio.sleep(0.02)
        assert await tab.evaluate("document.documentElement.scrollWidth") <= width, path.name
        assert await tab.evaluate("document.scripts.length") == 0


async def _is_drawn(tab: Tab, file: Path) -> None:
    light = await tab.picture(file)
    assert colours(light) > COLOURS
    dark = {"name": "prefers-color-scheme", "value": "dark"}
    await tab.ask("Emulation.setEmulatedMedia", features=[dark])
    assert await tab.picture(file) != light
    await tab.ask("Emulation.setEmulatedMedia", features=[])


async def _prints(tab: Tab) -> None:
    printed = await tab.ask("Page.printToPDF", printBackground=True, **A4)
    pdf = base64.b64decode(printed["data"])
    assert pdf.startswith(b"%PDF")
    assert 1 <= pdf.count(b"/Type /Page\n") <= 12
