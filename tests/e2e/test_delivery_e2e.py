"""The ladder under a letter: not lost while Discord lets Tern answer, never empty, never twice."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import delivery, running
from bot.app import build
from bot.client import TernClient
from bot.core.models import LetterFile
from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Reply
from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from bot.replies import think
from bot.views.card import Card, attached, button, card, custom_id, row, text
from tests.e2e.conftest import settings_for

pytestmark = pytest.mark.asyncio

CASE = 4_611_686_018_427_387_904
DM = r"POST /channels/\d+/messages"
CHAT = r"GET /channels/\d+/messages"
ANSWER = r"PATCH .*messages/@original"
OPEN_CHAT = "POST /users/@me/channels"
BROKEN = 503
"""Of all 5xx the one that discord.py does not repeat in a chat (in answers it repeats them all)."""


@dataclass
class MovingClock:
    """One time for Discord and Tern; a pause of Tern's lets it pass."""

    time: datetime = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    pauses: list[float] = field(default_factory=list)
    at_pause: Callable[[], object] = lambda: None

    def now(self) -> datetime:
        return self.time

    def __call__(self) -> float:
        return self.time.timestamp()

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += timedelta(seconds=seconds)
        self.at_pause()


def files_for(case: int) -> tuple[LetterFile, ...]:
    """Two files of some length whose bytes only this case has."""
    unlike = hashlib.sha256(str(case).encode()).digest()
    return (
        LetterFile(name="letter.pdf", media_type="application/pdf", content=unlike * 4000),
        LetterFile(name="letter.txt", media_type="text/plain", content=str(case).encode() * 9),
    )


def card_of(words: str, case: int, files: tuple[LetterFile, ...] = ()) -> Card:
    return card(
        text(words),
        *(attached(file.name) for file in files),
        row(button("I sent it", custom_id("case-sent", str(case)))),
    )


@dataclass
class House:
    """Tern with a button that hands a letter over, and how each of its letters ended."""

    discord: LocalDiscord
    client: TernClient
    clock: MovingClock
    ended: dict[int, asyncio.Future[Any]] = field(default_factory=dict)

    @property
    def mara(self) -> Person:
        return self.discord.person("Mara")

    async def order(self, case: int = CASE) -> Message:
        """A message with the button, by direct message."""
        mark = f"n{case}"
        made = card(text("Order"), row(button("Write", custom_id("order", mark))))
        assert isinstance(await self.send(made, mark), delivery.Delivered)
        self.ended[case] = asyncio.get_running_loop().create_future()
        return self.mara.dms()[-1]

    async def send(self, made: Card, mark: str, files: tuple[LetterFile, ...] = ()) -> Any:
        return await delivery.send(self.client, int(self.mara.id), made, files, mark=mark)

    async def press(self, order: Message) -> Reply:
        return await self.mara.press(order, "order:v1:")

    async def end(self, order: Message, case: int = CASE) -> Any:
        """Presses, and gives how it ended even where the person never hears of it."""
        pressing = asyncio.create_task(self.press(order))
        async with asyncio.timeout(10):
            ended = await self.ended[case]
        if isinstance(ended, delivery.Shown):
            await pressing
        pressing.cancel()
        await asyncio.gather(pressing, return_exceptions=True)
        return ended

    async def hand_over(self, interaction: Any, mark: str) -> None:
        """What the button does."""
        case = int(mark.removeprefix("n"))
        files = files_for(case)
        await think(interaction)
        ended = await delivery.hand_over(
            interaction,
            case,
            files,
            in_chat=card_of("In our chat", case, files),
            here=lambda closed: card_of(f"Here, closed: {closed}", case, files),
            pause=self.clock.pause,
        )
        self.ended[case].set_result(ended)

    def letters(self, case: int = CASE) -> list[Message]:
        """The letter's messages in the chat."""
        return [m for m in self.mara.dms() if f"case-sent:v1:{case}" in m.custom_ids]

    def tries(self, route: str) -> list[list[tuple[str, int]]]:
        """Names and sizes of the files of each request with files to this route."""
        return [
            request.files
            for request in self.discord.requests
            if request.files and re.search(route, f"{request.method} {request.path}")
        ]


