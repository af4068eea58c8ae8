"""A language that nobody speaks: what passes through translation looks like nothing else, is two
fifths longer, and has a bracket at both ends. What is read in it without its signs bypasses
translation; what does not fit in it fits in no language that needs more room than English."""

from __future__ import annotations

import gettext
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, cast

from discord import app_commands

from bot.catalogue.translations import english
from bot.client import TernClient
from bot.command_names import CommandNames
from bot.commands import add_commands
from bot.i18n import Language, Languages
from bot.local_discord.components import walk
from tests.languages import CODES
from tests.letters import letters
from tests.shipped import catalogue

LOCALE = "el"
"""A language of Discord's that Tern does not speak, and whose script is not the Latin one: what
Babel says of dates, countries and lists is told from English by its letters."""

LONGER = 0.4

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)
_PADDING = "ŵøŗð·"

_CODE = r"```.*?```|`[^`]*`"
_LINK = r"https?://[^\s)>\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_KEPT = re.compile(rf"\{{[^}}]*\}}|{_CODE}|<[^<>]*>|{_LINK}", re.DOTALL)
"""What a translator leaves as it is."""

_COMMAND = re.compile(r"`/[a-z][^`]*`")
"""A command by its English name, which is not what this language's reader has to type."""

_NO_WORDS = re.compile(rf"{_CODE}|\]\(<[^<>]*>\)|\]\([^)]*\)|<[^<>]*>|{_LINK}", re.DOTALL)
"""What is in no language: code, addresses, what Discord fills in."""

_SHORT = re.compile(r"\((\w+)\)")
"""What an authority is called for short, behind its name."""

_ENGLISH = re.compile(r"[A-Za-z][\x20-\x7e’‘“”–—…]*")


def pseudo(sentence: str) -> str:
    """The sentence, accented, longer, in brackets; placeholders, code and links are kept."""
    said, at = "", 0
    for kept in _KEPT.finditer(sentence):
        said += sentence[at : kept.start()].translate(_LETTERS) + kept[0]
        at = kept.end()
    said += sentence[at:].translate(_LETTERS)
    more = max(0, math.ceil(LONGER * len(sentence)) - 2)
    return f"⟦{said}{(_PADDING * (more // len(_PADDING) + 1))[:more]}⟧"


