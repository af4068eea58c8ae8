"""Several processes on one PostgreSQL, each with some of the shards: any does what comes to it."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.app import SystemClock
from bot.core.models import LetterChoice, NewJob
from bot.jobs.worker import AT_ONCE, LEASE_SECONDS
from bot.local_discord.people import Person
from bot.local_discord.server import LocalDiscord
from bot.store import _engine
from bot.store.engine import Engine
from tests.e2e.conftest import Tern, until_state
from tests.e2e.life import chat, do_jobs, fill, letter, mark_sent
from tests.e2e.several import server_on, share_of, until
from tests.e2e.test_process_e2e import connection, process
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

SHARDS = 4
CHOICE = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="de")


async def test_a_letter_of_one_process_is_moved_on_by_another(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> None:
    """Direct messages are shard 0's: a letter that was asked for elsewhere goes on there."""
    server_on(discord.world, 1, 2)
    mara = discord.person("Mara")
    async with (
        share_of(discord, tmp_path / "0", postgres_url, (0,)),
        share_of(discord, tmp_path / "1", postgres_url, (1,)),
    ):
        await discord.ready()
        message = await letter(mara, channel="Server 1/general")
        await mark_sent(mara, message)
        assert "Last day for the answer" in message.text
        listed = await mara.slash("optout list", channel="Server 1/general")
        assert "Instagram" in listed.text


