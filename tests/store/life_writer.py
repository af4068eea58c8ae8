"""Lives on a store without end: letters, cards, jobs and erasures, each step printed once it is
acknowledged. Told a seed, it forks, and the child does that; the parent prints its process id and
forks again when it is told the next one. Killed by a test."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
import sys
from dataclasses import replace
from pathlib import Path

from bot.core.models import Card, LetterChoice, NewJob
from bot.core.ports import Store
from bot.store import ErasureFile, open_store

CHOICE = LetterChoice(platform="x", region="uk", kind="access", language="en")
GUILD = 7


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def write_letter(store: Store, user: int) -> None:
    """A case from its opening to its waiting: each stage has its own jobs."""
    delivery = NewJob(kind="letter-delivery", user=user, case=0, at=10)
    unsent = NewJob(kind="letter-unsent", user=user, case=0, at=10)
    id_ = await store.open_letter(user, GUILD, CHOICE, 1, reader="en", jobs=[delivery, unsent])
    say("letter", user, id_, "written")
    await store.settle_letter(id_, "delivered", 2, dm_channel=3, dm_message=4)
    case = await store.letter(id_)
    assert case is not None
    moved = replace(case, stage="waiting", sent=dt.date(2026, 1, 31))
    await store.update_letter(moved, [replace(unsent, kind="letter-due", case=id_)], 2)
    say("letter", user, id_, "waiting")


async def write_card(store: Store, user: int) -> None:
    card = Card(
        guild=GUILD, user=user, platform="cara", handle=f"user{user}", origin=None,
        visible="lists", created_at=1, updated_at=2,
    )  # fmt: skip
    await store.put_card(card)
    say("card", user)


async def do_jobs(store: Store, now: int) -> None:
    """As a worker: takes some, and finishes, postpones or gives back each."""
    for number, job in enumerate(await store.claim_jobs(now, 60, 3)):
        if number == 0:
            await store.finish_job(job.id)
        elif number == 1:
            await store.postpone_job(job.id, now + 5)
        else:
            await store.release_job(job.id)


async def erase(store: Store, listed: ErasureFile, user: int, erasure: int) -> None:
    """Listed first, as `bot.core.erasures` does it."""
    await listed.add(erasure, "person", user, 1)
    say("listed", user)
    await store.erase(user, erasure=erasure)
    say("erased", user)


async def live(url: str, listed: ErasureFile, seed: int) -> None:
    chance = random.Random(seed)
    store = await open_store(url)
    user = 1000 * seed
    say("begun", seed)
    while True:
        user += 1
        await asyncio.gather(write_letter(store, user), write_card(store, user))
        if chance.random() < 0.5:
            await do_jobs(store, 100 + seed)
        if chance.random() < 0.3:
            await erase(store, listed, user, user)


def main(url: str, listed: str) -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(live(url, ErasureFile(Path(listed)), int(line)))
        say("child", child)
        os.waitpid(child, 0)
        say("ended", child)


main(*sys.argv[1:])
