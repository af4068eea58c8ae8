"""Fifty processes are killed with -9 in mid-work, at points that nobody chose; the store is whole
after each, and what was acknowledged is in it."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.core.ports import Store
from bot.store import ErasureFile
from tests.store.opened import opened

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]
KILLS = 50
GUILD = 7


@dataclass
class Told:
    """What the killed processes said was done."""

    letters: dict[int, tuple[int, str]] = field(default_factory=dict)
    cards: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)
    erased: set[int] = field(default_factory=set)

    def hear(self, line: str) -> None:
        match line.split():
            case ["letter", user, case, stage]:
                self.letters[int(case)] = (int(user), stage)
            case ["card", user]:
                self.cards.add(int(user))
            case ["listed", user]:
                self.listed.add(int(user))
            case ["erased", user]:
                self.erased.add(int(user))


class Writer:
    """The process that has the others made."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def line(self) -> str:
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), 30)
        assert line, "the writer ended"
        return line.decode()

    async def live_and_die(self, seed: int, told: Told) -> None:
        """Lets one live for so many steps as the seed says, then kills it."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{seed}\n".encode())
        steps, child = random.Random(seed).randrange(25), 0
        while not (line := await self.line()).startswith("ended"):
            told.hear(line)
            if line.startswith("child"):
                child = int(line.split()[1])
            steps -= line.startswith(("letter", "card", "listed", "erased", "begun"))
            if steps < 0 and child:
                os.kill(child, signal.SIGKILL)
                steps = sys.maxsize


@asynccontextmanager
async def writer(url: str, listed: Path) -> AsyncIterator[Writer]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(Path(__file__).with_name("life_writer.py")), url, str(listed)),
        env={"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Writer(process)
    finally:
        process.kill()
        await process.communicate()


async def test_the_store_is_whole_after_fifty_kills(database_url: str, tmp_path: Path) -> None:
    told, listed = Told(), tmp_path / "list"
    async with writer(database_url, listed) as lives:
        for seed in range(1, KILLS + 1):
            await lives.live_and_die(seed, told)
    assert told.letters
    assert told.erased
    async with opened(database_url) as store:
        await letters_are_whole(store, told)
        await cards_are_whole(store, told)
        await erasures_are_whole(store, told, ErasureFile(listed))
        await jobs_can_be_done(store)
    if database_url.startswith("sqlite"):
        with closing(sqlite3.connect(tmp_path / "tern.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []


async def letters_are_whole(store: Store, told: Told) -> None:
    """None is lost, none went back, and none has a job of a stage that is over."""
    for case, (user, stage) in told.letters.items():
        letter = await store.letter(case)
        if letter is None:
            assert user in told.listed, "a letter is lost"
            continue
        assert letter.stage in (stage, "waiting")
        jobs = {row["kind"] for row in (await store.export(user))["jobs"]}
        over = "letter-unsent" if letter.stage == "waiting" else "letter-due"
        assert over not in jobs
        assert "letter-delivery" not in jobs or letter.state == "delivering"


async def cards_are_whole(store: Store, told: Told) -> None:
    for user in told.cards - told.listed:
        (card,) = await store.cards_of(GUILD, user)
        assert card.handle == f"user{user}"


async def erasures_are_whole(store: Store, told: Told, listed: ErasureFile) -> None:
    """Who was erased is gone in every table; who was only listed is gone or wholly there; every
    line of the list that was acknowledged can be read."""
    known = await store.known_erasures()
    assert told.listed <= {entry.id for entry in await listed.entries()}
    for user in told.listed:
        rows = sum(map(len, (await store.export(user)).values()))
        assert rows == 0 if user in known else rows > 0
    assert told.erased <= set(known)


async def jobs_can_be_done(store: Store) -> None:
    """What the dead had claimed can be claimed again, each once."""
    seen: set[int] = set()
    while jobs := await store.claim_jobs(10**6, 10**6, 20):
        assert not seen & {job.id for job in jobs}
        seen |= {job.id for job in jobs}
    assert seen
