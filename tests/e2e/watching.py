"""What tests of the watch's messages share: a Tern whose watch is on and asks nobody, and a change
that it found."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot import running
from bot.app import build
from bot.core.alerts import Alert
from bot.core.changes import Change, Edit
from bot.core.text import clean
from bot.core.watch_store import Reading, TextVersion
from bot.core.watched import TextRead, Watched
from bot.local_discord.server import LocalDiscord
from bot.replies import uploads
from bot.store.engine import random_id
from bot.views import alerts
from tests.changing import sample_change
from tests.e2e.conftest import Tern, settings_for
from tests.e2e.posting import do_jobs
from tests.moving import MovingClock


class Silent:
    """Reads the same text everywhere, without asking anybody."""

    async def read(
        self, watched: Watched, last: Reading | None, newest: TextVersion | None
    ) -> TextRead:
        return TextRead(sentences=("All stays as it is.",))


@asynccontextmanager
async def tern_watching(
    discord: LocalDiscord, folder: Path, clock: MovingClock
) -> AsyncIterator[Tern]:
    """Tern with its watch on and this clock, connected to a local Discord that runs already."""
    settings = settings_for(discord, folder, watch=True)
    async with (
        build(settings, clock, reader=Silent()) as services,
        running.connected(settings, services) as connection,
    ):
        await discord.ready()
        yield Tern(discord, connection.client, services, settings)


async def found(tern: Tern, clock: MovingClock, **changes: Any) -> Change:
    """A change as the watch stores it, on the next day; nobody was told yet."""
    clock.on(days=1)
    now = int(clock.now().timestamp())
    change = sample_change(seen_at=now - 86_400, found_at=now, **changes)
    version = TextVersion(text=change.id, read_at=now, seen_at=now, sentences=("New.",))
    assert await tern.services.store.put_version(version, change)
    clock.on(minutes=6)  # whoever looked just now looks again
    await tern.services.watch.refresh()
    return change


async def told(tern: Tern) -> None:
    """Does what is due: first what makes the notices, then these."""
    for _ in range(3):
        await do_jobs(tern)


async def draft(tern: Tern, channel: str, said: str, reader: str = "en") -> None:
    """The draft of a change whose title and sentences say this, in a channel."""
    now = int(tern.services.clock.now().timestamp())
    change = sample_change(
        id=random_id(),
        title=clean(said)[0][:60] or "Terms",
        edits=(Edit(old=said, new=said[::-1]), Edit(old=None, new=said)),
        because={"training": (said[:30],)},
        found_at=now,
        seen_at=now,
    )
    version = TextVersion(text=change.id, read_at=now, seen_at=now, sentences=("New.",))
    assert await tern.services.store.put_version(version, change)
    place = tern.client.get_partial_messageable(int(tern.sol.channel(channel)["id"]))
    found = Alert(stage="draft", change=change, channel=place.id)
    t = tern.services.languages.of(reader)
    file = tern.services.change_files.write(change, "Instagram", t)
    card = alerts.alert(found, tern.services.catalogue, 1, t)
    await place.send(view=card, files=uploads([file]))
