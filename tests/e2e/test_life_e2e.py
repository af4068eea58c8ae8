"""A letter from the first day to the complaint, in eight regions, with a process that dies between
every two steps: nothing is lost, nothing comes twice, and nothing that was typed is kept."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.core.deadlines import morning
from bot.core.models import LetterCase
from bot.local_discord.people import Person
from bot.local_discord.replies import Message
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern
from tests.e2e.life import answer, chat, do_jobs, fill, letter, mark_sent, press, tell, tern_at
from tests.moving import MovingClock
from tests.postgres import PostgresServer, binaries, running

CANARIES = {
    "name": "Canary-Name-Zx93",
    "contact": "canary-contact-qv71@example.org",
    "account": "@canary_account_kp55",
    "works": "https://canary-works-wd28.example.org",
    "reason": "Canary-Reason-Hj64: my commissions.",
}
MARKS = ("Zx93", "qv71", "kp55", "wd28", "Hj64")


@dataclass
class Story:
    """One letter's life. Every step is a process of its own, on what the one before had written to
    the disk when it died."""

    discord: LocalDiscord
    folder: Path
    clock: MovingClock
    typed: dict[str, Any] = field(default_factory=dict)
    url: str | None = None
    deaths: int = 0

    @property
    def mara(self) -> Person:
        return self.discord.person("Mara")

    @asynccontextmanager
    async def process(self) -> AsyncIterator[Tern]:
        """A process that dies at the end: the next one finds a copy of the files as they are then,
        not what an orderly end would leave."""
        home = self.folder / str(self.deaths)
        home.mkdir(exist_ok=True)
        more = {"database_url": self.url} if self.url else {}
        async with tern_at(self.discord, home, self.clock, **more) as tern:
            yield tern
            self.deaths += 1
            following = self.folder / str(self.deaths)
            following.mkdir()
            for file in home.glob("tern.db*"):
                if not file.name.endswith("-shm"):
                    shutil.copy(file, following / file.name)
        await self.discord.world.until(lambda: not self.discord.online)

    async def case(self, tern: Tern) -> LetterCase:
        return (await tern.services.store.letters_of(int(self.mara.id)))[0]

    async def messages(self, count: int) -> Message:
        """The newest direct message, once there are so many; never more."""
        await self.discord.world.until(lambda: len(chat(self.mara)) >= count)
        assert len(chat(self.mara)) == count
        return chat(self.mara)[-1]

    async def wait_for_the_question(self, count: int) -> Message:
        """Lets the last day pass: nothing comes on it, one message on the morning after."""
        async with self.process() as tern:
            case = await self.case(tern)
            zone = tern.services.catalogue.regions[case.choice.region].timezone
            assert case.due is not None
            self.clock.to(case.due)
        async with self.process() as tern:
            assert await do_jobs(tern) == 0
            await self.messages(count - 1)
            self.clock.to(morning(case.due + timedelta(days=1), zone))
        async with self.process():
            return await self.messages(count)

    async def next_letter(self, under: Message, kind: str) -> Message:
        """Writes the next letter by the button under a message."""
        before = len(chat(self.mara))
        (made,) = [c for c in under.custom_ids if c.startswith("letter-next") and kind in c]
        reply = await self.mara.press(under, made)
        if reply.modal is None:
            which = await answer(reply)
            (select,) = [c for c in which.custom_ids if c.startswith("letter-authority")]
            first = _options(which, select)[0]
            reply = await self.mara.select(which, select, first)
        assert reply.modal is not None, reply.text
        told = await fill(self.mara, reply.modal, **self.typed)
        assert len(chat(self.mara)) == before + 1, told.text
        return chat(self.mara)[-1]


def _options(message: Message, select: str) -> list[str]:
    found = [c for c in _walk(message.json["components"]) if c.get("custom_id") == select]
    return [option["value"] for option in found[0]["options"]]


def _walk(components: list[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))


async def live(story: Story, region: str, kind: str, following: tuple[str, ...]) -> None:
    """From the first letter through those that follow silence. After the complaint Tern asks no
    more, however long it takes."""
    mara = story.mara
    async with story.process():
        made = await letter(mara, region, kind=kind, typed=story.typed)
    count = 1
    async with story.process():
        await mark_sent(mara, made)
        assert "it arrived on" in made.text
    for each in following:
        count += 1
        asked = await story.wait_for_the_question(count)
        async with story.process():
            await tell(mara, asked, "silence")
            assert "No answer came" in asked.text
        async with story.process():
            made = await story.next_letter(asked, each)
            count += 1
        async with story.process():
            await mark_sent(mara, made)
    async with story.process() as tern:
        (matter,) = await tern.services.cases.matters(int(mara.id))
        kinds = [one.case.choice.kind for one in matter.standings]
        assert kinds == [kind, *following]
        assert all(one.case.stage == "waiting" for one in matter.standings)
        listed = (await mara.slash("optout list")).message
        assert listed is not None
        await press(mara, listed, "case-open")
        assert "In the same matter:" in listed.text
        story.clock.on(days=1000)
    async with story.process() as tern:
        await do_jobs(tern)
        await story.messages(count if "complaint" in following else count + 1)


BOTH = ("follow-up", "complaint")
LIVES = [
    ("eu-de", "objection", BOTH),
    ("uk", "objection", BOTH),
    ("br", "objection", BOTH),
    ("us-ca", "erasure", BOTH),
    ("kr", "objection", BOTH),
    ("nz", "access", BOTH),
    ("tr", "erasure", ("complaint",)),
    ("mx", "objection", ("complaint",)),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("region", "kind", "following"), LIVES)
async def test_a_life_survives_a_death_between_every_two_steps(
    discord: LocalDiscord, tmp_path: Path, region: str, kind: str, following: tuple[str, ...]
) -> None:
    await live(Story(discord, tmp_path, MovingClock()), region, kind, following)


# --- what was typed ---------------------------------------------------------------------------


def _ours(caplog: pytest.LogCaptureFixture) -> str:
    """What Tern would log at any level; the local Discord stands for somebody else's process."""
    strangers = ("bot.local_discord", "aiohttp", "discord")
    records = [r for r in caplog.records if not r.name.startswith(strangers)]
    records += [r for r in caplog.records if r.levelno >= logging.INFO]
    return "\n".join(f"{r.getMessage()} {r.exc_text or ''} {r.args}" for r in records)


