"""What the core needs from outside. `catalogue`, `documents` and `store` implement these."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from bot.core.card_store import CardStore
from bot.core.changes import Change
from bot.core.charts import Chart, Theme
from bot.core.erasure_store import ErasureStore
from bot.core.facts import Fact
from bot.core.figure_store import FigureStore
from bot.core.follow import Follow
from bot.core.models import (
    Block,
    Ground,
    Job,
    Letter,
    LetterCase,
    LetterChoice,
    LetterFile,
    LetterKind,
    LetterState,
    NewJob,
    Person,
    ReasonRule,
    Work,
)
from bot.core.postings import PostingStore
from bot.core.published import Report
from bot.core.records import Platform, Region, Rumour, Tool, Topic
from bot.core.watch_store import WatchStore
from bot.core.websites import Site, Words

T = TypeVar("T")


class Clock(Protocol):
    """The time, always passed in."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class Calendar(Protocol):
    """Public holidays."""

    def holiday(self, territory: str, day: date) -> str | None:
        """The name of the public holiday that this day is in the whole of a country (ISO 3166-1),
        in English where known; None on every other day and for a country that is not known."""
        ...


class Catalogue(Protocol):
    """The records, in memory. Every method answers at once."""

    platforms: Mapping[str, Platform]
    regions: Mapping[str, Region]
    """All regions by id, bases resolved; `choosable` tells which a person can live in."""

    tools: Mapping[str, Tool]
    topics: Mapping[str, Topic]
    rumours: Mapping[str, Rumour]

    data_date: date
    """The newest `checked` of all records."""

    def find_platforms(self, text: str, limit: int) -> Sequence[Platform]:
        """Best matches for what somebody typed: names, ids, aliases; one typo forgiven."""
        ...

    def find_regions(self, text: str, limit: int) -> Sequence[Region]:
        """Best matches among choosable regions: ids, names in every language Babel knows."""
        ...

    def find_tools(self, text: str, limit: int) -> Sequence[Tool]:
        """Best matches for what somebody typed: names, ids, aliases; one typo forgiven."""
        ...

    def platform(self, text: str) -> Platform | None:
        """The platform with exactly this id, name or alias, whatever its case."""
        ...

    def region(self, text: str) -> Region | None:
        """The choosable region with exactly this id, name or alias, whatever its case."""
        ...

    def tool(self, text: str) -> Tool | None:
        """The tool with exactly this id, name or alias, whatever its case."""
        ...

    def nearest_platforms(self, text: str, limit: int) -> Sequence[Platform]:
        """The likeliest meant, even where nothing matches well."""
        ...

    def nearest_regions(self, text: str, limit: int) -> Sequence[Region]:
        """The likeliest meant, even where nothing matches well."""
        ...

    def nearest_tools(self, text: str, limit: int) -> Sequence[Tool]:
        """The likeliest meant, even where nothing matches well."""
        ...


class FactIndex(Protocol):
    """Finds facts by free questions, from memory."""

    def search(self, question: str, limit: int, language: str) -> Sequence[Fact]:
        """The facts that answer it best, the best one first; none where none does. `language` is
        that of the person; a question may be in another one."""
        ...

    def fact(self, id_: str) -> Fact | None:
        """The fact with this id, if it still says the same."""
        ...


class Template(Protocol):
    """The words of one letter in one language."""

    @property
    def reviewed(self) -> date | None:
        """When a person who knows the law read it. None: nobody has."""
        ...

    @property
    def reviewed_by(self) -> str | None: ...

    @property
    def grounds(self) -> bool:
        """Whether the person is offered grounds to tick."""
        ...

    @property
    def reason(self) -> ReasonRule: ...

    def named(self, values: Mapping[str, Any]) -> str:
        """What later letters call this one: "objection under Art. 21(1) GDPR"."""
        ...

    def render(self, values: Mapping[str, Any]) -> tuple[Block, ...]:
        """The filled blocks; those that came out empty are left out.

        Raises `ValueError` if a value the template asks for is missing.
        """
        ...


