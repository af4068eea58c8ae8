"""Discord's HTTP API fails, breaks off, is slow or limits: the person gets the answer or a
sentence, nothing is done twice, and the next command works."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from itertools import product
from typing import Any

import pytest

from bot.core.models import LetterFile
from bot.local_discord.faults import Faults
from bot.local_discord.replies import Modal, NoAnswer
from bot.local_discord.world import World
from bot.replies import reply, think, uploads
from bot.views.card import attached, button, card, custom_id, row, text
from tests.e2e.conftest import Tern
from tests.e2e.hurried import hurried_studio
from tests.e2e.life import chat
from tests.e2e.test_letters_e2e import FILLED

pytestmark = pytest.mark.asyncio

FIRST = r"POST /interactions/"
IN_PLACE = r"PATCH .*messages/@original"
DM = r"POST /channels/\d+/messages"
FOLLOW_UP = r"POST /webhooks/\d+/[^/]+$"

TOO_LATE = "no answer was taken in {} (NotFound, status 404, code 10062)"

Break = Callable[[Faults, str], object]

BREAKS: dict[str, Break] = {
    "500": lambda faults, route: faults.fail(route, 500),
    "500 after its work": lambda faults, route: faults.fail(route, 500, after=True),
    "502": lambda faults, route: faults.fail(route, 502),
    "503": lambda faults, route: faults.fail(route, 503),
    "503 after its work": lambda faults, route: faults.fail(route, 503, after=True),
    "broken off": lambda faults, route: faults.reset(route),
    "broken off after its work": lambda faults, route: faults.reset(route, after=True),
    "429 of a route": lambda faults, route: faults.ratelimit(route, 1.5),
    "429 of everything": lambda faults, route: faults.ratelimit(route, 1.5, global_=True),
}

COMMANDS: dict[str, tuple[dict[str, str], str]] = {
    "policy show": ({"platform": "instagram", "region": "eu-de"}, "Instagram"),
    "migrate to": ({"platform": "cara", "handle": "mara.paints"}, "mara.paints"),
    "me show": ({}, "Tern"),
}
"""One that answers at once, one that writes first, one that reads first; a word of each answer."""


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return hurried_studio(monkeypatch)


class Said(logging.Handler):
    """Tern's own warnings and worse, as they come."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._more = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        assert record.exc_info is None
        self.lines.append(record.getMessage())
        self._more.set()

    async def line(self) -> str:
        """The first, which is taken away. Raises TimeoutError."""
        async with asyncio.timeout(5):
            while not self.lines:
                self._more.clear()
                await self._more.wait()
        return self.lines.pop(0)


@pytest.fixture
def said() -> Iterator[Said]:
    handler = Said()
    logging.getLogger("tern").addHandler(handler)
    yield handler
    logging.getLogger("tern").removeHandler(handler)


async def gives_up(asking: Coroutine[Any, Any, object], said: Said) -> str:
    """What Tern logs while this person asks, who then asks no longer."""
    task = asyncio.create_task(asking)
    line = await said.line()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return line


async def at_rest() -> None:
    """Waits until Tern has heard that its last answer arrived, or has said it again."""
    names = ("CommandTree-invoker", "discord.py: on_interaction")
    at_work = [task for task in asyncio.all_tasks() if task.get_name() in names]
    await asyncio.gather(*at_work)


async def letter_form(tern: Tern) -> Modal:
    reply = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert reply.modal is not None
    return reply.modal


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_request_that_fails_once_costs_nothing(
    tern: Tern, said: Said, command: str
) -> None:
    options, word = COMMANDS[command]
    for how, route in product(BREAKS, (FIRST, IN_PLACE)):
        tern.discord.faults.clear()
        BREAKS[how](tern.discord.faults, route)
        reply = await tern.mara.slash(command, **options)
        await at_rest()
        assert word in reply.text, (how, route)
        assert reply.interaction.followups == [], (how, route)
    assert said.lines == []