class _Words(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return pseudo(one if n == 1 else many)


@cache
def _commands() -> CommandNames:
    """A name for everything that is typed after a stroke."""
    client = TernClient(cast("Any", None), api_url="http://127.0.0.1")
    add_commands(client)
    commands, options = {}, {}
    for command in client.tree.walk_commands():
        commands[command.qualified_name] = command.name.translate(_LETTERS)
        if isinstance(command, app_commands.Command):
            names = [one.display_name for one in command.parameters]
            options |= {name: name.translate(_LETTERS) for name in names}
    for menu in client.tree.get_commands():
        commands.setdefault(menu.name, menu.name.translate(_LETTERS))
    return CommandNames(commands=commands, options=options)


@cache
def pseudo_language() -> Language:
    """As it is loaded where it is spoken."""
    said = {sentence: pseudo(sentence) for sentence in english(catalogue().records).values()}
    return Language(LOCALE, _Words(), said, _commands())


def pseudo_languages() -> Languages:
    """English, and this one for whoever has set Discord to `LOCALE`."""
    return Languages({"en": Language("en", gettext.NullTranslations()), LOCALE: pseudo_language()})


@cache
def _names() -> frozenset[str]:
    """What is called the same in every language: services, tools, who runs them, who watches over
    them, texts and their publishers."""
    records = catalogue()
    found: set[str] = {"Tern", "Discord", *map(Language.own_name, CODES)}
    for record in (*records.platforms.values(), *records.tools.values()):
        found |= {record.id, record.name, *record.aliases, *_titles(record)}
    for platform in records.platforms.values():
        found |= {one.name for one in platform.operators}
        found |= {field.label for one in platform.opt_outs for field in one.fields}
        found |= {platform.profile.example} if platform.profile else set()
    for region in records.regions.values():
        found |= {one.name for one in region.authorities}
        found |= {short for one in region.authorities for short in _SHORT.findall(one.name)}
        found |= {*_titles(region), *(law.citation for law in region.laws)}
        found |= {one.area for one in region.authorities if one.area}
        found |= {one.phone for one in region.authorities if one.phone}
    for topic in (*records.topics.values(), *records.rumours.values()):
        found |= _titles(topic)
    crawlers = [crawler for tool in records.tools.values() for crawler in tool.crawlers]
    found |= {name for one in crawlers for name in (one.user_agent, one.operator)}
    return frozenset(_plain(name) for name in found)


def _titles(record: Any) -> set[str]:
    sources = record.sources.values()
    documents = getattr(record, "documents", ())
    return {text for one in sources for text in (one.title, one.via) if text} | {
        document.title for document in documents
    }


@cache
def _any_name() -> re.Pattern[str]:
    return _one_of(_names())


@cache
def _foreign_name() -> re.Pattern[str]:
    """Those that hold other letters than English has, and addresses with their countries."""
    foreign = [name for name in _names() if not _ENGLISH.fullmatch(name)]
    addresses = [r"\W+".join(map(re.escape, map(_plain, lines))) for lines in _addresses()]
    longest = sorted(addresses, key=len, reverse=True)
    return re.compile("|".join((*longest, _one_of(foreign).pattern)))


def _addresses() -> Iterator[Sequence[str]]:
    for platform in catalogue().platforms.values():
        yield from (one.address for one in platform.operators if one.address)
    for region in catalogue().regions.values():
        yield from (one.address for one in region.authorities if one.address)


def _one_of(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![a-z])" for name in longest))


def _plain(text: str) -> str:
    """Without Markdown's signs, as brackets in titles are not kept either."""
    return re.sub(r"[\[\]()*]", " ", re.sub(r"\\(.)", r"\1", text)).strip()


def bypassing(text: str, typed: Iterable[str] = ()) -> list[str]:
    """The English in a text that is shown: words that are nobody's name and that nobody `typed`."""
    shown = _plain(_NO_WORDS.sub(" · ", text))
    for words in typed:
        shown = shown.replace(words, "·")
    # Most texts hold no such name, and to look for all of them takes time.
    left = _english(shown) and _english(_foreign_name().sub("·", shown))
    return left + _COMMAND.findall(text)


def _english(shown: str) -> list[str]:
    return [left for run in _ENGLISH.findall(shown) if (left := _unnamed(run.strip()))]


@cache
def _unnamed(run: str) -> str:
    """What of it is no name; nothing where that is no word."""
    if run in _names():
        return ""
    if run.endswith("…") and any(name.startswith(run[:-1].rstrip()) for name in _names()):
        return ""
    left = _any_name().sub(" ", run).strip(" .,:;–—-…/|\"'“”’0123456789#!?")
    return left if re.search(r"[A-Za-z]{2}", left) else ""


@cache
def of_letters() -> Sequence[str]:
    """What people tick in a form, in the words that the letter has for it: those of the letter's
    language where the reader's has none."""
    service = letters(records=cast("Any", catalogue()))
    homes = [region.id for region in catalogue().regions.values() if region.choosable]
    choices = [service.choose("instagram", home) for home in homes]
    grounds = [label for one in choices for label in service.form(one).grounds.values()]
    return [*dict.fromkeys(grounds)]


SHOWN = ("content", "label", "placeholder", "description", "title")


def shown_in(components: list[dict[str, Any]]) -> Iterator[str]:
    """Every text that somebody reads in these components, or hears from a screen reader."""
    for part in walk(components):
        yield from (part[key] for key in SHOWN if isinstance(part.get(key), str))
        for option in (*(part.get("options") or ()), *(part.get("items") or ())):
            yield from (option[key] for key in SHOWN if isinstance(option.get(key), str))
