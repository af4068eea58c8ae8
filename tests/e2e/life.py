"""What the tests of a letter's life share: Tern with a clock to move, and a person who acts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot import running
from bot.app import build
from bot.core.models import Job
from bot.jobs.handlers import job_handlers
from bot.jobs.worker import Result, Worker
from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Modal, Reply
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern, settings_for
from tests.moving import MovingClock

FILLED: dict[str, Any] = {
    "name": "Mara Example",
    "contact": "mara@example.org",
    "account": "@mara.paints",
    "works": "https://mara.example.org/works",
    "grounds": [],
    "reason": "My commissions come from people who know my hand.",
}


@asynccontextmanager
async def tern_at(
    discord: LocalDiscord, folder: Path, clock: MovingClock, **more: Any
) -> AsyncIterator[Tern]:
    """Tern with this clock, connected to a local Discord that runs already."""
    settings = settings_for(discord, folder, **more)
    async with (
        build(settings, clock) as services,
        running.connected(settings, services) as connection,
    ):
        await discord.ready()
        yield Tern(discord, connection.client, services, settings)


async def do_jobs(tern: Tern) -> int:
    """Does what is due now, as the worker in the background would a little later; how many of
    these were about letters."""
    handlers, about_letters = job_handlers(tern.client), []

    async def do(job: Job) -> Result:
        if job.kind.startswith("letter-"):
            about_letters.append(job)
        return await handlers[job.kind](job)

    await Worker(tern.services.store, tern.services.clock, dict.fromkeys(handlers, do)).run_due()
    return len(about_letters)


def chat(person: Person) -> list[Message]:
    """The direct messages that stay, oldest first: no answers that only flash up there."""
    return [message for message in person.dms() if not message.ephemeral]


async def fill(person: Person, modal: Modal, **changes: Any) -> Reply:
    """Sends a letter's form with what it asks for."""
    values = {name: v for name, v in (FILLED | changes).items() if name in modal.fields}
    return await person.submit(modal, values)


async def letter(
    person: Person, region: str = "eu-de", *, typed: dict[str, Any] | None = None, **options: Any
) -> Message:
    """Has a letter written; the direct message that it came with."""
    before = len(chat(person))
    platform = options.pop("platform", "instagram")
    reply = await person.slash("optout letter", platform=platform, region=region, **options)
    assert reply.modal is not None, reply.text
    told = await fill(person, reply.modal, **(typed or {}))
    assert len(chat(person)) == before + 1, told.text
    return chat(person)[-1]


async def press(person: Person, message: Message, action: str) -> Message:
    """Presses the one button of this action; the message that answers: this one, changed, or a
    further one."""
    return await answer(await person.press(message, _id(action)))


async def form(person: Person, message: Message, action: str) -> Modal:
    """The form that a button opens."""
    reply = await person.press(message, _id(action))
    assert reply.modal is not None, reply.text
    return reply.modal


async def mark_sent(
    person: Person, message: Message, means: str = "email", day: str | None = None
) -> Message:
    """ "I sent it" and its form; without a day the field stays empty."""
    asked = await form(person, message, "case-sent")
    values: dict[str, Any] = {"means": [means]}
    if day is not None:
        values["day"] = day
    return await answer(await person.submit(asked, values))


async def tell(person: Person, message: Message, outcome: str, day: str | None = None) -> Message:
    """Chooses what happened; a form for the day is sent with this day or the one filled in."""
    reply = await person.select(message, "case-outcome:v1", outcome)
    if reply.modal is not None:
        reply = await person.submit(reply.modal, {"day": day} if day else {})
    return await answer(reply)


async def answer(reply: Reply) -> Message:
    """What came after an acknowledgement that shows nothing yet."""
    return reply.message or await reply.next()


def _id(action: str) -> str:
    return action if ":" in action else action + ":v1"
