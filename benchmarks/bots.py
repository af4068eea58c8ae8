"""Bots as processes of their own, each on a local Discord of its own, and what they cost."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.local_discord.people import Person
from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import World

BARE = ("benchmarks.bare",)
PLAIN = ("benchmarks.plain",)
"""Tern without the extra `speed`, whatever is installed here."""

TERN = ("bot", "run")


@dataclass(frozen=True)
class Bot:
    """A running bot, ready and not yet asked anything."""

    name: str
    discord: LocalDiscord
    pid: int
    start_seconds: float

    @property
    def mara(self) -> Person:
        return self.discord.person("Mara")

    def cpu_seconds(self) -> float:
        """Time on a processor, all threads together (proc(5), schedstat: nanoseconds)."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    async def settled(self) -> None:
        """Waits until it has nothing to do: some of what a bot needs later is read after READY."""
        busy = True
        while busy:
            before = self.cpu_seconds()
            await asyncio.sleep(0.5)
            busy = self.cpu_seconds() - before > 0.02

    def resident_mib(self) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@contextlib.asynccontextmanager
async def started(name: str, *module: str, world: World | None = None) -> AsyncIterator[Bot]:
    """A bot as a process, connected and ready; stopped at the end."""
    with tempfile.TemporaryDirectory() as folder:
        async with LocalDiscord(world=world or harbour_studio()) as discord:
            begin = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *module,
                env={
                    **os.environ,
                    "DISCORD_TOKEN": discord.token,
                    "DISCORD_API_URL": discord.api_url,
                    "DATABASE_URL": f"sqlite:///{folder}/tern.db",
                    "TERN_LOG_LEVEL": "WARNING",
                },
            )  # fmt: skip
            try:
                await discord.ready(60)
                yield Bot(name, discord, process.pid, time.perf_counter() - begin)
            finally:
                process.terminate()
                await process.wait()


def quantile(values: list[float], part: float) -> float:
    """The value that `part` (0 to 1) of all are not above."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]
