"""Which language words are in, for those who hear it: WCAG 2.2, success criteria 3.1.1 and 3.1.2.

The bot of these tests names its commands in English and German.
"""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.local_discord.server import LocalDiscord
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def speaking(visit: Visit, locale: str) -> Page:
    page = await visit("Mara")
    await page.get_by_label("Your language").select_option(locale)
    await expect(page.locator("html")).to_have_attribute("data-locale", locale)
    return page


async def use(page: Page, name: str) -> None:
    await page.locator("#entry").fill(f"/{name}")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")


async def test_an_answer_is_in_the_language_that_was_asked_for(bot: PageBot, visit: Visit) -> None:
    page = await speaking(visit, "de")
    await use(page, "secret")
    answer = page.locator(".message.ephemeral")
    await expect(answer.locator(".message-body")).to_have_attribute("lang", "de")
    await expect(answer.locator("time")).to_have_attribute("lang", "de")
    await expect(page.locator("html")).to_have_attribute("lang", "en-GB")


async def test_a_language_the_bot_does_not_offer_is_not_claimed(bot: PageBot, visit: Visit) -> None:
    page = await speaking(visit, "da")
    await use(page, "amend")
    await expect(page.locator(".content")).to_have_text("Final")
    await expect(page.locator(".message-body[lang]")).to_have_count(0)
    await expect(page.locator("header time")).to_have_attribute("lang", "da")


async def test_nobody_knows_the_language_of_what_people_write(
    studio: LocalDiscord, visit: Visit
) -> None:
    await studio.person("Jun").say("general", "こんにちは")
    page = await visit("Mara")
    await expect(page.locator(".message-body")).to_have_attribute("lang", "")


async def test_a_message_keeps_its_language_until_it_is_written_anew(
    bot: PageBot, visit: Visit
) -> None:
    page = await speaking(visit, "de")
    await use(page, "letter")
    await page.get_by_label("Your language").select_option("en-GB")
    await page.get_by_role("button", name="Direct messages, 1 unread").click()
    body = page.locator(".message-body").last
    await expect(body).to_have_attribute("lang", "de")
    await page.get_by_role("button", name="I sent it").click()
    form = page.get_by_role("dialog", name="How did you send it?")
    await form.get_by_label("Post").check()
    await form.get_by_role("button", name="Submit").click()
    await expect(body).to_contain_text("Sent by Post")
    await expect(body).not_to_have_attribute("lang", "de")


async def test_commands_and_their_options_say_their_language(bot: PageBot, visit: Visit) -> None:
    page = await speaking(visit, "de")
    await page.locator("#entry").fill("/pai")
    row = page.locator("#suggestions .option-text")
    await expect(row).to_contain_text("Die Wand streichen")
    await expect(row).to_have_attribute("lang", "de")
    await page.keyboard.press("Tab")
    offers = page.locator("#suggestions").get_by_role("option")
    await page.keyboard.type("Blu")
    await expect(offers).to_have_text(["Blue"])
    await page.keyboard.press("Enter")
    await page.keyboard.type("ton")
    await page.keyboard.press("Enter")
    await expect(offers).to_have_text(["Dunkel", "Light"])
    await expect(offers.locator("span").first).to_have_attribute("lang", "de")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".content")).to_have_text("Painted the blue dark False nobody")
    await expect(page.locator("[data-message] .command")).to_have_attribute("lang", "de")


async def test_a_form_is_in_the_bots_language_and_its_frame_in_the_pages(
    bot: PageBot, visit: Visit
) -> None:
    page = await speaking(visit, "de")
    await use(page, "words")
    form = page.get_by_role("dialog", name="Words")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_role("heading")).to_have_attribute("lang", "de")
    await expect(form.locator(".modal-fields")).to_have_attribute("lang", "de")
    problem = form.get_by_role("alert").filter(has_text="This field is required").first
    await expect(problem).to_have_attribute("lang", "en-GB")
