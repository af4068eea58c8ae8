"""How long people wait while 200 interactions come every second and letters are made:
`python -m benchmarks.load`."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import time
from collections.abc import Iterator

from benchmarks.bots import BARE, PLAIN, TERN, Bot, quantile, started
from bot.local_discord.replies import NoAnswer
from bot.local_discord.sample import harbour_studio
from bot.local_discord.world import World

PER_SECOND = 200
SECONDS = 15
WRITERS = 40
"""People who make one letter after the other; many, because each may make only a few at a time."""

FORM = {
    "name": "Mira Sundermann",
    "contact": "mira@example.org",
    "account": "@mira.paints",
    "grounds": ["style"],
    "reason": "A publisher cancelled a commission because its model could do my hand.",
}


def studio() -> World:
    """The sample world and the people who write letters."""
    world = harbour_studio()
    guild = next(iter(world.guilds.values()))
    for number in range(WRITERS):
        world.add_member(guild, world.add_user(f"Writer {number}")["id"])
    return world


async def waited(bot: Bot, line: str) -> tuple[list[float], int]:
    """Milliseconds from when an interaction was due until it was answered, and how many were not.

    The next comes whether or not the last was answered, as people do.
    """
    loop, begin = asyncio.get_running_loop(), time.perf_counter()
    taken: list[float] = []

    async def ask(due: float) -> None:
        await bot.mara.slash(line, platform="instagram", region="eu-de")
        taken.append((time.perf_counter() - due) * 1e3)

    asked = []
    for number in range(PER_SECOND * SECONDS):
        due = begin + number / PER_SECOND
        await asyncio.sleep(max(0, due - time.perf_counter()))
        asked.append(loop.create_task(ask(due)))
    done = await asyncio.gather(*asked, return_exceptions=True)
    return taken, sum(isinstance(answer, NoAnswer) for answer in done)


async def letters(bot: Bot) -> int:
    """Makes one letter after the other until it is cancelled; how many came."""
    made = 0
    try:
        for number in itertools.count():
            person = bot.discord.person(f"Writer {number % WRITERS}")
            reply = await person.slash("optout letter", platform="instagram", region="eu-de")
            if reply.modal is not None:
                typed = {name: FORM[name] for name in reply.modal.fields if name in FORM}
                await person.submit(reply.modal, typed)
                made += 1
    except asyncio.CancelledError:
        return made
    return made


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """Keeps Python's search for garbage out of this process, which is Discord here: going through
    everything that was ever sent holds it for up to 300 ms, and that is not the bot's time."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def row(bot: Bot, line: str, *, writing: bool) -> None:
    for _ in range(50):
        await bot.mara.slash(line, platform="instagram", region="eu-de")
    await bot.settled()
    pen = asyncio.create_task(letters(bot)) if writing else None
    before, begin = bot.cpu_seconds(), time.perf_counter()
    with no_collections():
        taken, lost = await waited(bot, line)
    busy = (bot.cpu_seconds() - before) / (time.perf_counter() - begin)
    made = 0
    if pen:
        pen.cancel()
        made = await pen
    print(
        f"| {bot.name} | {made} | {quantile(taken, 0.5):.1f} | {quantile(taken, 0.99):.1f} |"
        f" {max(taken):.0f} | {lost} | {busy:.0%} |"
    )


async def main() -> None:
    """Prints one table."""
    print(f"{PER_SECOND} interactions a second for {SECONDS} s.\n")
    print("| bot | letters made meanwhile | p50, ms | p99, ms | longest, ms | lost | of a core |")
    print("|---|---|---|---|---|---|---|")
    for name, module, line in (
        ("bare discord.py", BARE, "bare"),
        ("Tern", PLAIN, "policy show"),
        ("Tern with `speed`", TERN, "policy show"),
    ):
        async with started(name, *module, world=studio()) as bot:
            await row(bot, line, writing=False)
            if line != "bare":
                await row(bot, line, writing=True)


if __name__ == "__main__":
    asyncio.run(main())