async def test_a_form_opens_once(tern: Tern, said: Said) -> None:
    for how in BREAKS:
        tern.discord.faults.clear()
        BREAKS[how](tern.discord.faults, FIRST)
        reply = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
        await at_rest()
        assert [step.kind for step in reply.interaction.steps] == ["modal"], how
    assert said.lines == []


@pytest.mark.parametrize("route", [FIRST, DM, IN_PLACE])
async def test_a_letter_arrives_once(tern: Tern, route: str) -> None:
    before = 0
    for how in BREAKS:
        form = await letter_form(tern)
        BREAKS[how](tern.discord.faults, route)
        reply = await tern.mara.submit(form, FILLED)
        await at_rest()
        tern.discord.faults.clear()
        here = bool(reply.message and reply.message.files)
        assert in_chat(tern) + here == before + 1, how
        before = in_chat(tern)
        assert here or "in our chat" in reply.text, how


def in_chat(tern: Tern) -> int:
    return len([message for message in chat(tern.mara) if message.files])


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("command", ["migrate to", "me show"])
async def test_ten_seconds_of_failures_are_waited_for(
    tern: Tern, command: str, status: int
) -> None:
    """Tern is shown thinking meanwhile."""
    options, word = COMMANDS[command]
    tern.discord.faults.outage("/webhooks/|/channels/|/users/", status, seconds=10)
    assert word in (await tern.mara.slash(command, **options)).text


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_letter_survives_ten_seconds_of_failures(tern: Tern, status: int) -> None:
    form = await letter_form(tern)
    tern.discord.faults.outage("/webhooks/|/channels/|/users/", status, seconds=10)
    reply = await tern.mara.submit(form, FILLED)
    assert in_chat(tern) + bool(reply.message and reply.message.files) == 1


async def test_no_connection_for_ten_seconds_is_waited_for(tern: Tern) -> None:
    tern.discord.faults.reset(IN_PLACE, times=4)
    reply = await tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    assert "mara.paints" in reply.text


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_failures_that_outlast_three_seconds_leave_one_line(
    tern: Tern, said: Said, status: int
) -> None:
    """Discord itself has told the person by then, nothing was done, and the next command works."""
    tern.discord.faults.outage(".*", status, seconds=10)
    with pytest.raises(NoAnswer, match="did not respond"):
        await tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    assert await said.line() == TOO_LATE.format("migrate to")
    assert "mara.paints" not in (await tern.mara.slash("migrate list")).text
    assert said.lines == []


@pytest.mark.parametrize("command", COMMANDS)
async def test_an_answer_that_comes_too_late_is_one_line(
    tern: Tern, said: Said, command: str
) -> None:
    options, word = COMMANDS[command]
    tern.discord.faults.delay(FIRST, 4)
    with pytest.raises(NoAnswer, match="did not respond"):
        await tern.mara.slash(command, **options)
    assert await said.line() == TOO_LATE.format(command)
    assert word in (await tern.mara.slash(command, **options)).text
    assert said.lines == []


async def test_whoever_was_answered_by_another_is_not_answered_again(
    tern: Tern, said: Said
) -> None:
    """Two Terns by mistake, each with a database of its own: the slower one keeps still."""
    tern.discord.faults.fail(FIRST, 400, code=40060)
    asking = tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    assert await gives_up(asking, said) == (
        "no answer was taken in migrate to (HTTPException, status 400, code 40060)"
    )
    newest = list(tern.discord.world.interactions)[-1]
    assert len([r for r in tern.discord.requests if newest in r.path]) == 1
    assert "mara.paints" not in (await tern.mara.slash("migrate list")).text


async def test_a_limit_before_it_makes_the_answer_of_another_not_ones_own(
    tern: Tern, said: Said
) -> None:
    """However long it takes: a request that was limited was not done."""
    tern.discord.faults.ratelimit(FIRST, 1.1)
    tern.discord.faults.fail(FIRST, 400, code=40060)
    asking = tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    assert await gives_up(asking, said) == (
        "no answer was taken in migrate to (HTTPException, status 400, code 40060)"
    )


