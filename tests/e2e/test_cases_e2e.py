"""A letter's buttons, its reminders and `/optout list`, as a person presses them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.models import LetterCase
from bot.jobs.reminders import Reminders
from bot.local_discord.people import Person
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern, until_state
from tests.e2e.life import chat, do_jobs, fill, form, letter, mark_sent, press, tell, tern_at
from tests.moving import MovingClock

CLOSED = 50007


@dataclass
class Life:
    """Tern, Mara, and the clock."""

    tern: Tern
    clock: MovingClock

    @property
    def mara(self) -> Person:
        return self.tern.mara

    async def case(self) -> LetterCase:
        """Mara's newest letter."""
        return (await self.tern.services.store.letters_of(int(self.mara.id)))[0]

    async def jobs_done(self) -> int:
        return await do_jobs(self.tern)


@pytest_asyncio.fixture
async def life(discord: LocalDiscord, tmp_path: Path) -> AsyncIterator[Life]:
    clock = MovingClock()
    async with tern_at(discord, tmp_path, clock) as tern:
        yield Life(tern, clock)


# --- the letter's message ---------------------------------------------------------------------


@pytest.mark.asyncio
async def test_sent_shows_the_arithmetic_and_keeps_the_files(life: Life) -> None:
    message = await letter(life.mara)
    before = message.files
    await mark_sent(life.mara, message, day="2026-11-23")
    for words in (
        "Sent by e-mail; it arrived on 23 November 2026.",
        "Last day for the answer: **23 December 2026**",
        "1 month later: 23 December 2026",
    ):
        assert words in message.text
    assert before.items() <= message.files.items()
    (calendar,) = [name for name in message.files if name.endswith(".ics")]
    assert b"DTSTART;VALUE=DATE:20261223" in message.files[calendar]
    assert (await life.case()).due == date(2026, 12, 23)


@pytest.mark.asyncio
async def test_nothing_is_filled_in_or_ticked_and_an_empty_day_is_today(life: Life) -> None:
    message = await letter(life.mara)
    asked = await form(life.mara, message, "case-sent")
    assert "value" not in asked.fields["day"]
    assert not any(option.get("default") for option in asked.fields["means"]["options"])
    await mark_sent(life.mara, message)
    assert "Sent by e-mail; it arrived on 23 November 2026." in message.text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "day", ["tomorrow", "2026-02-30", "2026-13-01", "23/11/2026", "2027-01-01"]
)
async def test_what_is_no_possible_day_is_refused(life: Life, day: str) -> None:
    message = await letter(life.mara)
    reply = await mark_sent(life.mara, message, day=day)
    assert reply.ephemeral
    assert (await life.case()).stage == "written"


@pytest.mark.asyncio
async def test_post_that_has_not_arrived_waits_and_then_starts(life: Life) -> None:
    message = await letter(life.mara)
    await mark_sent(life.mara, message, "post")
    assert "tell Tern the day" in message.text
    assert (await life.case()).stage == "posted"
    life.clock.on(days=3)
    asked = await form(life.mara, message, "case-sent")
    assert asked.fields["day"].get("required", True)
    assert [o["value"] for o in asked.fields["means"]["options"] if o.get("default")] == ["post"]
    await mark_sent(life.mara, message, "post", "2026-11-25")
    assert "it arrived on 25 November 2026" in message.text


@pytest.mark.asyncio
async def test_undo_brings_the_letter_back_as_unsent(life: Life) -> None:
    message = await letter(life.mara)
    await mark_sent(life.mara, message)
    await press(life.mara, message, "case-undo")
    assert "Not sent yet" in message.text
    assert not any(name.endswith(".ics") for name in message.files)
    assert any(name.endswith(".pdf") for name in message.files)
    await mark_sent(life.mara, message)
    assert "Sent by e-mail" in message.text


@pytest.mark.asyncio
async def test_where_direct_messages_are_closed_the_answers_buttons_work(life: Life) -> None:
    life.tern.discord.faults.closed_dms[life.mara.id] = CLOSED
    reply = await life.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert reply.modal is not None
    shown = (await fill(life.mara, reply.modal)).message
    assert shown is not None
    before = shown.files
    await mark_sent(life.mara, shown)
    assert "Last day for the answer" in shown.text
    assert before.items() <= shown.files.items()


@pytest.mark.asyncio
async def test_somebody_elses_case_is_nobodys(life: Life) -> None:
    message = await letter(life.mara)
    await life.tern.services.cases.forget(int(life.mara.id), (await life.case()).id)
    reply = await life.mara.press(message, "case-sent:v1")
    assert reply.modal is None
    assert "no longer knows this letter" in reply.text


# --- what happened ----------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_a_refusal_leads_to_the_next_letters(life: Life) -> None:
    message = await letter(life.mara)
    await mark_sent(life.mara, message)
    await tell(life.mara, message, "refused")
    assert "23 November 2026: They refused" in message.text
    case = await life.case()
    following = [made for made in message.custom_ids if made.startswith("letter-next")]
    assert following == [
        f"letter-next:v1:{case.id}:instagram:eu-de:follow-up:own",
        f"letter-next:v1:{case.id}:instagram:eu-de:complaint:own",
    ]
    await form(life.mara, message, following[0])


