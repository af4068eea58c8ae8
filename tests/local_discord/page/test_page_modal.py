"""Forms: every kind of field, what is wrong said at the field, and nothing typed lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.local_discord.server import LocalDiscord
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def open_form(page: Page, name: str) -> Locator:
    await page.locator("#entry").fill(f"/{name.lower()}")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=name)
    await expect(dialog).to_be_visible()
    return dialog


async def send(dialog: Locator) -> None:
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog).to_be_hidden()


async def choose(dialog: Locator, label: str, option: str) -> None:
    await dialog.get_by_role("combobox", name=label).click()
    await dialog.get_by_role("option", name=option).click()


async def test_words_reach_the_bot_as_typed(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    dialog = await open_form(page, "Words")
    await expect(dialog).to_contain_text("Fill in what you like.")
    await expect(dialog).to_contain_text("As on the cover")
    await expect(dialog.get_by_role("textbox", name="Name")).to_be_focused()
    await page.keyboard.type("Mara L.")
    await dialog.get_by_role("textbox", name="Story").fill("Line\n<b>two</b>")
    await choose(dialog, "Tool", "Oil")
    await dialog.get_by_role("radio", name="Large").check()
    await send(dialog)
    await expect(page.locator(".content")).to_have_text(
        "Mara L. | Line\n<b>two</b> | Oil | Large", use_inner_text=True
    )


async def test_choices_reach_the_bot(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    dialog = await open_form(page, "Choices")
    await choose(dialog, "Friend", "Jun")
    await choose(dialog, "Group", "@Artist")
    await choose(dialog, "Place", "#general")
    await dialog.get_by_role("checkbox", name="Frame").check()
    await dialog.get_by_role("checkbox", name="Glass").check()
    await dialog.get_by_role("checkbox", name="Signed").check()
    await send(dialog)
    await expect(page.locator(".content")).to_have_text(
        "jun | Artist | general | Frame, Glass | True"
    )


async def test_a_file_reaches_the_bot(bot: PageBot, visit: Visit, tmp_path: Path) -> None:
    proof = tmp_path / "proof.txt"
    proof.write_text("seen")
    page = await visit("Mara")
    dialog = await open_form(page, "Proof")
    await dialog.get_by_label("Proof").set_input_files(proof)
    await expect(dialog.locator(".files")).to_contain_text("proof.txt (4 bytes)")
    await send(dialog)
    await expect(page.locator(".content")).to_have_text("proof.txt")


async def test_what_is_missing_is_said_at_its_field(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    dialog = await open_form(page, "Words")
    await page.keyboard.type("M")
    await page.keyboard.press("Enter")
    problems = dialog.locator(".field-error:not(:empty)")
    await expect(problems).to_have_text(
        ["Must be 2 characters or more", "This field is required", "This field is required"]
    )
    await expect(dialog.get_by_role("textbox", name="Name")).to_be_focused()
    await expect(dialog.get_by_role("textbox", name="Name")).to_have_value("M")


async def test_what_is_wrong_and_how_to_fill_in_belong_to_the_field(
    bot: PageBot, visit: Visit
) -> None:
    """They stood beside it only: who comes back to the field later heard neither."""
    page = await visit("Mara")
    dialog = await open_form(page, "Words")
    name, tool = dialog.get_by_role("textbox", name="Name"), dialog.get_by_role("combobox")
    await expect(name).to_have_accessible_description("As on the cover")
    await page.keyboard.type("M")
    await page.keyboard.press("Enter")
    await expect(name).to_have_accessible_description(
        "As on the cover Must be 2 characters or more"
    )
    await expect(tool).to_have_accessible_description("This field is required")
    for field in (name, tool, dialog.get_by_role("radiogroup", name="Size")):
        await expect(field).to_have_attribute("aria-invalid", "true")
    story = dialog.get_by_role("textbox", name="Story")
    await expect(story).to_have_attribute("aria-invalid", "false")


async def test_a_failed_submission_keeps_what_was_typed(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    page = await visit("Mara")
    dialog = await open_form(page, "Words")
    await page.keyboard.type("Mara L.")
    await choose(dialog, "Tool", "Ink")
    await dialog.get_by_role("radio", name="Small").check()
    await bot.close()
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog.locator(".form-error")).to_have_text("Something went wrong. Try again.")
    await expect(dialog.get_by_role("textbox", name="Name")).to_have_value("Mara L.")


@pytest.mark.parametrize("height", [860, 600, 400])
async def test_only_one_part_of_a_form_scrolls(bot: PageBot, visit: Visit, height: int) -> None:
    page = await visit("Mara", height=height)
    dialog = await open_form(page, "Words")
    scrolled = await dialog.evaluate(
        """dialog => [dialog, ...dialog.querySelectorAll('form, form *')]
            .filter(node => ['auto', 'scroll'].includes(getComputedStyle(node).overflowY))
            .filter(node => node.scrollHeight > node.clientHeight && !node.matches('textarea'))
            .map(node => node.className || node.localName)"""
    )
    assert scrolled == [{860: "modal-fields", 600: "modal-fields", 400: "form"}[height]]
    await dialog.get_by_role("button", name="Submit").scroll_into_view_if_needed()
    await expect(dialog.get_by_role("button", name="Submit")).to_be_in_viewport(ratio=1)


async def test_the_asterisk_is_explained_once(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    dialog = await open_form(page, "Words")
    await expect(dialog.get_by_text("* required")).to_have_count(1)
    await page.keyboard.press("Escape")
    dialog = await open_form(page, "Proof")
    await expect(dialog.get_by_text("* required")).to_have_count(0)


async def test_control_and_enter_submit_from_a_paragraph(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    dialog = await open_form(page, "Words")
    await page.keyboard.type("Mara L.")
    await choose(dialog, "Tool", "Oil")
    await dialog.get_by_role("radio", name="Large").check()
    await dialog.get_by_role("textbox", name="Story").press("Control+Enter")
    await expect(dialog).to_be_hidden()
    await expect(page.locator(".content")).to_have_text("Mara L. |  | Oil | Large")


async def test_escape_cancels(studio: LocalDiscord, bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    dialog = await open_form(page, "Words")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(page.locator("#entry")).to_be_focused()
    assert studio.person("Mara").messages("general") == []