def whole(message: Message, case: int = CASE) -> bool:
    return message.files == {file.name: file.content for file in files_for(case)}


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock = MovingClock()
    world = harbour_studio(bot_name="Tern", clock=clock)
    async with LocalDiscord(world=world) as discord:
        settings = settings_for(discord, tmp_path)
        async with (
            build(settings, clock) as services,
            running.connected(settings, services) as connection,
        ):
            await discord.ready()
            opened = House(discord, connection.client, clock)
            connection.client.router.add("order", opened.hand_over)
            yield opened


async def test_a_letter_arrives_by_direct_message(house: House) -> None:
    ended = await house.end(await house.order())
    (letter,) = house.letters()
    assert ended == delivery.Delivered(
        int(letter.channel_id),
        int(letter.id),
        f"https://discord.com/channels/@me/{letter.channel_id}/{letter.id}",
    )
    assert whole(letter)


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_direct_messages_show_the_same_files_where_one_asked(
    house: House, code: int
) -> None:
    order = await house.order()
    house.discord.faults.closed_dms[house.mara.id] = code
    reply = await house.press(order)
    assert reply.message is not None
    assert reply.ephemeral
    assert reply.text.startswith("Here, closed: True")
    assert whole(reply.message)
    assert await house.ended[CASE] == delivery.Shown(closed=True)
    assert house.letters() == [] or house.letters()[0].ephemeral


@pytest.mark.parametrize("rung", ["direct message", "answer"])
async def test_both_ways_fail_and_one_works_again(house: House, rung: str) -> None:
    order = await house.order()
    faults = house.discord.faults
    faults.fail(DM, BROKEN, times=3 if rung == "direct message" else 99)
    faults.fail(ANSWER, 400, times=3 if rung == "answer" else 99)
    ended = await house.end(order)
    if rung == "direct message":
        assert isinstance(ended, delivery.Delivered)
    else:
        assert ended == delivery.Shown(closed=False)
    (letter,) = house.letters()
    assert whole(letter)
    assert letter.ephemeral is (rung == "answer")
    assert house.clock.pauses == [2, 4, 8]


async def test_closed_direct_messages_that_are_opened_meanwhile(house: House) -> None:
    order = await house.order()
    faults = house.discord.faults
    faults.closed_dms[house.mara.id] = 50007
    faults.fail(ANSWER, 400, times=99)
    house.clock.at_pause = faults.closed_dms.clear
    assert isinstance(await house.end(order), delivery.Delivered)


async def test_after_fifteen_minutes_the_letter_is_lost(house: House) -> None:
    order = await house.order()
    began = house.clock.time
    house.discord.faults.fail(DM, BROKEN, times=99)
    house.discord.faults.fail(ANSWER, 400, times=99)
    assert await house.end(order) == delivery.Lost()
    pauses = house.clock.pauses
    assert pauses == sorted(pauses)
    assert pauses[:6] == [2, 4, 8, 16, 32, 60]
    spent = house.clock.time - began
    assert timedelta(minutes=13) < spent <= timedelta(minutes=15)


async def test_an_answer_that_discord_takes_no_more_ends_it(house: House) -> None:
    order = await house.order()
    house.discord.faults.fail(DM, BROKEN)
    house.discord.faults.fail(ANSWER, 401, code=50027)
    assert await house.end(order) == delivery.Lost()
    assert house.clock.pauses == []


async def test_a_connection_that_breaks_after_the_message_doubles_nothing(house: House) -> None:
    order = await house.order()
    house.discord.faults.reset(DM, after=True)
    ended = await house.end(order)
    (letter,) = house.letters()
    assert isinstance(ended, delivery.Delivered)
    assert ended.message == int(letter.id)
    assert whole(letter)


async def test_an_error_after_the_message_doubles_nothing(house: House) -> None:
    order = await house.order()
    house.discord.faults.fail(DM, BROKEN, after=True)
    assert isinstance(await house.end(order), delivery.Delivered)
    assert len(house.letters()) == 1


