"""The chat with the bot: a letter with files, and what one does with it there."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.local_discord.server import LocalDiscord
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def letter(visit: Visit, *, width: int = 1280) -> Page:
    """Mara's page, with the letter in the chat."""
    page = await visit("Mara", width=width)
    await page.locator("#entry").fill("/letter")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".content")).to_have_text("It is in our chat.")
    if width < 600:
        await page.get_by_role("button", name="Servers and channels").click()
    await page.get_by_role("button", name="Direct messages, 1 unread").click()
    return page


async def test_files_stand_where_the_bot_placed_them(bot: PageBot, visit: Visit) -> None:
    page = await letter(visit)
    cards = page.locator(".message .file-card")
    await expect(cards).to_have_count(2)
    await expect(cards.nth(1)).to_contain_text("letter.txt")
    link = cards.nth(1).get_by_role("link")
    address = await link.first.get_attribute("href")
    assert address is not None
    answer = await page.request.get(address)
    assert await answer.body() == b"Dear Sir or Madam"


async def test_a_form_from_the_chat_changes_the_message(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    page = await letter(visit)
    message = page.locator(".message")
    await message.get_by_role("button", name="I sent it").click()
    dialog = page.get_by_role("dialog", name="How did you send it?")
    await expect(dialog).to_contain_text("The day counts from here")
    await expect(dialog).to_contain_text("It takes some days")
    await expect(dialog.get_by_role("radio", checked=True)).to_have_count(0)
    await dialog.get_by_role("radio", name="Post").check()
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog).to_be_hidden()
    await expect(message).to_contain_text("Sent by Post.")
    await expect(message.locator(".file-card")).to_have_count(3)
    (seen,) = studio.person("Mara").dms()
    assert list(seen.files) == ["letter.pdf", "letter.txt", "due.ics"]


async def test_a_select_in_the_chat_answers_one_alone(bot: PageBot, visit: Visit) -> None:
    page = await letter(visit)
    await page.get_by_role("combobox", name="Season").click()
    await page.get_by_role("option", name="Autumn").click()
    answer = page.locator(".message.ephemeral")
    await expect(answer).to_contain_text("chose autumn")


async def test_the_chat_fits_a_narrow_screen(bot: PageBot, visit: Visit) -> None:
    page = await letter(visit, width=390)
    await expect(page.locator(".message .file-card")).to_have_count(2)
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
