"""Tern's own cards, forms and commands on the local page, in two scripts: axe-core finds nothing,
and what Tern says carries its language."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser import findings, launched
from tests.e2e.conftest import Tern

pytestmark = [pytest.mark.browser, pytest.mark.asyncio]


@pytest.mark.parametrize(("locale", "region"), [("ja", "jp"), ("de", "eu-de")])
async def test_everyone_can_read_an_answer_and_a_form(tern: Tern, locale: str, region: str) -> None:
    tern.mara.locale = locale
    await tern.mara.slash("policy show", platform="instagram", region=region)
    async with launched() as browser:
        page = await browser.new_page(viewport={"width": 1280, "height": 900})
        await page.goto(f"{tern.discord.page_url}?as=Mara")
        answer = page.get_by_role("article", name="Tern")
        await expect(answer.locator(".message-body")).to_have_attribute("lang", locale)
        await expect(answer.locator(".command")).to_have_attribute("lang", locale)
        await page.locator("#entry").fill("/")
        await expect(page.locator("#suggestions")).to_be_visible()
        assert await findings(page) == []
        await page.locator("#entry").fill(f"/optout letter platform:instagram region:{region}")
        await page.keyboard.press("Enter")
        await expect(page.locator("#modal .modal-fields")).to_have_attribute("lang", locale)
        await page.keyboard.press("Control+Enter")
        assert await findings(page) == []