async def test_files_of_a_first_answer_arrive_whole(tern: Tern, said: Said) -> None:
    file = LetterFile(name="kept.txt", media_type="text/plain", content=b"kept" * 9000)

    async def answer(interaction: Any) -> None:
        await reply(interaction, card(text("Here"), attached(file.name)), uploads([file]))

    tern.client.router.add("file", answer)
    user = await tern.client.fetch_user(int(tern.mara.id))
    await user.send(view=card(text("Try"), row(button("File", custom_id("file")))))
    for how in BREAKS:
        tern.discord.faults.clear()
        BREAKS[how](tern.discord.faults, FIRST)
        answered = await tern.mara.press(chat(tern.mara)[-1], "file:v1")
        await at_rest()
        assert answered.message is not None, how
        assert answered.message.files == {file.name: file.content}, how
    assert said.lines == []


async def test_a_follow_up_is_never_said_twice(tern: Tern, said: Said) -> None:
    async def answer_twice(interaction: Any) -> None:
        await think(interaction)
        await interaction.edit_original_response(view=card(text("First")))
        await interaction.followup.send(view=card(text("Second")), ephemeral=True)

    tern.client.router.add("twice", answer_twice)
    user = await tern.client.fetch_user(int(tern.mara.id))
    await user.send(view=card(text("Try"), row(button("Twice", custom_id("twice")))))
    tern.discord.faults.reset(FOLLOW_UP, after=True)
    answer = await tern.mara.press(tern.mara.dms()[-1], "twice:v1")
    assert "First" in answer.text
    assert "Second" in (await answer.next()).text
    assert "Discord did not take what Tern sent" in (await answer.next()).text
    assert said.lines == ["Discord failed in twice (ServerDisconnectedError)"]


async def test_failures_without_end_are_told_in_a_sentence(tern: Tern, said: Said) -> None:
    tern.discord.faults.fail(IN_PLACE, 500, times=5)
    reply = await tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    assert "Discord did not take what Tern sent" in reply.text
    assert "may or may not be done" in reply.text
    assert "code **" not in reply.text
    assert said.lines == ["Discord failed in migrate to (DiscordServerError, status 500, code 0)"]


async def test_limits_without_end_are_told_in_a_sentence(tern: Tern, said: Said) -> None:
    tern.discord.faults.ratelimit(IN_PLACE, 2, times=5)
    reply = await tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    assert "Discord did not take what Tern sent" in reply.text
    assert said.lines == ["Discord failed in migrate to (HTTPException, status 429, code 0)"]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("route", [FIRST, IN_PLACE])
async def test_a_request_that_nobody_answers_is_made_again(
    tern: Tern, said: Said, monkeypatch: pytest.MonkeyPatch, route: str, after: bool
) -> None:
    monkeypatch.setattr("bot.firmness.TRY_SECONDS", 0.2)
    released = tern.discord.faults.hold(route, after=after)
    reply = await tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    assert "mara.paints" in reply.text
    await at_rest()
    released.set()
    assert said.lines == []


async def test_a_token_that_has_ended_is_one_line(tern: Tern, said: Said) -> None:
    tern.discord.faults.fail(IN_PLACE, 401, times=9, code=50027)
    assert await gives_up(tern.mara.slash("me show"), said) == (
        "no answer was taken in me show (HTTPException, status 401, code 50027)"
    )


async def test_choices_that_come_too_late_are_no_failure(tern: Tern, said: Said) -> None:
    line = "/policy show"
    tern.discord.faults.delay(FIRST, 4)
    with pytest.raises(NoAnswer):
        await tern.mara.complete(line, "platform", "insta")
    assert await tern.mara.complete(line, "platform", "insta")
    assert said.lines == []
