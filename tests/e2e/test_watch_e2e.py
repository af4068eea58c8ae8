"""The watch from end to end: a platform's server, a record in a folder of its own, the job, the
change. Everything is real but the names: every host of the internet is a server on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import running
from bot.app import build
from bot.core.models import Job
from bot.core.watch import host_number
from bot.jobs.handlers import job_handlers
from bot.jobs.worker import LEASE_SECONDS, Done
from bot.local_discord.server import LocalDiscord
from bot.services import Services
from bot.watching.fetching import Fetcher
from bot.watching.reader import Reader
from tests.e2e.conftest import Tern, settings_for
from tests.e2e.posting import do_jobs
from tests.moving import MovingClock
from tests.watching.served import HERE, Names, Platform

pytestmark = pytest.mark.asyncio

RECORDS = Path(__file__).parents[1] / "catalogue" / "records"
HOST = "easel.example"

SENTENCES = [
    "These terms are between you and Easel Limited, and they hold as long as you use Easel.",
    "You keep every right in the pictures that you post on Easel.",
    "We store the pictures that you post in order to show them to the people you choose.",
    "You may delete your account at any time in your settings.",
    "If one of these terms does not hold, the others still do.",
    "You can write to us at the address above with whatever you want to ask about these terms.",
]
NOW = "We use the pictures that you post to train our generative AI models."


def page(*sentences: str, build_number: int = 1) -> str:
    told = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return (
        '<!doctype html><html lang="en"><head><title>Terms</title></head><body>'
        "<nav><a href='/'>Easel</a> <a href='/explore'>Explore</a></nav>"
        f"<main><h1>Terms of Easel</h1>{told}</main><footer>Build {build_number}</footer>"
        "</body></html>"
    )


BEFORE = page(*SENTENCES)
AFTER = page(*SENTENCES[:2], NOW, *SENTENCES[3:], build_number=2)


class Plain(Fetcher):
    """Asks by http: the server on this machine has no certificate."""

    async def fetch(self, url: str, hosts: frozenset[str], **options: Any) -> Any:
        return await super().fetch(url.replace("https://", "http://", 1), hosts, **options)


@dataclass
class Setting:
    """Where a Tern whose watch is on runs."""

    discord: LocalDiscord
    platform: Platform
    folder: Path
    data: Path
    clock: MovingClock = field(default_factory=lambda: MovingClock(date(2026, 11, 23)))

    @asynccontextmanager
    async def tern(self, **more: Any) -> AsyncIterator[Tern]:
        settings = settings_for(self.discord, self.folder, data=self.data, watch=True, **more)
        async with (
            self.services(**more) as services,
            running.connected(settings, services) as connection,
        ):
            await self.discord.ready()
            yield Tern(self.discord, connection.client, services, settings)

    def services(self, **more: Any) -> Any:
        """What another process has: its own store, its own memory."""
        settings = settings_for(self.discord, self.folder, data=self.data, watch=True, **more)
        port = self.platform.server.port
        assert port
        fetcher = Plain("Tern/1.0", is_allowed=HERE.__eq__, names=Names(port))
        return build(settings, self.clock, reader=Reader(fetcher))


@pytest_asyncio.fixture
async def platform() -> AsyncIterator[Platform]:
    served = Platform()
    await served.server.start_server()
    yield served
    await served.server.close()


@pytest.fixture
def setting(
    discord: LocalDiscord, platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Setting:
    monkeypatch.setenv("HOME", str(tmp_path))  # where compiled records are kept
    data = tmp_path / "data"
    for file in RECORDS.rglob("*"):
        if file.is_file():
            copied = data / file.relative_to(RECORDS)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(file.read_bytes())
    return Setting(discord, platform, tmp_path, data)


async def a_day_on(setting: Setting, tern: Tern) -> None:
    setting.clock.on(days=2)
    await do_jobs(tern)


async def jobs(services: Services) -> list[tuple[str, int, int]]:
    """Kind, person and case of all of them, whenever they are due."""
    store: Any = services.store
    return list(await store._engine.read("SELECT kind, user_id, case_id FROM jobs"))


async def kinds(services: Services) -> list[str]:
    return [kind for kind, _, _ in await jobs(services)]


async def test_a_change_on_a_page_is_found_and_stored_once(setting: Setting) -> None:
    setting.platform.says(f"{HOST}/terms", BEFORE, Content_Type="text/html; charset=utf-8")
    async with setting.tern() as tern:
        watch = tern.services.watch
        easel = tern.services.catalogue.platforms["easel"]
        assert (await kinds(tern.services)).count("watch-host") == 1
        await a_day_on(setting, tern)
        assert setting.platform.addresses == [f"{HOST}/robots.txt", f"{HOST}/terms"]
        assert await watch.changes() == []
        setting.platform.says(f"{HOST}/terms", AFTER, Content_Type="text/html; charset=utf-8")
        for _ in range(3):
            await a_day_on(setting, tern)
        (found,) = await watch.changes()
        change = await watch.change(found.id)
        assert change is not None
        assert [(edit.old, edit.new) for edit in change.edits] == [(SENTENCES[2], NOW)]
        assert change.topics == ("training",)
        assert watch.changed_since(easel) == change.found_on
        assert "change-found" not in await kinds(tern.services)
        assert "watch-host" in await kinds(tern.services)


async def test_a_page_that_cannot_be_read_is_told_to_the_operator(
    setting: Setting, caplog: pytest.LogCaptureFixture
) -> None:
    async with setting.tern() as tern:
        for _ in range(3):
            await a_day_on(setting, tern)
        (trouble,) = await tern.services.watch.problems()
        assert trouble.reading.problem == "status"
        assert trouble.reading.failures == 3
        told = [record.getMessage() for record in caplog.records if "watch" in record.getMessage()]
        assert told == ["the watch cannot read a text of easel.example: status"]
        setting.platform.says(f"{HOST}/terms", BEFORE, Content_Type="text/html")
        setting.clock.on(days=7)
        await do_jobs(tern)
        assert await tern.services.watch.problems() == []
        assert await tern.services.watch.changes() == []


async def test_of_two_processes_one_stores_the_change(setting: Setting, postgres_url: str) -> None:
    """They work on the same jobs, and an operator reads at the same moment."""
    setting.platform.says(f"{HOST}/terms", BEFORE, Content_Type="text/html")
    async with setting.tern(database_url=postgres_url) as tern, AsyncExitStack() as stack:
        await a_day_on(setting, tern)
        setting.platform.says(f"{HOST}/terms", AFTER, Content_Type="text/html")
        others = [
            await stack.enter_async_context(setting.services(database_url=postgres_url))
            for _ in range(2)
        ]
        setting.clock.on(days=2)
        await asyncio.gather(do_jobs(tern), *(look(other) for other in others))
        await do_jobs(tern)
        assert len(await tern.services.watch.changes()) == 1
        for other in others:
            setting.clock.on(minutes=6)
            await other.watch.refresh()
            assert len(other.watch.changes_of("easel")) == 1


async def look(services: Services) -> None:
    (text,) = services.watch.texts.values()
    assert await services.watch.read(text) in ("same", "changed")
    await services.watch.look(host_number(text.host))


async def test_a_change_whose_finder_died_is_told_by_the_next(setting: Setting) -> None:
    """The change and its job are stored together: whoever comes finds the job, once its lease has
    ended."""
    setting.platform.says(f"{HOST}/terms", BEFORE, Content_Type="text/html")
    async with setting.services() as services:
        (text,) = services.watch.texts.values()
        await services.watch.read(text)
        setting.platform.says(f"{HOST}/terms", AFTER, Content_Type="text/html")
        setting.clock.on(days=1)
        assert await services.watch.read(text) == "changed"
        claimed = await services.store.claim_jobs(
            int(setting.clock.now().timestamp()), LEASE_SECONDS, 9
        )
        assert "change-found" in {job.kind for job in claimed}
    setting.clock.on(seconds=LEASE_SECONDS + 1)
    async with setting.tern() as tern:
        await do_jobs(tern)
        assert "change-found" not in await kinds(tern.services)
        assert len(await tern.services.watch.changes()) == 1


async def test_what_is_found_is_told_to_those_who_follow(setting: Setting) -> None:
    """Twice the same job, as after a process that died: one notice a person."""
    setting.platform.says(f"{HOST}/terms", BEFORE, Content_Type="text/html")
    async with setting.tern() as tern:
        services = tern.services
        (text,) = services.watch.texts.values()
        await services.watch.read(text)
        easel = services.catalogue.platforms["easel"]
        await services.follows.follow(int(tern.mara.id), easel, "en")
        setting.platform.says(f"{HOST}/terms", AFTER, Content_Type="text/html")
        setting.clock.on(days=1)
        await services.watch.read(text)
        (change,) = await services.watch.changes()
        announce = job_handlers(tern.client)["change-found"]
        for _ in range(2):
            await announce(Job(id=1, kind="change-found", user=0, case=change.id, at=0))
        notices = [user for kind, user, _ in await jobs(services) if kind == "change-notice"]
        assert notices == [int(tern.mara.id)]


async def test_a_job_of_a_change_that_is_gone_ends(setting: Setting) -> None:
    async with setting.tern() as tern:
        store, now = tern.services.store, int(setting.clock.now().timestamp())
        await store.plan_watch([(5, now)], now)
        await do_jobs(tern)
        assert 5 not in {case for _, _, case in await jobs(tern.services)}
        gone = Job(id=1, kind="change-found", user=0, case=5, at=0)
        assert await job_handlers(tern.client)["change-found"](gone) == Done()


async def test_a_tern_whose_watch_is_off_asks_nobody(setting: Setting) -> None:
    settings = settings_for(setting.discord, setting.folder, data=setting.data)
    async with (
        build(settings, setting.clock) as services,
        running.connected(settings, services),
    ):
        assert not services.watch.is_on
        assert "watch-host" not in await kinds(services)
    assert setting.platform.addresses == []
