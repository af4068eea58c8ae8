"""All of Tern in a language that nobody speaks: nothing that anybody reads bypasses translation,
and everything fits where words are two fifths longer than in English."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from bot import running
from bot.app import build
from bot.core.rates import Costly, Rate, Rates
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import World
from tests.e2e.conftest import Tern, english_studio, settings_for
from tests.e2e.hostile import Hostile, Nobody, crowd, forge, problems
from tests.e2e.posting import harbour
from tests.e2e.watching import Silent, draft
from tests.pseudo import LOCALE, bypassing, of_letters, pseudo_languages, shown_in
from tests.records import FixedClock

CROWD = 12
TYPED = "Ζωγραφιές της Μυρτώς"
"""Greek, as the language's dates are: no part of it is taken for English."""

FIRST_ANSWER, CHOICES, FORM = 4, 8, 9


@pytest.fixture
def world() -> World:
    """Everybody, and the server itself, reads the pseudo-language."""
    world = english_studio()
    for number in range(CROWD):
        world.add_member(harbour(world), world.add_user(f"Member{number}")["id"])
    for user in world.locales:
        world.locales[user] = LOCALE
    for guild in world.guilds.values():
        guild.json["preferred_locale"] = LOCALE
    return world


@asynccontextmanager
async def translated(discord: LocalDiscord, folder: Path) -> AsyncIterator[Tern]:
    """Tern in the pseudo-language, for somebody who asks more often than anybody may."""
    settings, clock = settings_for(discord, folder, watch=True), FixedClock()
    always: dict[Costly, Rate] = dict.fromkeys(get_args(Costly), Rate(10**9, 1))
    languages = pseudo_languages()
    async with build(settings, clock, Nobody(), Silent()) as services:
        changed = replace(services, rates=Rates(clock, always), languages=languages)
        async with running.connected(settings, changed) as connection:
            await discord.ready()
            yield Tern(discord, connection.client, changed, settings)


@pytest.mark.asyncio
async def test_whatever_is_done_nothing_bypasses_translation(
    discord: LocalDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with translated(discord, tmp_path) as tern:
        await crowd(tern, TYPED, LOCALE)
        somebody = Hostile(tern, tern.sol, tern.jun, TYPED)
        for channel in ("general", "dm"):
            await forge(tern, channel)
            await draft(tern, channel, TYPED, LOCALE)
            await somebody.do_everything(channel)
    assert set(tern.client.router._handlers) - somebody.acted - somebody.sent == set()
    assert [*problems(discord), *failures(caplog)] == []
    typed = [*_typed(tern), *of_letters()]
    found = {
        left: f"{where}: {left!r} in {text[:90]!r}"
        for where, text in _read(discord)
        for left in bypassing(text, typed)
    }
    assert not found, "\n".join([*found.values()][:60])


@pytest.mark.asyncio
async def test_commands_are_called_otherwise_in_every_language(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    async with translated(discord, tmp_path):
        found = [left for one in discord.world.commands.values() for left in _untranslated(one)]
    assert not found, "\n".join(found)


def _untranslated(command: Any) -> Iterator[str]:
    """What of a command, of all that is in it, or of a choice has no translation."""
    for key in ("name", "description"):
        if english := command.get(key):
            said = (command.get(f"{key}_localizations") or {}).get(LOCALE, english)
            yield from (f"{key}: {english}" for left in bypassing(said) if left)
    for part in (*(command.get("options") or ()), *(command.get("choices") or ())):
        yield from _untranslated(part)


def _typed(tern: Tern) -> list[str]:
    """What people wrote, and what they and their servers are called."""
    world = tern.discord.world
    people = [person.name for person in tern.discord.people()]
    handles = [f"m{number}.bsky.social" for number in reversed(range(len(people)))]
    servers = [guild.json["name"] for guild in world.guilds.values()]
    return [TYPED, "juniper", "sol.bsky.social", *handles, *people, *servers]


def failures(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What somebody got a code for instead of an answer: `problems` reads only English."""
    return [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]


def _read(discord: LocalDiscord) -> Iterator[tuple[str, str]]:
    """Every text that Tern sent to be read, and whence."""
    for request in discord.requests:
        body: Any = request.body
        if not isinstance(body, dict):
            continue
        data = body.get("data") if isinstance(body.get("data"), dict) else body
        where = f"{request.method} {request.route}"
        if body.get("type") == CHOICES:
            for choice in data["choices"]:
                yield f"{where} (choices)", choice["name"]
        if body.get("type") == FORM:
            where += f" ({data['custom_id'].partition(':')[0]})"
            yield where, data["title"]
        for text in shown_in(data.get("components") or []):
            yield where, text
        for file in data.get("attachments") or ():
            if file.get("description"):
                yield f"{where} (file)", file["description"]
