"""What a command costs beside a bare discord.py bot's constant answer, in one run.

The bots are asked in turns, so that whatever else the machine does falls on all of them. Medians
are over the turns; latencies are of every single interaction, and hold the local Discord's own
work.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from statistics import median

from benchmarks.bots import BARE, PLAIN, TERN, Bot, quantile, started

TURNS = 15
PER_TURN = 100
AT_ONCE = 20

Ask = Callable[[Bot], Awaitable[object]]


@dataclass
class Cost:
    """What one question cost one bot: µs of processor and ms of waiting for each interaction."""

    cpu_us: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)

    async def turn(self, bot: Bot, ask: Ask) -> None:
        """`PER_TURN` times one after the other, then as many with `AT_ONCE` on the way."""
        before = bot.cpu_seconds()
        for _ in range(PER_TURN):
            begin = time.perf_counter()
            await ask(bot)
            self.wall_ms.append((time.perf_counter() - begin) * 1e3)
        self.cpu_us.append((bot.cpu_seconds() - before) / PER_TURN * 1e6)
        begin = time.perf_counter()
        await asyncio.gather(*(_several(bot, ask) for _ in range(AT_ONCE)))
        self.per_second.append(PER_TURN / (time.perf_counter() - begin))

    def cells(self, beside: Cost) -> str:
        cpu, base = median(self.cpu_us), median(beside.cpu_us)
        return (
            f"{cpu:.0f} | {cpu / base:.2f} | {median(self.wall_ms):.2f} |"
            f" {quantile(self.wall_ms, 0.99):.2f} | {median(self.per_second):.0f}"
        )


async def _several(bot: Bot, ask: Ask) -> None:
    for _ in range(PER_TURN // AT_ONCE):
        await ask(bot)


def slash(line: str, **options: str) -> Ask:
    return lambda bot: bot.mara.slash(line, **options)


def find(line: str) -> Ask:
    return lambda bot: bot.mara.slash(line, member=bot.discord.person("Jun").id)


def complete(line: str, typed: str) -> Ask:
    return lambda bot: bot.mara.complete(line, "platform", typed)


INSTAGRAM = {"platform": "instagram", "region": "eu-de"}
CONSTANT = ("constant embed", slash("bare", **INSTAGRAM))
CONSTANT_COMPLETION = ("constant completion", complete("bare", "a"))
SHOW = ("`/policy show`", slash("policy show", **INSTAGRAM))
COMPLETION = ("completion of `platform`", complete("policy show", "a"))
OTHERS = (
    ("`/policy compare`", slash("policy compare", first="instagram", second="cara")),
    ("`/policy ask`", slash("policy ask", question="can I stop Instagram from using my art")),
    ("`/policy check`", slash("policy check", text="I do not give Instagram permission to use it")),
    ("`/protect show`", slash("protect show", tool="glaze")),
    ("`/optout list`", slash("optout list")),
    ("`/migrate find`", find("migrate find")),
    ("`/migrate directory`", slash("migrate directory")),
    ("`/me show`", slash("me show")),
)


async def main() -> None:
    """Prints two tables."""
    async with (
        started("bare discord.py", *BARE) as bare,
        started("Tern", *PLAIN) as plain,
        started("Tern with `speed`", *TERN) as fast,
    ):
        bots = (bare, plain, fast)
        at_ready = [bot.resident_mib() for bot in bots]
        rows = [
            (bare, CONSTANT, CONSTANT), (plain, SHOW, CONSTANT), (fast, SHOW, CONSTANT),
            (bare, CONSTANT_COMPLETION, CONSTANT_COMPLETION),
            (plain, COMPLETION, CONSTANT_COMPLETION), (fast, COMPLETION, CONSTANT_COMPLETION),
            *((plain, other, CONSTANT) for other in OTHERS),
        ]  # fmt: skip
        costs = {(bot.name, asked[0]): Cost() for bot, asked, _ in rows}
        for bot, asked, _ in rows:
            await Cost().turn(bot, asked[1])
        for bot in bots:
            await bot.settled()
        for _ in range(TURNS):
            for bot, asked, _ in rows:
                await costs[bot.name, asked[0]].turn(bot, asked[1])
        print(f"{TURNS} turns of {PER_TURN} interactions each, in alternation; medians.\n")
        print("| bot | asked | CPU, µs | ratio | p50, ms | p99, ms | a second |")
        print("|---|---|---|---|---|---|---|")
        for bot, asked, beside in rows:
            cells = costs[bot.name, asked[0]].cells(costs[bare.name, beside[0]])
            print(f"| {bot.name} | {asked[0]} | {cells} |")
        print("\n| bot | start to READY, s | resident at READY, MiB | after these questions, MiB |")
        print("|---|---|---|---|")
        for bot, mib in zip(bots, at_ready, strict=True):
            print(
                f"| {bot.name} | {bot.start_seconds:.2f} | {mib:.0f} | {bot.resident_mib():.0f} |"
            )


if __name__ == "__main__":
    asyncio.run(main())
