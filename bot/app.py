"""The composition root: settings in, everything a running Tern needs out."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import __version__
from bot.catalogue import FactIndex, load, load_sentences, names_elsewhere
from bot.catalogue.calendar import Calendar
from bot.config import Settings
from bot.core.alerts import Alerts
from bot.core.arrivals import Arrivals
from bot.core.campaigns import Campaigns
from bot.core.cases import Cases
from bot.core.copies import Copies
from bot.core.deadlines import Deadlines
from bot.core.digests import Digests, Zones
from bot.core.erasures import Erasures, Replayed
from bot.core.follow import Following
from bot.core.follows import Follows
from bot.core.letters import Letters
from bot.core.milestones import Milestones
from bot.core.monitor import Monitor, Unmonitored
from bot.core.moves import Moves
from bot.core.outcomes import Outcomes
from bot.core.policies import Policies
from bot.core.ports import Clock, HandleCheck
from bot.core.postings import Postings
from bot.core.privacy import Privacy
from bot.core.protection import Protection
from bot.core.questions import Questions
from bot.core.rates import Rates
from bot.core.reports import Reports
from bot.core.rumours import Rumours
from bot.core.settings import Settings as GuildSettings
from bot.core.stats import Stats
from bot.core.watch import Watch
from bot.core.watched import TextReader
from bot.documents import (
    ChangeWriter,
    FigureWriter,
    FollowWriter,
    Templates,
    Typesetter,
    WebsiteFiles,
)
from bot.errors import StartupError
from bot.handle_check import AskServices
from bot.i18n import Languages
from bot.monitoring import NO_METRICS
from bot.services import About, Services
from bot.store import ErasureFile, open_store

_PACKAGE = Path(__file__).parent

LOCALE = _PACKAGE / "locale"
"""The interface's translations."""

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


def cache_file(data: Path, what: str = "catalogue") -> Path:
    """Where what was compiled from this folder is kept between starts."""
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return Path.home() / ".cache" / "tern" / f"{what}-{mark}.msgpack"


def monitor_for(settings: Settings) -> Monitor:
    """Counts where somebody may ask for what was counted."""
    if settings.http is None:
        return Unmonitored()
    try:
        from bot.monitoring.metrics import Metrics
    except ModuleNotFoundError as error:
        if error.name != "prometheus_client":
            raise
        _log.warning("/healthz is served, /metrics is not: %s", NO_METRICS)
        return Unmonitored()
    return Metrics(__version__)


@asynccontextmanager
async def build(
    settings: Settings,
    clock: Clock | None = None,
    handles: HandleCheck | None = None,
    reader: TextReader | None = None,
) -> AsyncIterator[Services]:
    """Opens the store, loads the catalogue, makes the services; closes what it opened. What is left
    out (None) is the real one.

    Raises `StartupError` for whatever the operator has to put right.
    """
    clock = clock or SystemClock()
    data = data_folder(settings)
    catalogue = load(data, cache_file(data), clock.now().date())
    for problem in catalogue.problems:
        _log.error("records are broken, the last good ones are used: %s", problem)
    said = load_sentences(catalogue, data, cache_file(data, "translations"))
    catalogue.name_also(names_elsewhere(said, catalogue.names))
    templates = Templates(template_folder(settings) / "letters")
    monitor = monitor_for(settings)
    typesetter = Typesetter(template_folder(settings), monitor)
    website_files = WebsiteFiles(template_folder(settings) / "website")
    calendar = Calendar()
    zones = Zones()
    loading = asyncio.gather(asyncio.to_thread(calendar.load), asyncio.to_thread(zones.load))
    store = await open_store(settings.database_url, monitor)
    letters = Letters(catalogue, templates, store, clock)
    moves = Moves(catalogue, store, clock, handles or AskServices(f"Tern/{__version__}"))
    listed = ErasureFile(settings.erasures)
    erasures = Erasures(store, listed, clock)
    stats, postings = Stats(store, clock), Postings(store, clock)
    outcomes = Outcomes(store, clock)
    turn = asyncio.Lock()
    watch = Watch(catalogue, store, clock, _reader(settings, reader, turn), monitor, turn=turn)
    try:
        # Before anything is answered from a database that may have come from a backup.
        again = await _replay(erasures, listed)
        if again.rows:
            _log.warning("this database was restored; %s rows were erased again", again.rows)
        await outcomes.refresh()
        await watch.refresh()
        yield Services(
            catalogue=catalogue,
            policies=Policies(catalogue, clock, watch),
            protection=Protection(catalogue, clock),
            letters=letters,
            copies=Copies(catalogue, letters, store),
            cases=Cases(catalogue, store, Deadlines(calendar), clock),
            moves=moves,
            arrivals=Arrivals(moves, store, clock),
            following=Following(moves, FollowWriter(), store, clock),
            reports=Reports(store, clock),
            settings=GuildSettings(store, clock),
            stats=stats,
            postings=postings,
            digests=Digests(stats, postings, clock),
            milestones=Milestones(stats, postings),
            campaigns=Campaigns(stats, postings, clock),
            outcomes=outcomes,
            zones=zones,
            watch=watch,
            alerts=Alerts(store, postings, watch, clock),
            follows=Follows(store, watch, clock),
            privacy=Privacy(store, clock),
            erasures=erasures,
            rates=Rates(clock),
            questions=Questions(catalogue, FactIndex(catalogue, said), clock, watch),
            rumours=Rumours(catalogue, clock),
            typesetter=typesetter,
            website_files=website_files,
            figure_files=FigureWriter(),
            change_files=ChangeWriter(),
            store=store,
            languages=Languages.load(LOCALE, said),
            clock=clock,
            monitor=monitor,
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


def _reader(settings: Settings, reader: TextReader | None, turn: asyncio.Lock) -> TextReader | None:
    """Who reads platforms' texts, where the operator wants that."""
    if not settings.watch or reader:
        return reader if settings.watch else None
    # A Tern that is off need not load what parses pages.
    from bot.watching.fetching import Fetcher
    from bot.watching.reader import Reader

    named = user_agent(settings)
    if "(+" not in named:
        _log.warning(
            "servers whose terms are read are not told whom to write to: set TERN_CONTACT to an "
            "e-mail address or a web address"
        )
    return Reader(Fetcher(named), turn=turn)


def user_agent(settings: Settings) -> str:
    """What Tern calls itself where it reads texts, with where its operator can be reached, if that
    is a word that a header can hold."""
    for about in (settings.contact, settings.privacy_url):
        if about and re.fullmatch(r"[!-'*-~]{1,200}", about):  # printable, no parentheses
            return f"Tern/{__version__} (+{about})"
    return f"Tern/{__version__}"


async def cleanse(settings: Settings, lists: Sequence[Path]) -> Replayed:
    """Opens the database, which may have come from a backup, and does again what Tern's own list of
    erasures and these say that it does not know of. Raises `StartupError`."""
    store = await open_store(settings.database_url)
    try:
        erasures = Erasures(store, ErasureFile(settings.erasures), SystemClock())
        await store.forget_commands()
        return await _replay(erasures, ErasureFile(settings.erasures), *map(ErasureFile, lists))
    finally:
        await store.close()


async def _replay(erasures: Erasures, *lists: ErasureFile) -> Replayed:
    try:
        return await erasures.replay(*lists)
    except OSError as error:
        raise StartupError(f"A list of erasures cannot be read: {error}.") from error
