"""The message box: picking a command, filling its options, and what comes of it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.local_discord.server import LocalDiscord
from tests.local_discord.page.page_bot import PageBot
from tests.local_discord.page.page_visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_command_is_picked_and_filled_by_keyboard_alone(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await expect(page.locator("#entry")).to_be_focused()
    await page.keyboard.type("/pai")
    await expect(page.get_by_role("option", name="/paint")).to_have_attribute(
        "aria-selected", "true"
    )
    await page.keyboard.press("Tab")
    await page.keyboard.type("b")
    offers = page.locator("#suggestions").get_by_role("option")
    await expect(offers).to_have_text(["Amber", "Black", "Blue"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(offers.first).to_contain_text("shade")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(offers).to_have_text(["Dark", "Light"])
    await page.keyboard.type("li")
    await page.keyboard.press("Enter")
    await page.keyboard.type("by")
    await page.keyboard.press("Enter")
    await page.keyboard.type("Jun")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    answer = page.get_by_role("article", name="Painter")
    await expect(answer).to_contain_text("Painted the blue light False Jun")
    await expect(answer.locator(".reference")).to_contain_text("Mara")
    await expect(answer.locator(".command")).to_have_text("/paint")
    await expect(page.locator("#entry")).to_be_focused()


async def test_a_whole_typed_line_works(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await page.keyboard.type("/paint colour:sea green shade:Dark")
    await page.keyboard.press("Enter")
    await expect(page.locator(".content")).to_have_text("Painted sea green dark False nobody")


async def test_a_missing_option_is_named_and_nothing_is_sent(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    page = await visit("Mara")
    await page.keyboard.type("/paint")
    await page.keyboard.press("Enter")
    await expect(page.locator(".chip input")).to_be_focused()
    await expect(page.locator("#suggestions")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="colour")).to_contain_text("required")
    await expect(page.locator(".chip.wrong")).to_have_count(1)
    assert studio.person("Mara").messages("general") == []


async def test_a_refused_value_is_said_and_what_was_typed_stays(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await page.keyboard.type("/paint colour:red shade:Purple")
    await page.keyboard.press("Enter")
    await expect(page.locator("#composer-problem")).to_contain_text("shade")
    await expect(page.locator("#entry")).to_have_value("/paint colour:red shade:Purple")


async def test_escape_closes_the_picker_and_a_slash_can_be_said(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await page.keyboard.type("/")
    await expect(page.locator("#suggestions")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#suggestions")).to_be_hidden()
    await page.keyboard.press("Enter")
    await expect(page.locator(".content")).to_have_text("/")


async def test_escape_closes_the_choices_and_then_gives_the_text_back(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    page = await visit("Mara")
    suggestions, problem = page.locator("#suggestions"), page.locator("#composer-problem")
    await page.keyboard.type("/paint")
    await page.keyboard.press("Enter")
    await expect(suggestions).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(suggestions).to_be_hidden()
    await page.keyboard.press("Enter")
    await expect(problem).to_contain_text("required")
    await page.keyboard.type("bl")
    await expect(suggestions.get_by_role("option")).to_have_text(["Black", "Blue"])
    await page.keyboard.press("Escape")
    await expect(suggestions).to_be_hidden()
    await expect(page.locator(".chip input")).to_have_value("bl")
    await page.keyboard.press("Escape")
    await expect(page.locator("#entry")).to_have_value("/paint colour:bl")
    await expect(page.locator("#entry")).to_be_focused()
    await expect(suggestions).to_be_hidden()
    assert studio.person("Mara").messages("general") == []


async def test_escape_clears_a_stale_problem(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await page.keyboard.type("/paint")
    await page.keyboard.press("Enter")
    await expect(page.locator("#suggestions")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.locator("#composer-problem")).to_contain_text("required")
    await page.keyboard.press("Escape")
    await expect(page.locator("#entry")).to_have_value("/paint")
    await expect(page.locator("#composer-problem")).to_be_empty()


@pytest.mark.parametrize(("typed", "filled"), [("/paint", ""), ("/PAINT sea green", "sea green")])
async def test_a_known_command_is_never_said(
    studio: LocalDiscord, bot: PageBot, visit: Visit, typed: str, filled: str
) -> None:
    page = await visit("Mara")
    await page.keyboard.type(typed)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("group", name="Command /paint")).to_be_visible()
    await expect(page.locator(".chip input")).to_have_value(filled)
    assert studio.person("Mara").messages("general") == []


async def test_a_command_without_its_subcommand_is_never_said(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    page = await visit("Mara")
    await page.keyboard.type("/frame")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.locator("#composer-problem")).to_have_text(
        "This command needs one more word: /frame hang, /frame sell."
    )
    assert studio.person("Mara").messages("general") == []


async def test_no_answer_is_said_to_that_person_alone(bot: PageBot, visit: Visit) -> None:
    mara, jun = await visit("Mara"), await visit("Jun")
    await mara.keyboard.type("/silent")
    await mara.keyboard.press("Enter")
    await mara.keyboard.press("Enter")
    await expect(mara.locator(".attempt")).to_contain_text("Sending command")
    await expect(mara.locator(".failure")).to_have_text("The application did not respond")
    await expect(jun.locator(".message")).to_have_count(0)
    await mara.get_by_role("button", name="Dismiss message").click()
    await expect(mara.locator(".message")).to_have_count(0)


async def test_thinking_gives_way_to_the_answer(
    studio: LocalDiscord, bot: PageBot, visit: Visit
) -> None:
    release = studio.faults.hold("PATCH .*@original")
    page = await visit("Mara")
    await page.keyboard.type("/think")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".thinking").last).to_have_text("Painter is thinking…")
    release.set()
    await expect(page.locator(".content")).to_have_text("First thought")
    await expect(page.locator(".thinking")).to_have_count(0)


async def test_edits_are_marked_and_deleted_messages_go(bot: PageBot, visit: Visit) -> None:
    page = await visit("Mara")
    await page.keyboard.type("/amend")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator(".edited")).to_have_text("(edited)")
    await expect(page.locator(".content")).to_have_text(["Final"])


async def test_a_bot_that_is_not_connected_is_named(visit: Visit) -> None:
    page = await visit("Mara")
    await expect(page.get_by_role("status").first).to_contain_text("Painter is not connected")
