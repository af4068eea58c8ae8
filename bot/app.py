"""The composition root: settings in, everything a running Tern needs out."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import __version__
from bot.catalogue import FactIndex, load
from bot.catalogue.calendar import Calendar
from bot.config import Settings
from bot.core.cases import Cases
from bot.core.copies import Copies
from bot.core.deadlines import Deadlines
from bot.core.letters import Letters
from bot.core.moves import Moves
from bot.core.policies import Policies
from bot.core.ports import Clock
from bot.core.privacy import Privacy
from bot.core.protection import Protection
from bot.core.questions import Questions
from bot.core.rumours import Rumours
from bot.core.stats import Stats
from bot.documents import Templates, Typesetter, WebsiteFiles
from bot.i18n import Languages
from bot.services import About, Services
from bot.store import open_store

_PACKAGE = Path(__file__).parent
_log = logging.getLogger("tern")


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def data_folder(settings: Settings) -> Path:
    """The records: the operator's own, those of the checkout, or those in the wheel."""
    return settings.data or _beside_or_shipped("data")


def template_folder(settings: Settings) -> Path:
    """The templates, by the same rule."""
    return settings.templates or _beside_or_shipped("templates")


def _beside_or_shipped(name: str) -> Path:
    beside = _PACKAGE.parent / name
    return beside if beside.is_dir() else _PACKAGE / "_shipped" / name


def cache_file(data: Path) -> Path:
    """Where the compiled records of this folder are kept between starts."""
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return Path.home() / ".cache" / "tern" / f"catalogue-{mark}.msgpack"


@asynccontextmanager
async def build(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Services]:
    """Opens the store, loads the catalogue, makes the services; closes what it opened.

    Raises `StartupError` for whatever the operator has to put right.
    """
    clock = clock or SystemClock()
    data = data_folder(settings)
    catalogue = load(data, cache_file(data), clock.now().date())
    for problem in catalogue.problems:
        _log.error("records are broken, the last good ones are used: %s", problem)
    templates = Templates(template_folder(settings) / "letters")
    typesetter = Typesetter(template_folder(settings))
    website_files = WebsiteFiles(template_folder(settings) / "website")
    calendar = Calendar()
    loading = asyncio.create_task(asyncio.to_thread(calendar.load))
    store = await open_store(settings.database_url)
    letters = Letters(catalogue, templates, store, clock)
    try:
        yield Services(
            catalogue=catalogue,
            policies=Policies(catalogue, clock),
            protection=Protection(catalogue, clock),
            letters=letters,
            copies=Copies(catalogue, letters, store),
            cases=Cases(catalogue, store, Deadlines(calendar), clock),
            moves=Moves(catalogue, store, clock),
            stats=Stats(store, clock),
            privacy=Privacy(store, clock),
            questions=Questions(catalogue, FactIndex(catalogue), clock),
            rumours=Rumours(catalogue, clock),
            typesetter=typesetter,
            website_files=website_files,
            store=store,
            languages=Languages.load(_PACKAGE / "locale"),
            clock=clock,
            about=About(
                version=__version__,
                operator=settings.operator,
                contact=settings.contact,
                privacy_url=settings.privacy_url,
                terms_url=settings.terms_url,
            ),
        )
    finally:
        await loading
        typesetter.close()
        await store.close()
