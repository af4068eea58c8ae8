"""Puts cards without end and prints each one's number once it is acknowledged. Killed by a test."""

from __future__ import annotations

import asyncio
import itertools
import sys

from bot.core.models import Card
from bot.store import open_store


async def main(url: str) -> None:
    store = await open_store(url)
    for number in itertools.count(1):
        card = Card(
            guild=1,
            user=number,
            platform="cara",
            handle=f"handle {number}",
            origin=None,
            visible="lists",
            created_at=number,
            updated_at=number,
        )
        await store.put_card(card)
        print(number, flush=True)


asyncio.run(main(sys.argv[1]))
