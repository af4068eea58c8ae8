"""Opens cases and moves them on without end, each step printed once it is acknowledged; or, asked
to `claim`, claims what is due, prints it and waits. Killed by a test."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from dataclasses import replace

from bot.core.models import LetterChoice, NewJob
from bot.core.ports import Store
from bot.store import open_store

CHOICE = LetterChoice(platform="x", region="uk", kind="access", language="en")


async def write(store: Store) -> None:
    delivery = NewJob(kind="letter-delivery", user=1, case=0, at=10)
    unsent = NewJob(kind="letter-unsent", user=1, case=0, at=10)
    while True:
        id_ = await store.open_letter(1, 0, CHOICE, 1, reader="en", jobs=[delivery, unsent])
        print(f"{id_} written", flush=True)
        case = await store.letter(id_)
        assert case is not None
        moved = replace(case, stage="waiting", sent=dt.date(2026, 1, 31))
        await store.update_letter(moved, [replace(unsent, kind="letter-due", case=id_)], 2)
        print(f"{id_} waiting", flush=True)


async def claim(store: Store) -> None:
    for job in await store.claim_jobs(10, 60, 5):
        print(job.case, flush=True)
    await asyncio.Event().wait()


async def main(task: str, url: str) -> None:
    store = await open_store(url)
    await (claim if task == "claim" else write)(store)


asyncio.run(main(*sys.argv[1:]))
