"""What `/healthz` and `/metrics` tell of a Tern that people use, and what they never tell."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from prometheus_client.parser import text_string_to_metric_families

from bot.core.models import NewJob
from bot.core.monitor import LATE_SECONDS
from bot.errors import StartupError
from bot.local_discord.components import interactive
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern, tern_on
from tests.e2e.life import do_jobs, fill, letter
from tests.e2e.test_process_e2e import connection, process
from tests.postgres import _free_port as free_port
from tests.records import FixedClock

NOW = int(FixedClock().now().timestamp())
CANARIES = ("Zanzibarine", "quillfeather", "evil-action", "Mara Example")


@dataclass
class Monitored:
    """A Tern whose pages are served."""

    tern: Tern
    url: str

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/healthz") as page:
            return page.status, await page.json()

    async def until_health(self, status: int) -> dict[str, Any]:
        """What is told once it is told with this status: Tern may not have read yet that a socket
        was closed, or opened. Raises TimeoutError."""
        async with asyncio.timeout(10):
            while True:
                found, health = await self.health()
                if found == status:
                    return health

    async def text(self) -> str:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/metrics") as page:
            assert page.status == 200
            assert page.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            return await page.text()

    async def value(self, name: str, **labels: str) -> float | None:
        """None: there is no such count yet."""
        for family in text_string_to_metric_families(await self.text()):
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return float(sample.value)
        return None

    async def asked(self, how: str, what: str, outcome: str) -> float | None:
        return await self.value("tern_interactions_total", how=how, what=what, outcome=outcome)


@pytest_asyncio.fixture
async def monitored(discord: LocalDiscord, tmp_path: Path) -> AsyncIterator[Monitored]:
    port = free_port()
    async with tern_on(discord, tmp_path, http=("127.0.0.1", port)) as tern:
        yield Monitored(tern, f"http://127.0.0.1:{port}")


def break_table(monitored: Monitored, table: str) -> None:
    """The database is no longer what Tern takes it for."""
    path = monitored.tern.settings.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as database:
        database.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
    database.close()


# ---------------------------------------------------------------- health


@pytest.mark.asyncio
async def test_a_tern_that_is_well_says_so(monitored: Monitored) -> None:
    status, health = await monitored.health()
    assert status == 200
    assert health["healthy"] is True
    assert health["gateway"]["0"]["connected"] is True
    assert health["database"]["answers"] is True
    assert health["jobs"]["delay_seconds"] == 0


@pytest.mark.asyncio
async def test_a_dropped_gateway_is_told_until_it_is_back(monitored: Monitored) -> None:
    discord = monitored.tern.discord
    released = discord.faults.hold("CONNECT /gateway")
    await discord.drop_gateway()
    health = await monitored.until_health(503)
    assert health["gateway"] == {"0": {"connected": False, "latency_ms": None}}
    assert await monitored.value("tern_gateway_up", shard="0") == 0
    released.set()
    await discord.ready()
    await monitored.until_health(200)
    assert await monitored.value("tern_gateway_up", shard="0") == 1


@pytest.mark.asyncio
async def test_a_database_that_does_not_answer_is_told_and_counted(monitored: Monitored) -> None:
    assert await monitored.value("tern_database_errors_total", operation="read") == 0
    break_table(monitored, "jobs")
    status, health = await monitored.health()
    assert status == 503
    assert health["database"] == {"answers": False, "ms": None}
    assert health["jobs"] == {"delay_seconds": None}
    assert health["gateway"]["0"]["connected"] is True
    failed = await monitored.value("tern_database_errors_total", operation="read")
    assert failed is not None
    assert failed > 0
    assert await monitored.value("tern_database_up") == 0


@pytest.mark.asyncio
async def test_a_job_that_nobody_takes_is_told(monitored: Monitored) -> None:
    tern = monitored.tern
    await letter(tern.mara)
    (case,) = await tern.services.store.letters_of(int(tern.mara.id))
    for late, expected in ((60, 200), (LATE_SECONDS + 1, 503)):
        job = NewJob(kind="letter-due", user=int(tern.mara.id), case=case.id, at=NOW - late)
        await tern.services.store.add_job(job, NOW)
        status, health = await monitored.health()
        assert (status, health["jobs"]["delay_seconds"]) == (expected, late)
    assert await monitored.value("tern_job_delay_seconds") == LATE_SECONDS + 1


@pytest.mark.asyncio
async def test_a_port_that_is_taken_stops_the_start_with_one_sentence(
    monitored: Monitored, tmp_path: Path
) -> None:
    port = int(monitored.url.rpartition(":")[2])
    (tmp_path / "other").mkdir()
    with pytest.raises(StartupError, match=f"TERN_HTTP: .*port {port}"):
        async with tern_on(monitored.tern.discord, tmp_path / "other", http=("127.0.0.1", port)):
            pass


@pytest.mark.asyncio
async def test_a_process_serves_its_health_and_still_ends_in_good_order(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    port = free_port()
    environment = connection(discord) | {"TERN_HTTP": str(port)}
    async with (
        process(tmp_path, "run", **environment) as tern,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as kept_open,
    ):
        await discord.ready()
        async with kept_open.get("/healthz") as health:
            assert "gateway" in await health.json()
        async with kept_open.get("/metrics") as metrics:
            assert b"tern_gateway_up" in await metrics.read()
        tern.send_signal(signal.SIGTERM)
        _, errors = await tern.communicate()
    assert tern.returncode == 0
    assert b"Traceback" not in errors


@pytest.mark.asyncio
async def test_without_prometheus_client_there_is_health_all_the_same(
    discord: LocalDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "bot.monitoring.metrics", raising=False)
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    port = free_port()
    async with (
        tern_on(discord, tmp_path, http=("127.0.0.1", port)),
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        async with session.get("/healthz") as health:
            assert health.status == 200
        async with session.get("/metrics") as metrics:
            assert metrics.status == 501
            assert "tern-bot[metrics]" in await metrics.text()
        async with session.get("/") as other:
            assert other.status == 404


# ---------------------------------------------------------------- what is counted


@pytest.mark.asyncio
async def test_each_way_of_asking_is_counted_by_what_came_of_it(monitored: Monitored) -> None:
    tern = monitored.tern
    await tern.mara.complete("policy show", "platform", "insta")
    answer = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert answer.message is not None
    await tern.mara.press(answer.message, "policy-page:v1:timeline")
    await tern.mara.slash("policy show", platform="Zanzibarine")
    await tern.mara.user_menu("Where did they move?", tern.jun.id)
    assert await monitored.asked("completion", "policy show", "answered") == 1
    assert await monitored.asked("command", "policy show", "answered") == 1
    assert await monitored.asked("command", "policy show", "refused") == 1
    assert await monitored.asked("component", "policy-page", "answered") == 1
    assert await monitored.asked("command", "Where did they move?", "answered") == 1
    count = {"how": "command", "what": "policy show"}
    assert await monitored.value("tern_interaction_seconds_count", **count) == 2


@pytest.mark.asyncio
async def test_a_failure_is_counted_once_and_so_is_an_answer_that_came_too_late(
    monitored: Monitored,
) -> None:
    tern = monitored.tern
    tern.discord.faults.fail(r"POST /interactions/.*/callback", 404, code=10062)
    too_late = asyncio.create_task(tern.mara.slash("about"))
    async with asyncio.timeout(10):
        while await monitored.asked("command", "about", "unanswered") is None:
            pass
    assert await monitored.asked("command", "about", "unanswered") == 1
    too_late.cancel()
    break_table(monitored, "cards")
    reply = await tern.mara.slash("migrate list")
    assert "code" in reply.text
    assert await monitored.asked("command", "migrate list", "failed") == 1
    assert await monitored.asked("command", "migrate list", "answered") is None


@pytest.mark.asyncio
async def test_letters_are_counted_by_the_way_they_went(monitored: Monitored) -> None:
    tern = monitored.tern
    await letter(tern.mara)
    tern.discord.faults.closed_dms[tern.jun.id] = 50007
    await _ask_for_letter(tern)
    tern.discord.faults.clear()
    tern.discord.faults.fail(r"POST /channels/\d+/messages", 400, code=50035)
    await _ask_for_letter(tern)
    handed = "tern_letters_handed_over_total"
    assert await monitored.value(handed, way="direct-message") == 1
    assert await monitored.value(handed, way="here-closed") == 1
    assert await monitored.value(handed, way="here-refused") == 1
    assert await monitored.value(handed, way="lost") == 0
    assert await monitored.value("tern_render_seconds_count", what="letter") == 3


async def _ask_for_letter(tern: Tern) -> None:
    asked = await tern.jun.slash("optout letter", platform="instagram", region="eu-de")
    assert asked.modal is not None
    await fill(tern.jun, asked.modal)


@pytest.mark.asyncio
async def test_nobody_and_nothing_typed_is_in_a_label(monitored: Monitored) -> None:
    """Whatever people type, and whatever another version's buttons are called, the names under
    which things are counted are Tern's own."""
    tern = monitored.tern
    await tern.mara.slash("migrate to", platform="cara", handle="quillfeather")
    await tern.mara.slash("policy ask", question="Zanzibarine?")
    await tern.mara.complete("policy show", "platform", "Zanzibarine")
    await letter(tern.mara)
    answer = await tern.mara.slash("policy show", platform="instagram", region="eu-de")
    assert answer.message is not None
    for made in ("evil-action:v1:x", "policy-page:v0:timeline", "evil-action"):
        parts = list(interactive(answer.message.json["components"]))
        parts[0]["custom_id"] = made
        await tern.mara.press(answer.message, made)
    assert await monitored.asked("component", "unknown", "refused") == 3
    text = await monitored.text()
    for canary in (*CANARIES, tern.discord.token):
        assert canary not in text
    for number in (*tern.discord.world.users, *tern.discord.world.guilds):
        assert number not in text


@pytest.mark.asyncio
async def test_a_command_of_another_version_is_counted_under_no_name_of_its_own(
    monitored: Monitored,
) -> None:
    tern = monitored.tern
    tern.client.tree.remove_command("about")
    tern.client.tree.remove_command("policy")
    await tern.mara.slash("about")
    await tern.mara.slash("policy ask", question="Zanzibarine?")
    assert await monitored.asked("command", "unknown", "refused") == 2


@pytest.mark.asyncio
async def test_what_people_do_again_makes_no_page_longer(monitored: Monitored) -> None:
    lengths = []
    for person in (monitored.tern.mara, monitored.tern.jun, monitored.tern.sol):
        await person.slash("policy show", platform="instagram", region="eu-de")
        await person.slash("policy show", platform="deviantart", region="uk")
        await person.slash("migrate to", platform="cara", handle=f"h{person.id}")
        await do_jobs(monitored.tern)
        lengths.append((await monitored.text()).count("\ntern_"))
    assert lengths[0] == lengths[1] == lengths[2]
