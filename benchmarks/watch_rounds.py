"""What a round of the watch costs: `python -m benchmarks.watch_rounds`.

150 documents of 50 hosts, each of some 400 sentences, are read from a server in a process of its
own, compared and stored in a SQLite file, four hosts at a time as the watch does. The first round
stores all; in the second every page has another build and every tenth another sentence; in the
third nothing differs but the build. No page has an ETag: all of it is read, parted and compared.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp import web

from bot.core.records import Document, Platform
from bot.core.watch import AT_ONCE, SOON, Watch
from bot.core.watch_texts import host_number
from bot.store import open_store
from bot.watching.fetching import Fetcher
from bot.watching.reader import Reader
from tests.moving import MovingClock
from tests.records import SampleCatalogue, sample_platform
from tests.watching.served import HERE, Names
from tests.watching.shaped import long_page

HOSTS = 50
EACH = 3
PARAGRAPHS = 200
ROUNDS = ("all new", "a tenth changed", "only builds differ")
_CHANGED = "We also use your pictures to train generative AI models."
_TICK = 0.001
_MIB = 2**20


@dataclass
class Cost:
    """Of one round; `held` is the longest that the event loop did not turn, in milliseconds, and
    `added` the most memory that was resident beyond what was before, in MiB."""

    waited: float
    cpu: float
    held: float
    added: float
    kept: float


def document(number: int, turn: int) -> str:
    """The page as it is in that round, from 0."""
    page = long_page(PARAGRAPHS, start=number * PARAGRAPHS)
    page = page.replace("</h1>", f"</h1><p>Build 8812{turn}</p>")
    if turn and number % 10 == 0:
        page = page.replace("<p class", f"<p>{_CHANGED}</p><p class", 1)
    return page


def serve(ready: Connection) -> None:
    """A server whose pages are a round further each time that they are asked for."""

    async def main() -> None:
        asked: Counter[str] = Counter()

        async def answer(request: web.Request) -> web.Response:
            if request.path == "/robots.txt":
                return web.Response(text="User-agent: *\nAllow: /\n")
            asked[request.path] += 1
            page = document(int(request.path[1:]), asked[request.path] - 1)
            return web.Response(text=page, content_type="text/html")

        app = web.Application()
        app.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, HERE, 0)
        await site.start()
        assert runner.addresses
        ready.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(main())


def platforms() -> list[Platform]:
    made = []
    for host in range(HOSTS):
        documents = (
            Document(title=f"Text {n}", url=f"http://h{host}.example.org/{n}")
            for n in range(host * EACH, (host + 1) * EACH)
        )
        home = f"http://h{host}.example.org"
        made.append(sample_platform(id=f"p{host}", home=home, documents=tuple(documents)))
    return made


@asynccontextmanager
async def ready(port: int, folder: str) -> AsyncIterator[tuple[Watch, MovingClock]]:
    clock = MovingClock(date(2026, 11, 23))
    fetcher = Fetcher("Tern/1.0 (+https://t.example)", is_allowed=HERE.__eq__, names=Names(port))
    store = await open_store(f"sqlite:///{folder}/tern.db")
    try:
        turn = asyncio.Lock()
        reader = Reader(fetcher, turn=turn)
        yield Watch(SampleCatalogue(platforms()), store, clock, reader, turn=turn), clock
    finally:
        await store.close()


async def cost(watch: Watch) -> Cost:
    """Of reading all that is due."""
    gc.collect()
    before, cpu, begin = _resident(), time.process_time(), time.perf_counter()
    ticking = asyncio.create_task(_ticks())
    turns = asyncio.Semaphore(AT_ONCE)

    async def look(host: int) -> None:
        async with turns:
            while (pause := await watch.look(host)) is not None and pause <= SOON:
                pass

    hosts = {host_number(text.host) for text in watch.texts.values()}
    await asyncio.gather(*map(look, hosts))
    waited, spent = time.perf_counter() - begin, time.process_time() - cpu
    ticking.cancel()
    held, most = await ticking
    gc.collect()
    return Cost(waited, spent, held * 1e3, (most - before) / _MIB, (_resident() - before) / _MIB)


async def _ticks() -> tuple[float, int]:
    """Until cancelled: the longest that a turn of the loop was late, and the most that was
    resident."""
    held, most = 0.0, 0
    last = time.perf_counter()
    try:
        while True:
            await asyncio.sleep(_TICK)
            now = time.perf_counter()
            held = max(held, now - last - _TICK)
            most = max(most, _resident())
            last = time.perf_counter()
    except asyncio.CancelledError:
        return held, most


def _resident() -> int:
    """Bytes of this process that are in memory (proc(5))."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def measure(port: int) -> None:
    """Prints one table."""
    with tempfile.TemporaryDirectory() as folder:
        async with ready(port, folder) as (watch, clock):
            print(
                "| round | waited, s | CPU, s | loop held, ms | added, MiB | left, MiB | changes |"
            )
            print("|---|---|---|---|---|---|---|")
            for name in ROUNDS:
                one = await cost(watch)
                changes, problems = await watch.changes(), await watch.problems()
                assert not problems, problems[0]
                print(
                    f"| {name} | {one.waited:.1f} | {one.cpu:.2f} | {one.held:.0f} |"
                    f" {one.added:.1f} | {one.kept:.1f} | {len(changes)} |"
                )
                clock.on(days=2)


def main() -> None:
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    try:
        asyncio.run(measure(here.recv()))
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