class Templates(Protocol):
    """The words of letters: one template a kind, law and language.

    `groups` are a region's groups, see `Region.groups`: the law that names the region most closely
    wins.
    """

    @property
    def kinds(self) -> frozenset[LetterKind]:
        """The kinds that exist for some law."""
        ...

    @property
    def all_languages(self) -> Sequence[str]:
        """The languages in which some letter exists, sorted."""
        ...

    def languages(self, kind: LetterKind, groups: Sequence[str]) -> Sequence[str]:
        """The languages in which this kind exists for the region, sorted; none if it does not."""
        ...

    def find(self, kind: LetterKind, groups: Sequence[str], language: str) -> Template:
        """The template. Raises `LookupError` if there is none."""
        ...

    def grounds(self, language: str, groups: Sequence[str] = ()) -> Mapping[str, Ground]:
        """What a person can tick, by id, in the order in which it is offered.

        `groups` as above, because a language may be written differently there. Empty for a language
        without.
        """
        ...


class Typesetter(Protocol):
    """Lays finished letters and charts out. Work happens on one worker thread."""

    async def aside(self, work: Callable[[], T]) -> T:
        """Does on that thread what would hold everything else up for more than some milliseconds:
        composing a letter, reading one back."""
        ...

    async def letter_files(self, letter: Letter) -> Sequence[LetterFile]:
        """The letter as PDF (tagged) and as plain text, then, where the letter has them, the PDF
        that shows it side by side with its writer's language, and an e-mail ready to be sent."""
        ...

    async def editable(self, letter: Letter) -> LetterFile:
        """The letter as an OpenDocument text (ODT)."""
        ...

    async def calendar_file(
        self, title: str, day: date, description: str, uid: str, now: datetime
    ) -> LetterFile:
        """A whole day with an alarm at nine, as iCalendar; the same `uid` replaces an older one."""
        ...

    async def chart(self, chart: Chart, theme: Theme = "dark") -> bytes:
        """The chart as a PNG, 1200 pixels wide and as high as it needs to be."""
        ...


class WebsiteFiles(Protocol):
    """Makes the files for a person's own website."""

    def pack(self, site: Site, t: Words) -> LetterFile:
        """One ZIP, the same bytes for the same site, records and language, in which its page of
        help is. Takes a few milliseconds."""
        ...


class HandleCheck(Protocol):
    """Asks the services themselves."""

    async def exists(self, platform: Platform, handle: str) -> bool | None:
        """Whether an account of this normalised name is there; None where that cannot be learnt:
        the service has no way to ask, did not answer in time, or answered with something else."""
        ...


class FollowFiles(Protocol):
    """Writes the files with which one follows everybody who allowed it."""

    def write(self, follow: Follow) -> Sequence[LetterFile]:
        """At most ten files. May be called on any thread."""
        ...


class FigureFiles(Protocol):
    """Writes a published report as a table."""

    def write(self, report: Report) -> LetterFile:
        """CSV with every shown figure, the same bytes for the same report."""
        ...


class ChangeFiles(Protocol):
    """Writes what changed in a platform's terms as a text."""

    def write(self, change: Change, platform: str, t: Words) -> LetterFile:
        """Every sentence that differs, old and new, as plain text (UTF-8), called `change.file`.
        `platform` is the platform's name."""
        ...


