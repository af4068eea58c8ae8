"""What the core needs from outside. `catalogue`, `documents` and `store` implement these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from bot.core.facts import Fact
from bot.core.models import (
    BarChart,
    Block,
    Card,
    Ground,
    Letter,
    LetterCase,
    LetterChoice,
    LetterFile,
    LetterKind,
    LetterState,
    Person,
    ReasonRule,
)
from bot.core.records import Platform, Region, Rumour, Tool, Topic
from bot.core.websites import Site


class Clock(Protocol):
    """The time, always passed in."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
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

    def search(self, question: str, limit: int) -> Sequence[Fact]:
        """The facts that answer it best, the best one first; none where none does."""
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

    def grounds(self, language: str) -> Mapping[str, Ground]:
        """What a person can tick, by id, in the order in which it is offered.

        Empty for a language without.
        """
        ...


class Typesetter(Protocol):
    """Lays finished letters and charts out. Work happens on one worker thread."""

    async def letter_files(self, letter: Letter) -> Sequence[LetterFile]:
        """The letter as PDF (tagged) and as plain text, in this order."""
        ...

    async def bar_chart(self, chart: BarChart) -> bytes:
        """The chart as a PNG, 1200 pixels wide."""
        ...


class WebsiteFiles(Protocol):
    """Makes the files for a person's own website."""

    def pack(self, site: Site) -> LetterFile:
        """One ZIP, the same bytes for the same site and records. Takes a few milliseconds."""
        ...


class Store(Protocol):
    """Everything that is kept. Times are UTC seconds; 0 stands for "no server"."""

    async def close(self) -> None: ...

    # people
    async def person(self, user: int) -> Person | None: ...
    async def remember_region(self, user: int, region: str, now: int) -> None: ...

    # letters
    async def open_letter(self, user: int, guild: int, choice: LetterChoice, now: int) -> int:
        """Stores a case as `delivering` and returns its id."""
        ...

    async def settle_letter(
        self,
        case: int,
        state: LetterState,
        now: int,
        *,
        dm_channel: int | None = None,
        dm_message: int | None = None,
    ) -> None: ...
    async def letters_of(self, user: int) -> Sequence[LetterCase]:
        """The person's letters, newest first."""
        ...

    # moves
    async def put_card(self, card: Card) -> bool:
        """Creates or replaces the card for (guild, user, platform). True when it is new."""
        ...

    async def cards_of(self, guild: int, user: int) -> Sequence[Card]:
        """The member's cards in a server, by platform id."""
        ...

    async def remove_card(self, guild: int, user: int, platform: str) -> bool: ...

    # statistics: what is counted, person by person, and the published reports
    async def countable_cards(self, guild: int) -> Sequence[tuple[str, str | None, int]]:
        """(platform, origin, user) of every card that may be counted."""
        ...

    async def countable_letters(
        self, guild: int, since: int
    ) -> Sequence[tuple[str, str, str, int]]:
        """(platform, kind, region, user) of letters that arrived, made since then."""
        ...

    async def report(self, guild: int) -> tuple[int, str] | None:
        """The last published report: when, and its JSON."""
        ...

    async def publish_report(self, guild: int, now: int, content: str) -> None: ...

    async def guild_key(self, guild: int) -> bytes:
        """The server's secret for statistics: 32 random bytes, made on first use, never shown."""
        ...

    # one's own data
    async def export(self, user: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row that holds this user's id, table by table."""
        ...

    async def erase(self, user: int) -> Mapping[str, int]:
        """Deletes every such row in one transaction; how many, table by table."""
        ...

    async def user_tables(self) -> Mapping[str, Sequence[str]]:
        """Tables that hold user ids, with their columns, read from the live schema."""
        ...

    # commands
    async def registered_commands(self, application: int) -> str | None:
        """The fingerprint of what was last registered with this application."""
        ...

    async def remember_commands(self, application: int, fingerprint: str, now: int) -> None: ...