async def test_a_chat_that_cannot_be_read_is_not_written_to_again(house: House) -> None:
    """The message is there, but for a while nobody can know."""
    order = await house.order()
    faults = house.discord.faults
    faults.reset(DM, after=True)
    faults.fail(CHAT, BROKEN, times=3)
    faults.fail(ANSWER, 400, times=99)
    assert isinstance(await house.end(order), delivery.Delivered)
    assert len(house.letters()) == 1
    assert len(house.tries(DM)) == 1


async def test_a_broken_connection_before_the_message_costs_nothing(house: House) -> None:
    order = await house.order()
    house.discord.faults.reset(DM)
    assert await house.end(order) == delivery.Shown(closed=False)
    (letter,) = house.letters()
    assert letter.ephemeral
    assert whole(letter)


async def test_every_try_uploads_all_bytes(house: House) -> None:
    """discord.py's own repeat after a rate limit, and each of Tern's."""
    order = await house.order()
    faults = house.discord.faults
    faults.ratelimit(DM, 0.01)
    faults.fail(DM, BROKEN, times=2)
    faults.fail(ANSWER, 400, times=2)
    assert isinstance(await house.end(order), delivery.Delivered)
    sizes = [(file.name, len(file.content)) for file in files_for(CASE)]
    assert house.tries(DM) == [sizes] * 4
    assert house.tries(ANSWER) == [sizes] * 2
    assert whole(house.letters()[0])


async def test_eight_letters_at_once_all_arrive(house: House) -> None:
    cases = [CASE + number for number in range(8)]
    orders = [await house.order(case) for case in cases]
    ended = await asyncio.gather(
        *(house.end(order, case) for order, case in zip(orders, cases, strict=True))
    )
    assert all(isinstance(one, delivery.Delivered) for one in ended)
    for case in cases:
        (letter,) = house.letters(case)
        assert whole(letter, case)


# ---------------------------------------------------------------- messages that Tern begins


async def test_what_was_sent_is_found_by_its_mark(house: House) -> None:
    sent = await house.send(card_of("First", CASE), str(CASE))
    assert await delivery.find(house.client, int(house.mara.id), str(CASE)) == sent
    assert await delivery.find(house.client, int(house.mara.id), str(CASE)[:-1]) is None


async def test_only_terns_own_messages_are_found(house: House) -> None:
    await house.mara.say("dm", f"case-sent:v1:{CASE}")
    assert await delivery.find(house.client, int(house.mara.id), str(CASE)) is None


async def test_a_message_sent_before_is_not_sent_again_however_long_ago(house: House) -> None:
    """As after a restart: Discord has forgotten the nonce, the chat has the message."""
    first = await house.send(card_of("Due today", CASE), str(CASE))
    house.clock.time += timedelta(days=1)
    assert await house.send(card_of("Due today", CASE), str(CASE)) == first
    assert len(house.letters()) == 1


async def test_a_chat_that_cannot_be_read_gets_nothing(house: House) -> None:
    house.discord.faults.fail(CHAT, BROKEN)
    assert await house.send(card_of("x", CASE), str(CASE)) == delivery.Undelivered(closed=False)
    assert house.letters() == []
    assert isinstance(await house.send(card_of("x", CASE), str(CASE)), delivery.Delivered)


async def test_a_chat_that_cannot_be_opened_gets_nothing(house: House) -> None:
    house.discord.faults.fail(OPEN_CHAT, 403, code=50278)
    jun = int(house.discord.person("Jun").id)
    closed = await delivery.send(house.client, jun, card_of("x", CASE), mark=str(CASE))
    assert closed == delivery.Undelivered(closed=True)


async def test_the_log_names_nobody(house: House, caplog: pytest.LogCaptureFixture) -> None:
    order = await house.order()
    house.discord.faults.fail(DM, BROKEN)
    house.discord.faults.fail(ANSWER, 400)
    await house.end(order)
    ours = [record.getMessage() for record in caplog.records if record.name == "tern"]
    assert ours == [
        "direct message refused (DiscordServerError, status 503, code 0)",
        "answer refused (HTTPException, status 400, code 0)",
    ]
