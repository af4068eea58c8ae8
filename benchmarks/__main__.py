"""What Tern costs beside a bare discord.py bot, in one run: `make bench`.

Both bots run as processes of their own, each on a local Discord of its own, and are asked in turns,
so that whatever else the machine does falls on both. CPU is the process's own time as the kernel
counts it; medians are over the turns.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord

TURNS = 15
PER_TURN = 100


@dataclass
class Bot:
    """A running bot and what was measured of it."""

    name: str
    line: str
    discord: LocalDiscord
    pid: int
    start_seconds: float
    start_mib: float
    cpu_us: list[float] = field(default_factory=list)
    wall_us: list[float] = field(default_factory=list)

    async def turn(self) -> None:
        """Asks `PER_TURN` times, one after the other, and notes the cost of one."""
        person = self.discord.person("Mara")
        cpu, wall = _cpu_seconds(self.pid), time.perf_counter()
        for _ in range(PER_TURN):
            await person.slash(self.line, platform="instagram", region="eu-de")
        self.cpu_us.append((_cpu_seconds(self.pid) - cpu) / PER_TURN * 1e6)
        self.wall_us.append((time.perf_counter() - wall) / PER_TURN * 1e6)


@contextlib.asynccontextmanager
async def started(name: str, line: str, *command: str) -> AsyncIterator[Bot]:
    """A bot as a process of its own, connected and warm."""
    with tempfile.TemporaryDirectory() as folder:
        async with LocalDiscord(world=harbour_studio()) as discord:
            begin = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *command,
                env={
                    **os.environ,
                    "DISCORD_TOKEN": discord.token,
                    "DISCORD_API_URL": discord.api_url,
                    "DATABASE_URL": f"sqlite:///{folder}/tern.db",
                    "TERN_LOG_LEVEL": "WARNING",
                },
            )  # fmt: skip
            try:
                await discord.ready(30)
                seconds = time.perf_counter() - begin
                bot = Bot(name, line, discord, process.pid, seconds, _resident_mib(process.pid))
                await bot.turn()
                bot.cpu_us.clear()
                bot.wall_us.clear()
                yield bot
            finally:
                process.terminate()
                await process.wait()


async def main() -> None:
    """Prints one table."""
    async with (
        started("bare discord.py", "bare", "benchmarks.bare") as bare,
        started("Tern", "policy show", "bot", "run") as tern,
    ):
        for _ in range(TURNS):
            await bare.turn()
            await tern.turn()
    print(f"{TURNS} turns of {PER_TURN} interactions each, in alternation; medians.\n")
    print("| | bare discord.py | Tern `/policy show` | ratio |")
    print("|---|---|---|---|")
    _row("CPU per interaction, µs", bare.cpu_us, tern.cpu_us)
    _row("time per interaction, µs", bare.wall_us, tern.wall_us)
    _row("start to READY, s", [bare.start_seconds], [tern.start_seconds], digits=2)
    _row("resident memory at READY, MiB", [bare.start_mib], [tern.start_mib])


def _row(what: str, bare: list[float], tern: list[float], *, digits: int = 0) -> None:
    one, other = statistics.median(bare), statistics.median(tern)
    print(f"| {what} | {one:.{digits}f} | {other:.{digits}f} | {other / one:.2f} |")


def _cpu_seconds(pid: int) -> float:
    """Time on a processor, all threads together (proc(5), schedstat: nanoseconds)."""
    spent = (
        int(task.read_text().split()[0]) for task in Path(f"/proc/{pid}/task").glob("*/schedstat")
    )
    return sum(spent) / 1e9


def _resident_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    asyncio.run(main())
