"""`python -m bot try`: the whole of Tern on a Discord on this machine, without an account."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from bot import running
from bot.app import build
from bot.config import Settings
from bot.errors import StartupError
from bot.local_discord.replies import NoAnswer, Refused, Reply
from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import World

ARTIST = "Mara"
MODERATOR = "Sol"
FOLDER = Path("try")

_CROWD = [
    "Ada",
    "Bo",
    "Cleo",
    "Dara",
    "Eli",
    "Fen",
    "Gia",
    "Hal",
    "Ines",
    "Jo",
    "Kim",
    "Lou",
    "Max",
    "Nia",
    "Oki",
    "Pia",
    "Quin",
    "Rui",
    "Sam",
    "Tess",
    "Uma",
    "Vic",
    "Wren",
    "Yara",
    "Zoe",
]
_CARDS = (
    *((name, "bluesky", f"{name.lower()}.bsky.social") for name in _CROWD),
    *((name, "cara", f"{name.lower()}_paints") for name in _CROWD[:17]),
    *((name, "mastodon", f"{name.lower()}@mastodon.art") for name in _CROWD[12:]),
)
"""Members who publish cards, so that the statistics have something to show: numbers under five are
hidden."""

_LETTER = {
    "name": "Mara Example",
    "contact": "mara@example.org",
    "account": "@mara.paints\nhttps://www.instagram.com/mara.paints/",
    "grounds": ["livelihood", "style"],
    "reason": "My commissions come from people who know my hand. Copies of it undercut them.",
}


async def main(settings: Settings, say: str | None, name: str, port: int) -> int:
    """Plays the main job, or types one line (`say`) as the named person and prints the answer.

    On a terminal the page is served afterwards until Ctrl-C. Returns the exit code.
    """
    world = harbour_studio(bot_name="Tern")
    if say is None:
        _add_members(world)
    async with LocalDiscord(port=port, world=world) as discord, _tern(settings, discord):
        if say is not None:
            return await _type(discord, name, say)
        await _play(discord)
        if sys.stdout.isatty():
            print(f"\nThe page is at {discord.page_url} (Ctrl-C ends it).")
            await asyncio.Event().wait()
    return 0


@contextlib.asynccontextmanager
async def _tern(settings: Settings, discord: LocalDiscord) -> AsyncIterator[None]:
    """Tern, connected to the local Discord, with an empty database of its own."""
    _empty_folder()
    own = dataclasses.replace(
        settings,
        token=discord.token,
        api_url=discord.api_url,
        database_url=f"sqlite:///{FOLDER / 'tern.db'}",
        shard_count=None,
        shard_ids=None,
    )
    async with build(own) as services, running.connected(own, services):
        await discord.ready()
        yield


def _empty_folder() -> None:
    """Makes the folder, and removes the last trial's database from it."""
    FOLDER.mkdir(exist_ok=True)
    for left in FOLDER.glob("tern.db*"):
        left.unlink()


async def _type(discord: LocalDiscord, name: str, line: str) -> int:
    try:
        reply = await discord.person(name).slash(line)
    except KeyError:
        people = ", ".join(person.name for person in discord.people())
        print(f"Nobody is called {name!r}. There are: {people}.", file=sys.stderr)
        return 1
    except (Refused, NoAnswer) as refused:
        print(refused, file=sys.stderr)
        return 1
    print(reply.text)
    return 0


async def _play(discord: LocalDiscord) -> None:
    artist, moderator = discord.person(ARTIST), discord.person(MODERATOR)
    _show(
        "/policy show platform:instagram region:eu-de",
        await artist.slash("policy show", platform="instagram", region="eu-de"),
    )

    form = await artist.slash("optout letter", platform="instagram", region="eu-de")
    if form.modal is None:
        raise StartupError(f"No form came for the letter:\n{form.text}")
    _show(
        "/optout letter platform:instagram region:eu-de", await artist.submit(form.modal, _LETTER)
    )
    letter = artist.dms()[-1]
    print(letter.text)
    _save(letter.files)

    for name, platform, handle in _CARDS:
        await discord.person(name).slash(
            "migrate to", platform=platform, handle=handle, **{"from": "instagram"}
        )
    _show(
        "/migrate find member:Ada",
        await artist.slash("migrate find", member=discord.person("Ada").id),
    )
    statistics = await moderator.slash("stats overview")
    _show(f"/stats overview (as {MODERATOR})", statistics)
    if statistics.message is not None:
        _save(statistics.message.files)


def _add_members(world: World) -> None:
    guild = next(iter(world.guilds.values()))
    for name in _CROWD:
        world.add_member(guild, world.add_user(name)["id"])


def _show(line: str, reply: Reply) -> None:
    print(f"\n> {line}\n\n{reply.text}")


def _save(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = FOLDER / name
        path.write_bytes(content)
        print(f"  written: {path}")