def _on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.asyncio
@pytest.mark.parametrize(("region", "kind"), [("eu-de", "objection"), ("uk", "reservation")])
async def test_nothing_typed_is_in_the_database_its_journal_or_any_log(
    discord: LocalDiscord,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    region: str,
    kind: str,
) -> None:
    story = Story(discord, tmp_path, MovingClock(), typed=CANARIES)
    with caplog.at_level(logging.DEBUG):
        await live(story, region, kind, BOTH if kind == "objection" else ("follow-up",))
    sent = b"".join(content for message in chat(story.mara) for content in message.files.values())
    assert b"Zx93" in sent
    disk, logs = _on_disk(tmp_path), _ours(caplog)
    assert region.encode() in disk
    for mark in MARKS:
        assert mark.encode() not in disk, mark
        assert mark not in logs, mark
    assert discord.token not in logs


@pytest.fixture
def postgres_url() -> Iterator[str]:
    found = binaries()
    if found is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    with running(found) as server:
        yield _created(server)


def _created(server: PostgresServer) -> str:
    return server.create()


async def _everything(url: str) -> str:
    """Every row of every table, as text."""
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        rows = [
            str(row[0])
            for table in tables
            for row in await connection.fetch(f'SELECT t::text FROM "{table[0]}" t')
        ]
    finally:
        await connection.close()
    return "\n".join(rows)


@pytest.mark.asyncio
async def test_nothing_typed_is_in_postgresql_either(
    discord: LocalDiscord, tmp_path: Path, postgres_url: str
) -> None:
    story = Story(discord, tmp_path, MovingClock(), typed=CANARIES, url=postgres_url)
    await live(story, "eu-de", "objection", BOTH)
    held = await asyncio.wait_for(_everything(postgres_url), 10)
    assert "eu-de" in held
    assert not [mark for mark in MARKS if mark in held]