@pytest.mark.asyncio
async def test_early_silence_names_the_last_day(life: Life) -> None:
    message = await letter(life.mara)
    await mark_sent(life.mara, message)
    await tell(life.mara, message, "silence")
    assert "too early to call it silence: the last day is 23 December 2026" in message.text
    assert (await life.case()).outcome is None


@pytest.mark.asyncio
async def test_more_time_asks_for_the_day_and_moves_the_last_one(life: Life) -> None:
    message = await letter(life.mara)
    await mark_sent(life.mara, message)
    life.clock.on(days=10)
    await tell(life.mara, message, "extended", "2026-12-01")
    assert "Last day for the answer: **23 February 2027**" in message.text
    (calendar,) = [name for name in message.files if name.endswith(".ics")]
    assert b"20270223" in message.files[calendar]


@pytest.mark.asyncio
async def test_closing_ends_it(life: Life) -> None:
    message = await letter(life.mara)
    await mark_sent(life.mara, message)
    await press(life.mara, message, "case-close")
    assert "Closed by you" in message.text
    life.clock.on(days=60)
    assert await life.jobs_done() == 0


# --- reminders --------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_without_a_press_tern_never_writes_first(life: Life) -> None:
    await letter(life.mara)
    life.clock.on(days=400)
    await life.jobs_done()
    assert len(chat(life.mara)) == 1


@pytest.mark.asyncio
async def test_remind_me_asks_once_whether_it_was_sent(life: Life) -> None:
    message = await letter(life.mara)
    asked = await press(life.mara, message, "case-remind")
    await press(life.mara, asked, f"case-ask:v1:{(await life.case()).id}:3")
    assert "Tern asks you on 26 November 2026 at 09:00" in asked.text
    life.clock.to(date(2026, 11, 26))
    assert await life.jobs_done() == 1
    assert await life.jobs_done() == 0
    (_, reminder) = chat(life.mara)
    assert "has it been sent?" in reminder.text
    await mark_sent(life.mara, reminder)
    assert "Sent by e-mail" in reminder.text


@pytest.mark.asyncio
async def test_the_day_after_the_last_day_tern_asks_and_the_answer_is_told_there(
    life: Life,
) -> None:
    await mark_sent(life.mara, await letter(life.mara))
    life.clock.to(date(2026, 12, 23))
    assert await life.jobs_done() == 0
    life.clock.to(date(2026, 12, 24))
    assert await life.jobs_done() == 1
    reminder = chat(life.mara)[-1]
    assert "what came of it?" in reminder.text
    await tell(life.mara, reminder, "silence")
    assert any(made.startswith("letter-next") for made in reminder.custom_ids)
    await press(life.mara, reminder, "message-delete")
    await life.tern.discord.world.until(lambda: reminder.deleted)


@pytest.mark.asyncio
async def test_a_reminder_speaks_the_language_of_its_reader(life: Life) -> None:
    life.mara.locale = "en-US"
    await mark_sent(life.mara, await letter(life.mara))
    assert (await life.case()).reader == "en"


@pytest.mark.asyncio
async def test_stop_ends_all_reminders(life: Life) -> None:
    await mark_sent(life.mara, await letter(life.mara))
    await mark_sent(life.mara, await letter(life.mara, "tr", kind="erasure"))
    pressed = chat(life.mara)[-1]
    assert "Reminders: next on" in pressed.text
    reply = await press(life.mara, pressed, "case-stop")
    assert "reminders stopped" in reply.text
    await life.tern.discord.world.until(lambda: "Reminders: none" in pressed.text)
    assert "Reminders: next on" not in pressed.text
    life.clock.on(days=400)
    assert await life.jobs_done() == 0
    again = await press(life.mara, chat(life.mara)[-1], "case-stop")
    assert "no reminder to stop" in again.text


@pytest.mark.asyncio
async def test_a_reminder_is_sent_once_though_the_process_died_before_noting_it(
    life: Life,
) -> None:
    await mark_sent(life.mara, await letter(life.mara))
    life.clock.to(date(2026, 12, 24))
    now = int(life.clock.now().timestamp())
    due = await life.tern.services.store.claim_jobs(now, 300, 20)
    (job,) = [job for job in due if job.kind == "letter-due"]
    reminders = Reminders(life.tern.client)
    await reminders.remind(job)  # … and dies here: the job is not finished
    life.clock.on(minutes=6)
    assert await life.jobs_done() == 1
    assert len(chat(life.mara)) == 2
    assert await life.jobs_done() == 0


