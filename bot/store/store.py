"""The store: its parts over one engine."""

from __future__ import annotations

from bot.store.bounces import Bounces
from bot.store.card_reports import CardReports
from bot.store.commands import Commands
from bot.store.erasures import Erasures
from bot.store.followers import Followers
from bot.store.guilds import Guilds
from bot.store.jobs import Jobs
from bot.store.letters import Letters
from bot.store.moves import Moves
from bot.store.owners import CardOwners
from bot.store.people import People
from bot.store.postings import Postings
from bot.store.privacy import Privacy
from bot.store.stats import Stats
from bot.store.watch import Watch


class SqlStore(
    People,
    Letters,
    Bounces,
    Jobs,
    Moves,
    CardOwners,
    CardReports,
    Guilds,
    Stats,
    Postings,
    Watch,
    Followers,
    Privacy,
    Erasures,
    Commands,
):
    """The `Store` of `bot.core.ports`, on either database."""

    async def close(self) -> None:
        await self._engine.close()
