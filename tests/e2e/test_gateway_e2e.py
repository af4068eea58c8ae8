"""The gateway drops Tern, sends it away, falls silent or shuts it out: it comes back by itself, and
misses nothing that Discord kept for it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.local_discord.replies import NoAnswer
from bot.local_discord.server import LocalDiscord
from tests.e2e.conftest import Tern, english_studio, tern_on
from tests.e2e.test_letters_e2e import FILLED
from tests.e2e.test_network_e2e import Said, said
from tests.e2e.test_process_e2e import connection, process

pytestmark = pytest.mark.asyncio
__all__ = ["said"]

CONNECT = "CONNECT /gateway"

Leave = Callable[[LocalDiscord], Awaitable[None]]

RESUMED: dict[str, Leave] = {
    "dropped": lambda discord: discord.drop_gateway(),
    "op 7": lambda discord: discord.send_op(7),
    "op 9, resumable": lambda discord: discord.send_op(9, resumable=True),
}
IDENTIFIED: dict[str, Leave] = {
    "dropped, session gone": lambda discord: discord.drop_gateway(resumable=False),
    "op 9": lambda discord: discord.send_op(9),
}


def heard(tern: Tern, event: str) -> asyncio.Event:
    """Set when discord.py hears this event. A second IDENTIFY waits for nothing from here on."""
    happened = asyncio.Event()

    async def note() -> None:
        happened.set()

    async def at_once(_shard: int | None, *, initial: bool = False) -> None:
        pass

    setattr(tern.client, f"on_{event}", note)
    tern.client.before_identify_hook = at_once  # type: ignore[method-assign]
    return happened


async def answers(tern: Tern) -> bool:
    return "Instagram" in (await tern.mara.slash("policy show", platform="instagram")).text


@pytest.mark.parametrize("how", RESUMED)
async def test_a_session_goes_on(tern: Tern, how: str) -> None:
    resumed, connected = heard(tern, "resumed"), heard(tern, "connect")
    await RESUMED[how](tern.discord)
    async with asyncio.timeout(5):
        await resumed.wait()
    assert not connected.is_set()
    assert await answers(tern)


@pytest.mark.parametrize("how", IDENTIFIED)
async def test_a_session_that_is_gone_is_begun_anew(tern: Tern, how: str) -> None:
    connected = heard(tern, "connect")
    await IDENTIFIED[how](tern.discord)
    async with asyncio.timeout(5):
        await connected.wait()
        await tern.discord.ready()
    assert await answers(tern)
    assert {guild.name for guild in tern.client.guilds} == {"Harbour Studio", "Print Room"}


async def test_what_came_meanwhile_is_heard_and_too_late(tern: Tern, said: Said) -> None:
    """Discord has told the person by then that nothing answers."""
    resumed = heard(tern, "resumed")
    await tern.discord.drop_gateway()
    with pytest.raises(NoAnswer):
        await tern.mara.slash("migrate to", platform="cara", handle="mara.paints")
    async with asyncio.timeout(5):
        await resumed.wait()
    assert await said.line() == (
        "no answer was taken in migrate to (NotFound, status 404, code 10062)"
    )
    assert "mara.paints" not in (await tern.mara.slash("migrate list")).text


async def test_a_server_that_came_meanwhile_is_known(tern: Tern) -> None:
    left = next(g for g in tern.discord.world.guilds.values() if g.name == "Print Room")
    resumed = heard(tern, "resumed")
    await tern.discord.drop_gateway()
    tern.discord.remove_bot(left)
    async with asyncio.timeout(5):
        await resumed.wait()
    assert {guild.name for guild in tern.client.guilds} == {"Harbour Studio"}


async def test_a_letter_on_its_way_needs_no_gateway(tern: Tern) -> None:
    form = await tern.mara.slash("optout letter", platform="instagram", region="eu-de")
    assert form.modal is not None
    released = tern.discord.faults.hold(r"POST /channels/\d+/messages")
    submitted = asyncio.create_task(tern.mara.submit(form.modal, FILLED))
    await tern.discord.world.until(
        lambda: any("thinking" in m.text for m in tern.mara.messages("general"))
    )
    await tern.discord.drop_gateway()
    released.set()
    assert "in our chat" in (await submitted).text


async def test_a_gateway_that_falls_silent_is_left(tmp_path: Path) -> None:
    """No heartbeat is answered, and the socket stays open."""
    async with (
        LocalDiscord(world=english_studio(), heartbeat_interval=0.05) as discord,
        tern_on(discord, tmp_path) as tern,
    ):
        tern.client._connection.heartbeat_timeout = 0.5  # discord.py's is a minute
        resumed = heard(tern, "resumed")
        await discord.drop_gateway()
        async with asyncio.timeout(10):
            await resumed.wait()
            resumed.clear()
            discord.hush_gateway()
            await resumed.wait()
        assert await answers(tern)


async def test_a_gateway_that_shuts_it_out_is_tried_until_it_lets_it_in(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    """Refused, then let in and broken off before a word: discord.py gives up at that. When Tern
    begins anew the API is not back yet either."""
    async with process(tmp_path, "run", **connection(discord)) as tern:
        await discord.ready()
        discord.faults.fail(CONNECT, 503)
        discord.faults.reset(CONNECT, after=True)
        discord.faults.fail("GET /users/@me", 503)
        await discord.drop_gateway()
        await discord.ready(timeout=30)
        reply = await discord.person("Mara").slash("policy show", platform="instagram")
        assert "Instagram" in reply.text
        tern.send_signal(signal.SIGTERM)
        _, errors = await tern.communicate()
    assert tern.returncode == 0
    assert b"Tern connects again" in errors
    assert b"Traceback" not in errors


async def test_a_token_made_invalid_ends_it_with_one_sentence(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    async with process(tmp_path, "run", **connection(discord)) as tern:
        await discord.ready()
        old = discord.token
        discord.reset_token("another-token")
        async with asyncio.timeout(20):
            _, errors = await tern.communicate()
    assert tern.returncode == 2
    assert b"Discord refuses DISCORD_TOKEN." in errors.splitlines()[-1]
    assert old.encode() not in errors
    for word in (b"Traceback", b"never retrieved", b"ERROR"):
        assert word not in errors
