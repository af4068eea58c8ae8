"""What a free question is about (platforms, tools, a region) and which words it asks with."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.catalogue.terms import OBJECT, ORDINARY, PEOPLE, alternatives, telling
from bot.core.records import Platform, Region, Tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.catalogue.catalogue import Catalogue
    from bot.catalogue.postings import Postings
    from bot.catalogue.tongues import Tongue

_MOST_WORDS = 50
_MOST_TERMS = 12
"""Words of a question that are read, and those among them that are looked up."""

_MOST_TYPOS = 4
"""Unknown words for which the nearest known one is looked for."""

_LONGEST_NAME = 4
"""Words of a name."""

_COMMONEST = 1.5
_RAREST = 6.0
"""No word counts for less or more: what every second fact speaks of is still what was asked, and
one that Tern does not know does not decide alone."""

_UNKNOWN_BESIDE_NAME = 3.0
"""What a word counts that no fact has, where a platform or a tool is named: more likely chatter
than what is asked."""

_SAME = 0.7
"""From this worth on, two words are one idea, which is as rare as the commoner one of them."""

_HEADLINES = ("train", OBJECT)
_HEADLINES_OF_TOOLS = ("protect",)
"""What is asked where somebody only writes a name."""

_UNITED_STATES = re.compile(r"\bUS\b|\bU\.S\.(?:A\.)?|\b[Tt]he us\b")
"""Told from the word "us" by how it is written."""


@dataclass(slots=True)
class Question:
    """What is asked. `terms`: how much a word counts, and the stems that match it, with worth.

    `telling`: some word shows that it is about what Tern knows.
    """

    subjects: dict[tuple[str, str], Platform | Tool] = field(default_factory=dict)
    region: Region | None = None
    terms: dict[str, tuple[float, Mapping[str, float]]] = field(default_factory=dict)
    telling: bool = False

    @property
    def weight(self) -> float:
        """What a fact that answers every word has covered."""
        return sum(counts for counts, _ in self.terms.values())


def families(platforms: Iterable[Platform]) -> Mapping[str, Sequence[Platform]]:
    """A company's services, by its name: people say Meta and mean all of them."""
    found: dict[str, list[Platform]] = defaultdict(list)
    for platform in platforms:
        if platform.family:
            found[platform.family].append(platform)
    return found


class Reader:
    """Takes questions apart, with the names of a catalogue and the words of its facts."""

    def __init__(self, catalogue: Catalogue, tongue: Tongue, postings: Postings) -> None:
        self._catalogue = catalogue
        self._tongue = tongue
        self._postings = postings
        self._families = families(catalogue.platforms.values())
        self._name_words = catalogue.name_words | self._families.keys() | PEOPLE.keys()
        self._single_names = self._name_words - ORDINARY
        self._alternatives = alternatives()
        self._telling = telling()
        self._objecting = {OBJECT, *self._alternatives[OBJECT]}

    def read(self, question: str) -> Question:
        """The question; without terms where it asks nothing that Tern could know."""
        found = self._tongue.words(_UNITED_STATES.sub(" usa ", question))[:_MOST_WORDS]
        asked = Question()
        self._take_terms(self._take_names(found, asked), asked)
        asked.telling = not self._telling.isdisjoint(asked.terms)
        if not asked.subjects and not asked.telling:
            asked.terms.clear()
        if asked.subjects and not asked.terms:
            tools = any(isinstance(subject, Tool) for subject in asked.subjects.values())
            headlines = _HEADLINES_OF_TOOLS if tools else _HEADLINES
            asked.terms.update({term: self._counting(term) for term in headlines})
        return asked

    def is_objecting(self, asked: Question) -> bool:
        """Whether the way out is asked for."""
        return not self._objecting.isdisjoint(asked.terms)

    def _take_names(self, found: Sequence[str], asked: Question) -> list[str]:
        """The words that are not part of a name; who is named goes into `asked`."""
        rest: list[str] = []
        companies: list[Sequence[Platform]] = []
        missed: set[tuple[str, ...]] = set()
        at = 0
        while at < len(found):
            for length in range(min(_LONGEST_NAME, len(found) - at), 0, -1):
                name = tuple(found[at : at + length])
                if name not in missed and self._named(name, asked, companies):
                    at += length
                    break
                missed.add(name)
            else:
                rest.append(found[at])
                at += 1
        for services in companies:
            members: dict[tuple[str, str], Platform | Tool] = {_key(one): one for one in services}
            if asked.subjects.keys().isdisjoint(members):
                asked.subjects.update(members)
        return rest

    def _named(
        self, name: Sequence[str], asked: Question, companies: list[Sequence[Platform]]
    ) -> bool:
        if all(self._tongue.term(word) is None for word in name):
            return False
        if len(name) == 1:
            return any(
                word in self._single_names and self._is_name(word, asked, companies)
                for word in self._tongue.name(name[0])
            )
        spellings = (" ".join(name), "".join(name)) if len(name) == 2 else (" ".join(name),)
        if self._name_words.isdisjoint((name[0], name[0].removesuffix("s"), *spellings)):
            return False
        return any(self._is_name(written, asked, companies) for written in spellings)

    def _is_name(self, text: str, asked: Question, companies: list[Sequence[Platform]]) -> bool:
        record = self._catalogue.platform(text) or self._catalogue.tool(text)
        if record:
            return self._note(record, asked)
        if text in self._families:
            companies.append(self._families[text])
            return True
        region = self._catalogue.regions.get(PEOPLE.get(text, ""))
        if region is None and (len(text) > 3 or not text.isascii() or text in ("usa", "uk")):
            region = self._catalogue.region(text)
        return self._note(region, asked)

    def _take_terms(self, rest: Sequence[str], asked: Question) -> None:
        typos = 0
        for word in rest:
            term = self._tongue.term(word)
            if term is None or (len(word) == 1 and word.isascii()):
                continue
            if len(asked.terms) == _MOST_TERMS:
                return
            known = term in self._postings or term in self._alternatives
            if not known and typos < _MOST_TYPOS:
                typos += 1
                if self._note(self._catalogue.nearly_named(word), asked):
                    continue
                term = self._postings.near(term) or term
            unknown = _UNKNOWN_BESIDE_NAME if asked.subjects else _RAREST
            asked.terms.setdefault(term, self._counting(term, unknown))

    @staticmethod
    def _note(record: Platform | Tool | Region | None, asked: Question) -> bool:
        if isinstance(record, Region):
            asked.region = record
        elif record:
            asked.subjects[_key(record)] = record
        return record is not None

    def _counting(self, term: str, unknown: float = _RAREST) -> tuple[float, Mapping[str, float]]:
        matching = {term: 1.0, **self._alternatives.get(term, {})}
        known = [
            self._postings.rarity(other)
            for other, worth in matching.items()
            if worth >= _SAME and other in self._postings
        ]
        return min(max(min(known, default=unknown), _COMMONEST), _RAREST), matching


def _key(record: Platform | Tool) -> tuple[str, str]:
    return ("platform" if isinstance(record, Platform) else "tool"), record.id