@pytest.mark.asyncio
async def test_a_reminder_discord_does_not_take_comes_later(life: Life) -> None:
    await mark_sent(life.mara, await letter(life.mara))
    life.clock.to(date(2026, 12, 24))
    life.tern.discord.faults.fail(r"POST /channels/\d+/messages", 403, code=50001)
    assert await life.jobs_done() == 1
    assert len(chat(life.mara)) == 1
    life.clock.on(minutes=2)
    assert await life.jobs_done() == 1
    assert len(chat(life.mara)) == 2


@pytest.mark.asyncio
async def test_closed_messages_keep_a_reminder_for_the_next_command(life: Life) -> None:
    await mark_sent(life.mara, await letter(life.mara))
    life.clock.to(date(2026, 12, 24))
    life.tern.discord.faults.closed_dms[life.mara.id] = CLOSED
    assert await life.jobs_done() == 1
    assert len(chat(life.mara)) == 1
    assert "what came of it?" not in (await life.tern.jun.slash("about")).text
    reply = await life.mara.slash("about")
    held = await reply.next()
    assert held.ephemeral
    assert "what came of it?" in held.text
    assert "this waited for you here" in held.text
    await tell(life.mara, held, "answered")
    assert "24 December 2026: They did what I asked" in held.text
    assert await life.tern.services.store.held_jobs(int(life.mara.id)) == []


# --- a letter whose delivery nobody noted -----------------------------------------------------


@pytest.mark.asyncio
async def test_a_letter_found_in_the_chat_counts_as_delivered(life: Life) -> None:
    """The process died between sending it and noting that."""
    message = await letter(life.mara)
    delivered = await life.case()
    services = life.tern.services
    await services.store.forget_letter(int(life.mara.id), delivered.id)
    case = await services.letters.open(
        int(life.mara.id), 0, delivered.choice, reader="en", work="own"
    )
    for component in _walk(message.json["components"]):
        if "custom_id" in component:
            made = component["custom_id"].replace(str(delivered.id), str(case))
            component["custom_id"] = made
    life.clock.on(minutes=16)
    assert await life.jobs_done() == 1
    found = await life.case()
    assert (found.state, found.dm_message) == ("delivered", int(message.id))
    assert len(chat(life.mara)) == 1


@pytest.mark.asyncio
async def test_a_letter_that_is_nowhere_is_told_of_at_the_next_command(life: Life) -> None:
    await letter(life.mara)
    choice = (await life.case()).choice
    life.clock.on(minutes=1)
    services = life.tern.services
    await services.letters.open(int(life.mara.id), 0, choice, reader="en", work="own")
    life.clock.on(minutes=16)
    assert await life.jobs_done() == 1
    assert len(chat(life.mara)) == 1
    told = await (await life.mara.slash("about")).next()
    assert "cannot tell whether this letter reached you" in told.text
    await until_state(life.tern, life.mara, "failed")
    await form(life.mara, told, "letter-form:v1:instagram:eu-de")


def _walk(components: list) -> list:  # type: ignore[type-arg]
    found = []
    for component in components:
        found += [component, *_walk(component.get("components", []))]
    return found


# --- the list ---------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_an_empty_list_says_what_makes_a_letter(life: Life) -> None:
    assert "You have no letters" in (await life.mara.slash("optout list")).text


@pytest.mark.asyncio
async def test_the_list_shows_opens_and_moves_each_on(life: Life) -> None:
    await mark_sent(life.mara, await letter(life.mara))
    reply = await life.mara.slash("optout list")
    assert reply.ephemeral
    listed = reply.message
    assert listed is not None
    assert "last day for the answer: **23 December 2026**" in listed.text
    assert "written 23 November 2026" in listed.text
    known = await life.case()
    link = f"https://discord.com/channels/@me/{known.dm_channel}/{known.dm_message}"
    assert link in str(listed.json)
    await press(life.mara, listed, "case-open")
    assert "1 month later" in listed.text
    assert link in str(listed.json)
    await tell(life.mara, listed, "identity")
    assert "Do not send an identity document by default" in listed.text
    await press(life.mara, listed, "case-list")
    assert "23 November 2026: They want my ID" in listed.text


@pytest.mark.asyncio
async def test_the_list_has_pages(life: Life) -> None:
    for _ in range(6):
        await letter(life.mara)
        life.clock.on(minutes=1)
    listed = (await life.mara.slash("optout list")).message
    assert listed is not None
    assert "Page 1 of 2" in listed.text
    await press(life.mara, listed, "case-list:v1:1")
    assert "Page 2 of 2" in listed.text
    assert len([made for made in listed.custom_ids if made.startswith("case-open")]) == 1


@pytest.mark.asyncio
async def test_forgetting_asks_first(life: Life) -> None:
    message = await letter(life.mara)
    await mark_sent(life.mara, message)
    asked = await press(life.mara, message, "case-forget")
    await press(life.mara, asked, "case-keep")
    assert "Nothing was forgotten" in asked.text
    asked = await press(life.mara, message, "case-forget")
    await press(life.mara, asked, "case-erase")
    assert "1 letter forgotten" in asked.text
    assert await life.tern.services.store.letters_of(int(life.mara.id)) == []
    assert not message.deleted