class Store(CardStore, FigureStore, PostingStore, ErasureStore, WatchStore, Protocol):
    """Everything that is kept. Times are UTC seconds; 0 stands for "no server"."""

    async def close(self) -> None: ...

    # people
    async def person(self, user: int) -> Person | None: ...
    async def remember_region(self, user: int, region: str, now: int) -> None: ...

    # letters
    async def open_letter(
        self,
        user: int,
        guild: int,
        choice: LetterChoice,
        now: int,
        *,
        reader: str,
        work: Work = "own",
        parent: int = 0,
        jobs: Sequence[NewJob] = (),
    ) -> int:
        """Stores a case as `delivering`, with its jobs (their `case` is filled in); its id."""
        ...

    async def settle_letter(
        self,
        case: int,
        state: LetterState,
        now: int,
        *,
        dm_channel: int | None = None,
        dm_message: int | None = None,
    ) -> bool:
        """Records how delivery ended and drops the job that would look. False if that was done, or
        the case erased, before; only `failed` can still become `shown`."""
        ...

    async def letter(self, case: int) -> LetterCase | None:
        """The case, whoever's it is; None where there is none or it was forgotten."""
        ...

    async def letters_of(self, user: int) -> Sequence[LetterCase]:
        """The person's letters, newest first."""
        ...

    async def letters_read_in(self, user: int, language: str) -> None: ...
    async def update_letter(
        self, case: LetterCase, jobs: Sequence[NewJob], now: int, *, unwarned: int = 0
    ) -> bool:
        """Writes stage, means, days and outcome of the case, and replaces what asks about it by
        these jobs, in one transaction. What looks after its delivery stays, and so does each
        `letter-window` but that of the case `unwarned`. False where the case is gone."""
        ...

    async def forget_letter(self, user: int, case: int) -> bool:
        """Deletes the case and its jobs, for good; letters that followed it no longer name it.
        False where this person has no such case."""
        ...

    async def report_bounce(self, user: int, platform: str, address: str, now: int) -> None:
        """Notes that this person's letter to the address came back; the last time counts."""
        ...

    async def withdraw_bounces(self, user: int, platform: str) -> None:
        """Takes back what this person reported of the platform's addresses, whichever they are in
        its record by now."""
        ...

    async def bounces(self, platform: str, address: str, since: int) -> int:
        """How many different people found the address undeliverable since then."""
        ...

    # jobs
    async def add_job(self, job: NewJob, now: int) -> None:
        """Stores the job; one of its kind for the same case gives way. Nothing happens where the
        case is gone."""
        ...

    async def claim_jobs(self, now: int, lease: int, limit: int) -> Sequence[Job]:
        """Due jobs that nobody works on, the oldest first; they are this process's for `lease`
        seconds. A job whose lease ran out is due again."""
        ...

    async def next_job(self) -> int | None:
        """When the next job can be claimed: when it is due or its lease runs out. None: there is
        none, or all are held or always due."""
        ...

    async def finish_job(self, job: int) -> None:
        """Deletes it: its message was delivered."""
        ...

    async def postpone_job(self, job: int, at: int, *, anew: bool = False) -> None:
        """Gives it back, due again at that time. `anew`: of the attempts so far only one counts."""
        ...

    async def release_job(self, job: int) -> None:
        """Gives back what was claimed and neither finished nor postponed: it is due at once. The
        attempt counts."""
        ...

    async def hold_job(self, job: int) -> None:
        """Keeps it until the person's next command."""
        ...

    async def held_jobs(self, user: int) -> Sequence[Job]:
        """What waits for the person's next command, the oldest first. What another process held
        may be missing for half a minute."""
        ...

    async def reminders_of(self, user: int, now: int) -> Mapping[int, int]:
        """When the person is next reminded after now, by the case that the reminder hangs on."""
        ...

    async def drop_jobs(self, user: int) -> int:
        """Deletes every reminder of the person, not what looks after a delivery; how many."""
        ...

    # one's own data
    async def export(self, user: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row that holds this user's id, table by table."""
        ...

    async def user_tables(self) -> Mapping[str, Sequence[str]]:
        """Tables that hold user ids, with their columns, read from the live schema."""
        ...

    # commands
    async def registered_commands(self, application: int) -> str | None:
        """The fingerprint of what was last registered with this application."""
        ...

    def registering(self) -> AbstractAsyncContextManager[None]:
        """Inside, no other process registers commands."""
        ...

    async def forget_commands(self) -> None:
        """Whoever starts next registers them anew."""
        ...

    async def remember_commands(self, application: int, fingerprint: str, now: int) -> None: ...