async def test_a_server_is_answered_by_whoever_has_its_shard_now(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> None:
    server_on(discord.world, 1, 2)
    mara, place = discord.person("Mara"), "Server 1/general"
    async with share_of(discord, tmp_path / "0", postgres_url, (1,)):
        shown = await mara.slash("policy show", platform="instagram", region="eu-de", channel=place)
        await mara.slash("migrate to", platform="cara", handle="marapaints", channel=place)
    async with share_of(discord, tmp_path / "1", postgres_url, (0,), 1):
        assert shown.message is not None
        page = await mara.press(shown.message, "policy-page:v1:timeline")
        assert "14 June 2024" in page.text
        found = await discord.person("Jun").slash("migrate find", member=mara.id, channel=place)
        assert "marapaints" in found.text


async def test_processes_that_start_at_once_register_and_plan_once(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> None:
    """The schema, the commands and the work that comes round by itself."""
    held = discord.faults.hold(r"PUT /applications/\d+/commands")
    async with AsyncExitStack() as running, _engine(postgres_url) as engine:
        starting = [
            asyncio.create_task(
                running.enter_async_context(
                    share_of(discord, tmp_path / str(shard), postgres_url, (shard,), 3)
                )
            )
            for shard in range(3)
        ]

        async def two_wait() -> bool:
            sql = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            return await engine.read(sql) == [(2,)]

        await until(two_wait)
        held.set()
        await asyncio.gather(*starting)
        await discord.ready()
        puts = [request for request in discord.requests if request.method == "PUT"]
        assert len(puts) == 1
        jobs = await engine.read("SELECT kind FROM jobs ORDER BY kind")
        assert jobs == [("report-weekly",), ("servers-seen",)]


async def test_who_dies_while_it_registers_keeps_nobody_waiting(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> None:
    held = discord.faults.hold(r"PUT /applications/\d+/commands")
    environment = connection(discord) | {"DATABASE_URL": postgres_url}
    async with process(tmp_path, "run", **environment) as first:
        await held.until(1)
        first.send_signal(signal.SIGKILL)
        await first.wait()
    async with share_of(discord, tmp_path / "next", postgres_url, (0,), 1):
        await discord.ready()
        assert len(discord.world.commands) > 0
    held.set()


# --- killed in mid-work -----------------------------------------------------------------------


async def test_a_letter_that_arrived_though_its_process_was_killed_goes_on(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> None:
    mara = discord.person("Mara")
    on_its_way = f"POST {chats(discord, [mara])}"
    async with killed_while_it_writes(discord, tmp_path, postgres_url, on_its_way) as other:
        await do_jobs(other)
        (case,) = await other.services.store.letters_of(int(mara.id))
        assert case.state == "delivered"
        (message,) = chat(mara)
        await mark_sent(mara, message)
        assert "Last day for the answer" in message.text


async def test_a_letter_that_was_lost_with_its_process_is_told_of(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> None:
    mara, before = discord.person("Mara"), "POST /users/@me/channels"
    async with killed_while_it_writes(discord, tmp_path, postgres_url, before) as other:
        await do_jobs(other)
        assert chat(mara) == []
        answer = await mara.slash("about", channel="dm")
        told = await answer.next()
        assert "make it again" in told.text
        await until_state(other, mara, "failed")


@asynccontextmanager
async def killed_while_it_writes(
    discord: LocalDiscord, folder: Path, url: str, at: str
) -> AsyncIterator[Tern]:
    """A process is killed while it makes Mara's letter, when this request was done and not yet
    answered. The other process, once the letter's time to be looked for has come."""
    server_on(discord.world, 1, 2)
    mara = discord.person("Mara")
    async with (
        share_process(discord, folder / "a", url, "1", 2) as killed,
        share_of(discord, folder / "b", url, (0,), clock=SystemClock()) as other,
        _engine(url) as engine,
    ):
        await discord.ready(timeout=60)
        form = await mara.slash(
            "optout letter", platform="instagram", region="eu-de", channel="Server 1/general"
        )
        assert form.modal is not None
        held = discord.faults.hold(at, after=True)
        writing = asyncio.create_task(fill(mara, form.modal))
        await held.until(1)
        killed.send_signal(signal.SIGKILL)
        await killed.wait()
        held.set()
        writing.cancel()
        await engine.write("UPDATE jobs SET free_at = 0 WHERE kind = 'letter-delivery'")
        yield other


async def test_every_reminder_arrives_once_though_a_process_is_killed(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> None:
    """Of the reminders that the killed process worked on, some were not sent yet, some were on
    their way, and some had arrived without its knowing."""
    for shard in range(SHARDS):
        server_on(discord.world, shard, SHARDS)
    people = crowd(discord, 2 * AT_ONCE + 10)
    await owe(postgres_url, people)
    held = [
        discord.faults.hold(f"GET {chats(discord, people[0::3])}", times=100),
        discord.faults.hold(f"POST {chats(discord, people[1::3])}", times=100),
        discord.faults.hold(f"POST {chats(discord, people[2::3])}", times=100, after=True),
    ]
    async with (
        share_process(discord, tmp_path / "a", postgres_url, "0-1") as killed,
        share_process(discord, tmp_path / "b", postgres_url, "2-3"),
        _engine(postgres_url) as engine,
    ):
        await discord.ready(timeout=60)
        for third, each in enumerate(held):
            await each.until(len(people[third : 2 * AT_ONCE : 3]))
        killed.send_signal(signal.SIGKILL)
        await killed.wait()
        for each in held:
            each.set()
        await until(lambda: is_owed(engine, AT_ONCE))
        told = await people[0].slash("about", channel="Server 3/general")
        assert told.message is not None
        await engine.write("UPDATE jobs SET free_at = free_at - ?1", LEASE_SECONDS)
        async with share_process(discord, tmp_path / "a", postgres_url, "0-1"):
            await until(lambda: is_owed(engine, 0))
            await discord.ready(timeout=60)
    assert [len(chat(person)) for person in people] == [1] * len(people)


def share_process(
    discord: LocalDiscord, folder: Path, url: str, shards: str, count: int = SHARDS
) -> AbstractAsyncContextManager[asyncio.subprocess.Process]:
    """`python -m bot run` with some of the shards."""
    folder.mkdir(exist_ok=True)
    settings = {
        "DATABASE_URL": url,
        "TERN_SHARD_COUNT": str(count),
        "TERN_SHARD_IDS": shards,
    }
    return process(folder, "run", **connection(discord), **settings)


def crowd(discord: LocalDiscord, count: int) -> list[Person]:
    """New members of the servers of all shards."""
    world = discord.world
    people = [discord.person(world.add_user(f"Artist {n}")["id"]) for n in range(count)]
    for guild in world.guilds.values():
        for person in people:
            world.add_member(guild, person.id)
    return people


async def owe(url: str, people: Sequence[Person]) -> None:
    """Each has a letter and a reminder of it that is due, the first of them longest."""
    now = int(time.time())
    async with opened(url) as store:
        for number, person in enumerate(people):
            user = int(person.id)
            job = NewJob(kind="letter-unsent", user=user, case=0, at=now - 600 + number)
            case = await store.open_letter(user, 0, CHOICE, now - 700, reader="en", jobs=[job])
            await store.settle_letter(case, "shown", now - 700)


def chats(discord: LocalDiscord, people: Sequence[Person]) -> str:
    ids = "|".join(discord.world.dm_channel(person.id)["id"] for person in people)
    return f"/channels/({ids})/messages"


async def is_owed(engine: Engine, count: int) -> bool:
    sql = "SELECT COUNT(*) FROM jobs WHERE kind = 'letter-unsent'"
    return await engine.read(sql) == [(count,)]
